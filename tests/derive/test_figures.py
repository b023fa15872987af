"""Figures of one event: who counts, what is set aside, and laws that hold for any claims."""

from collections.abc import Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.derive.figures import figures
from marsad.model import Figure, Hedge, Known, Mention, Origin, Policy, Quantity, Span
from warring import (
    AGENCY,
    DENIED,
    LOCALS,
    MONITOR,
    RADIO,
    SIDES,
    UNREALISED,
    WATCH,
    event_of,
    known,
)

Told = tuple[Known, Origin]


def figures_of(*told: Told, policy: Policy = Policy.CENTRAL) -> tuple[Figure, ...]:
    return figures(event_of(*told), {each.claim.id: each for each, _ in told}, SIDES, policy)


def figure_of(*told: Told, policy: Policy = Policy.CENTRAL) -> Figure:
    (figure,) = figures_of(*told, policy=policy)
    return figure


def bounds(figure: Figure) -> tuple[float | None, float | None, float | None, bool]:
    return figure.low, figure.best, figure.high, figure.open_top


def reasons(figure: Figure) -> dict[str, str]:
    return {aside.claim_id: aside.because for aside in figure.set_aside}


def test_low_best_and_high_come_of_the_origins() -> None:
    told = [(known("a", amount="48"), MONITOR), (known("b", amount="44"), WATCH), (known("c", amount="22"), AGENCY)]
    figure = figure_of(*told)
    assert bounds(figure) == (22, 44, 48, False)
    assert figure.rule == "the median of what 3 origins say (22, 44, 48)"
    assert set(figure.used) == {"c-a", "c-b", "c-c"}


def test_a_rising_toll_is_an_update_and_no_disagreement() -> None:
    told = [(known("a", amount="12", published=9), MONITOR), (known("b", amount="15", published=10), MONITOR)]
    figure = figure_of(*told)
    assert bounds(figure) == (15, 15, 15, False)
    assert reasons(figure) == {"c-a": "superseded: the Monitor gave another figure later"}


CREDITED = Mention("the monitor")


@pytest.mark.parametrize(
    ("party", "own", "passed_on", "low"),
    [
        ((), "1", "29", 29),  # "the body of a man lay by the road"
        ((), "12", "29", 12),  # a toll of its own
        (("north",), "1", "29", 1),  # of one party told apart, another thing is counted
    ],
)
def test_what_a_report_saw_beside_the_toll_that_it_passes_on_is_no_toll(
    party: tuple[str, ...], own: str, passed_on: str, low: int
) -> None:
    seen = known("a", amount=own, target=party, named="c-seen")
    toll = known("a", amount=passed_on, source=CREDITED, named="c-toll")
    found = figures_of((seen, RADIO), (toll, MONITOR))
    assert min(figure.low or 0 for figure in found) == low
    (other,) = figures_of((seen, RADIO), (known("b", amount=passed_on, source=CREDITED), MONITOR))[:1]
    assert other.low == int(own)


def test_one_person_told_of_is_no_toll_where_others_count_several() -> None:
    person = known("a", quantity=Quantity(Span(0, 5), "the director", Hedge.EXACT, 1), named="c-person")
    (figure,) = figures_of((person, RADIO), (known("a", amount="43", named="c-toll"), MONITOR))
    assert bounds(figure) == (43, 43, 43, False)
    assert "counts nobody" in reasons(figure)["c-person"]
    (alone,) = figures_of((person, RADIO))
    assert bounds(alone) == (1, 1, 1, False)


def test_of_two_figures_of_one_day_the_greater_stands() -> None:
    figure = figure_of((known("a", amount="31"), MONITOR), (known("b", amount="22"), MONITOR))
    assert bounds(figure) == (31, 31, 31, False)
    assert reasons(figure) == {"c-b": "the Monitor gave a greater figure on the same day"}


def test_a_round_word_gives_way_to_the_figure_of_its_origin_near_it() -> None:
    told = [(known("a", amount=">=11"), MONITOR), (known("b", amount="~12"), MONITOR)]
    figure = figure_of(*told)
    assert bounds(figure) == (11, 11, None, True)
    assert reasons(figure) == {"c-b": "a looser word for the figure of the Monitor"}
    assert bounds(figure_of((known("a", amount="11"), MONITOR), (known("b", amount="~20"), MONITOR))) == (
        20,
        20,
        20,
        False,
    )


