import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluate.merge import b_cubed, pairwise

groups = st.dictionaries(st.integers(0, 8), st.sampled_from("abc"))


def named(text: str) -> dict[int, str]:
    return dict(enumerate(text))


@pytest.mark.parametrize(
    ("gold", "found", "pairs", "cubed"),
    [
        ("aab", "xxy", (1, 1), (1, 1)),
        ("aabb", "xxxx", (2 / 6, 1), (0.5, 1)),
        ("aabb", "wxyz", (1, 0), (1, 0.5)),
        ("aaab", "xxyy", (0.5, 1 / 3), (0.75, (4 / 3 + 1 / 3 + 1) / 4)),
        ("", "", (1, 1), (1, 1)),
    ],
)
def test_agreement_by_hand(gold: str, found: str, pairs: tuple[float, float], cubed: tuple[float, float]) -> None:
    pairwise_found, cubed_found = pairwise(named(gold), named(found)), b_cubed(named(gold), named(found))
    assert (pairwise_found.precision, pairwise_found.recall) == pytest.approx(pairs)
    assert (cubed_found.precision, cubed_found.recall) == pytest.approx(cubed)


@given(groups)
def test_who_agrees_with_oneself_is_always_right(gold: dict[int, str]) -> None:
    assert pairwise(gold, gold).f1 == b_cubed(gold, gold).f1 == 1


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("xyz")), min_size=1))
def test_precision_of_one_is_recall_of_the_other(labels: list[tuple[str, str]]) -> None:
    gold, found = (dict(enumerate(each)) for each in zip(*labels, strict=True))
    for measure in (pairwise, b_cubed):
        assert measure(gold, found).precision == pytest.approx(measure(found, gold).recall)
        assert 0 <= measure(gold, found).f1 <= 1
