"""Quotations, by their marks."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.rules.quotation_marks import quotations


@pytest.mark.parametrize(
    ("text", "quoted", "opened"),
    [
        ('He said "yes" and "no".', ['"yes"', '"no"'], [False, False]),
        ("“We left,” she said. “All of us.”", ["“We left,”", "“All of us.”"], [False, False]),
        ("“They said ‘go’ and we went.”", ["“They said ‘go’ and we went.”"], [False]),
        ('A "quotation with “marks” inside".', ['"quotation with “marks” inside"'], [False]),
        ("“First.\n\n“Second,” he said.", ["“First.", "“Second,”"], [True, False]),
        ("“First.\n\nSecond,” he said.", ["“First.\n\nSecond,”"], [False]),
        ("“First.\n\nNo more of it. He went.", ["“First."], [False]),
        ("“First.\n\nHe said “second” too.", ["“First.", "“second”"], [False, False]),
        ("Rooms of 12” and a ” astray", [], []),
        ('("inside") and ["here"]', ['"inside"', '"here"'], [False, False]),
        ("", [], []),
    ],
)
def test_where_quotations_begin_and_end(text: str, quoted: list[str], opened: list[bool]) -> None:
    found = quotations(text)

    assert [text[each.span.start : each.span.end] for each in found] == quoted
    assert [each.open for each in found] == opened


@given(st.text(alphabet='ab ."“”\n', max_size=60))
def test_quotations_lie_apart_and_in_order(text: str) -> None:
    found = [each.span for each in quotations(text)]

    assert all(one.end <= two.start for one, two in pairwise(found))
    assert all(text[span.start] in '"“' for span in found)
