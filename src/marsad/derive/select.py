"""Which events are looked for."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from marsad.derive.dimensions import lies_in
from marsad.derive.dossier import Dossier
from marsad.model import Event, Grade, Place

Box = tuple[float, float, float, float]
"""South, west, north, east: degrees of WGS 84. A box whose west is greater than its east crosses the date line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sought:
    """What an event must be; all that is given must hold.

    `start` and `end` are days, both inclusive, of which its days have one; `place` takes in what lies in it. `party` is
    the id of one that acted or was hit, or that belongs to such a one. An event whose place or day is not known is not
    found where one is asked for.
    """

    place: Place | None = None
    box: Box | None = None
    start: date | None = None
    end: date | None = None
    kinds: tuple[str, ...] = ()
    party: str = ""
    grades: tuple[Grade, ...] = ()


def select(sought: Sought, dossier: Dossier) -> tuple[Event, ...]:
    """Return the events that are looked for, by day, then by id; those without a day last."""
    found = (event for event in dossier.events if all(_holds(event, sought, dossier)))
    return tuple(sorted(found, key=lambda event: (event.start or date.max, event.id)))


def narrowed(sought: Sought, dossier: Dossier) -> Dossier:
    """Return the dossier with only the events that are looked for; as it is where none are left out."""
    return dossier if sought == Sought() else replace(dossier, events=select(sought, dossier))


def _holds(event: Event, sought: Sought, dossier: Dossier) -> Iterator[bool]:
    if sought.place:
        yield lies_in(event.place, sought.place.id)
    if sought.box:
        yield _in_box(event.place, sought.box)
    if sought.start or sought.end:
        yield _during(event, sought)
    if sought.kinds:
        yield bool(set(sought.kinds) & {event.kind, *_kinds(event, dossier)})
    if sought.party:
        yield any(dossier.sides.within(key, sought.party) for key in (*event.actors, *event.targets))
    if sought.grades:
        yield event.grade in sought.grades


def _kinds(event: Event, dossier: Dossier) -> Iterator[str]:
    return (dossier.claims[claim_id].claim.kind for claim_id in event.claim_ids)


def _in_box(place: Place | None, box: Box) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    south, west, north, east = box
    across = west <= place.longitude <= east if west <= east else place.longitude >= west or place.longitude <= east
    return south <= place.latitude <= north and across


def _during(event: Event, sought: Sought) -> bool:
    first, last = event.start or event.end, event.end or event.start
    if first is None or last is None:
        return False
    return (sought.start is None or last >= sought.start) and (sought.end is None or first <= sought.end)
