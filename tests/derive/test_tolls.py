"""Running totals beside the events of their window, area and party."""

import pytest

from marsad.derive.bounds import UNKNOWN, Bounds
from marsad.derive.figures import toll_figure
from marsad.derive.tolls import Beside, beside
from marsad.model import Known, Origin, Place
from warring import MONITOR, REGION, SIDES, TOWN, WATCH, dossier_of, event_of, known, toll_of


def stand(
    amount: str, *, party: str | None = "north-army", place: Place | None = REGION, days: tuple[int | None, int | None]
) -> Beside:
    """Set a toll of the Monitor beside two events: 20 soldiers by the Monitor and War Watch, 12 by the Monitor."""
    target = (party,) if party else ()
    total = known("t", amount=amount, cumulative=True, target=target, place=place)
    told: list[tuple[Known, Origin]] = [
        (known("a", amount="20", target=("north-army",)), MONITOR),
        (known("b", amount="28", target=("north",)), WATCH),
        (known("c", amount="12", target=("north-army",)), MONITOR),
        (known("d", amount="9", target=("rebels",)), MONITOR),
    ]
    events = [event_of(*told[:2], name="e-1", days=(9, 9)), event_of(*told[2:], name="e-2", days=(12, 12))]
    toll = toll_of(total, MONITOR, days=days, party=party)
    return beside(toll, dossier_of(*events, told=[*told, (total, MONITOR)], tolls=(toll,)))


def test_what_is_on_record_stands_beside_and_is_not_added() -> None:
    found = stand("147", days=(1, 31))
    assert found.figure
    assert (found.figure.low, found.figure.best, found.figure.high) == (147, 147, 147)
    assert found.on_record == Bounds(32, 32, 40)
    assert found.event_ids == ("e-1", "e-2")
    assert found.same_origin == 32
    assert found.conflict == ""


def test_a_toll_below_what_its_own_origin_counts_one_by_one_is_flagged() -> None:
    found = stand("25", days=(1, 31))
    assert found.conflict == (
        "the Monitor counts 25 in all, but at least 32 in the single events of that time and place; one of the two is "
        "wrong, or counts something else"
    )
    assert found.on_record == Bounds(32, 32, 40)


def test_others_figures_contradict_no_toll() -> None:
    assert stand("35", days=(1, 31)).conflict == ""


def test_an_open_toll_contradicts_nothing() -> None:
    assert stand(">=25", days=(1, 31)).conflict == ""


def test_only_events_wholly_inside_the_window_count() -> None:
    found = stand("147", days=(1, 10))
    assert found.event_ids == ("e-1",)
    assert found.on_record == Bounds(20, 20, 28)


def test_a_toll_of_all_people_takes_in_every_party() -> None:
    found = stand("147", party=None, days=(1, 31))
    assert found.on_record == Bounds(41, 41, 49)


@pytest.mark.parametrize(("place", "days"), [(None, (1, 31)), (TOWN, (None, 31)), (TOWN, (1, None))])
def test_where_window_or_area_is_open_nothing_is_known_to_lie_inside(
    place: Place | None, days: tuple[int | None, int | None]
) -> None:
    found = stand("147", place=place, days=days)
    assert found.on_record == UNKNOWN
    assert found.event_ids == ()
    assert found.same_origin is None


def test_vague_tolls_have_bounds_or_no_figure() -> None:
    thousands = known("t", "displaced", "thousands", cumulative=True)
    many = known("m", "displaced", "many", cumulative=True)
    claims = {each.claim.id: each for each in (thousands, many)}
    figure = toll_figure(toll_of(thousands, WATCH, days=(1, 2)), claims, SIDES)
    assert figure
    assert (figure.low, figure.best, figure.high) == (2000, None, 9999)
    assert toll_figure(toll_of(many, WATCH, days=(1, 2)), claims, SIDES) is None
