"""An extractor that finds one thing, for tests of what stands around extraction."""

import re
from collections.abc import Iterable, Iterator

from marsad import Claim, Document, Evidence, Mention, Quantity
from marsad.model import Hedge, Span

_TOLL = re.compile(r"(\d+) people were killed(?: in (\w+))?")


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    for document in documents:
        yield document, [_claim(document, found) for found in _TOLL.finditer(document.text)]


def _claim(document: Document, found: re.Match[str]) -> Claim:
    return Claim(
        document_id=document.id,
        kind="killed",
        evidence=(Evidence(Span(*found.span()), found.group()),),
        place=Mention(found[2], Span(*found.span(2)), found[2]) if found[2] else None,
        quantity=Quantity(Span(*found.span(1)), found[1], Hedge.EXACT, float(found[1])),
        origin="fake/1",
    )
