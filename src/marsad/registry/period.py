"""Stretches of time as the data files write them: "2015-10-11/2024", with either end open."""

import re
from calendar import monthrange
from datetime import date

_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?$")
Period = tuple[str | None, str | None]
"""First and last day, both included, as ISO text (which sorts by time); None where open."""

ALWAYS: Period = (None, None)


def parse_period(text: str | None) -> Period:
    """Return the first and last day of "first/last"; a year or month stands for its first or last day.

    Raise `ValueError` where it is no period, a day is none, or it ends before it begins.
    """
    if text is None:
        return ALWAYS
    first, slash, last = str(text).partition("/")
    if not slash:
        raise ValueError(f"“{text}” is no period; write “first/last”, either of which may be empty")
    period = (_first(first) if first else None, _last(last) if last else None)
    if period[0] and period[1] and period[0] > period[1]:
        raise ValueError(f"“{text}” ends before it begins")
    return period


def within(day: date | None, period: Period) -> bool:
    """Whether `day` lies in the period; a day that is not known may lie in any."""
    if day is None:
        return True
    iso = day.isoformat()
    return (period[0] or iso) <= iso <= (period[1] or iso)


def _parts(text: str) -> tuple[int, int | None, int | None]:
    found = _DAY.match(text)
    if not found:
        raise ValueError(f"“{text}” is no day; write 2015, 2015-10 or 2015-10-11")
    year, month, day = found.groups()
    return int(year), int(month) if month else None, int(day) if day else None


def _first(text: str) -> str:
    year, month, day = _parts(text)
    return date(year, month or 1, day or 1).isoformat()


def _last(text: str) -> str:
    year, month, day = _parts(text)
    month = month or 12
    return date(year, month, day or monthrange(year, month)[1]).isoformat()
