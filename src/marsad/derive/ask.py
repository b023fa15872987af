"""What a tally is asked for, and what lies inside of that."""

from dataclasses import dataclass
from datetime import date

from marsad.derive.dimensions import lies_in
from marsad.model import Event, Place, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Ask:
    """What to tally: people that `measure` counts, told apart `by` dimensions of `marsad.derive.dimensions`.

    `start` and `end` are the first and last day of the window, both inclusive. `place` takes in what lies in it;
    `party` (an id) narrows to the losses of that party and of all that belongs to it.
    """

    measure: str = "killed"
    by: tuple[str, ...] = ()
    start: date | None = None
    end: date | None = None
    place: Place | None = None
    party: str = ""


def outside(event: Event, ask: Ask) -> str | None:
    """Return why an event is not counted, "" where it was not asked for; None where it is counted."""
    if ask.place and not lies_in(event.place, ask.place.id):
        wider = event.place is None or event.place.id in ask.place.parents or ask.place.id in event.place.areas
        return "its place is not known well enough" if wider else ""
    if (ask.start or ask.end) and event.start is None:
        return "its day is not known"
    if ask.start and event.start and event.start < ask.start:
        return "it begins before the window" if event.end and event.end >= ask.start else ""
    return "" if ask.end and event.start and event.start > ask.end else None


def touches(toll: Toll, ask: Ask) -> bool:
    """Whether a toll may have days and area in common with what is asked for."""
    late = ask.end and toll.start and toll.start > ask.end
    early = ask.start and toll.end and toll.end < ask.start
    if late or early:
        return False
    area = ask.place
    return area is None or toll.place is None or area.id in toll.place.areas or lies_in(area, toll.place.id)
