"""Geometry of the charts that templates draw as SVG: bars by day, week or month, spans for days not known exactly."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marsad.model import phrases
from marsad.web.replies import Row

Stretch = tuple[date, date, Row]
"""First day, last day, and the row of an event."""

WIDTH, HEIGHT = 960.0, 200.0
LANES = 24  # lanes of spans that are drawn; what finds no lane is counted
SPAN = 9.0  # height of a lane
LABELS = 8  # about as many words on an axis
WORDS = 70  # what a label takes; it begins at its day, and must not reach beyond the chart


class Unit(StrEnum):
    """How many days one bar takes in."""

    DAY = "day"
    WEEK = "week"
    MONTH = "month"
    YEAR = "year"

    @classmethod
    def of(cls, first: date, last: date) -> "Unit":
        """Return the unit in which a stretch of days makes at most some hundred bars."""
        days = (last - first).days
        return cls.DAY if days <= 92 else cls.WEEK if days <= 730 else cls.MONTH if days <= 3660 else cls.YEAR

    def begin(self, day: date) -> date:
        """Return the first day of the unit that `day` is in."""
        match self:
            case Unit.WEEK:
                return day - timedelta(days=day.weekday())
            case Unit.MONTH:
                return day.replace(day=1)
            case Unit.YEAR:
                return day.replace(month=1, day=1)
        return day

    def after(self, begin: date) -> date:
        """Return the first day of the next unit."""
        match self:
            case Unit.DAY:
                return begin + timedelta(days=1)
            case Unit.WEEK:
                return begin + timedelta(days=7)
            case Unit.MONTH:
                return (begin.replace(day=28) + timedelta(days=4)).replace(day=1)
        return begin.replace(year=begin.year + 1)

    def says(self, begin: date) -> str:
        """Return a unit in words."""
        if self is Unit.WEEK:
            return phrases.period(begin, begin + timedelta(days=6))
        return phrases.period(begin, self.after(begin) - timedelta(days=1))


@dataclass(frozen=True, slots=True)
class Scale:
    """Days from `first` to `last` (inclusive) over the width of a chart."""

    first: date
    last: date

    def x(self, day: date) -> float:
        """Return where a day begins."""
        return round((day - self.first).days / self._days * WIDTH, 2)

    def width(self, start: date, end: date) -> float:
        """Return how wide the days from `start` to `end` are, at least a hair."""
        return round(max((min(end, self.last) - max(start, self.first)).days + 1, 0) / self._days * WIDTH, 2)

    @property
    def _days(self) -> int:
        return (self.last - self.first).days + 1


def days_chart(rows: Sequence[Row], first: date, last: date) -> Row:
    """Return the chart of events from `first` to `last`: bars of those whose unit is known, spans of the others."""
    unit = Unit.of(first, last)
    scale = Scale(unit.begin(first), unit.after(unit.begin(last)) - timedelta(days=1))
    exact: list[Stretch] = []
    wide: list[Stretch] = []
    for row in rows:
        start, end = date.fromisoformat(row["start"]), date.fromisoformat(row["end"] or row["start"])
        (exact if unit.begin(start) == unit.begin(end) else wide).append((start, end, row))
    return {
        "unit": str(unit),
        "width": WIDTH,
        "height": HEIGHT,
        "bars": _bars(exact, unit, scale),
        "labels": _labels(unit, scale),
        **_spans(wide, scale),
    }


def _bars(exact: Iterable[Stretch], unit: Unit, scale: Scale) -> list[Row]:
    counts = Counter(unit.begin(start) for start, _, _ in exact)
    most = max(counts.values(), default=1)
    return [
        {
            "x": scale.x(begin),
            "width": round(max(scale.width(begin, unit.after(begin) - timedelta(days=1)) - 1.5, 1.5), 2),
            "height": round(HEIGHT * count / most, 2),
            "count": count,
            "says": unit.says(begin),
            "from": begin.isoformat(),
            "to": (unit.after(begin) - timedelta(days=1)).isoformat(),
        }
        for begin, count in sorted(counts.items())
    ]


def _labels(unit: Unit, scale: Scale) -> list[Row]:
    begins = []
    begin = scale.first
    while begin <= scale.last:
        begins.append(begin)
        begin = unit.after(begin)
    step = max(1, len(begins) // LABELS)
    return [{"x": scale.x(day), "says": _short(unit, day)} for day in begins[::step] if scale.x(day) <= WIDTH - WORDS]


def _short(unit: Unit, day: date) -> str:
    month = phrases.MONTHS[day.month]
    return {
        Unit.DAY: f"{day.day} {month}",
        Unit.WEEK: f"{day.day} {month} {day.year}",
        Unit.MONTH: f"{month} {day.year}",
        Unit.YEAR: str(day.year),
    }[unit]


def _spans(wide: Iterable[Stretch], scale: Scale) -> Row:
    """Return spans on lanes, none over another; the shortest, which say most, find their lane first."""
    lanes: list[list[tuple[date, date]]] = []
    drawn, crowded = [], 0
    for start, end, row in sorted(wide, key=lambda item: (item[1] - item[0], item[0])):
        lane = next(
            (at for at, taken in enumerate(lanes) if all(end < left or right < start for left, right in taken)),
            len(lanes),
        )
        if lane >= LANES:
            crowded += 1
            continue
        if lane == len(lanes):
            lanes.append([])
        lanes[lane].append((start, end))
        begin = max(start, scale.first)
        drawn.append(
            {
                "x": scale.x(begin),
                "y": round(lane * SPAN, 2),
                "width": max(scale.width(begin, end), 2.0),
                "id": row["id"],
                "says": f"{row['title']}: {row['when']}",
            }
        )
    return {"spans": drawn, "span_height": round(len(lanes) * SPAN, 2), "crowded": crowded}
