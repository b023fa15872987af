"""The head of a brief: its title, its first sentences, and its two charts."""

from collections.abc import Callable, Iterable, Iterator

from marsad.derive import wording
from marsad.derive.bounds import UNKNOWN, Bounds
from marsad.derive.brief import Brief, Spot
from marsad.derive.charts import Bar, columns
from marsad.derive.dimensions import days_of, keys_between
from marsad.derive.maps import Dot, Frame, Outline, place_map
from marsad.derive.sides import Sides
from marsad.model import Cell, Place, Precision, phrases

Outlines = Callable[[Iterable[Place], tuple[float, float, float, float]], Iterable[Outline]]
"""Returns the outlines about some places within a box: west, south, east, north in degrees."""

FEW = 5  # places that are named in one sentence


def title(told: Brief) -> str:
    """Return what the page is headed with: the days that it tells of."""
    return (
        f"Reported violence, {phrases.period(told.start, told.end)}" if told.start and told.end else "Reported violence"
    )


def sentences(told: Brief, sides: Sides) -> Iterator[str]:
    """Yield how much there is, the dead, the gravest event, what changed hands, and how much is disputed."""
    outlets = f" by {phrases.count(told.outlets, 'outlet')}" if told.outlets else ""
    tell = "tells" if told.documents == 1 else "tell"
    yield f"{_count(told.documents, 'report')}{outlets} {tell} of {phrases.count(told.count, 'event')}."
    yield _dead(told.course.whole)
    gravest = max(told.events, key=lambda each: _size(each.killed), default=None)
    if gravest and _size(gravest.killed):
        yield f"Gravest: {wording.title(gravest.event, gravest.figures, sides)}, {wording.days(gravest.event)}."
    changed = list(dict.fromkeys(change.place.name for change in told.handovers))
    if changed:
        more = f" and {len(changed) - FEW} more" if len(changed) > FEW else ""
        yield f"Said to have changed hands: {', '.join(changed[:FEW])}{more}."
    if told.disputes:
        yield f"{_count(len(told.disputes), 'thing')} {'is' if len(told.disputes) == 1 else 'are'} disputed."


def _count(number: int, noun: str) -> str:
    return phrases.count(number, noun).capitalize()


def _dead(whole: Cell) -> str:
    if not whole.counted:
        return "No report says how many were killed in any of them."
    bounds = Bounds(whole.figure.low, whole.stated, whole.figure.high)
    silent = phrases.count(len(whole.without_figure), "event")
    besides = f"; {silent} more with dead whom nobody counts" if whole.without_figure else ""
    return f"Killed: {wording.estimate(bounds)} in {phrases.count(len(whole.counted), 'event')}{besides}."


def _size(bounds: Bounds | None) -> float:
    return (bounds.stated if bounds else None) or 0.0


def course(told: Brief) -> str:
    """Return the dead over time as a chart, quiet days, weeks, months or years too."""
    step = told.course.ask.by[0]
    cells = {key: cell for cell in told.course.cells if (key := cell.key[0][1])}
    periods = [days for key in cells if (days := days_of(step, key))]
    if not periods:
        return ""
    keys = keys_between(step, min(first for first, _ in periods), max(last for _, last in periods))
    bars = [_bar(step, key, cells.get(key)) for key in keys]
    return columns(bars, f"Killed by {step}: what is stated, and the most that origins say")


def _bar(step: str, key: str, cell: Cell | None) -> Bar:
    days = days_of(step, key)
    label = wording.short_period(step, days) if days else key
    if cell is None:
        return Bar(label, "", None)
    bounds = Bounds(cell.figure.low, cell.stated, cell.figure.high) if cell.counted else UNKNOWN
    events = phrases.count(len(cell.counted) + len(cell.without_figure), "event")
    return Bar(label, f"{label}: {wording.estimate(bounds)} killed, {events}", bounds)


def chart(told: Brief, outlines: Outlines, notice: str) -> str:
    """Return the places of the events as a map; `notice` says what its outlines are."""
    dots = [_dot(spot) for spot in told.spots]
    if not dots:
        return ""
    around = list(outlines([spot.place for spot in told.spots], Frame.around(dots).box))
    return place_map(dots, around, "Where: a dot's area is the number of dead", notice if around else "")


def _dot(spot: Spot) -> Dot:
    place = spot.place
    words = f"{place.name}: {'killed not known' if spot.killed is None else f'{wording.number(spot.killed)} killed'}, "
    return Dot(
        place.longitude or 0.0,
        place.latitude or 0.0,
        spot.killed,
        place.precision < Precision.DISTRICT,
        place.name,
        words + phrases.count(spot.events, "event"),
    )
