"""How each origin stands among the others: what it told first, alone, and with or against others."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from marsad.derive.dossier import Dossier
from marsad.derive.grade import Stand, independent, stand
from marsad.model import Event, Origin


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
    counts: dict[str, Counter[str]] = {}
    found: dict[str, Origin] = {}
    for claim_id, origins in dossier.origins.items():
        for origin in origins:
            if origin.named and claim_id in dossier.claims:
                found.setdefault(origin.id, origin)
                counts.setdefault(origin.id, Counter())["claims"] += 1
    for event in dossier.events:
        _count(event, counts, dossier)
    return tuple(
        sorted(
            (_witness(origin, counts[key]) for key, origin in found.items()),
            key=lambda each: (-each.events, -each.claims, each.origin.id),
        )
    )


def _count(event: Event, counts: dict[str, Counter[str]], dossier: Dossier) -> None:
    stands = [stand(event, origin, dossier.claims, dossier.sides) for origin in event.origins]
    country = event.place.country if event.place else None
    days = {each.origin.id: _first_day(each.origin, dossier) for each in stands}
    for each in stands:
        if (own := counts.get(each.origin.id)) is None:
            continue
        witness = each.asserts and not each.passes_on
        with_it = [other.origin for other in stands if other.asserts and not other.passes_on]
        corroborated = witness and independent([each.origin, *with_it], dossier.sides, country, event.start) > 1
        earliest = all(days[each.origin.id] < day for key, day in days.items() if key != each.origin.id)
        own.update({
            "events": 1,
            "first": earliest,
            "corroborated": corroborated,
            "alone": witness and not corroborated,
            "contradicted": _contradicted(each, stands),
            "admitted": bool(each.admits),
        })  # fmt: skip


def _first_day(origin: Origin, dossier: Dossier) -> date:
    days = [dossier.claims[claim_id].published for claim_id in origin.claim_ids if claim_id in dossier.claims]
    return min(filter(None, days), default=date.max)


def _contradicted(one: Stand, stands: list[Stand]) -> bool:
    return any((one.asserts and other.denies) or (one.denies and other.asserts) for other in stands if other is not one)


def _witness(origin: Origin, counts: Counter[str]) -> Witness:
    names = ("claims", "events", "first", "alone", "corroborated", "contradicted", "admitted")
    return Witness(origin=origin, **{name: counts[name] for name in names})
