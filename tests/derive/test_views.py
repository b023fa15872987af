"""Time lines, origins in numbers, and what changed from one day to another."""

from dataclasses import replace

from marsad.derive import wording
from marsad.derive.changes import Changes, changes
from marsad.derive.sources import Witness, witnesses
from marsad.derive.timeline import timeline
from marsad.model import Grade, Known, Origin
from warring import (
    ACTIVISTS,
    AGENCY,
    DENIED,
    MONITOR,
    RADIO,
    SIDES,
    VILLAGE,
    WATCH,
    day,
    dossier_of,
    event_of,
    known,
    toll_of,
)

Told = tuple[Known, Origin]


def test_a_timeline_has_events_and_changes_of_holder_in_order_of_days() -> None:
    bomb: Told = known("a", amount="12"), MONITOR
    gained: Told = known("b", "control", change="gained", actor=("north",), days=(3, 3), place=VILLAGE), MONITOR
    dossier = dossier_of(event_of(bomb, methods=("car_bomb",)), told=[bomb, gained])
    found = timeline(dossier)
    assert [(entry.day, entry.title) for entry in found] == [
        (day(3), "Bir: claimed by Government of Northland"),
        (day(9), "Car bomb, Harga: 12 killed"),
    ]
    assert [entry.title for entry in timeline(dossier, start=day(4))] == ["Car bomb, Harga: 12 killed"]
    assert timeline(dossier, end=day(2)) == ()


def test_a_capture_that_is_an_event_stands_once() -> None:
    gained: Told = known("b", "control", change="gained", actor=("north",), days=(3, 3)), MONITOR
    dossier = dossier_of(event_of(gained, kind="control", days=(3, 3)), told=[gained])
    assert [entry.title for entry in timeline(dossier)] == ["Change of control, Harga"]


def test_events_without_a_day_are_in_no_timeline() -> None:
    told: Told = known("a", amount="12"), MONITOR
    assert timeline(dossier_of(event_of(told, days=(None, None)), told=[told])) == ()


def test_origins_are_counted_by_what_others_say_of_the_same() -> None:
    first: list[Told] = [
        (known("a", amount="12", published=9, target=("north-army",)), MONITOR),
        (known("b", amount="12", published=10, target=("north-army",)), AGENCY),
    ]
    second: list[Told] = [(known("c", "attack"), RADIO), (known("d", "attack", polarity=DENIED), AGENCY)]
    third: list[Told] = [(known("e", amount="3"), MONITOR), (known("f", amount="3"), ACTIVISTS)]
    events = [event_of(*each, name=f"e-{index}") for index, each in enumerate((first, second, third))]
    found = {each.origin.id: each for each in witnesses(dossier_of(*events, told=first + second + third))}
    assert set(found) == {"monitor", "agency", "radio"}

    def numbers(each: Witness) -> tuple[int, ...]:
        return each.claims, each.events, each.first, each.alone, each.corroborated, each.contradicted, each.admitted

    assert numbers(found["monitor"]) == (2, 2, 1, 0, 2, 0, 0)
    assert numbers(found["agency"]) == (2, 2, 0, 0, 1, 1, 1)
    assert numbers(found["radio"]) == (1, 1, 0, 1, 0, 1, 0)


def test_what_changed_between_two_days() -> None:
    early: Told = known("a", amount="12", published=9), MONITOR
    late: Told = known("b", amount="15", published=11), MONITOR
    other: Told = known("c", amount="4", published=11, place=VILLAGE), WATCH
    gained: Told = known("g", "control", change="gained", actor=("north",), published=11, days=(9, 9)), MONITOR
    total: Told = known("t", amount="90", cumulative=True, published=11), WATCH
    toll = toll_of(*total, days=(1, 9))
    old, new = event_of(early), replace(event_of(early, late), grade=Grade.FAIR)
    village = event_of(other, name="e-2", place=VILLAGE)
    before = dossier_of(old, told=[early])
    after = dossier_of(new, village, told=[early, late, other, gained, total], tolls=(toll,))
    found = changes(before, after)
    assert found.appeared == (village,)
    assert found.gone == ()
    assert found.tolls == (toll,)
    (revised,) = found.revised
    assert revised.new_claims == ("c-b",)
    assert revised.grades == (Grade.WEAK, Grade.FAIR)
    ((ours, theirs),) = revised.figures
    assert ours
    assert theirs
    assert (ours.best, theirs.best) == (12, 15)
    ((nothing, held),) = found.holdings
    assert nothing is None
    assert held.parties == ("north",)
    assert changes(after, before).gone == (village,)


def test_nothing_changes_between_equals() -> None:
    told: Told = known("a", amount="12"), MONITOR
    dossier = dossier_of(event_of(told), told=[told])
    assert changes(dossier, dossier) == Changes()


def test_who_acts_is_not_said_to_be_hit_by_himself() -> None:
    fought = event_of(
        (known("a", kind="attack", actor=("north",), target=("rebels",)), MONITOR),
        (known("b", kind="attack", target=("north",)), WATCH),
    )
    assert wording.against(fought, SIDES) == wording.parties(["rebels"], SIDES)
    assert wording.against(event_of((known("b", kind="attack", target=("north",)), WATCH)), SIDES) != ""
