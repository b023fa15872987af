"""Places and parties as people ask for them: by id, or by a name that the ledger's reports use."""

from collections.abc import Set as AbstractSet

from marsad.derive.dossier import Dossier
from marsad.errors import InputError
from marsad.model import Place
from marsad.registry import registry
from marsad.registry.fold import fold

FEW = 8  # candidates that are named in a complaint


def place_named(text: str, dossier: Dossier) -> Place:
    """Return the place with this id, or the only one of this name of which reports speak, or in which such a one lies.

    Raise `InputError` where there is none or several.
    """
    if found := dossier.places.get(text) or dossier.place(text):
        return found
    parents = {parent for place in dossier.places.values() for parent in place.parents}
    areas = (dossier.place(parent) for parent in sorted(parents - dossier.places.keys()))
    named = [place for place in (*dossier.places.values(), *areas) if place and fold(place.name) == fold(text)]
    named = named or _spelt(text, dossier.places.keys() | parents)
    if len(named) == 1:
        return named[0]
    if not named:
        raise InputError(f"No report speaks of a place called “{text}”; give its name as listed, or its id.")
    listed = ", ".join(f"{place.id} ({place.kind})" for place in named[:FEW])
    raise InputError(f"Several places are called “{text}”: {listed}; give an id.")


def _spelt(text: str, told: AbstractSet[str]) -> list[Place]:
    """The places among those `told` of that answer to another spelling of the name: the likest, several if equals."""
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to load, and seldom asked

    gazetteer = open_gazetteer()
    hits = [hit for hit in (gazetteer.find(text) or gazetteer.propose(text)) if hit.place.id in told]
    best = max((hit.likeness for hit in hits), default=0.0)
    return list({hit.place.id: hit.place for hit in hits if hit.likeness == best}.values())


def party_named(text: str) -> str:
    """Return the id of the party with this id or name; raise `InputError` where there is none or several."""
    actors = registry().actors
    if actors.party(text):
        return text
    found = actors.named(text)
    if len(found) == 1:
        return found[0]
    if not found:
        raise InputError(f"No party called “{text}” is registered; give its name or id (data/actors/ lists them).")
    raise InputError(f"Several parties are called “{text}”: {', '.join(found[:FEW])}; give an id.")
