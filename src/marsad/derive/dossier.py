"""All that views are made of, as it was known on one day."""

from collections import defaultdict
from collections.abc import Callable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from marsad.derive.bounds import Bounds
from marsad.derive.figures import figures
from marsad.derive.shares import shares, whole
from marsad.derive.sides import Sides
from marsad.model import Aside, Event, Figure, Holding, Known, Origin, Place, Policy, Precision, Toll

if TYPE_CHECKING:  # it is made of what is made of this
    from marsad.derive.control import Handover
    from marsad.derive.worked import Worked

Origins = Mapping[str, tuple[Origin, ...]]
"""Whom each claim goes back to, by the id of the claim; several where the credit is joint."""

Telling = Mapping[str, int]
"""How one origin tells of one event: fields of `marsad.derive.sources.Witness` that count it, each 1."""


class Kept(Protocol):
    """What follows from all claims of a dossier, worked out before: what views then need not ask the claims for."""

    @property
    def worked(self) -> Mapping[str, "Worked"]:
        """What each event and each running total comes to, by its id."""

    @property
    def histories(self) -> Mapping[str, tuple[Holding, ...]]:
        """Who held each place, by its id."""

    @property
    def handovers(self) -> Mapping[str, "tuple[Handover, ...]"]:
        """How each place changed hands."""

    @property
    def credits(self) -> Mapping[Origin, int]:
        """How many claims each named origin has."""

    @property
    def places(self) -> Mapping[str, Place]:
        """The places of all claims, by id."""

    def of_kind(self, kind: str) -> AbstractSet[str]:
        """Return the ids of the claims of one kind."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Claims, whom they go back to, and what they were merged into.

    `claims` and `origins` are by id of the claim, and hold claims of no event too. `asides` are the claims that are in
    no event, with reasons. `policy` is how best figures are chosen. `as_of` is the day up to which documents and
    judgements count, None where all do. `place` looks a place up by its id. `kept` is what was worked out before of the
    same claims; where it is there, it spares looking at them.
    """

    claims: Mapping[str, Known]
    origins: Origins
    sides: Sides
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    asides: tuple[Aside, ...] = ()
    policy: Policy = Policy.CENTRAL
    as_of: date | None = None
    place: Callable[[str], Place | None] = lambda _: None
    kept: Kept | None = None

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each event, by its id."""
        if self.kept:
            worked, policy = self.kept.worked, self.policy
            return {event.id: worked[event.id].under(policy) for event in self.events}
        return {event.id: figures(event, self.claims, self.sides, self.policy) for event in self.events}

    def counted(self, event_id: str, measure: str) -> Mapping[str | None, Bounds]:
        """Return how many people of each party a measure counts in an event, and under None how many of all."""
        key = event_id, measure
        if key not in self._counted:
            found = self.figures[event_id]
            everybody = whole(found, measure)
            apart = {party: bounds for party, bounds in shares(found, measure).items() if party is not None}
            self._counted[key] = apart | ({None: everybody} if everybody else {})
        return self._counted[key]

    @cached_property
    def _counted(self) -> dict[tuple[str, str], Mapping[str | None, Bounds]]:
        return {}

    @cached_property
    def places(self) -> dict[str, Place]:
        """The places of claims and events, by id."""
        if self.kept:
            return dict(self.kept.places)
        told = (each.place for each in self.claims.values())
        merged = (event.place for event in self.events)
        return {each.id: each for place in chain(told, merged) if place for each in (*place.parts, place)}

    def of_kind(self, kind: str) -> AbstractSet[str]:
        """Return the ids of the claims of one kind."""
        if self.kept:
            return self.kept.of_kind(kind)
        return {claim_id for claim_id, known in self.claims.items() if known.claim.kind == kind}

    def place_name(self, key: str) -> str:
        """Return the name of a place, its id where it has none."""
        found = self.places.get(key) or self.place(key)
        return found.name if found else key

    def region(self, place: Place | None) -> Place | None:
        """Return the first-level division (province, oblast, state) that a place is or lies in."""
        areas = (self.place(key) for key in place.parents) if place else ()
        return next((area for area in (place, *areas) if area and area.precision is Precision.REGION), None)

    @cached_property
    def by_area(self) -> dict[str, tuple[Event, ...]]:
        """The events of each place and of each area that they lie in, by its id; by first day, undated ones last."""
        areas: dict[str, list[Event]] = defaultdict(list)
        for event in sorted(self.events, key=lambda event: event.start or date.max):
            for area in event.place.areas if event.place else ():
                areas[area].append(event)
        return {area: tuple(events) for area, events in areas.items()}