def test_an_old_figure_printed_again_is_no_news() -> None:
    told = [(known("a", amount="12", published=8), MONITOR), (known("b", amount="15", published=9), MONITOR)]
    again = (known("c", amount="12", published=11), MONITOR)
    assert bounds(figure_of(*told, again)) == bounds(figure_of(*told))


@pytest.mark.parametrize(
    ("amounts", "high", "open_top"),
    [
        ([">=12"], None, True),
        ([">=12", "31"], 31, False),
        ([">=44", "31"], None, True),
        ([">=20", "<=25"], 25, False),
        (["<=25"], 25, False),
    ],
)
def test_the_top_is_open_where_nobody_caps_the_greatest_floor(
    amounts: list[str], high: float | None, open_top: bool
) -> None:
    origins = (MONITOR, WATCH)
    figure = figure_of(*((known(f"d{index}", amount=text), origins[index]) for index, text in enumerate(amounts)))
    assert (figure.high, figure.open_top) == (high, open_top)


def test_vague_words_bound_and_are_never_best() -> None:
    alone = figure_of((known("a", amount="dozens"), MONITOR))
    assert bounds(alone) == (24, None, 99, False)
    beside = figure_of((known("a", amount="dozens"), MONITOR), (known("b", amount="31"), WATCH))
    assert bounds(beside) == (24, 31, 99, False)


def test_a_vague_word_that_fits_ones_own_numeral_is_only_looser() -> None:
    told = [(known("a", amount="48", published=9), MONITOR), (known("b", amount="dozens", published=10), MONITOR)]
    figure = figure_of(*told)
    assert bounds(figure) == (48, 48, 48, False)
    assert reasons(figure) == {"c-b": "a looser word for the figure of the Monitor"}


def test_parties_stay_apart_and_an_armys_dead_are_its_states() -> None:
    told = [
        (known("a", amount="30", target=("north-army",)), MONITOR),
        (known("b", amount="28", target=("north",)), WATCH),
        (known("c", amount="39", target=("brigade",)), MONITOR),
    ]
    found = {figure.party: (figure.low, figure.high) for figure in figures_of(*told)}
    assert found == {"north": (28, 30), "rebels": (39, 39)}


def test_what_does_not_count_is_set_aside_with_its_reason() -> None:
    told = [
        (known("a", amount="12"), MONITOR),
        (known("b", amount="3", subset=True, target=("children",)), MONITOR),
        (known("c", amount="5", polarity=DENIED), AGENCY),
        (known("d", amount="90", polarity=UNREALISED), AGENCY),
        (known("e", amount="700", cumulative=True), MONITOR),
        (known("f", amount="several"), WATCH),
        (known("g"), LOCALS),
    ]
    figure = figure_of(*told)
    assert bounds(figure) == (12, 12, 12, False)
    assert reasons(figure) == {
        "c-b": "part of another figure",
        "c-c": "denied",
        "c-d": "not said to have happened",
        "c-e": "a running total, which is no figure of one event",
        "c-f": "“several” names no magnitude",
        "c-g": "gives no figure",
    }


def test_dead_without_a_number_are_not_none_and_not_zero() -> None:
    figure = figure_of((known("a"), MONITOR))
    assert bounds(figure) == (None, None, None, False)
    assert figure.rule == "nobody says how many"


def test_an_event_of_which_nobody_counts_anything_has_no_figure() -> None:
    assert figures_of((known("a", "attack"), MONITOR)) == ()


def test_people_and_households_are_not_mixed() -> None:
    families = known("b", "displaced", amount="30")
    quantity = families.claim.quantity
    assert quantity
    object.__setattr__(quantity, "unit", "household")
    told = figures_of((known("a", "displaced", amount="900"), MONITOR), (families, WATCH))
    assert [(figure.unit, figure.best) for figure in told] == [("household", 30), ("person", 900)]


@pytest.mark.parametrize(
    ("policy", "best"),
    [(Policy.CENTRAL, 20), (Policy.CONSERVATIVE, 30), (Policy.LATEST, 20), (Policy.ADMITTED, 12)],
)
def test_each_policy_says_how_it_chose(policy: Policy, best: float) -> None:
    army = ("north-army",)
    told = [
        (known("a", amount="30", published=9, target=army), MONITOR),
        (known("b", amount="20", published=10, target=army), WATCH),
        (known("c", amount="30", published=10, target=army), RADIO),
        (known("d", amount="12", published=11, target=army), AGENCY),
    ]
    figure = figure_of(*told, policy=policy)
    assert (figure.best, figure.policy) == (best, policy)
    assert figure.low == 12
    assert figure.high == 30
    assert figure.rule


