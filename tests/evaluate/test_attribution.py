"""How attributions are matched and counted."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.evaluate.attribution import OVERLAP, Credited, Credits, compare, matched, overlap
from marsad.model import Span

SPANS = st.tuples(st.integers(0, 40), st.integers(1, 20)).map(lambda pair: Span(pair[0], pair[0] + pair[1]))


@pytest.mark.parametrize(
    ("one", "two", "share"),
    [
        ([Span(0, 10)], [Span(0, 10)], 1.0),
        ([Span(0, 10)], [Span(5, 15)], 1 / 3),
        ([Span(0, 10)], [Span(10, 20)], 0.0),
        ([Span(0, 5), Span(10, 15)], [Span(0, 15)], 2 / 3),
    ],
)
def test_overlap_counts_characters(one: list[Span], two: list[Span], share: float) -> None:
    assert overlap(one, two) == pytest.approx(share)


def test_each_content_is_counted_once_and_the_closest_pair_wins() -> None:
    labelled = [[Span(0, 10)], [Span(10, 20)]]

    assert matched(labelled, [[Span(0, 18)], [Span(0, 10)]]) == [(0, 1), (1, 0)]
    assert matched(labelled, [[Span(0, 20)]]) == [(0, 0)]


def test_sources_are_counted_of_what_was_found() -> None:
    labelled = [Credited((Span(0, 10),), (Span(20, 25),)), Credited((Span(30, 40),), (Span(50, 55),))]
    found = [Credited((Span(0, 10),), (Span(22, 30),)), Credited((Span(30, 40),)), Credited((Span(60, 70),))]

    counts = compare(labelled, found)

    assert (counts.found.precision, counts.found.recall) == (2 / 3, 1.0)
    assert counts.sources.recall == 0.5
    assert counts + Credits() == counts


@given(st.lists(st.lists(SPANS, min_size=1, max_size=1), max_size=6), st.lists(st.lists(SPANS, min_size=1, max_size=1)))
def test_pairs_are_one_to_one_and_close_enough(one: list[list[Span]], two: list[list[Span]]) -> None:
    pairs = matched(one, two)

    assert len({left for left, _ in pairs}) == len({right for _, right in pairs}) == len(pairs)
    assert all(overlap(one[left], two[right]) >= OVERLAP for left, right in pairs)
