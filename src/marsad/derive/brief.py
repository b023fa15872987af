"""One page for a reader: what happened, where, how many, what is disputed, who holds what, and who says so."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache

from marsad.derive import wording
from marsad.derive.amount import amount
from marsad.derive.ask import Ask, touches
from marsad.derive.bounds import UNKNOWN, Bounds, known_sum
from marsad.derive.control import Handover, handovers, histories, on
from marsad.derive.dimensions import lies_in
from marsad.derive.dossier import Dossier
from marsad.derive.select import Sought, narrowed
from marsad.derive.shares import excesses, whole
from marsad.derive.sources import Witness, witnesses
from marsad.derive.tally import Tally, sums
from marsad.derive.tolls import Beside, beside
from marsad.lexicon import load
from marsad.model import Event, Figure, Grade, Holding, Known, Place, Precision, Status, Toll

MOST_EVENTS, MOST_TOLLS, MOST_PLACES, MOST_SOURCES = 15, 8, 15, 10  # what one page holds
FAR = 1.5  # times from which figures for one thing are called disputed


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """One event as a brief tells it; `killed` is None where nobody says that there were dead."""

    event: Event
    figures: tuple[Figure, ...]
    killed: Bounds | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place of the map: how many were killed there (None: not known) in how many events."""

    place: Place
    killed: float | None
    events: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Brief:
    """What a brief tells, from the first to the last day of its events (None where there are none).

    `events` are those with most dead, in order of days, `further` how many there are besides. `losses` are tallies by
    party, `course` is one of the dead by day, week, month or year. `holdings` are the last words on places, the latest
    first; what is `_left` is how many more there are. `disputes` are sentences.
    """

    start: date | None
    end: date | None
    as_of: date | None
    documents: int
    outlets: int
    claims: int
    count: int
    events: tuple[Told, ...]
    further: int
    losses: tuple[Tally, ...]
    course: Tally
    spots: tuple[Spot, ...]
    tolls: tuple[Beside, ...]
    tolls_left: int
    holdings: tuple[Holding, ...]
    places_left: int
    handovers: tuple[Handover, ...]
    disputes: tuple[str, ...]
    sources: tuple[Witness, ...]


def brief(dossier: Dossier, sought: Sought | None = None) -> Brief:
    """Return the brief of all that is known, or of the events that are looked for and what is said of their places."""
    asked = sought or Sought()
    narrow = narrowed(asked, dossier)
    start, end = _days(narrow.events, asked)
    told = [_told(event, narrow) for event in narrow.events]
    first = sorted(told, key=_weight)[:MOST_EVENTS]
    histories_of = _histories(narrow, asked)
    holdings = _last(histories_of, end)
    tolls = _tolls(dossier, asked)
    made_of = _made_of(narrow, asked)
    return Brief(
        start=start,
        end=end,
        as_of=dossier.as_of,
        documents=len({each.claim.document_id for each in made_of}),
        outlets=len({each.outlet for each in made_of if each.outlet}),
        claims=len(made_of),
        count=len(told),
        events=tuple(each for each in told if each in first),
        further=len(told) - len(first),
        losses=tuple(_losses(narrow)),
        course=sums(Ask(by=(_step(start, end),)), narrow),
        spots=tuple(_spots(told)),
        tolls=tuple(tolls[:MOST_TOLLS]),
        tolls_left=max(0, len(tolls) - MOST_TOLLS),
        holdings=tuple(holdings[:MOST_PLACES]),
        places_left=max(0, len(holdings) - MOST_PLACES),
        handovers=tuple(_changes(histories_of, narrow, start, end)),
        disputes=tuple(_disputes(told, holdings, tolls, narrow)),
        sources=witnesses(narrow)[:MOST_SOURCES],
    )


def _days(events: Iterable[Event], sought: Sought) -> tuple[date | None, date | None]:
    """Return the window asked for, or else first and last day of the events."""
    listed = [event for event in events if event.start]
    first = min((event.start for event in listed if event.start), default=None)
    last = max((event.end or event.start for event in listed if event.start), default=None)
    return sought.start or first, sought.end or last


def _made_of(dossier: Dossier, sought: Sought) -> list[Known]:
    """Return the claims that a brief is made of: all, or those of the events that are looked for."""
    if sought == Sought():
        return list(dossier.claims.values())
    told = {claim_id for event in dossier.events for claim_id in event.claim_ids}
    return [dossier.claims[claim_id] for claim_id in sorted(told) if claim_id in dossier.claims]


def _told(event: Event, dossier: Dossier) -> Told:
    figures = tuple(figure for figure in dossier.figures[event.id] if figure.measure in _of_people())
    return Told(event=event, figures=figures, killed=whole(figures, "killed"))


