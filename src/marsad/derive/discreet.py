"""Names of persons withheld: what no registry knows, and may be somebody's name, is not printed."""

from dataclasses import replace
from functools import partial

from marsad.derive.dossier import Dossier
from marsad.derive.grade import graded
from marsad.derive.sides import JOINT, Sides
from marsad.model import Event, Origin, Toll
from marsad.registry.actors import NAMED

WITHHELD = "a source (name withheld)"
UNREGISTERED = "others, as named in the reports"


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
    event_of = partial(_event, dossier=dossier, sides=quiet)
    return replace(
        dossier,
        sides=quiet,
        origins={key: tuple(map(_origin, origins)) for key, origins in dossier.origins.items()},
        events=tuple(map(event_of, dossier.events)),
        tolls=tuple(map(_toll, dossier.tolls)),
        kept=None,  # it has names in it
    )


def _origin(origin: Origin) -> Origin:
    personal = origin.id.startswith(NAMED) or (not origin.named and origin.name != origin.name.lower())
    return replace(origin, name=WITHHELD) if personal else origin


def _event(event: Event, dossier: Dossier, sides: Sides) -> Event:
    quiet = replace(event, origins=tuple(map(_origin, event.origins)))
    return graded(quiet, dossier.claims, sides)


def _toll(toll: Toll) -> Toll:
    return replace(toll, origin=_origin(toll.origin))
