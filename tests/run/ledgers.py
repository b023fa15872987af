"""Ledgers whose extractor finds tolls, and in which names stand for nobody: for tests of what a ledger does."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path

import fakes
from marsad import Claim, Document
from marsad.model import Snapshot
from marsad.read.found import Found
from marsad.run.ledger import Ledger
from marsad.store import Store, open_store
from marsad.store.records import sha256

TEXT = "Officials said 5 people were killed in Kayseri. Later 2 people were killed in Bor."
AT = datetime(2024, 5, 28, tzinfo=UTC)


def nobody(_document: Document, _claims: Sequence[Claim]) -> list[None]:
    """Resolve no name."""
    return []


def ledger(store: Store | None = None, origin: str = "fake/1") -> Ledger:
    """Return a ledger, in memory unless a store is given."""
    return Ledger(store or open_store("memory:"), extract=extract, resolve=nobody, origin=origin)  # type: ignore[arg-type]


def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Find tolls; fail on a text that asks for it."""
    for document in documents:
        if "kaboom" in document.text:
            raise ZeroDivisionError("kaboom")
        yield from fakes.extract([document])


def found(text: str, place: str = "a.txt", media_type: str = "text/plain", **fields: object) -> Found:
    """Return a document as it is read from a file."""
    raw = text.encode()
    snapshot = Snapshot(
        sha256=sha256(raw), size=len(raw), media_type=media_type, locator=place, retrieved=AT, reader="text/1"
    )
    return Found(Document(**{"text": text, "locator": place, **fields}), snapshot, raw)  # type: ignore[arg-type]


def written(path: Path, texts: Iterable[str]) -> Path:
    """Write a file of documents, one a line."""
    path.write_text("".join(f'{{"id": "d{number}", "text": "{text}"}}\n' for number, text in enumerate(texts)), "utf-8")
    return path
