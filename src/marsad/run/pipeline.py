"""From a report to its claims."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from marsad.model import Claim, Document
from marsad.read.day import parse_day

Progress = Callable[[Document], None]
"""Called with each document when it is done."""


def read(
    text: str,
    *,
    published: date | str | None = None,
    title: str = "",
    outlet: str = "",
    id: str = "",  # noqa: A002 - the field's name in every input
) -> list[Claim]:
    """Return the claims of one report, in reading order.

    `published` is the day of publication, a date or ISO ("2020-01-28"): "on Friday" is counted from it, and stays
    unresolved without it. A `title` may settle who or where, but is never quoted. `id` names the document in claims.
    Raise `InputError` for a date that is none, `ModelMissingError` when the language model is not the pinned one.
    """
    day = None if published is None else parse_day(published)
    document = Document(text=text, id=id, title=title, published=day, outlet=outlet)
    return next(claims for _, claims in read_documents([document]))


def read_documents(
    documents: Iterable[Document], progress: Progress | None = None
) -> Iterator[tuple[Document, list[Claim]]]:
    """Yield each document with its claims, in the order given; `progress` hears of each.

    Documents are drawn and parsed in batches, which is faster than calling `read` for each.
    """
    # Extraction imports the parser, which takes a second: a program that only imports marsad does not wait for it.
    from marsad.extract import extract  # noqa: PLC0415

    for document, claims in extract(documents):
        if progress:
            progress(document)
        yield document, claims
