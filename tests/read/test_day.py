from datetime import UTC, date, datetime

import pytest

from marsad.errors import InputError
from marsad.read.day import parse_day


@pytest.mark.parametrize(
    "value",
    [
        "2020-01-28",
        " 2020-01-28\n",
        "20200128",
        "2020-01-28T23:59:00+02:00",
        date(2020, 1, 28),
        datetime(2020, 1, 28, 9, tzinfo=UTC),
    ],
)
def test_a_day_is_read_in_iso_form(value: object) -> None:
    assert parse_day(value) == date(2020, 1, 28)
    assert type(parse_day(value)) is date


@pytest.mark.parametrize(
    "value", ["", "yesterday", "28/01/2020", "2020-02-30", "0001-01-01", "9999-12-31", date.min, 20200128, None, True]
)
def test_what_is_no_plausible_day_is_refused_with_the_remedy(value: object) -> None:
    with pytest.raises(InputError, match="write it as YYYY-MM-DD"):
        parse_day(value)
