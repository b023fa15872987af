"""What claims say of who holds a place, by the day of which they speak."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from marsad.derive.dossier import Dossier
from marsad.derive.sides import JOINT
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
    speaks: the last of several for a change, for a state each of the first and the last.
    """

    claim_id: str
    day: date
    change: str
    holder: Named | None
    loser: Named | None
    origins: tuple[Origin, ...]
    denied: bool = False


def sayings(dossier: Dossier) -> dict[str, tuple[Place, list[Saying]]]:
    """Return, by the id of the place, what is said of it, in order of days.

    A word without a day of its own speaks of the day on which it was published. What is planned or feared says nothing
    of who holds a place.
    """
    found: dict[str, list[Saying]] = defaultdict(list)
    places: dict[str, Place] = {}
    for known in dossier.claims.values():
        if known.place and known.claim.kind == "control" and known.claim.polarity is not Polarity.UNREALISED:
            places[known.place.id] = known.place
            found[known.place.id].extend(_sayings(known, dossier))
    return {key: (places[key], sorted(found[key], key=_order)) for key in sorted(found)}


def _sayings(known: Known, dossier: Dossier) -> Iterator[Saying]:
    claim = known.claim
    for day in _days(known):
        holder, loser = (_named(known, slot, day, dossier) for slot in ("actor", "target"))
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
            origins=dossier.origins.get(claim.id, ()),
            denied=claim.polarity is Polarity.DENIED,
        )


def _named(known: Known, slot: str, day: date, dossier: Dossier) -> Named | None:
    keys = known.who.get(slot, ())
    country = known.place.country if known.place else None
    sides = sorted({dossier.sides.bloc(key, country, day) for key in keys})
    party = dossier.sides.column(keys)
    return Named(JOINT.join(sides), party) if party else None


def _days(known: Known) -> list[date]:
    when = known.claim.when
    own = sorted({day for day in (when.start, when.end) if day}) if when else []
    days = own or ([known.published] if known.published else [])
    return days if known.claim.change == HELD else days[-1:]


def _order(saying: Saying) -> tuple[date, str]:
    return saying.day, saying.claim_id
