"""How well expressions of time are found and resolved, against texts in which people marked their values.

Values are those of TimeML's TIMEX3: "2015-03-11", "2015-03", "2015", "201" (a decade), "2015-SU" (a season),
"2015-W11" (a week), "P3D" (three days), "PXM" (some months). Days found are right if they lie within the labelled
value, that is at the granularity of the label: 14 March is right for "2015-03", March is wrong for "2015-03-14".
Values finer than a day, of years before Christ, and vague ones ("PAST_REF") say no days and no length; whatever is
found for them is wrong.
"""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.evaluate.found import Found
from marsad.model import Span

Days = tuple[date | None, date | None]
_SEASONS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}  # the month that each begins with
_YEARS = re.compile(r"(\d{2,4})(?:-XX){0,2}")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?:-XX)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_PART = re.compile(r"(\d{4})-(SP|SU|FA|WI|H1|H2)")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?")
_NONE = Found()


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression that people marked: where it stands, and its value."""

    span: Span
    value: str


@dataclass(frozen=True, slots=True)
class Dated:
    """A text, the day that it was published, its expressions in reading order, and whether rules were tuned on it."""

    title: str
    text: str
    published: date
    expressions: tuple[Expression, ...]
    tuned: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """An expression found: the days that it stands for, or how long it says (ISO 8601)."""

    span: Span
    days: Days = (None, None)
    length: str = ""


@dataclass(frozen=True, slots=True)
class Timed:
    """Counts of expressions found (overlapping a labelled one), and of those with the right value, too."""

    found: Found = _NONE
    valued: Found = _NONE

    def __add__(self, other: "Timed") -> "Timed":
        return Timed(self.found + other.found, self.valued + other.valued)


def compare(labelled: Sequence[Expression], found: Sequence[Reading]) -> Timed:
    """Count the expressions found and the values right; each labelled one takes the first that overlaps it."""
    free = list(found)
    met = right = 0
    for expression in labelled:
        reading = next((each for each in free if each.span.overlaps(expression.span)), None)
        if reading is not None:
            free.remove(reading)
            met += 1
            right += agrees(expression.value, reading)
    counts = (len(labelled), len(found))
    return Timed(Found(*counts, met), Found(*counts, right))


def agrees(value: str, reading: Reading) -> bool:
    """Whether a reading is right at the granularity of a labelled value."""
    if value.startswith("P"):
        return reading.length == value
    stretch, (first, last) = days_of(value), reading.days
    return stretch is not None and first is not None and last is not None and stretch[0] <= first and last <= stretch[1]


def days_of(value: str) -> tuple[date, date] | None:
    """Return the first and the last day of a value; None for one that says no days, or none that a calendar has."""
    try:
        return _days_of(value)
    except ValueError:
        return None


def _days_of(value: str) -> tuple[date, date] | None:
    if _DAY.fullmatch(value):
        return date.fromisoformat(value), date.fromisoformat(value)
    if found := _MONTH.fullmatch(value):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _YEARS.fullmatch(value):
        years = 10 ** (4 - len(found[1]))
        return date(int(found[1]) * years, 1, 1), date((int(found[1]) + 1) * years - 1, 12, 31)
    if found := _PART.fullmatch(value):
        year, part = int(found[1]), found[2]
        return _months(year, 1 if part == "H1" else 7, 6) if part[0] == "H" else _months(year, _SEASONS[part], 3)
    if found := _WEEK.fullmatch(value):
        monday = date.fromisocalendar(int(found[1]), int(found[2]), 1)
        return monday + timedelta(5 if found[3] else 0), monday + timedelta(6)
    return None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    """Return the first and the last day of so many months."""
    over, last = divmod(month + count - 2, 12)
    return date(year, month, 1), date(year + over, last + 1, monthrange(year + over, last + 1)[1])
