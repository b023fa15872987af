"""The day of publication, as people and files write it."""

from datetime import date, datetime

from marsad.errors import InputError

FIRST_YEAR, LAST_YEAR = 1800, 2199  # outside lie the placeholders of databases ("0001-01-01", "9999-12-31")


def parse_day(value: object) -> date:
    """Return the day that a `date`, ISO date or ISO date-time names; raise `InputError` for anything else."""
    day = value if isinstance(value, date) else _iso(value)
    if isinstance(day, datetime):
        day = day.date()
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(f"published {value!r} is no day of publication; write it as YYYY-MM-DD, such as 2020-01-28.")
    return day


def _iso(value: object) -> date | None:
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
