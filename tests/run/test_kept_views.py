"""What is read from the ledger is what follows from all claims: views, pairs and explanations alike."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from itertools import combinations
from typing import Any

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

import chronicle
from marsad.derive.ask import Ask
from marsad.derive.control import histories
from marsad.derive.dossier import Dossier
from marsad.derive.sources import witnesses
from marsad.derive.tally import tally
from marsad.derive.timeline import timeline
from marsad.model import Policy
from marsad.run.kept import KeptView
from marsad.run.ledger import Ledger
from marsad.run.view import View
from marsad.store import Query

DAYS = st.dates(date(2020, 1, 8), date(2020, 1, 10))
TOLLS = st.builds(
    "{} {} {} in {} on {}{}, said {}.".format,
    st.sampled_from(["killed", "injured"]),
    st.sampled_from([3, 12, 15]),
    st.sampled_from(["soldiers", "rebels", "people"]),
    st.sampled_from(["Harga", "Bir"]),
    DAYS,
    st.sampled_from(["", "", " in all"]),
    st.sampled_from(["sohr", "sana", "a source"]),
)
HELD = st.builds(
    "{} by {} in {} on {}, said {}.".format,
    st.sampled_from(["gained", "held", "contested"]),
    st.sampled_from(["soldiers", "rebels"]),
    st.sampled_from(["Harga", "Bir"]),
    DAYS,
    st.sampled_from(["sohr", "sana"]),
)
TEXTS = st.lists(st.one_of(TOLLS, TOLLS, HELD), min_size=1, max_size=4).map(" ".join)
REPORTS = st.lists(st.tuples(st.sampled_from(["2020-01-10", "2020-01-11", ""]), TEXTS), min_size=2, max_size=6)
SAID = st.lists(st.tuples(st.sampled_from(["reject", "edit", "same", "different"]), st.integers(0, 9)), max_size=4)

VIEWS: dict[str, Callable[[Dossier], Any]] = {
    "events": lambda dossier: dossier.events,
    "figures": lambda dossier: dossier.figures,
    "running totals": lambda dossier: dossier.tolls,
    "left out": lambda dossier: dossier.asides,
    "places": lambda dossier: dossier.places,
    "claims": lambda dossier: {name: (dossier.claims[name], dossier.origins[name]) for name in dossier.claims},
    "of one kind": lambda dossier: dossier.of_kind("killed"),
    "sources": witnesses,
    "control": histories,
    "time line": timeline,
    "tally": lambda dossier: tally(Ask(by=("place", "party")), dossier),
}


@pytest.fixture(autouse=True, scope="module")
def in_the_neighbourhood() -> Iterator[None]:
    """Let small ledgers be brought up to date as large ones are: around what changed."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("marsad.run.current.LARGE", 0)
        yield


@settings(max_examples=12, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(REPORTS, REPORTS, SAID)
def test_views_of_what_is_kept_are_views_of_all_claims(
    first: list[tuple[str, str]], more: list[tuple[str, str]], said: list[tuple[str, int]]
) -> None:
    with chronicle.ledger(*first) as war:
        same(war)
        war.add([chronicle.report(*each) for each in more])
        same(war)
        for verdict, which in said:
            claims = sorted(war.view().dossier.claims)
            if len(claims) > 1:
                one, other = claims[which % len(claims)], claims[which % len(claims) - 1]
                about = {"edit": {"field": "number", "value": "7"}, "reject": {"reason": "why"}}
                war.decide(verdict, one, by="ana", **about.get(verdict, {"other": other}))
                same(war)


def same(war: Ledger) -> None:
    """Assert that what is kept shows what all claims show when they are merged anew."""
    kept, whole = war.view(), war._derives().view(lambda _: True)
    assert isinstance(kept, KeptView)
    for policy in Policy:
        ours, theirs = (replace(view.dossier, policy=policy) for view in (kept, whole))
        for name, view in VIEWS.items():
            assert view(ours) == view(theirs), name
    explained(kept, whole)
    assert list(kept.pairs()) == list(whole.pairs())
    assert kept.sums.unsettled.keys() == whole.sums.unsettled.keys()
    assert (kept.sums.credits, kept.sums.written) == (whole.sums.credits, whole.sums.written)


def explained(kept: KeptView, whole: View) -> None:
    for left, right in list(combinations(sorted(whole.dossier.claims), 2))[:6]:
        assert kept.explain(left, right) == whole.explain(left, right)


def test_a_judgement_reads_no_report_that_is_far_from_it(monkeypatch: pytest.MonkeyPatch) -> None:
    far = [("2020-01-10", f"killed {number} rebels in Bir on 20{number}-01-09, said sohr.") for number in range(11, 20)]
    war = chronicle.ledger(("2020-01-10", "killed 99 soldiers in Harga on 2020-01-09, said sohr."), *far)
    war.refresh()
    [kept] = war.claims(Query(text="99"))
    claim = kept.claim.id
    war.decide("edit", claim, by="ana", field="number", value="13")
    read: list[str] = []
    claims_of = war.store.claims_of

    def heard(documents: Sequence[str]) -> Any:
        read.extend(documents)
        return claims_of(documents)

    monkeypatch.setattr(war.store, "claims_of", heard)
    war.refresh()
    assert set(read) == {war.claim(claim).claim.document_id}
