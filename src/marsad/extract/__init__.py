"""Documents to claims."""

from collections.abc import Iterable, Iterator
from itertools import tee

from marsad.extract.parse import parse
from marsad.extract.rules.reading import finished
from marsad.model import Claim, Document


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Yield each document with its claims, in order; a batch is parsed at a time."""
    kept, given = tee(documents)
    parsed = parse(given)
    for document, sentences in zip(kept, parsed, strict=True):
        yield document, finished(document, sentences)
