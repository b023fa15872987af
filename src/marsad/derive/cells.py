"""One cell of a tally: the sum of what several events give."""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from marsad.derive.ask import Ask
from marsad.derive.bounds import Bounds, known_sum, total
from marsad.derive.dimensions import NOT_KNOWN, PARTY, days_of, lies_in
from marsad.derive.dossier import Dossier
from marsad.derive.sides import Sides
from marsad.model import Aside, Cell, Event, Figure, Policy, Toll, phrases

Key = tuple[tuple[str, str], ...]
Window = tuple[date | None, date | None]


class Part(NamedTuple):
    """What one event gives to one cell: how many, of which party (None: not told, or all), and by which figures."""

    event: Event
    party: str | None
    bounds: Bounds
    figures: tuple[Figure, ...]


def cell(key: Key, parts: list[Part], tolls: Iterable[Toll], ask: Ask, dossier: Dossier) -> Cell:
    """Return the cell that sums `parts`, with those of `tolls` that can be compared with it."""
    told = [part for part in parts if part.bounds.known]
    start, end = _window(key, ask)
    figures = [figure for part in parts for figure in part.figures]
    return Cell(
        key=key,
        figure=_sum(parts, ask, dossier.policy),
        stated=known_sum(part.bounds.stated for part in told),
        counted=tuple(part.event.id for part in told),
        without_figure=tuple(part.event.id for part in parts if not part.bounds.known),
        crossing=tuple(part.event.id for part in parts if _crosses(part.event, end)),
        toll_ids=tuple(toll.id for toll in tolls if _belongs(toll, key, (start, end), dossier.sides)),
        set_aside=tuple(sorted({aside for figure in figures for aside in figure.set_aside}, key=_claim)),
        start=start,
        end=end,
    )


def _sum(parts: list[Part], ask: Ask, policy: Policy) -> Figure:
    bounds = total(part.bounds for part in parts)
    without = sum(part.bounds.best is None for part in parts)
    missing = f"; {without} of them give no best figure, so the sum has none" if without else ""
    return Figure(
        measure=ask.measure,
        party=ask.party or None,
        low=bounds.low,
        best=bounds.best,
        high=bounds.high,
        open_top=bounds.known and bounds.high is None,
        policy=policy,
        rule=f"the sum of {phrases.count(len(parts), 'event')}{missing}" if parts else "no event tells of any",
        used=tuple(dict.fromkeys(claim for part in parts for figure in part.figures for claim in figure.used)),
    )


def _window(key: Key, ask: Ask) -> Window:
    """Return the days that a cell takes in: those of its key that lie in the window."""
    periods = [days for name, value in key if (days := days_of(name, value))]
    starts = [first for first, _ in periods] + [ask.start] * (ask.start is not None)
    ends = [last for _, last in periods] + [ask.end] * (ask.end is not None)
    return max(filter(None, starts), default=None), min(filter(None, ends), default=None)


def _crosses(event: Event, last: date | None) -> bool:
    """Whether an event goes on after the last day of the cell in which it is counted."""
    return last is not None and event.end is not None and event.end > last


def _belongs(toll: Toll, key: Key, window: Window, sides: Sides) -> bool:
    """Whether a toll counts within the days, place and party of a cell, and so can be compared with it."""
    start, end = window
    if start and (toll.start is None or toll.start < start):
        return False
    if end and (toll.end is None or toll.end > end):
        return False
    return all(_fits(toll, name, value, sides) for name, value in key)


def _fits(toll: Toll, name: str, value: str, sides: Sides) -> bool:
    if name == PARTY:
        return (sides.column([toll.party] if toll.party else ()) or NOT_KNOWN) == value
    if name in ("place", "region"):
        return lies_in(toll.place, value)
    if name == "country":
        return toll.place is not None and toll.place.country == value
    return days_of(name, value) is not None


def _claim(aside: Aside) -> str:
    return aside.claim_id
