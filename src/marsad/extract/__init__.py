"""Documents to claims."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import tee

from marsad.extract.attributions import attributions as attributions
from marsad.extract.framing import Wording, wording
from marsad.extract.parse import parse
from marsad.extract.relevance import worth_parsing
from marsad.extract.rules.reading import finished
from marsad.model import Claim, Document


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Yield each document with its claims, in order; a batch is parsed at a time.

    Every side's words are read alike, in plain wording; claims quote the words that are printed.
    A document without a sign of violence, or about something else, gives none and is not parsed.
    """
    kept, given = tee(wording(document) for document in documents)
    parsed = parse(_to_parse(read) for read in given)
    for read, sentences in zip(kept, parsed, strict=True):
        yield read.printed, read.printed_claims(finished(read.plain, sentences))


def _to_parse(read: Wording) -> Document:
    """The plain document, or an empty one in its place where reading it is not worth while."""
    return read.plain if worth_parsing(read.printed) else replace(read.plain, text="")
