"""What a ledger's claims come to, from Python: now, and as of any day."""

import sys
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import chronicle
from marsad.errors import InputError
from marsad.model import Grade, Status
from marsad.run.ledger import Ledger

FIRST = ("2020-01-10", "killed 12 soldiers in Harga on 2020-01-09, said sohr.")
RISEN = ("2020-01-11", "killed 15 soldiers in Harga on 2020-01-09, said sohr.")
OWN = ("2020-01-12", "killed 9 soldiers in Harga on 2020-01-09, said sana.")
TAKEN = (
    "2020-01-12",
    "gained by rebels in Bir on 2020-01-11, said sohr. gained by rebels in Bir on 2020-01-11, said locals.",
)
TOTAL = ("2020-01-13", "killed 147 soldiers in Harga on 2020-01-09 in all, said sohr.")
ALL = (FIRST, RISEN, OWN, TAKEN, TOTAL)


@pytest.fixture(scope="module")
def war() -> Ledger:
    return chronicle.ledger(*ALL)


def test_events_are_found_by_what_they_are(war: Ledger) -> None:
    assert [event.kind for event in war.events()] == ["violence", "control"]
    assert [event.kind for event in war.events(place="harga")] == ["violence"]
    assert [event.kind for event in war.events(place="p:bir")] == ["control"]
    assert [event.kind for event in war.events(box=(35, 36, 36, 37))] == ["violence"]
    assert [event.kind for event in war.events(since="2020-01-10")] == ["control"]
    assert [event.kind for event in war.events(until=date(2020, 1, 10))] == ["violence"]
    assert [event.kind for event in war.events(kinds=["killed"])] == ["violence"]
    assert [event.kind for event in war.events(party="syria")] == ["violence"]
    assert [event.kind for event in war.events(grades=["confirmed"])] == ["violence"]


def test_an_event_has_its_figures_by_party_with_the_claims_that_set_them(war: Ledger) -> None:
    found = war.event(war.events()[0].id[:10])
    (figure,) = found.figures
    assert (figure.party, figure.low, figure.best, figure.high) == ("syria", 9, 9, 15)
    fates = [(line.known.claim.quantity and line.known.claim.quantity.value, line.because) for line in found.lines]
    assert fates == [
        (12, "superseded: Syrian Observatory for Human Rights gave another figure later"),
        (15, ""),
        (9, ""),
    ]
    assert found.event.grade is Grade.CONFIRMED
    assert war.event(found.event.id, policy="admitted").figures[0].rule.startswith("the party's own figure")


def test_a_running_total_is_beside_a_tally_and_not_in_it(war: Ledger) -> None:
    found = war.tally(by=["place", "month", "party"])
    (cell,) = found
    assert dict(cell.key) == {"place": "p:harga", "month": "2020-01", "party": "syria"}
    assert (cell.figure.low, cell.figure.best, cell.figure.high) == (9, 9, 15)
    (stood,) = found.tally.tolls
    assert stood.figure
    assert stood.figure.best == 147


def test_who_holds_what(war: Ledger) -> None:
    (held,) = war.control(place="Bir")
    assert (held.status, held.parties, held.start) == (Status.HELD, ("syrian-opposition",), date(2020, 1, 11))
    assert list(war.control(place="Bir", at="2020-01-10")) == []
    assert list(war.control(as_of="2020-01-11")) == []


def test_what_was_known_on_a_day(war: Ledger) -> None:
    assert [event.kind for event in war.events(as_of="2020-01-10")] == ["violence"]
    sheet = war.event(war.events()[0].id, as_of="2020-01-10")
    assert sheet.figures[0].best == 12
    assert war.dossier(as_of="2020-01-09").claims == {}


def test_what_changed_between_two_days(war: Ledger) -> None:
    found = war.diff("2020-01-10", "2020-01-12")
    sohr = "Syrian Observatory for Human Rights"
    assert [(change.sort, change.words) for change in found] == [
        ("new", "11 Jan 2020: Change of control, Bir"),
        ("changed", "9 Jan 2020: Attack, Harga: 12 → 9 (9–15) killed (Government of Syria); fair → confirmed"),
        ("control", f"Bir: held by Syrian opposition forces; told by 2 independent origins: {sohr}, locals"),
    ]
    assert list(war.diff("2020-01-13")) == []


def test_judgements_count_from_the_day_on_which_they_were_made() -> None:
    war = chronicle.ledger(FIRST)
    (event,) = war.events()
    war.decide("reject", event.claim_ids[0], by="ann", reason="wrong-figure")
    assert list(war.events()) == []
    assert len(war.events(as_of="2020-01-31")) == 1
    today = war.judgements()[0].at.date()
    assert list(war.events(as_of=today)) == []


