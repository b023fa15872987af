"""Adding figures up: bounds add, unknown absorbs, and nobody is counted twice."""

from hypothesis import given
from hypothesis import strategies as st

from marsad.derive.bounds import UNKNOWN, Bounds, remainder, total
from marsad.derive.shares import mismatches, shares, whole
from marsad.model import Figure


@st.composite
def bounds(draw: st.DrawFn) -> Bounds:
    low, best, high = sorted(draw(st.lists(st.integers(0, 99), min_size=3, max_size=3)))
    known = draw(st.tuples(st.booleans(), st.booleans(), st.booleans()))
    values = [float(value) if is_known else None for value, is_known in zip((low, best, high), known, strict=True)]
    return Bounds(*values)


exact = st.integers(0, 99).map(lambda value: Bounds(value, value, value))


def figure(party: str | None, low: float | None, best: float | None, high: float | None) -> Figure:
    return Figure(measure="killed", party=party, low=low, best=best, high=high)


@given(st.lists(bounds()), st.lists(bounds()))
def test_the_sum_of_a_whole_is_the_sum_of_the_sums_of_its_parts(left: list[Bounds], right: list[Bounds]) -> None:
    parts = [total(each) for each in (left, right) if each]
    assert total([*left, *right]) == total(parts)


@given(st.lists(bounds(), min_size=1), st.randoms())
def test_the_order_of_addition_does_not_matter(parts: list[Bounds], random: object) -> None:
    shuffled = list(parts)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert total(shuffled) == total(parts)


@given(st.lists(bounds()))
def test_unknown_absorbs_and_is_never_zero(parts: list[Bounds]) -> None:
    found = total([*parts, UNKNOWN])
    assert found.best is None
    assert found.high is None
    assert (found.low is None) == all(part.low is None for part in parts)


def test_the_sum_of_nothing_is_not_known() -> None:
    assert total([]) == UNKNOWN


@given(exact, exact)
def test_a_remainder_and_its_part_come_to_the_whole(whole_bounds: Bounds, part: Bounds) -> None:
    found = total([part, remainder(whole_bounds, part)])
    assert found.best == max(whole_bounds.best or 0, part.best or 0)


def test_those_of_no_told_party_are_what_the_total_leaves() -> None:
    figures = [figure("civilians", 31, 31, 31), figure("rebels", 5, 7, 9), figure(None, 48, 48, 48)]
    assert shares(figures, "killed") == {
        "civilians": Bounds(31, 31, 31),
        "rebels": Bounds(5, 7, 9),
        None: Bounds(8, 10, 12),
    }
    assert whole(figures, "killed") == Bounds(48, 48, 48)


def test_a_total_that_the_parties_exhaust_leaves_nobody() -> None:
    assert shares([figure("civilians", 12, 12, 12), figure(None, 12, 12, 12)], "killed") == {
        "civilians": Bounds(12, 12, 12)
    }


def test_a_figure_for_two_parties_together_is_not_added_to_theirs() -> None:
    figures = [figure("north", 30, 30, 30), figure("rebels", 39, 39, 39), figure("north+rebels", 70, 70, None)]
    assert whole(figures, "killed") == Bounds(70, 70, None)
    assert shares(figures, "killed") == {
        "north": Bounds(30, 30, 30),
        "rebels": Bounds(39, 39, 39),
        "north+rebels": Bounds(1, 1, None),
    }
    assert whole([*figures, figure("civilians", 2, 2, 2)], "killed") == Bounds(72, 72, None)
    assert whole(figures[2:], "killed") == Bounds(70, 70, None)


def test_parties_without_a_total_are_summed() -> None:
    figures = [figure("north", 28, 30, 30), figure("rebels", 39, 39, 39)]
    assert whole(figures, "killed") == Bounds(67, 69, 69)


def test_other_measures_and_units_are_not_counted() -> None:
    others = [
        Figure(measure="injured", low=5, best=5, high=5),
        Figure(measure="killed", unit="household", low=2, best=2),
    ]
    assert whole(others, "killed") is None
    assert shares(others, "killed") == {}


def test_parties_that_come_to_more_than_the_total_are_reported_and_not_forced() -> None:
    figures = [figure("north", 30, 30, 30), figure("rebels", 39, 39, 39), figure(None, 60, 60, 60)]
    assert mismatches(figures) == ("killed: the parties come to 69 or more, but 60 are told in all",)
    assert whole(figures, "killed") == Bounds(69, 69, 69)


def test_people_of_no_told_party_are_reported() -> None:
    assert mismatches([figure("civilians", 44, 44, 44), figure(None, 48, 48, 48)]) == (
        "killed: of 48 told in all, 4 are of no told party",
    )


def test_parties_that_add_up_need_no_word() -> None:
    assert mismatches([figure("civilians", 20, 44, 48), figure(None, 48, 48, 48)]) == ()
    assert mismatches([figure("civilians", 44, 44, 44)]) == ()
