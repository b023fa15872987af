"""The day of publication, as people and files write it."""

import re
from datetime import date, datetime

from marsad.errors import InputError

_EARLY = re.compile(r" 0\d{3} ")
FIRST_YEAR, LAST_YEAR = 1800, 2199  # outside lie the placeholders of databases ("0001-01-01", "9999-12-31")


def parse_day(value: object) -> date:
    """Return the day that a `date`, ISO date or ISO date-time names; raise `InputError` for anything else."""
    day = value if isinstance(value, date) else _iso(value)
    if isinstance(day, datetime):
        day = day.date()
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise InputError(f"published {value!r} is no day of publication; write it as YYYY-MM-DD, such as 2020-01-28.")
    return day


def internet_day(printed: str) -> str:
    """Return the day of a date as mail and feeds print it, in ISO form and in its own time zone; else `printed` itself.

    A year of four digits is meant as it stands: 0001 is absurd, and not 2001.
    """
    from email.utils import parsedate_to_datetime  # noqa: PLC0415 - slow to import, and only feeds and mail need it

    try:
        return printed if _EARLY.search(printed) else parsedate_to_datetime(printed).date().isoformat()
    except ValueError:
        return printed


def _iso(value: object) -> date | None:
    try:
        return datetime.fromisoformat(value.strip()) if isinstance(value, str) else None
    except ValueError:
        return None
