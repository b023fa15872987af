"""How values of time are understood and counted."""

from datetime import date

import pytest

from marsad.evaluate.times import Expression, Reading, Timed, agrees, compare, days_of
from marsad.model import Span

SPAN = Span(0, 5)


@pytest.mark.parametrize(
    ("value", "first", "last"),
    [
        ("2015-03-14", date(2015, 3, 14), date(2015, 3, 14)),
        ("2016-02", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-12", date(2016, 12, 1), date(2016, 12, 31)),
        ("1915-XX-XX", date(1915, 1, 1), date(1915, 12, 31)),
        ("1943-07-XX", date(1943, 7, 1), date(1943, 7, 31)),
        ("2015", date(2015, 1, 1), date(2015, 12, 31)),
        ("199", date(1990, 1, 1), date(1999, 12, 31)),
        ("18", date(1800, 1, 1), date(1899, 12, 31)),
        ("2015-SU", date(2015, 6, 1), date(2015, 8, 31)),
        ("2015-WI", date(2015, 12, 1), date(2016, 2, 29)),
        ("2008-H1", date(2008, 1, 1), date(2008, 6, 30)),
        ("2008-H2", date(2008, 7, 1), date(2008, 12, 31)),
        ("2016-W40", date(2016, 10, 3), date(2016, 10, 9)),
        ("2016-W40-WE", date(2016, 10, 8), date(2016, 10, 9)),
    ],
)
def test_the_days_of_a_value(value: str, first: date, last: date) -> None:
    assert days_of(value) == (first, last)


@pytest.mark.parametrize("value", ["PRESENT_REF", "BC0480", "2015-03-14TMO", "XXXX-XX-XX", "2015-02-30", "2015-W60"])
def test_values_without_days(value: str) -> None:
    assert days_of(value) is None


@pytest.mark.parametrize(
    ("value", "reading", "right"),
    [
        ("2015-03", Reading(SPAN, (date(2015, 3, 14), date(2015, 3, 14))), True),
        ("2015-03-14", Reading(SPAN, (date(2015, 3, 1), date(2015, 3, 31))), False),
        ("2015-03", Reading(SPAN, (None, date(2015, 3, 14))), False),
        ("P3D", Reading(SPAN, length="P3D"), True),
        ("P3D", Reading(SPAN, (date(2015, 3, 1), date(2015, 3, 3)), "P2D"), False),
        ("PAST_REF", Reading(SPAN, (None, date(2015, 3, 14))), False),
    ],
)
def test_a_reading_is_right_at_the_granularity_of_the_label(value: str, reading: Reading, *, right: bool) -> None:
    assert agrees(value, reading) is right


def test_each_expression_takes_one_reading() -> None:
    labelled = [Expression(Span(0, 5), "2015"), Expression(Span(6, 9), "2016")]
    day = (date(2015, 5, 1), date(2015, 5, 1))

    counts = compare(labelled, [Reading(Span(3, 7), day), Reading(Span(20, 25), day)])

    assert (counts.found.labelled, counts.found.predicted, counts.found.right, counts.valued.right) == (2, 2, 1, 1)
    assert counts + Timed() == counts
