"""What happened day by day, with what changed hands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from marsad.derive.control import Handover, handovers, histories
from marsad.derive.dossier import Dossier
from marsad.derive.wording import parties, title
from marsad.model import Event, Figure


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An event with its figures, or a place's change of holder. `day` and `end` are its first and last day."""

    day: date
    end: date
    title: str
    event: Event | None = None
    figures: tuple[Figure, ...] = ()
    handover: Handover | None = None


def timeline(dossier: Dossier, start: date | None = None, end: date | None = None) -> tuple[Entry, ...]:
    """Return what began from `start` to `end`, in order of days; events whose day is not known are not in it.

    The capture of a place is an event, and stands once: with its claims, not again as a change of holder.
    """
    events = [_of_event(event, dossier) for event in dossier.events if event.start]
    told = {claim_id for event in dossier.events for claim_id in event.claim_ids if event.kind == "control"}
    changes = (change for history in histories(dossier).values() for change in handovers(history, dossier))
    found = [*events, *(_of_handover(each, dossier) for each in changes if not told & set(each.claim_ids))]
    return tuple(sorted(_within(found, start, end), key=lambda entry: (entry.day, entry.end, entry.title)))


def _of_event(event: Event, dossier: Dossier) -> Entry:
    figures = dossier.figures[event.id]
    start = event.start or date.min
    return Entry(
        day=start,
        end=event.end or start,
        title=title(event, figures, dossier.sides),
        event=event,
        figures=figures,
    )


def _of_handover(change: Handover, dossier: Dossier) -> Entry:
    before = f", before that {parties([change.before], dossier.sides)}" if change.before else ""
    words = f"{change.place.name}: {change.status} by {parties([change.after], dossier.sides)}{before}"
    return Entry(day=change.day, end=change.day, title=words, handover=change)


def _within(entries: Iterable[Entry], start: date | None, end: date | None) -> Iterable[Entry]:
    return (each for each in entries if (not start or each.day >= start) and (not end or each.day <= end))
