"""How each origin stands among the others: what it told first, alone, and with or against others."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain

from marsad.derive.dossier import Dossier, Telling
from marsad.derive.grade import Stand, independent, stand
from marsad.derive.sides import Sides
from marsad.model import Event, Known, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Witness:
    """One origin in numbers. `aligned` is the id of the party whose voice it is, None where nobody's or not known.

    `events` are those that it tells of; `first` how many of them it told of before any other origin, or alone; `alone`
    those that no voice independent of it tells; `corroborated` those that another does; `contradicted` those of which
    one asserts what the other denies; `admitted` those in which it tells of harm to its own side.
    """

    origin: Origin
    claims: int
    events: int
    first: int
    alone: int
    corroborated: int
    contradicted: int
    admitted: int


def witnesses(dossier: Dossier) -> tuple[Witness, ...]:
    """Return the named origins, those that tell of most events first. Who has no name cannot be followed."""
    kept = dossier.kept
    credited = (
        kept.credits
        if kept
        else credits_of(chain.from_iterable(dossier.origins.get(each, ()) for each in dossier.claims))
    )
    found: dict[str, Origin] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for origin in sorted(credited, key=lambda each: (each.id, each.name)):  # an outlet's name may be printed variously
        found.setdefault(origin.id, origin)
        counts[origin.id]["claims"] += credited[origin]
    for event in dossier.events:
        told = kept.worked[event.id].tellings if kept else tellings(event, dossier.claims, dossier.sides)
        for key, telling in told.items():
            counts[key].update(telling)
    return tuple(
        sorted(
            (_witness(origin, counts[key]) for key, origin in found.items()),
            key=lambda each: (-each.events, -each.claims, each.origin.id),
        )
    )


def credits_of(origins: Iterable[Origin]) -> Counter[Origin]:
    """Count how often each named origin is credited, given the origins of each claim in turn."""
    return Counter(replace(origin, claim_ids=()) for origin in origins if origin.named)


def tellings(event: Event, claims: Mapping[str, Known], sides: Sides) -> dict[str, Telling]:
    """Return how each named origin of an event tells of it; `claims` holds, by id, at least those of the event."""
    stands = [stand(event, origin, claims, sides) for origin in event.origins]
    days = {each.origin.id: _first_day(each.origin, claims) for each in stands}
    return {each.origin.id: _telling(each, stands, days, event, sides) for each in stands if each.origin.named}


def _telling(one: Stand, stands: list[Stand], days: Mapping[str, date], event: Event, sides: Sides) -> Telling:
    country = event.place.country if event.place else None
    witness = one.asserts and not one.passes_on
    with_it = [other.origin for other in stands if other.asserts and not other.passes_on]
    corroborated = witness and independent([one.origin, *with_it], sides, country, event.start) > 1
    found = {
        "events": True,
        "first": all(days[one.origin.id] < day for key, day in days.items() if key != one.origin.id),
        "corroborated": corroborated,
        "alone": witness and not corroborated,
        "contradicted": _contradicted(one, stands),
        "admitted": bool(one.admits),
    }
    return {name: 1 for name, holds in found.items() if holds}


def _first_day(origin: Origin, claims: Mapping[str, Known]) -> date:
    days = [claims[claim_id].published for claim_id in origin.claim_ids if claim_id in claims]
    return min(filter(None, days), default=date.max)


def _contradicted(one: Stand, stands: list[Stand]) -> bool:
    return any((one.asserts and other.denies) or (one.denies and other.asserts) for other in stands if other is not one)


def _witness(origin: Origin, counts: Counter[str]) -> Witness:
    names = ("claims", "events", "first", "alone", "corroborated", "contradicted", "admitted")
    return Witness(origin=origin, **{name: counts[name] for name in names})
