"""Who holds a place: the word in force, who says so, and until when."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marsad.derive.control import handovers, histories, on
from marsad.derive.dossier import Dossier
from marsad.model import Holding, Known, Origin, Place, Status
from warring import (
    ACTIVISTS,
    AGENCY,
    DENIED,
    EAST,
    LOCALS,
    MONITOR,
    RADIO,
    REGION,
    TOWN,
    UNREALISED,
    VILLAGE,
    WATCH,
    day,
    dossier_of,
    known,
)

NORTH, REBELS = ("north-army",), ("brigade",)
Told = tuple[Known, Origin]


def says(name: str, change: str, on_day: int | None, origin: Origin, **rest: Any) -> Told:
    days = (on_day, on_day) if on_day else (None, None)
    return known(name, "control", change=change, days=days, **{"actor": NORTH, **rest}), origin


def dossier(*told: Told) -> Dossier:
    return dossier_of(told=list(told))


def history(*told: Told, place: Place = TOWN) -> tuple[Holding, ...]:
    return histories(dossier(*told))[place.id]


def last(*told: Told) -> Holding:
    return history(*told)[-1]


def test_what_two_independent_origins_say_is_held() -> None:
    held = last(says("a", "gained", 9, MONITOR), says("b", "held", 9, LOCALS))
    assert (held.status, held.parties, held.start, held.end) == (Status.HELD, ("north",), day(9), None)
    assert held.because == "told by 2 independent origins: local sources, the Monitor"
    assert held.claim_ids == ("c-a", "c-b")
    assert [origin.name for origin in held.origins] == ["the Monitor", "local sources"]


def test_what_only_the_holders_side_says_is_claimed() -> None:
    held = last(says("a", "gained", 9, AGENCY), says("b", "gained", 9, EAST))
    assert (held.status, held.parties) == (Status.CLAIMED, ("north",))
    assert held.because == "only its own side says so: Eastland TV, Northland News"


def test_what_one_origin_says_is_claimed_and_said_to_be_of_one() -> None:
    held = last(says("a", "gained", 9, MONITOR))
    assert held.status is Status.CLAIMED
    assert held.because == "one origin says so: the Monitor"


def test_what_the_loser_admits_is_held() -> None:
    held = last(says("a", "gained", 9, RADIO, target=REBELS))
    assert held.status is Status.HELD
    assert held.because == "admitted by the loser: Radio South"


def test_a_loss_that_the_loser_tells_confirms_the_gain_that_another_tells() -> None:
    told = says("a", "lost", 8, RADIO, actor=(), target=REBELS), says("b", "gained", 9, AGENCY, target=REBELS)
    assert [(held.status, held.parties) for held in history(*told)] == [
        (Status.UNKNOWN, ()),
        (Status.HELD, ("north",)),
    ]


def test_part_control_beside_full_control_of_one_side_is_named_and_does_not_contest_it() -> None:
    held = last(says("a", "gained", 9, MONITOR), says("b", "gained", 9, LOCALS), says("c", "contested", 9, AGENCY))
    assert held.status is Status.HELD
    assert held.because.endswith("; only part of it by the word of Northland News")
    assert "c-c" in held.claim_ids


def test_partial_entry_alone_is_contested() -> None:
    held = last(says("a", "contested", 9, AGENCY, target=REBELS))
    assert (held.status, held.parties) == (Status.CONTESTED, ("north", "rebels"))


def test_fighting_after_it_was_taken_contests_it_until_a_full_word() -> None:
    told = (
        says("a", "gained", 5, MONITOR),
        says("b", "contested", 9, WATCH, actor=REBELS),
        says("c", "held", 12, MONITOR),
    )
    assert [(held.status, held.start, held.end) for held in history(*told)] == [
        (Status.CLAIMED, day(5), day(8)),
        (Status.CONTESTED, day(9), day(11)),
        (Status.CLAIMED, day(12), None),
    ]


def test_words_of_one_day_for_opposed_holders_stand_together() -> None:
    held = last(says("a", "gained", 9, AGENCY), says("b", "gained", 9, RADIO, actor=REBELS))
    assert (held.status, held.parties) == (Status.CONTESTED, ("north", "rebels"))


def test_who_are_said_to_hold_it_together_and_are_opposed_contest_it() -> None:
    held = last(says("a", "held", 9, MONITOR, actor=("north", "rebels")))
    assert (held.status, held.parties) == (Status.CONTESTED, ("north", "rebels"))


def test_how_it_was_before_does_not_contest_the_gain_of_the_day() -> None:
    held = last(says("a", "held", 9, WATCH, actor=REBELS), says("b", "gained", 9, MONITOR))
    assert (held.parties, held.claim_ids) == (("north",), ("c-b",))


def test_a_denial_contests() -> None:
    held = last(says("a", "gained", 9, AGENCY), says("b", "gained", 10, RADIO, polarity=DENIED))
    assert (held.status, held.parties) == (Status.CONTESTED, ("north", "rebels"))
    assert "denied by Radio South" in held.because


def test_what_is_planned_is_not_held() -> None:
    assert histories(dossier(says("a", "gained", 9, AGENCY, polarity=UNREALISED))) == {}


def test_parties_of_one_side_do_not_contest_each_other() -> None:
    held = last(says("a", "held", 9, MONITOR, actor=("ally",)), says("b", "held", 9, WATCH))
    assert (held.status, held.parties) == (Status.HELD, ("ally", "north"))


def test_a_later_word_overrides_and_the_change_is_an_event() -> None:
    told = (
        says("a", "held", 2, MONITOR, actor=REBELS),
        says("b", "held", 3, WATCH, actor=REBELS),
        says("c", "gained", 9, AGENCY),
        says("d", "held", 11, MONITOR),
    )
    found = history(*told)
    assert [(held.status, held.parties, held.start) for held in found] == [
        (Status.CLAIMED, ("rebels",), day(2)),
        (Status.HELD, ("rebels",), day(3)),
        (Status.CLAIMED, ("north",), day(9)),
        (Status.HELD, ("north",), day(11)),
    ]
    (change,) = handovers(found, dossier(*told))
    assert (change.day, change.before, change.after, change.status) == (day(9), "rebels", "north", Status.CLAIMED)


def test_the_first_word_is_a_change_only_where_it_tells_of_a_gain() -> None:
    gained, held = says("a", "gained", 9, MONITOR), says("b", "held", 9, MONITOR)
    assert [change.before for change in handovers(history(gained), dossier(gained))] == [None]
    assert list(handovers(history(held), dossier(held))) == []


def test_a_word_about_a_province_paints_no_town() -> None:
    found = histories(dossier(says("a", "held", 9, MONITOR, place=REGION), says("b", "gained", 9, MONITOR)))
    assert set(found) == {REGION.id, TOWN.id}
    assert found[REGION.id][0].claim_ids == ("c-a",)


def test_a_word_about_several_places_is_one_about_each() -> None:
    both = replace(TOWN, id=f"{TOWN.id}+{VILLAGE.id}", name="both", parts=(TOWN, VILLAGE))
    found = histories(dossier(says("a", "gained", 9, MONITOR, place=both), says("b", "lost", 11, WATCH)))
    assert set(found) == {TOWN.id, VILLAGE.id}
    assert [len(found[place.id]) for place in (TOWN, VILLAGE)] == [2, 1]
    assert found[VILLAGE.id][0].claim_ids == ("c-a",)


def test_a_word_without_a_day_speaks_of_the_day_it_was_printed() -> None:
    held = last(says("a", "held", None, MONITOR, published=20))
    assert (held.start, held.last_word, held.age(day(25))) == (day(20), day(20), 5)


def test_a_word_without_any_day_says_nothing() -> None:
    assert histories(dossier(says("a", "held", None, MONITOR, published=None))) == {}


def test_a_state_that_lasted_is_said_of_its_first_day_too() -> None:
    told = known("a", "control", change="held", actor=REBELS, days=(2, 20)), MONITOR
    (held,) = history(told)
    assert (held.start, held.last_word) == (day(2), day(20))


def test_before_the_first_word_nobody_knows() -> None:
    found = history(says("a", "gained", 9, MONITOR))
    assert on(found, day(8)) is None
    assert on(found, day(9)) == found[0]
    assert on(found, day(31)) == found[0]


SAID = st.builds(
    says,
    st.uuids().map(str),
    st.sampled_from(["gained", "held", "lost", "contested"]),
    st.integers(1, 12),
    st.sampled_from([MONITOR, WATCH, AGENCY, RADIO, LOCALS, ACTIVISTS]),
    actor=st.sampled_from([NORTH, REBELS, ("ally",), ()]),
    target=st.sampled_from([NORTH, REBELS, ()]),
    place=st.sampled_from([TOWN, VILLAGE]),
)


@given(st.lists(SAID, min_size=1, max_size=8), st.randoms())
def test_holdings_follow_one_another_whatever_the_order_of_claims(told: list[Told], random: object) -> None:
    found = histories(dossier(*told))
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert histories(dossier(*shuffled)) == found
    for each in found.values():
        assert [held.end for held in each[-1:]] == [None] * len(each[-1:])
        for before, after in pairwise(each):
            assert before.end is not None
            assert (after.start - before.end).days == 1
            assert (before.status, before.parties) != (after.status, after.parties)
        assert all(held.parties or held.status is Status.UNKNOWN or held.status is Status.CONTESTED for held in each)
        assert all(held.because for held in each)
