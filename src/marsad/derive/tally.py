"""Sums of events over place, time and party, with all that they rest on and all that they leave out."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.derive.ask import Ask, outside, touches
from marsad.derive.cells import Key, Part, cell
from marsad.derive.dimensions import NOT_KNOWN, PARTY, dimensions, key_of
from marsad.derive.dossier import Dossier
from marsad.derive.figures import measures, unfit
from marsad.derive.shares import shares, whole
from marsad.derive.tolls import Beside, beside
from marsad.errors import InputError
from marsad.model import Aside, Cell, Event, Toll


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Cells in the order of their keys, their sum, the running totals beside them, and what counts nowhere.

    `whole` sums all events asked for; its `crossing` are those whose days leave the window or a cell. `left_out` are
    claims of the measure that count in no cell, with reasons. `further` is how many running totals there are besides.
    """

    ask: Ask
    cells: tuple[Cell, ...]
    whole: Cell
    tolls: tuple[Beside, ...] = ()
    left_out: tuple[Aside, ...] = ()
    further: int = 0

    @property
    def crossing_share(self) -> float | None:
        """The share of events, 0 to 1, whose days leave the window or their cell; None where there are no events."""
        events = {*self.whole.counted, *self.whole.without_figure}
        return len(self.whole.crossing) / len(events) if events else None


def tally(ask: Ask, dossier: Dossier, most: int | None = None) -> Tally:
    """Return the sums asked for, the running totals beside them, and what they leave out.

    An event counts on the day on which it begins. Running totals are never added to events; with `most`, only so many,
    the latest, are set beside them. Raise `InputError` for a dimension or measure that is none.
    """
    tolls = _tolls(ask, dossier)
    if most is not None:
        tolls = sorted(tolls, key=lambda toll: (toll.end or date.min, toll.id), reverse=True)
    found = sums(ask, dossier, tolls)
    return replace(
        found,
        tolls=tuple(beside(toll, dossier) for toll in tolls[:most]),
        left_out=tuple(_left_out(ask, dossier)),
        further=len(tolls) - len(tolls[:most]),
    )


def sums(ask: Ask, dossier: Dossier, tolls: Sequence[Toll] = ()) -> Tally:
    """Return the sums alone; `tolls` are named in the cells with which they can be compared."""
    by = dimensions(ask.by)
    if ask.measure not in measures():
        raise InputError(f"“{ask.measure}” is not counted; give one of {', '.join(measures())}.")
    inside = [event for event in dossier.events if outside(event, ask) is None]
    cells: dict[Key, list[Part]] = defaultdict(list)
    for part in _parts(inside, ask, dossier, apart=PARTY in by):
        cells[_key(part, by, dossier)].append(part)
    found = tuple(cell(key, cells[key], tolls, ask, dossier) for key in sorted(cells, key=_known_first))
    everything = cell((), list(_parts(inside, ask, dossier, apart=False)), tolls, ask, dossier)
    crossing = dict.fromkeys(event for each in (everything, *found) for event in each.crossing)
    return Tally(ask=ask, cells=found, whole=replace(everything, crossing=tuple(crossing)))


def _known_first(key: Key) -> tuple[tuple[bool, str], ...]:
    return tuple((value == NOT_KNOWN, value) for _, value in key)


def _parts(events: Iterable[Event], ask: Ask, dossier: Dossier, *, apart: bool) -> Iterator[Part]:
    for event in events:
        found = tuple(figure for figure in dossier.figures[event.id] if figure.measure == ask.measure)
        if apart or ask.party:
            for party, bounds in shares(found, ask.measure).items():
                if not ask.party or dossier.sides.owns(party, ask.party):
                    yield Part(event, party, bounds, tuple(each for each in found if party in (None, each.party)))
        elif found and (everybody := whole(found, ask.measure)):
            yield Part(event, None, everybody, found)


def _key(part: Part, by: Iterable[str], dossier: Dossier) -> Key:
    return tuple((name, part.party or NOT_KNOWN if name == PARTY else key_of(part.event, name, dossier)) for name in by)


def _tolls(ask: Ask, dossier: Dossier) -> list[Toll]:
    """Return the running totals of the measure that have days and area in common with what is asked for."""
    asked = (toll for toll in dossier.tolls if toll.measure == ask.measure and touches(toll, ask))
    return [toll for toll in asked if not ask.party or dossier.sides.owns(toll.party, ask.party)]


def _left_out(ask: Ask, dossier: Dossier) -> Iterator[Aside]:
    """Yield the claims of the measure that no cell holds, with reasons."""
    counted = dossier.of_kind(ask.measure)
    for event in dossier.events:
        because = outside(event, ask)
        if because == "" or (because is None and _measured(event, ask, dossier)):
            continue
        if claim_ids := [claim_id for claim_id in event.claim_ids if claim_id in counted]:
            reasons = _unfit(event, dossier)
            for claim_id in claim_ids:
                yield Aside(claim_id=claim_id, because=because or reasons.get(claim_id, "of another party"))
    yield from (aside for aside in dossier.asides if aside.claim_id in counted)


def _unfit(event: Event, dossier: Dossier) -> Mapping[str, str]:
    return dossier.kept.worked[event.id].unfit if dossier.kept else unfit(event, dossier.claims, dossier.sides)


def _measured(event: Event, ask: Ask, dossier: Dossier) -> bool:
    return any(figure.measure == ask.measure for figure in dossier.figures[event.id])
