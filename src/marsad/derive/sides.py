"""Who counts as one party, and who is opposed to whom."""

from collections.abc import Iterable
from datetime import date
from typing import Protocol

from marsad.model import Event, Party
from marsad.registry.actors import ALLIES

CIVILIANS = "civilians"
JOINT = "+"  # joins the ids of parties that one figure counts together


class Parties(Protocol):
    """What is asked of the registry of parties (`marsad.registry.Actors`)."""

    def party(self, key: str) -> Party | None:
        """Return the party with this id."""

    def above(self, key: str) -> tuple[str, ...]:
        """Return what a party belongs to, the nearest first."""

    def side(self, key: str, country: str, day: date | None = None) -> str | None:
        """Return the side that a party is on in a country's war."""


class Sides:
    """The parties of a registry, asked how they stand to one another."""

    def __init__(self, parties: Parties) -> None:
        self.parties = parties

    def camp(self, key: str) -> str:
        """Return the party that `key` and all like it belong to in the end: an army's state, a brigade's group.

        Unnamed allies of a party are counted with it.
        """
        own = key.removeprefix(ALLIES)
        return (own, *self.parties.above(own))[-1]

    def column(self, keys: Iterable[str]) -> str | None:
        """Return under which party a figure for `keys` is counted; ids of several camps are joined, none give None."""
        camps = sorted({self.camp(key) for key in keys})
        return JOINT.join(camps) or None

    def camps(self, keys: Iterable[str]) -> frozenset[str]:
        """Return the camps of several parties."""
        return frozenset(self.camp(key) for key in keys)

    def within(self, key: str, party: str) -> bool:
        """Whether the party `key` is `party`, or belongs to it."""
        own = key.removeprefix(ALLIES)
        return party in (own, *self.parties.above(own))

    def owns(self, column: str | None, key: str | None) -> bool:
        """Whether the party `key` is among those whose losses a column counts."""
        return column is not None and key is not None and self.camp(key) in column.split(JOINT)

    def is_class(self, key: str) -> bool:
        """Whether `key` is a class of people ("civilians", "gunmen") and no party."""
        party = self.parties.party(key)
        return party is not None and party.kind == "class"

    def name(self, column: str) -> str:
        """Return the name of a party, or the names of those that a column joins."""
        parties = ((key, self.parties.party(key)) for key in column.split(JOINT))
        return " and ".join(party.name if party else key for key, party in parties)

    def bloc(self, key: str, country: str | None, day: date | None) -> str:
        """Return the side that a party is on in a country's war, or else its camp."""
        return self.side(key, country, day) or self.camp(key)

    def same(self, left: str, right: str, country: str | None, day: date | None) -> bool:
        """Whether the two are of one camp, or on one side in a country's war."""
        return self.camp(left) == self.camp(right) or self.bloc(left, country, day) == self.bloc(right, country, day)

    def opposed(self, left: str, right: str, event: Event) -> bool:
        """Whether the two are on different sides there, or one is among those who acted, the other among those hit."""
        country = event.place.country if event.place else None
        if self.same(left, right, country, event.start):
            return False
        if self.side(left, country, event.start) and self.side(right, country, event.start):
            return True
        actors, targets = self.camps(event.actors), self.camps(event.targets)
        pairs = ((left, right), (right, left))
        return any(self.camp(one) in actors and self.camp(other) in targets for one, other in pairs)

    def side(self, key: str, country: str | None, day: date | None) -> str | None:
        """Return the side that a party, or one whose unnamed ally it is, is on in a country's war on a day."""
        return self.parties.side(key.removeprefix(ALLIES), country, day) if country else None