def _weight(told: Told) -> tuple[float, int, str]:
    """The gravest first: by dead, then by how many tell of it."""
    killed = told.killed.stated if told.killed else None
    return -(killed or 0), -len(told.event.origins), told.event.id


def _step(start: date | None, end: date | None) -> str:
    """Return by what time is told apart, so that a chart has some dozens of bars at most."""
    days = (end - start).days if start and end else 0
    return next((name for name, most in (("day", 45), ("week", 300), ("month", 1500)) if days <= most), "year")


def _losses(dossier: Dossier) -> Iterator[Tally]:
    """Yield the tallies by party of what people suffered, where anything is told of it."""
    for measure in _of_people():
        found = sums(Ask(measure=measure, by=("party",)), dossier)
        if found.cells:
            yield found


@cache
def _of_people() -> tuple[str, ...]:
    """Return the measures that count people."""
    return tuple(name for name, entry in load("derive/measures.yml")["measures"].items() if entry.get("people"))


def _spots(told: Iterable[Told]) -> Iterator[Spot]:
    at: dict[str, list[Told]] = {}
    for each in told:
        if each.event.place and each.event.place.latitude is not None:
            at.setdefault(each.event.place.id, []).append(each)
    for _, group in sorted(at.items()):
        place = group[0].event.place
        killed = known_sum(each.killed.stated for each in group if each.killed)
        if place:
            yield Spot(place=place, killed=killed, events=len(group))


def _tolls(dossier: Dossier, sought: Sought) -> list[Beside]:
    """Return the running totals of people in the window and area looked for, the greatest of each measure first.

    Of one that an origin brought up to date, only the latest is told.
    """
    window = Ask(start=sought.start, end=sought.end, place=sought.place)
    latest: dict[tuple[object, ...], Toll] = {}
    for toll in sorted(dossier.tolls, key=lambda each: (each.end or date.min, each.id)):
        if toll.measure in _of_people() and touches(toll, window):
            latest[toll.origin.id, toll.measure, toll.party, toll.place and toll.place.id, toll.start] = toll
    stood = [beside(toll, dossier) for toll in latest.values()]
    return sorted((each for each in stood if each.figure), key=_of_toll)


def _of_toll(stood: Beside) -> tuple[int, float, str]:
    figure = stood.figure
    return _of_people().index(stood.toll.measure), -(figure.low or 0) if figure else 0, stood.toll.id


def _histories(dossier: Dossier, sought: Sought) -> list[tuple[Holding, ...]]:
    found = histories(dossier).values()
    exact = [each for each in found if each[0].place.precision < Precision.COUNTRY]
    return [each for each in exact if sought.place is None or lies_in(each[0].place, sought.place.id)]


def _last(found: Iterable[tuple[Holding, ...]], end: date | None) -> list[Holding]:
    """Return what is in force at the end of the window, the latest word first."""
    held = [on(history, end) if end else history[-1] for history in found]
    return sorted(
        (each for each in held if each), key=lambda each: (each.last_word or date.min, each.place.id), reverse=True
    )


def _changes(
    found: Iterable[tuple[Holding, ...]], dossier: Dossier, start: date | None, end: date | None
) -> Iterator[Handover]:
    changes = [change for history in found for change in handovers(history, dossier)]
    for change in sorted(changes, key=lambda each: (each.day, each.place.id)):
        if (start is None or change.day >= start) and (end is None or change.day <= end):
            yield change


def _disputes(
    told: Iterable[Told], holdings: Iterable[Holding], tolls: Iterable[Beside], dossier: Dossier
) -> Iterator[str]:
    """Yield, a sentence each, where origins contradict one another, or figures do not fit together."""
    for each in told:
        name = f"{wording.deed(each.event)}, {wording.where(each.event)}, {wording.days(each.event)}"
        if each.event.grade in (Grade.CONTESTED, Grade.DISCOUNTED):
            yield f"{name}: {'; '.join(each.event.grade_because)}."
        yield from (
            f"{name}: {wording.apart(figure, dossier.sides)}." for figure in each.figures if _far(figure, dossier)
        )
        yield from (f"{name}: {sentence}." for sentence in excesses(each.figures))
    for held in holdings:
        if held.status is Status.CONTESTED:
            yield f"{held.place.name}: contested; {held.because}."
    yield from (f"{each.toll.origin.label}: {each.conflict}." for each in tolls if each.conflict)


def _far(figure: Figure, dossier: Dossier) -> bool:
    """Whether of the numerals of several origins the greatest is more than `FAR` times the least."""
    quantities = (dossier.claims[claim_id].claim.quantity for claim_id in figure.used)
    stated = [best for quantity in quantities if quantity and (best := (amount(quantity) or UNKNOWN).best) is not None]
    return bool(stated) and max(stated) > min(stated) * FAR
