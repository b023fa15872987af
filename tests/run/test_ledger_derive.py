"""What is derived follows from the records, whatever happened to them in which order."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import chronicle
from marsad.errors import InputError
from marsad.model import Place
from marsad.run.ledger import Ledger
from marsad.store import Derivation, Query, open_store

FIRST = ("2020-01-10", "killed 12 soldiers in Harga on 2020-01-09, said sohr.")
SECOND = ("2020-01-11", "killed 15 soldiers in Harga on 2020-01-09, said sana.")
FAR = (
    "2020-01-12",
    "killed 3 civilians in Bir on 2020-01-09, said sohr. injured 8 civilians in Bir on 2020-01-09, said sohr.",
)
TOTAL = ("2020-01-13", "killed 147 soldiers in Harga on 2020-01-09 in all, said sohr.")
DAYLESS = ("", "held by rebels in Bir on 2020-01-09, said sana.")
LATER = (
    "2020-01-14",
    "gained by soldiers in Bir on 2020-01-10, said sana. killed 3 rebels in Bir on 2020-01-10, said x.",
)
COPY = ("2020-01-09", FAR[1] + " More was not known.")
AGAIN = ("2020-01-14", "killed 147 soldiers in Harga on 2020-01-09 in all, said sohr. killed 9 in Harga, said sana.")
REPORTS = (FIRST, SECOND, FAR, TOTAL, DAYLESS, LATER, COPY, AGAIN)


@pytest.fixture(autouse=True, scope="module")
def in_the_neighbourhood() -> Iterator[None]:
    """Let small ledgers be brought up to date as large ones are: around what changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("marsad.run.current.LARGE", 0)
        yield


def sure(ledger: Ledger) -> None:
    """Assert that what is kept is what follows from the records, and that nothing else is wrong."""
    assert ledger.fresh()
    assert list(ledger.verify()) == []


def claim(ledger: Ledger, text: str) -> str:
    [kept] = ledger.claims(Query(text=text))
    return kept.claim.id


def test_what_is_added_is_derived_when_asked_for() -> None:
    war = chronicle.ledger(FIRST, SECOND)
    assert not war.fresh()
    assert war.status().counts.derived == {}
    war.refresh()
    sure(war)
    assert war.status().counts.derived == {"event": 1, "gist": 2}
    [event] = war.derived("event")
    assert event.title.startswith("Attack, Harga: ")
    assert (event.start, event.grade, len(event.claims)) == (date(2020, 1, 9), "confirmed", 2)
    assert [found.id for found in war.derived("event", Query(place="p:v"))] == [event.id]
    assert [found.id for found in war.derived("event", Query(party="sohr"))] == [event.id]


def test_a_rejected_claim_no_longer_counts_until_that_is_undone() -> None:
    war = chronicle.ledger(FIRST, SECOND)
    war.refresh()
    said = war.decide("reject", claim(war, "12"), by="ana", reason="not a claim")
    war.refresh()
    sure(war)
    assert [len(event.claim_ids) for event in war.view().dossier.events] == [1]
    war.decide("undo", said.id, by="ana")
    war.refresh()
    sure(war)
    assert [len(event.claim_ids) for event in war.view().dossier.events] == [2]


def test_an_edited_claim_counts_as_it_was_edited_under_its_own_id() -> None:
    war = chronicle.ledger(FIRST)
    name = claim(war, "12")
    war.decide("edit", name, by="ana", field="number", value="21")
    war.decide("edit", name, by="ana", field="kind", value="injured")
    war.refresh()
    sure(war)
    [event] = war.view().dossier.events
    [figure] = war.view().dossier.figures[event.id]
    assert event.claim_ids == (name,)
    assert (figure.measure, figure.best) == ("injured", 21)


def test_a_person_knows_better_who_and_where_that_is(monkeypatch: pytest.MonkeyPatch) -> None:
    place = Place(id="p:other", name="Other", kind="town", country="SY", latitude=33.0, longitude=36.0)
    monkeypatch.setattr("marsad.run.entities.place", {"p:other": place}.get)
    monkeypatch.setattr("marsad.run.ledger.is_known", lambda _slot, _entity: True)
    war = chronicle.ledger(FIRST)
    war.refresh()
    name = claim(war, "12")
    war.decide("correct", name, by="ana", field="place", value="p:other")
    war.decide("correct", name, by="ana", field="target", value="")
    war.refresh()
    sure(war)
    [event] = war.view().dossier.events
    assert (event.place, event.targets) == (place, ())
    resolutions = war.claim(name).resolutions
    assert resolutions["place"].because == resolutions["target"].because == "a person said so"


