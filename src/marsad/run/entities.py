"""Who and what claims are about: names to identities, a person's word first."""

from collections.abc import Callable, Iterable, Sequence

from marsad.model import Claim, Document, Place, Resolution
from marsad.run.judging import entities_of
from marsad.store import KeptClaim

Resolve = Callable[[Document, Sequence[Claim]], Iterable[Resolution]]
"""Returns what the names in the claims of one document were taken to be."""


def resolve(document: Document, claims: Sequence[Claim]) -> list[Resolution]:
    """Return what the names in the claims of one document stand for, from the gazetteer and the registries."""
    # The gazetteer and the registries are slow to load, and few commands ask them.
    from marsad.resolve.parties import resolve_parties  # noqa: PLC0415
    from marsad.resolve.places import resolve_places  # noqa: PLC0415
    from marsad.resolve.speakers import resolve_speakers  # noqa: PLC0415
    from marsad.resolve.theatre import theatre_of  # noqa: PLC0415

    places = resolve_places(document, claims)
    theatre = theatre_of(document, [each.place.country for each in places if each.place])
    return [*places, *resolve_parties(document, claims, theatre), *resolve_speakers(document, claims, theatre)]


def corrected(resolutions: Iterable[Resolution], kept: KeptClaim) -> list[Resolution]:
    """Return the resolutions of one claim with what people said in their place, by slot."""
    by_slot = {resolution.slot: resolution for resolution in resolutions}
    by_slot |= {slot: _said(kept.claim.id, slot, value) for slot, value in kept.state.corrections.items()}
    return [by_slot[slot] for slot in sorted(by_slot)]


def is_known(slot: str, entity: str) -> bool:
    """Whether the slot of a claim ("place", "actor", ...) can hold the entity: a place, a party, or one who speaks."""
    if slot == "place":
        return place(entity) is not None
    from marsad.registry import registry  # noqa: PLC0415 - slow to load

    known = registry()
    return known.actors.party(entity) is not None or known.sources.speaker(entity) is not None


def place(name: str) -> Place | None:
    """Return the gazetteer's place with this id."""
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to load, and slower to build the first time

    return open_gazetteer().get(name)


def _said(claim_id: str, slot: str, value: str) -> Resolution:
    entities = entities_of(value)
    where = place(entities[0]) if slot == "place" and entities else None
    return Resolution(claim_id=claim_id, slot=slot, entities=entities, because="a person said so", place=where)
