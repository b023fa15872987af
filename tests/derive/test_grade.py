"""Grades are a rule over who tells, and say their reasons."""

import pytest

from marsad.derive.grade import graded
from marsad.model import Event, Grade, Known, Mention, Origin
from warring import (
    ACTIVISTS,
    AGENCY,
    DENIED,
    EAST,
    LOCALS,
    MONITOR,
    RADIO,
    SIDES,
    UNREALISED,
    WATCH,
    event_of,
    known,
)


def grade_of(*told: tuple[Known, Origin]) -> Event:
    return graded(event_of(*told), {each.claim.id: each for each, _ in told}, SIDES)


@pytest.mark.parametrize(
    ("origins", "grade", "because"),
    [
        ([MONITOR, WATCH], Grade.CONFIRMED, "told by 2 independent origins of no side: the Monitor, War Watch"),
        ([AGENCY, RADIO], Grade.CONFIRMED, "told by opposed sides: Northland News, Radio South"),
        ([MONITOR, LOCALS], Grade.FAIR, "told by 2 independent origins: the Monitor, local sources"),
        ([MONITOR, AGENCY], Grade.FAIR, "told by 2 independent origins: Northland News, the Monitor"),
        ([MONITOR], Grade.FAIR, "told by one origin, which no side owns: the Monitor"),
        ([AGENCY], Grade.WEAK, "told by one side only, Government of Northland: Northland News"),
        (
            [AGENCY, EAST],
            Grade.WEAK,
            "told by one side only, Government of Northland: Northland News, Eastland TV",
        ),
        ([LOCALS, ACTIVISTS], Grade.WEAK, "told by unnamed origins only: local sources, activists"),
    ],
)
def test_independent_origins_make_the_grade(origins: list[Origin], grade: Grade, because: str) -> None:
    event = grade_of(*((known(f"d{index}", amount="5"), origin) for index, origin in enumerate(origins)))
    assert (event.grade, event.grade_because) == (grade, (because,))


def test_a_name_that_no_registry_knows_is_of_no_known_side() -> None:
    event = grade_of((known("a", amount="5"), Origin(id="named:x", name="x", aligned="named:x")))
    assert (event.grade, event.grade_because) == (Grade.WEAK, ("told by one whose side is not known: x",))


def test_who_admits_its_own_dead_confirms() -> None:
    event = grade_of((known("a", amount="5", target=("north-army",)), AGENCY))
    assert event.grade is Grade.CONFIRMED
    assert event.grade_because == ("admitted: Northland News tells of harm to its own side (killed)",)


def test_who_admits_the_loss_of_a_town_confirms() -> None:
    loss = known("a", "control", change="gained", actor=("rebels",), target=("north",))
    event = grade_of((loss, AGENCY))
    assert event.grade_because == ("admitted: Northland News tells of harm to its own side (loss of the place)",)


def test_dead_civilians_are_no_admission() -> None:
    assert grade_of((known("a", amount="5", target=("civilians",)), AGENCY)).grade is Grade.WEAK


def test_what_one_denies_is_contested() -> None:
    event = grade_of((known("a", "attack"), MONITOR), (known("b", "attack", polarity=DENIED), AGENCY))
    assert event.grade is Grade.CONTESTED
    assert event.grade_because == ("told by the Monitor", "denied by Northland News")


def test_that_nobody_was_hurt_says_nothing_against_the_attack() -> None:
    event = grade_of((known("a", "attack"), MONITOR), (known("b", "injured", polarity=DENIED), AGENCY))
    assert event.grade is Grade.FAIR


def test_what_nobody_stands_by_is_discounted() -> None:
    retraction = (known("b", "attack", polarity=DENIED, published=12), MONITOR)
    event = grade_of((known("a", "attack", published=10), MONITOR), retraction)
    assert event.grade is Grade.DISCOUNTED
    assert event.grade_because == ("denied by the Monitor", "no origin stands by it")


def test_plans_neither_tell_nor_deny() -> None:
    event = grade_of((known("a", "attack"), MONITOR), (known("b", "attack", polarity=UNREALISED), WATCH))
    assert event.grade is Grade.FAIR


def test_a_reprint_is_no_second_origin() -> None:
    once = [(known("a", amount="5"), AGENCY)]
    again = [*once, (known("b", amount="5", published=12), AGENCY)]
    assert grade_of(*again).grade_because == grade_of(*once).grade_because


def test_a_report_is_no_witness_beside_those_whom_it_credits() -> None:
    credited = known("a", amount="12", source=Mention("the monitor"), named="c-credited"), MONITOR
    own = known("a", "attack", named="c-own")
    assert grade_of(credited, (own, WATCH)).grade is Grade.FAIR
    assert grade_of(credited, (known("b", "attack"), WATCH)).grade is Grade.CONFIRMED
    assert grade_of((own, WATCH)).grade is Grade.FAIR
    admitted = known("a", amount="5", target=("north-army",), named="c-own")
    assert grade_of(credited, (admitted, AGENCY)).grade is Grade.CONFIRMED
