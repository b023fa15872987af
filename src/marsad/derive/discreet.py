"""Names of persons withheld: what no registry knows, and may be somebody's name, is not printed."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from functools import cached_property, partial

from marsad.derive.control import Handover
from marsad.derive.dossier import Dossier, Kept
from marsad.derive.grade import graded
from marsad.derive.sides import JOINT, Sides
from marsad.derive.worked import Worked
from marsad.model import Event, Figure, Holding, Origin, Place, Toll
from marsad.registry.actors import NAMED

WITHHELD = "a source (name withheld)"
UNREGISTERED = "others, as named in the reports"

Words = Mapping[str, str]
"""What stands for names."""


class DiscreetSides(Sides):
    """Sides that name only registered parties."""

    def name(self, column: str) -> str:
        """Return the name of a party, or the names of those that a column joins, if registered."""
        named = (UNREGISTERED if NAMED in key else super(DiscreetSides, self).name(key) for key in column.split(JOINT))
        return " and ".join(dict.fromkeys(named))


def discreet(dossier: Dossier) -> Dossier:
    """Return the dossier without names of sources and parties that may be persons.

    Registered bodies, outlets and common nouns ("activists") stay. Nothing else changes: figures, grades and ids are
    the same.
    """
    quiet = DiscreetSides(dossier.sides.parties)
    tolls = tuple(map(_toll, dossier.tolls))
    if dossier.kept:
        events = tuple(_reworded(event) for event in dossier.events)
        return replace(
            dossier, sides=quiet, origins={}, events=events, tolls=tolls, kept=Discreet(dossier, dossier.kept)
        )
    return replace(
        dossier,
        sides=quiet,
        origins={key: tuple(map(_origin, origins)) for key, origins in dossier.origins.items()},
        events=tuple(map(partial(_event, dossier=dossier, sides=quiet), dossier.events)),
        tolls=tolls,
    )


@dataclass(frozen=True)
class Discreet:
    """What is kept of a dossier, without names in its words."""

    dossier: Dossier
    kept: Kept

    @cached_property
    def worked(self) -> Mapping[str, Worked]:
        """What each event and each running total comes to."""
        origins = {event.id: event.origins for event in self.dossier.events}
        origins |= {toll.id: (toll.origin,) for toll in self.dossier.tolls}
        return {key: _worked(each, _withheld(origins.get(key, ()))) for key, each in self.kept.worked.items()}

    @cached_property
    def histories(self) -> Mapping[str, tuple[Holding, ...]]:
        """Who held each place."""
        found = self.kept.histories
        parties = {party for history in found.values() for held in history for party in held.parties}
        parties |= {party for event in self.dossier.events for party in (*event.actors, *event.targets)}
        named = {self.dossier.sides.name(party): UNREGISTERED for party in parties if NAMED in party}
        return {key: tuple(_holding(held, named) for held in history) for key, history in found.items()}

    @property
    def handovers(self) -> Mapping[str, tuple[Handover, ...]]:
        """How each place changed hands."""
        return self.kept.handovers

    @cached_property
    def credits(self) -> Mapping[Origin, int]:
        """How many claims each named origin has."""
        return {_origin(origin): count for origin, count in self.kept.credits.items()}

    @property
    def places(self) -> Mapping[str, Place]:
        """The places of claims."""
        return self.kept.places

    def of_kind(self, kind: str) -> AbstractSet[str]:
        """Return the ids of the claims of one kind."""
        return self.kept.of_kind(kind)


def _origin(origin: Origin) -> Origin:
    personal = origin.id.startswith(NAMED) or (not origin.named and origin.name != origin.name.lower())
    return replace(origin, name=WITHHELD) if personal else origin


def _event(event: Event, dossier: Dossier, sides: Sides) -> Event:
    quiet = replace(event, origins=tuple(map(_origin, event.origins)))
    return graded(quiet, dossier.claims, sides)


def _toll(toll: Toll) -> Toll:
    return replace(toll, origin=_origin(toll.origin))


# --- words that were worked out with names in them --------------------------------------------------------------------


def _withheld(origins: Iterable[Origin]) -> Words:
    return {origin.label: WITHHELD for origin in origins if _origin(origin) is not origin}


def _in(words: Words) -> Callable[[str], str]:
    """Return what puts words in place of names; where a list would then say one twice, it stands once."""
    names = re.compile("|".join(re.escape(name) for name in sorted(words, key=len, reverse=True)))

    def reworded(text: str) -> str:
        head, colon, listed = names.sub(lambda found: words[found.group()], text).rpartition(": ")
        return head + colon + ", ".join(dict.fromkeys(listed.split(", ")))

    return reworded


def _reworded(event: Event) -> Event:
    if not (words := _withheld(event.origins)):
        return event
    because = tuple(map(_in(words), event.grade_because))
    return replace(event, origins=tuple(map(_origin, event.origins)), grade_because=because)


def _worked(worked: Worked, words: Words) -> Worked:
    if not words:
        return worked
    quiet = _in(words)
    best = {policy: tuple((value, quiet(rule)) for value, rule in told) for policy, told in worked.best.items()}
    return replace(worked, figures=tuple(_figures(worked.figures, quiet)), best=best)


def _figures(figures: Iterable[Figure], quiet: Callable[[str], str]) -> Iterator[Figure]:
    for figure in figures:
        asides = tuple(replace(aside, because=quiet(aside.because)) for aside in figure.set_aside)
        yield replace(figure, rule=quiet(figure.rule), set_aside=asides)


def _holding(held: Holding, named: Words) -> Holding:
    words = {**named, **_withheld(held.origins)}
    if not words:
        return held
    return replace(held, origins=tuple(map(_origin, held.origins)), because=_in(words)(held.because))
