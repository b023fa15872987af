"""The words in force on one place, and what they come to."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import NamedTuple

from marsad.derive.grade import independent
from marsad.derive.sayings import CONTESTED, GAINED, HELD, LOST, Named, Saying
from marsad.derive.sides import JOINT, Sides
from marsad.model import Origin, Place, Status


class Outcome(NamedTuple):
    """The status of a place, the parties concerned, and why, in words."""

    status: Status
    parties: tuple[str, ...]
    because: str


@dataclass(frozen=True)
class Standing:
    """Words that are in force: full ones, which name a holder, and those beside them, of loss, fighting and denial."""

    full: tuple[Saying, ...] = ()
    beside: tuple[Saying, ...] = ()

    @cached_property
    def holders(self) -> frozenset[str]:
        """The sides that are said to hold the place."""
        return frozenset(saying.holder.side for saying in self.full if saying.holder)

    @property
    def words(self) -> tuple[Saying, ...]:
        """All words in force."""
        return self.full + self.beside

    def after(self, today: Sequence[Saying]) -> "Standing":
        """Return the words in force after those of one more day.

        A full word overrides what was said before, unless it names the same holder: then they add up. A gain overrides
        what is said of other holders on the same day too, for that tells how it was before.
        """
        said = [saying for saying in today if saying.holder and not saying.denied]
        full = [each for each in said if each.change == GAINED] or [each for each in said if each.change == HELD]
        if not full:
            return Standing(self.full, _unique((*self.beside, *today)))
        holders = {side_of(saying.holder) for saying in full}
        full += [each for each in said if each.change == HELD and side_of(each.holder) in holders and each not in full]
        kept = [each for each in self.full if {side_of(each.holder)} == holders]
        losses = [each for each in self.beside if each.change == LOST and side_of(each.loser) not in holders]
        others = [each for each in today if each not in full and (each.change != HELD or each.denied)]
        return Standing(_unique((*kept, *full)), _unique((*losses, *others)))


def side_of(named: Named | None) -> str | None:
    """Return the side of a party that a claim names, None where it names none."""
    return named.side if named else None


def verdict(standing: Standing, place: Place, sides: Sides) -> Outcome:
    """Return who holds the place by the words in force.

    It is contested where two are said to hold it on one day, where somebody fights for it or has taken part of it
    since, or denies that it is held so. It is held where the loser's own source says so, or two independent origins do.
    """
    against = [each for each in standing.beside if _contests(each, standing)]
    if len(standing.holders) > 1 or any(JOINT in side for side in standing.holders):
        parties = _parties(standing.full)
        return Outcome(Status.CONTESTED, parties, f"each of {_all(parties, sides)} is said to hold it")
    if against:
        return Outcome(Status.CONTESTED, _rivals(standing, against, sides), _fight(standing, against, sides))
    lost = [
        each for each in standing.beside if each.change == LOST and side_of(each.loser) in (None, *standing.holders)
    ]
    if not standing.full or lost:
        return Outcome(Status.UNKNOWN, (), _loss(standing, sides))
    return _held(standing, place, sides)


def _loses(saying: Saying, standing: Standing) -> bool:
    """Whether a word says that the holder, or whoever held it, lost the place."""
    return saying.change == LOST and side_of(saying.loser) in (None, *standing.holders)


def _parties(said: Iterable[Saying]) -> tuple[str, ...]:
    named = {saying.holder.party for saying in said if saying.holder}
    return tuple(sorted({party for joint in named for party in joint.split(JOINT)}))


def _unique(words: Iterable[Saying]) -> tuple[Saying, ...]:
    """Return each claim's last word once: a state that lasts has one for its first and one for its last day."""
    return tuple({saying.claim_id: saying for saying in words}.values())


def _contests(saying: Saying, standing: Standing) -> bool:
    """Whether a word beside the full ones says that the place is not, or no longer, wholly the holder's."""
    if saying.denied:
        return side_of(saying.holder) in standing.holders
    if saying.change != CONTESTED:
        return False
    if not standing.full or saying.day > last_day(standing.full):
        return True
    # Of the day on which the holder took it, or said of the holder himself, it tells how the place was taken.
    taken = any(each.change == GAINED for each in standing.full)
    return side_of(saying.holder) not in standing.holders and not taken


