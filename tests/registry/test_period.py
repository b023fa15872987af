from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.registry.period import ALWAYS, parse_period, within


def test_years_and_months_stand_for_their_ends() -> None:
    assert parse_period("2015/2016-02") == ("2015-01-01", "2016-02-29")
    assert parse_period("2015-10-11/") == ("2015-10-11", None)
    assert parse_period("/2015") == (None, "2015-12-31")
    assert parse_period(None) == ALWAYS


@pytest.mark.parametrize("text", ["2015", "2016/2015", "2015-13/", "spring/", "2015-02-30/"])
def test_what_is_no_period_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".+"):
        parse_period(text)


@given(st.dates())
def test_a_day_lies_within_itself_and_an_unknown_day_anywhere(day: date) -> None:
    assert within(day, (day.isoformat(), day.isoformat()))
    assert within(None, (day.isoformat(), None))
    assert within(day, ALWAYS)
