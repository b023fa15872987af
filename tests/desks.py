"""Reports, a town, and where the desk is said to be: for tests of the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import fakes
from marsad import Claim, Document, When
from marsad.model import Basis, Place, Resolution

TOKEN = "a-token-for-tests"  # noqa: S105
BASE = "http://127.0.0.1:8765"
TOWN = Place(id="test:harga", name="Harga", kind="town", country="SY", latitude=35.5, longitude=36.5, radius_km=2.0)
REPORTS = [
    Document(
        id="one",
        title="Shelling in Harga",
        text="Monday. 12 people were killed in Harga, residents said.\nLater, 3 people were killed in Dabra.",
        published=date(2024, 5, 28),
        outlet="The Post",
    ),
    Document(id="two", text="At dawn 15 people were killed in Harga 😀 and that is all.", published=date(2024, 5, 29)),
    Document(id="three", text="No date here: 7 people were killed in Harga."),
]


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Find what `fakes` finds, on the day of publication."""
    for document, claims in fakes.extract(documents):
        yield document, [replace(claim, when=_day(claim, document.published)) for claim in claims]


def _day(claim: Claim, day: date | None) -> When:
    span = claim.evidence[0].span
    return When(span, "that day", day, day, Basis.RELATIVE, unresolved=day is None)


def resolve(_document: Document, claims: Iterable[Claim]) -> Iterator[Resolution]:
    for claim in claims:
        if claim.place and claim.place.name == TOWN.name:
            yield Resolution(claim_id=claim.id, slot="place", entities=(TOWN.id,), place=TOWN, because="for tests")
