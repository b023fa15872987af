"""Claims as rows with the standard spelling of their places."""

from collections.abc import Sequence

from marsad.model import Claim, Document, Place
from marsad.model.rows import Row, to_row


def rows_of(document: Document, claims: Sequence[Claim]) -> list[Row]:
    """Return the codebook's row of each claim, `place_norm` filled where the place was resolved.

    It is the gazetteer's name with first-level region and country: "Maarrat an Nu'man, Idlib, Syria".
    """
    from marsad.resolve.places import resolve_places  # noqa: PLC0415 - slow to load, and a report may name no place

    found = {each.claim_id: each.place for each in resolve_places(document, claims)} if _places(claims) else {}
    return [{**to_row(claim), "place_norm": _spelt(found.get(claim.id))} for claim in claims]


def _places(claims: Sequence[Claim]) -> bool:
    return any(claim.place for claim in claims)


def _spelt(place: Place | None) -> str | None:
    if place is None:
        return None
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to load

    gazetteer = open_gazetteer()
    within = [area.name for key in place.parents[-2:] if (area := gazetteer.get(key))]
    return ", ".join(dict.fromkeys([place.name, *within]))