def test_corrections_made_later_did_not_count_then() -> None:
    war = chronicle.ledger(FIRST)
    claim_id = war.events()[0].claim_ids[0]
    war.decide("correct", claim_id, by="ann", field="target", value="civilians")
    assert war.event(war.events()[0].id).figures[0].party == "civilians"
    (then,) = war.events(as_of="2020-01-31")
    assert war.event(then.id, as_of="2020-01-31").figures[0].party == "syria"


def test_sources_timeline_and_rows(war: Ledger) -> None:
    assert [(each.origin.id, each.events) for each in war.sources()] == [("sohr", 2), ("sana", 1)]
    assert [entry.title for entry in war.timeline()] == [
        "Attack, Harga: 9 (9–15) killed (Government of Syria)",
        "Change of control, Bir",
    ]
    (row, _) = war.events().rows()
    assert (row["killed_low"], row["killed_best"], row["killed_high"], row["killed_open"]) == (9, 9, 15, False)
    assert row["place"] == "Harga"
    assert row["figures"][0]["set_aside"]


@pytest.mark.parametrize(
    ("asked", "complaint"),
    [
        ({"place": "Nowhere"}, "No report speaks of a place called “Nowhere”"),
        ({"party": "Nobody at all"}, "No party called “Nobody at all” is registered"),
        ({"grades": ["good"]}, "“good” is no grade; give one of confirmed, fair"),
        ({"policy": "best"}, "“best” is no policy; give one of conservative, central"),
        ({"as_of": "soon"}, "soon"),
    ],
)
def test_what_is_not_there_is_one_sentence(war: Ledger, asked: dict[str, Any], complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        war.events(**asked)


def test_an_unknown_event_is_one_sentence(war: Ledger) -> None:
    with pytest.raises(InputError, match="e-0 is the id of no event"):
        war.event("e-0")
    with pytest.raises(InputError, match="begins the ids of 2 events"):
        war.event("e-")


def test_tables_need_pandas_and_say_so(war: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(InputError, match="pandas is not installed"):
        war.events().to_pandas()


def test_tables_hold_words_and_numbers(war: Ledger, monkeypatch: pytest.MonkeyPatch) -> None:
    """Stand-ins for the two libraries, which are no dependency, take what they would be given."""
    frames = SimpleNamespace(DataFrame=lambda rows: {name: [row[name] for row in rows] for name in rows[0]})
    shapes = SimpleNamespace(
        points_from_xy=lambda x, y: list(zip(x, y, strict=True)), GeoDataFrame=lambda frame, **more: (frame, more)
    )
    monkeypatch.setitem(sys.modules, "pandas", frames)
    monkeypatch.setitem(sys.modules, "geopandas", shapes)
    frame, more = war.events().to_geopandas()
    assert frame["targets"] == ["syria-army", ""]
    assert "figures" not in frame
    assert more == {"geometry": [(36.5, 35.5), (38.2, 34.1)], "crs": "EPSG:4326"}


REPORTS = st.tuples(
    st.dates(date(2020, 1, 8), date(2020, 1, 14)).map(date.isoformat) | st.just(""),
    st.sampled_from([text for _, text in ALL]),
)


@settings(max_examples=8, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=5, unique=True))
def test_as_of_the_last_day_is_the_plain_view(reports: list[tuple[str, str]]) -> None:
    war = chronicle.ledger(*reports)
    last = max((day for day, _ in reports if day), default="2020-01-01")
    assert list(war.events(as_of=last).rows()) == list(war.events().rows())
    assert war.tally(as_of=last).tally == war.tally().tally
    assert list(war.control(as_of=last)) == list(war.control())
    assert list(war.diff(last)) == []


@settings(max_examples=6, deadline=None)
@given(st.lists(REPORTS, min_size=1, max_size=5, unique=True), st.randoms())
def test_the_order_of_reports_does_not_matter(reports: list[tuple[str, str]], random: object) -> None:
    shuffled = list(reports)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    one, other = chronicle.ledger(*reports), chronicle.ledger(*shuffled)
    assert list(one.events().rows()) == list(other.events().rows())
    assert one.tally(by=["party"]).tally == other.tally(by=["party"]).tally


def test_a_reprint_changes_no_count_of_origins_and_no_figure() -> None:
    plain = chronicle.ledger(*ALL)
    (published, text) = RISEN
    later = (date.fromisoformat(published) + timedelta(days=9)).isoformat()
    reprinted = chronicle.ledger(*ALL, (later, text))

    def counts(war: Ledger) -> list[tuple[Any, ...]]:
        keep = ("id", "grade", "grade_because", "killed_low", "killed_best", "killed_high")
        return [(len(row["origins"]), *(row[name] for name in keep)) for row in war.events().rows()]

    assert counts(reprinted) == counts(plain)
