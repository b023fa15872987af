"""All that views are made of, as it was known on one day."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from marsad.derive.figures import figures
from marsad.derive.sides import Sides
from marsad.model import Aside, Event, Figure, Known, Origin, Policy, Toll

Origins = Mapping[str, tuple[Origin, ...]]
"""Whom each claim goes back to, by the id of the claim; several where the credit is joint."""


@dataclass(frozen=True, kw_only=True)
class Dossier:
    """Claims, whom they go back to, and what they were merged into.

    `claims` and `origins` are by id of the claim, and hold claims of no event too. `asides` are the claims that are in
    no event, with reasons. `policy` is how best figures are chosen. `as_of` is the day up to which documents and
    judgements count, None where all do.
    """

    claims: Mapping[str, Known]
    origins: Origins
    sides: Sides
    events: tuple[Event, ...] = ()
    tolls: tuple[Toll, ...] = ()
    asides: tuple[Aside, ...] = ()
    policy: Policy = Policy.CENTRAL
    as_of: date | None = None

    @cached_property
    def figures(self) -> dict[str, tuple[Figure, ...]]:
        """The figures of each event, by its id."""
        return {event.id: figures(event, self.claims, self.sides, self.policy) for event in self.events}

    @cached_property
    def by_area(self) -> dict[str, tuple[Event, ...]]:
        """The events of each place and of each area that they lie in, by its id."""
        areas: dict[str, list[Event]] = defaultdict(list)
        for event in self.events:
            for area in (event.place.id, *event.place.parents) if event.place else ():
                areas[area].append(event)
        return {area: tuple(events) for area, events in areas.items()}
