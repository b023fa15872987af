"""Tallies: sums that keep their bounds, and everything that they leave out."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.derive.ask import Ask
from marsad.derive.bounds import Bounds, total
from marsad.derive.dimensions import DIMENSIONS, PARTY
from marsad.derive.dossier import Dossier
from marsad.derive.tally import Tally, tally
from marsad.errors import InputError
from marsad.model import Aside, Cell, Known, Origin
from warring import (
    AGENCY,
    DENIED,
    MONITOR,
    RADIO,
    REGION,
    TOWN,
    VILLAGE,
    WATCH,
    day,
    dossier_of,
    event_of,
    known,
    toll_of,
)

Told = list[tuple[Known, Origin]]


def bounds(cell: Cell) -> tuple[float | None, float | None, float | None]:
    return cell.figure.low, cell.figure.best, cell.figure.high


def cells(found: Tally) -> dict[tuple[str, ...], tuple[float | None, float | None, float | None]]:
    return {tuple(value for _, value in cell.key): bounds(cell) for cell in found.cells}


def two_events() -> Dossier:
    first: Told = [(known("a", amount="48"), MONITOR), (known("b", amount="22"), AGENCY)]
    second: Told = [
        (known("c", amount="30", target=("north-army",), place=VILLAGE), MONITOR),
        (known("d", amount=">=39", target=("rebels",), place=VILLAGE), RADIO),
    ]
    return dossier_of(
        event_of(*first, name="e-1"),
        event_of(*second, name="e-2", place=VILLAGE, days=(30, 31)),
        told=first + second,
    )


def test_events_add_up_with_their_bounds() -> None:
    found = tally(Ask(), two_events())
    assert bounds(found.whole) == (22 + 69, 22 + 69, None)
    assert found.whole.figure.open_top
    assert found.whole.counted == ("e-1", "e-2")
    assert found.cells == (found.whole,)


def test_by_place_and_party() -> None:
    assert cells(tally(Ask(by=("place", "party")), two_events())) == {
        ("p:town", ""): (22, 22, 48),
        ("p:village", "north"): (30, 30, 30),
        ("p:village", "rebels"): (39, 39, None),
    }


def test_by_month_an_event_counts_where_it_starts() -> None:
    assert cells(tally(Ask(by=("month",)), two_events())) == {("2020-01",): (91, 91, None)}


def test_spans_over_the_edge_count_where_they_start_and_their_share_is_told() -> None:
    found = tally(Ask(end=day(30)), two_events())
    assert found.whole.crossing == ("e-2",)
    assert found.crossing_share == 0.5


def test_what_began_before_the_window_is_left_out_with_its_reason() -> None:
    found = tally(Ask(start=day(31)), two_events())
    assert found.whole.counted == ()
    assert bounds(found.whole) == (None, None, None)
    because = "it begins before the window"
    assert found.left_out == (Aside(claim_id="c-c", because=because), Aside(claim_id="c-d", because=because))


def test_a_party_takes_in_all_that_belongs_to_it() -> None:
    found = tally(Ask(party="north-army"), two_events())
    assert bounds(found.whole) == (30, 30, 30)
    assert found.whole.counted == ("e-2",)


def test_an_area_takes_in_what_lies_in_it_and_wider_places_are_left_out() -> None:
    told: Told = [(known("a", amount="5"), MONITOR), (known("b", amount="9", place=REGION), MONITOR)]
    dossier = dossier_of(event_of(told[0], name="e-1"), event_of(told[1], name="e-2", place=REGION), told=told)
    assert bounds(tally(Ask(place=REGION), dossier).whole) == (14, 14, 14)
    narrow = tally(Ask(place=TOWN), dossier)
    assert bounds(narrow.whole) == (5, 5, 5)
    assert narrow.left_out == (Aside(claim_id="c-b", because="its place is not known well enough"),)


def test_what_is_told_of_several_towns_is_left_out_of_each_with_its_reason() -> None:
    both = replace(TOWN, id=f"{TOWN.id}+{VILLAGE.id}", name="both", parts=(TOWN, VILLAGE))
    told: Told = [(known("a", amount="5", place=both), MONITOR)]
    dossier = dossier_of(event_of(told[0], name="e-1", place=both), told=told)
    assert bounds(tally(Ask(place=REGION), dossier).whole) == (5, 5, 5)
    narrow = tally(Ask(place=VILLAGE), dossier)
    assert narrow.whole.counted == ()
    assert narrow.left_out == (Aside(claim_id="c-a", because="its place is not known well enough"),)


def test_an_event_without_a_figure_makes_the_sum_a_floor_and_not_nought() -> None:
    told: Told = [(known("a", amount="5"), MONITOR), (known("b"), MONITOR)]
    dossier = dossier_of(event_of(told[0], name="e-1"), event_of(told[1], name="e-2"), told=told)
    whole = tally(Ask(), dossier).whole
    assert bounds(whole) == (5, None, None)
    assert whole.stated == 5
    assert whole.without_figure == ("e-2",)
    assert whole.figure.rule == "the sum of 2 events; 1 of them give no best figure, so the sum has none"


def test_a_cell_of_unknown_figures_is_unknown() -> None:
    told: Told = [(known("a"), MONITOR)]
    whole = tally(Ask(), dossier_of(event_of(*told), told=told)).whole
    assert bounds(whole) == (None, None, None)
    assert whole.stated is None
    assert not whole.figure.open_top


def test_denied_figures_and_claims_of_no_event_are_left_out_with_reasons() -> None:
    told: Told = [(known("a", amount="5", polarity=DENIED), AGENCY), (known("b", amount="7"), MONITOR)]
    aside = Aside(claim_id="c-b", because="no day is known")
    found = tally(Ask(), dossier_of(event_of(told[0]), told=told, asides=(aside,)))
    assert found.left_out == (Aside(claim_id="c-a", because="denied"), aside)


def test_a_running_total_is_in_no_sum_and_beside_it() -> None:
    total_claim = known("t", amount="147", cumulative=True, target=("north-army",))
    toll = toll_of(total_claim, WATCH, days=(1, 31), party="north-army")
    told: Told = [(known("a", amount="5", target=("north",)), MONITOR), (total_claim, WATCH)]
    found = tally(Ask(by=("party",)), dossier_of(event_of(told[0]), told=told, tolls=(toll,)))
    assert bounds(found.whole) == (5, 5, 5)
    assert found.cells[0].toll_ids == (toll.id,)
    (beside,) = found.tolls
    assert beside.figure
    assert beside.figure.best == 147
    assert beside.on_record == Bounds(5, 5, 5)


def test_a_toll_of_a_longer_time_stands_beside_no_month() -> None:
    total_claim = known("t", amount="380000", cumulative=True)
    toll = toll_of(total_claim, WATCH, days=(None, 31))
    told: Told = [(known("a", amount="5"), MONITOR), (total_claim, WATCH)]
    found = tally(Ask(by=("month",)), dossier_of(event_of(told[0]), told=told, tolls=(toll,)))
    assert found.cells[0].toll_ids == ()


@pytest.mark.parametrize("by", [("weather",), ("place", "place")])
def test_wrong_dimensions_are_refused(by: tuple[str, ...]) -> None:
    with pytest.raises(InputError):
        tally(Ask(by=by), two_events())


def test_what_is_not_counted_is_refused() -> None:
    with pytest.raises(InputError, match="“weather” is not counted; give one of killed, injured"):
        tally(Ask(measure="weather"), two_events())


AMOUNTS = st.one_of(
    st.integers(0, 60).map(str), st.integers(1, 60).map(lambda value: f">={value}"), st.sampled_from(["dozens", "many"])
)


@st.composite
def dossiers(draw: st.DrawFn) -> Dossier:
    told: Told = []
    events = []
    for index in range(draw(st.integers(1, 6))):
        place = draw(st.sampled_from([TOWN, VILLAGE, None]))
        parties = draw(st.lists(st.sampled_from([(), ("north",), ("rebels",)]), min_size=1, max_size=3, unique=True))
        claims: Told = [
            (known(f"e{index}p{number}", amount=draw(AMOUNTS), target=party, place=place), MONITOR)
            for number, party in enumerate(parties)
        ]
        first = draw(st.integers(1, 28))
        span = draw(st.sampled_from([(first, first), (first, 31), (None, None)]))
        events.append(event_of(*claims, name=f"e-{index}", place=place, days=span))
        told.extend(claims)
    return dossier_of(*events, told=told)


@given(dossiers(), st.lists(st.sampled_from([name for name in DIMENSIONS if name != PARTY]), unique=True))
def test_the_tally_of_a_whole_is_the_sum_over_a_partition(dossier: Dossier, by: list[str]) -> None:
    found = tally(Ask(by=tuple(by)), dossier)
    assert total(Bounds.of(cell.figure) for cell in found.cells) == Bounds.of(found.whole.figure)
    assert sorted(event for cell in found.cells for event in cell.counted) == sorted(found.whole.counted)


@given(dossiers())
def test_parties_come_to_the_whole_and_not_beyond(dossier: Dossier) -> None:
    found = tally(Ask(by=("party",)), dossier)
    parts, whole = total(Bounds.of(cell.figure) for cell in found.cells), Bounds.of(found.whole.figure)
    assert parts.best is None or parts.best == whole.best
    assert whole.low is None or parts.low is None or parts.low <= whole.low


@given(dossiers(), st.integers(1, 28), st.integers(1, 28))
def test_windows_that_part_the_month_part_the_sum(dossier: Dossier, one: int, other: int) -> None:
    low, high = sorted((one, other))
    halves = [tally(Ask(start=day(low), end=day(high)), dossier), tally(Ask(start=day(high + 1), end=day(31)), dossier)]
    whole = tally(Ask(start=day(low), end=day(31)), dossier)
    parts = [Bounds.of(half.whole.figure) for half in halves if half.whole.counted or half.whole.without_figure]
    assert total(parts) == Bounds.of(whole.whole.figure)
