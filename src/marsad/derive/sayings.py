"""What claims say of who holds a place, by the day of which they speak."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import NamedTuple

from marsad.derive.dossier import Dossier
from marsad.derive.grade import passed_on
from marsad.derive.sides import JOINT, Sides
from marsad.model import Known, Origin, Place, Polarity

GAINED, HELD, LOST, CONTESTED = "gained", "held", "lost", "contested"


class Named(NamedTuple):
    """A party as a claim names it, and the side or camp that it is on: parties of one side are not rivals."""

    side: str
    party: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """One claim's word on one place.

    `holder` is said to gain, hold or contest it, `loser` to lose it; None where not said. `day` is the day of which it
    speaks: the last of several for a change, for a state each of the first and the last. `passed_on` is whether a
    report that is nobody's voice says it and credits others with what it says of the place: it is no witness then.
    """

    claim_id: str
    day: date
    change: str
    holder: Named | None
    loser: Named | None
    origins: tuple[Origin, ...]
    denied: bool = False
    passed_on: bool = False


def sayings(dossier: Dossier) -> dict[str, tuple[Place, list[Saying]]]:
    """Return, by the id of the place, what is said of it, in order of days."""
    return sayings_of(dossier.claims.values(), lambda known: dossier.origins.get(known.claim.id, ()), dossier.sides)


def sayings_of(
    claims: Iterable[Known], origins: Callable[[Known], tuple[Origin, ...]], sides: Sides
) -> dict[str, tuple[Place, list[Saying]]]:
    """Return, by the id of the place, what claims say of it, in order of days; `origins` tells whom each goes back to.

    A word without a day of its own speaks of the day on which it was published. What is planned or feared says nothing
    of who holds a place.
    """
    found: dict[str, tuple[Place, list[Known]]] = {}
    for known in claims:
        if known.place and known.claim.kind == "control" and known.claim.polarity is not Polarity.UNREALISED:
            for place in known.place.each:
                found.setdefault(place.id, (place, []))[1].append(known)
    return {key: (place, _of_place(told, origins, sides)) for key, (place, told) in sorted(found.items())}


def order(saying: Saying) -> tuple[date, str]:
    """Return what sorts sayings in order of days."""
    return saying.day, saying.claim_id


def _of_place(told: list[Known], origins: Callable[[Known], tuple[Origin, ...]], sides: Sides) -> list[Saying]:
    passed = passed_on(told)
    said = [saying for known in told for saying in _sayings(known, origins(known), sides)]
    return sorted((replace(each, passed_on=_is_passed_on(each, passed)) for each in said), key=order)


def _is_passed_on(saying: Saying, passed: frozenset[str]) -> bool:
    return saying.claim_id in passed and all(origin.aligned is None for origin in saying.origins)


def _sayings(known: Known, origins: tuple[Origin, ...], sides: Sides) -> Iterator[Saying]:
    claim = known.claim
    for day in _days(known):
        holder, loser = (_named(known, slot, day, sides) for slot in ("actor", "target"))
        change = claim.change or HELD
        if holder is None and change != CONTESTED:
            # Somebody took it or has it, and nobody says who: that tells only who has not.
            if loser is None and change != LOST:
                continue
            change = LOST
        yield Saying(
            claim_id=claim.id,
            day=day,
            change=change,
            holder=holder,
            loser=loser,
            origins=origins,
            denied=claim.polarity is Polarity.DENIED,
        )


def _named(known: Known, slot: str, day: date, sides: Sides) -> Named | None:
    # "Fighters" whom nobody names are a class of people, and no party that holds a place.
    keys = [key for key in known.who.get(slot, ()) if not sides.is_class(key)]
    country = known.place.country if known.place else None
    blocs = sorted({sides.bloc(key, country, day) for key in keys})
    party = sides.column(keys)
    return Named(JOINT.join(blocs), party) if party else None


def _days(known: Known) -> list[date]:
    when = known.claim.when
    own = sorted({day for day in (when.start, when.end) if day}) if when else []
    days = own or ([known.published] if known.published else [])
    return days if known.claim.change == HELD else days[-1:]
