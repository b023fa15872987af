"""Claims as rows with the standard spelling of their places."""

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING

from marsad.model import Claim, Document, Place
from marsad.model.rows import Row, to_row

if TYPE_CHECKING:  # slow to load, and a report may name no place
    from marsad.gazetteer.gazetteer import Gazetteer


def rows_of(document: Document, claims: Sequence[Claim]) -> list[Row]:
    """Return the codebook's row of each claim, `place_norm` filled where the place was resolved.

    It is the gazetteer's name with first-level region and country, "Maarrat an Nu'man, Idlib, Syria"; of several places
    one after the other, with ";" between. Where the gazetteer cannot be built, as its folder cannot be written, names
    stay as printed alone.
    """
    spelt = _spelt(document, claims) if any(claim.place for claim in claims) else {}
    return [{**to_row(claim), "place_norm": spelt.get(claim.id)} for claim in claims]


@cache
def _is_built() -> bool:
    """Whether there is a gazetteer; one that cannot be built is tried once."""
    from marsad.gazetteer.opening import build_if_missing  # noqa: PLC0415

    try:
        build_if_missing()
    except OSError:
        return False
    return True


def _spelt(document: Document, claims: Sequence[Claim]) -> dict[str, str]:
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415
    from marsad.resolve.places import resolve_places  # noqa: PLC0415

    if not _is_built():
        return {}
    gazetteer, found = open_gazetteer(), {}
    for each in resolve_places(document, claims, gazetteer):
        if each.place is not None:
            found[each.claim_id] = "; ".join(_full(place, gazetteer) for place in each.place.each)
    return found


def _full(place: Place, gazetteer: "Gazetteer") -> str:
    """The standard spelling of one place."""
    within = [area.name for key in place.parents[-2:] if (area := gazetteer.get(key))]
    return ", ".join(dict.fromkeys([place.name, *within]))
