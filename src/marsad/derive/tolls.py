"""Running totals: what one origin counts over a window and an area, beside the events on record, never among them."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from marsad.derive.bounds import UNKNOWN, Bounds, known_sum, total
from marsad.derive.dossier import Dossier
from marsad.derive.figures import figures, toll_figure
from marsad.derive.shares import shares, whole
from marsad.model import Event, Figure, Origin, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Beside:
    """A toll, and beside it what is on record of the events in its window and area.

    `on_record` sums what all origins tell of the events `event_ids`; `same_origin` is the sum of the lows that the
    toll's own origin gives for some of them. Where that exceeds the toll, `conflict` says so; neither is changed.
    """

    toll: Toll
    figure: Figure | None
    event_ids: tuple[str, ...] = ()
    on_record: Bounds = UNKNOWN
    same_origin: float | None = None
    conflict: str = ""


def beside(toll: Toll, dossier: Dossier) -> Beside:
    """Return a toll with the events of its window and area.

    Where the toll's window has no first day, or its area is not known, no event is known to lie in it.
    """
    inside = list(_inside(toll, dossier))
    party = dossier.sides.camp(toll.party) if toll.party is not None else None
    told = {event.id: bounds for event in inside if (bounds := dossier.counted(event.id, toll.measure).get(party))}
    figure = _figure(toll, dossier)
    own = known_sum(_own_low(event, toll, dossier) for event in inside if _tells(toll.origin, event))
    return Beside(
        toll=toll,
        figure=figure,
        event_ids=tuple(told),
        on_record=total(told.values()),
        same_origin=own,
        conflict=_conflict(toll, figure, own),
    )


def _figure(toll: Toll, dossier: Dossier) -> Figure | None:
    if dossier.kept:
        return next(iter(dossier.kept.worked[toll.id].under(dossier.policy)), None)
    return toll_figure(toll, dossier.claims, dossier.sides, dossier.policy)


def _inside(toll: Toll, dossier: Dossier) -> Iterator[Event]:
    """Yield the events of the toll's area all of whose days lie in its window."""
    if toll.start is None or toll.end is None or toll.place is None:
        return
    events = dossier.by_area.get(toll.place.id, ())
    for event in events[bisect_left(events, toll.start, key=_first_day) :]:
        if event.start is None or event.start > toll.end:
            return
        if (event.end or event.start) <= toll.end:
            yield event


def _first_day(event: Event) -> date:
    return event.start or date.max


def _tells(origin: Origin, event: Event) -> bool:
    return any(each.id == origin.id for each in event.origins)


def _counted(figures: Iterable[Figure], toll: Toll, dossier: Dossier) -> Bounds | None:
    """Return how many of those whom the toll counts the figures of one event give."""
    if toll.party is None:
        return whole(figures, toll.measure)
    return shares(figures, toll.measure).get(dossier.sides.camp(toll.party))


def _own_low(event: Event, toll: Toll, dossier: Dossier) -> float | None:
    """Return the least that the toll's origin itself tells of an event."""
    if dossier.kept:
        party = dossier.sides.camp(toll.party) if toll.party is not None else None
        return dossier.kept.worked[event.id].least_of(toll.origin.id, toll.measure, party)
    own = replace(event, origins=tuple(origin for origin in event.origins if origin.id == toll.origin.id))
    bounds = _counted(figures(own, dossier.claims, dossier.sides), toll, dossier)
    return bounds and bounds.low


def _conflict(toll: Toll, figure: Figure | None, own: float | None) -> str:
    if figure is None or figure.high is None or own is None or own <= figure.high:
        return ""
    return (
        f"{toll.origin.label} counts {figure.high:,.15g} in all, but at least {own:,.15g} in the single events of that "
        "time and place; one of the two is wrong, or counts something else"
    )