def test_without_an_own_figure_the_admitted_policy_says_so() -> None:
    figure = figure_of((known("a", amount="30", target=("rebels",)), MONITOR), policy=Policy.ADMITTED)
    assert figure.best == 30
    assert figure.rule == "no figure of the party's own; the only numeral, from the Monitor"


AMOUNTS = st.one_of(
    st.integers(0, 60).map(str),
    st.integers(1, 60).map(lambda value: f">={value}"),
    st.integers(1, 60).map(lambda value: f"<={value}"),
    st.tuples(st.integers(0, 30), st.integers(30, 60)).map(lambda pair: f"{pair[0]}-{pair[1]}"),
    st.sampled_from(["dozens", "scores", "several", "hundreds"]),
)
ORIGINS = st.sampled_from([MONITOR, WATCH, AGENCY, RADIO, LOCALS])
PUBLISHED = st.integers(8, 20)


@st.composite
def told_lists(draw: st.DrawFn, origins: st.SearchStrategy[Origin] = ORIGINS) -> list[Told]:
    names = [f"d{index}" for index in range(draw(st.integers(1, 6)))]
    return [(known(name, amount=draw(AMOUNTS), published=draw(PUBLISHED)), draw(origins)) for name in names]


def numbers(told: Sequence[Told], policy: Policy = Policy.CENTRAL) -> list[tuple[object, ...]]:
    return [(figure.party, *bounds(figure)) for figure in figures_of(*told, policy=policy)]


@given(told_lists(), st.sampled_from(Policy), st.randoms())
def test_the_order_of_claims_does_not_matter(told: list[Told], policy: Policy, random: object) -> None:
    shuffled = list(told)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    before, after = figures_of(*told, policy=policy), figures_of(*shuffled, policy=policy)
    assert before == after


@given(told_lists(), st.data())
def test_a_reprint_changes_no_figure(told: list[Told], data: st.DataObject) -> None:
    """A reprint is a later print of the same words: one more claim of the same origin."""
    original, origin = data.draw(st.sampled_from(told))
    later = data.draw(st.integers((original.published or original.published).day, 25))  # type: ignore[union-attr]
    quantity = original.claim.quantity
    assert quantity
    reprint = known("copy", amount=quantity.text, published=later)
    for policy in Policy:
        assert numbers([*told, (reprint, origin)], policy) == numbers(told, policy)


@given(told_lists(st.sampled_from([MONITOR, WATCH, RADIO])), AMOUNTS, PUBLISHED)
def test_another_origin_never_lowers_the_high_nor_raises_the_low(told: list[Told], text: str, published: int) -> None:
    """An open top is no high: a ceiling that somebody then states is its first."""
    before = figure_of(*told)
    after = figure_of(*told, (known("new", amount=text, published=published), AGENCY))
    assert before.low is None or (after.low is not None and after.low <= before.low)
    assert before.high is None or after.open_top or (after.high is not None and after.high >= before.high)


@given(told_lists(), st.sampled_from(Policy))
def test_best_lies_between_low_and_high_or_is_not_known(told: list[Told], policy: Policy) -> None:
    figure = figure_of(*told, policy=policy)
    if figure.best is not None:
        assert figure.low is not None
        assert figure.low <= figure.best
        assert figure.open_top or (figure.high is not None and figure.best <= figure.high)


@given(st.lists(st.sampled_from(["several", "many", "a number of"]), min_size=1, max_size=4))
def test_unknown_is_never_zero(words: list[str]) -> None:
    figure = figure_of(*((known(f"d{index}", amount=text), MONITOR) for index, text in enumerate(words)))
    assert bounds(figure) == (None, None, None, False)


@given(told_lists())
def test_every_claim_is_used_or_set_aside_with_a_reason(told: list[Told]) -> None:
    figure = figure_of(*told)
    assert {*figure.used, *reasons(figure)} == {each.claim.id for each, _ in told}
    assert not set(figure.used) & set(reasons(figure))
    assert all(reasons(figure).values())