def _rivals(standing: Standing, against: Iterable[Saying], sides: Sides) -> tuple[str, ...]:
    rivals = set(_parties(standing.full))
    for saying in against:
        if saying.denied:
            rivals |= {sides.camp(origin.aligned) for origin in saying.origins if origin.aligned}
        else:
            named = [each.party for each in (saying.holder, saying.loser) if each]
            rivals |= {party for joint in named for party in joint.split(JOINT)}
    return tuple(sorted(rivals))


def _fight(standing: Standing, against: Sequence[Saying], sides: Sides) -> str:
    denials = [saying for saying in against if saying.denied]
    fights = [saying for saying in against if not saying.denied]
    who = _all(_parties(fights), sides)
    parts = (
        standing.full and f"said to be held by {_all(_parties(standing.full), sides)}",
        denials and f"denied by {_names(denials)}",
        fights and f"fighting or part control{who and ' by '}{who}, by the word of {_names(fights)}",
    )
    return "; ".join(part for part in parts if part)


def _loss(standing: Standing, sides: Sides) -> str:
    losses = [saying for saying in standing.beside if saying.change == LOST]
    if not losses:
        return "nobody says who"
    losers = _all({saying.loser.party for saying in losses if saying.loser}, sides)
    return f"lost{losers and ' by '}{losers}, by the word of {_names(losses)}; nobody says to whom"


def _held(standing: Standing, place: Place, sides: Sides) -> Outcome:
    parties = _parties(standing.full)
    telling = [*standing.full, *(each for each in standing.beside if each.change == LOST)]
    status, because = _attested(telling, parties[0], place, sides)
    partial = [
        each for each in standing.beside if each.change == CONTESTED and side_of(each.holder) in standing.holders
    ]
    part = f"; only part of it by the word of {_names(partial)}" if partial else ""
    return Outcome(status, parties, because + part)


def _attested(telling: Sequence[Saying], party: str, place: Place, sides: Sides) -> tuple[Status, str]:
    """Return whether the place is held or only claimed, and why."""
    witnesses = [saying for saying in telling if not saying.passed_on] or telling
    origins = {origin.id: origin for saying in witnesses for origin in saying.origins}.values()
    losers = {saying.loser.party for saying in telling if saying.loser}
    admitting = [each.label for each in origins if each.aligned and sides.camp(each.aligned) in losers]
    if admitting:
        return Status.HELD, f"admitted by the loser: {', '.join(admitting)}"
    day, names = last_day(telling), ", ".join(sorted(origin.label for origin in origins))
    voices = independent(origins, sides, place.country, day)
    if voices > 1:
        return Status.HELD, f"told by {voices} independent origins: {names}"
    own = all(each.aligned and sides.same(each.aligned, party, place.country, day) for each in origins)
    return Status.CLAIMED, f"{'only its own side says so' if own else 'one origin says so'}: {names}"


def _all(parties: Iterable[str], sides: Sides) -> str:
    return " and ".join(sides.name(party) for party in sorted(parties))


def _names(said: Iterable[Saying]) -> str:
    names = dict.fromkeys(origin.label for saying in said for origin in saying.origins)
    return ", ".join(names)


def origins_of(said: Iterable[Saying]) -> tuple[Origin, ...]:
    """Return those who say something, each once, with the ids of the claims by which they do."""
    claims: dict[str, dict[str, None]] = {}
    found: dict[str, Origin] = {}
    for saying in said:
        for origin in saying.origins:
            found[origin.id] = origin
            claims.setdefault(origin.id, {})[saying.claim_id] = None
    return tuple(
        Origin(id=each.id, name=each.name, aligned=each.aligned, named=each.named, claim_ids=tuple(claims[each.id]))
        for _, each in sorted(found.items())
    )


def last_day(said: Iterable[Saying]) -> date:
    """Return the last day of which any word speaks."""
    return max(saying.day for saying in said)