def test_pairs_are_joined_and_parted_by_people() -> None:
    war = chronicle.ledger(FIRST, SECOND)
    war.refresh()
    left, right = claim(war, "12"), claim(war, "15")
    apart = war.decide("different", left, by="ana", other=right)
    war.refresh()
    sure(war)
    assert len(war.view().dossier.events) == 2
    war.decide("undo", apart.id, by="ana")
    war.refresh()
    sure(war)
    assert len(war.view().dossier.events) == 1


def test_a_revised_report_no_longer_counts(tmp_path: Path) -> None:
    war = chronicle.ledger(store=open_store(str(tmp_path / "x.marsad"), create=True))
    path = tmp_path / "a.txt"
    for number in ("12", "21"):
        path.write_text(f"killed {number} soldiers in Harga on 2020-01-09, said sohr.", "utf-8")
        war.add([path])
        war.refresh()
        sure(war)
    assert [figures[0].best for figures in war.view().dossier.figures.values()] == [21]


def test_what_differs_is_found(tmp_path: Path) -> None:
    war = chronicle.ledger(FIRST)
    assert [fault.where for fault in war.check()] == ["what is derived"]
    war.rebuild()
    [event] = war.derived("event")
    war.store.update_derived(Derivation(stamp=war.store.stamp(), records=[replace(event, title="Peace")]))
    [fault] = war.check()
    assert event.id in fault.where
    war.rebuild()
    sure(war)


def test_who_was_slower_does_not_write_over_what_is_newer() -> None:
    war = chronicle.ledger(FIRST)
    other = Ledger(war.store, extract=chronicle.extract, resolve=chronicle.resolve, origin="pattern/1")
    war.refresh()
    before = war.store.stamp()
    other.add([chronicle.report(*SECOND)])
    other.refresh()
    assert not war.store.update_derived(Derivation(stamp=before), over=before)
    sure(other)
    assert len(war.view().dossier.claims) == 2


QUICK = (Phase.explicit, Phase.reuse, Phase.generate)  # shrinking would take minutes
ACTIONS = st.one_of(
    st.tuples(st.just("add"), st.integers(0, len(REPORTS) - 1), st.just(0)),
    st.tuples(
        st.sampled_from(["reject", "accept", "edit", "undo", "published"]), st.integers(0, 9), st.integers(1, 20)
    ),
    st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 9), st.integers(0, 9)),
    st.tuples(st.sampled_from(["look", "reopen the ledger"]), st.just(0), st.just(0)),
)


@settings(max_examples=16, deadline=None, phases=QUICK)
@given(st.lists(ACTIONS, max_size=14))
def test_whatever_happens_what_is_derived_follows_from_the_records(actions: list[tuple[str, int, int]]) -> None:
    with chronicle.ledger(FIRST, FAR, DAYLESS) as war:
        war.refresh()
        for action in actions:
            war = act(war, *action)  # noqa: PLW2901 - opened anew on the same store
        war.refresh()
        sure(war)


def act(war: Ledger, what: str, which: int, other: int) -> Ledger:
    """Do one thing to a ledger; what cannot be done is not."""
    claims = sorted(kept.claim.id for kept in war.claims())
    documents = sorted(kept.document.id for kept in war.documents())
    judgements = sorted(judgement.id for judgement in war.judgements())
    subject = claims[which % len(claims)]
    try:
        if what == "add":
            war.add([chronicle.report(*REPORTS[which])])
        elif what == "look":
            war.refresh()
            sure(war)
        elif what == "reopen the ledger":
            return Ledger(war.store, extract=chronicle.extract, resolve=chronicle.resolve, origin="pattern/1")
        elif what == "undo":
            war.decide(what, judgements[which % len(judgements)] if judgements else "none", by="ana")
        elif what == "published":
            war.decide(what, documents[which % len(documents)], by="ana", value=f"2020-01-{other + 8:02}")
        elif what == "edit":
            war.decide(what, subject, by="ana", field="number", value=str(other))
        else:
            war.decide(what, subject, by="ana", other=claims[other % len(claims)], reason="why")
    except InputError:
        pass
    return war
