"""What reading yields: a document with the bytes it was read from."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from marsad.model import Document
from marsad.model.snapshot import Snapshot
from marsad.read.recognise import Kind

# To be raised when the same bytes give another text than before; the libraries have versions of their own.
_VERSION = 1
_LIBRARIES: Mapping[Kind, str] = {
    Kind.HTML: "trafilatura",
    Kind.MAIL: "trafilatura",
    Kind.FEED: "feedparser",
    Kind.PDF: "pypdf",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A document, what is known of the bytes that it was read from, and the bytes.

    Several documents of one file share its bytes and their hash; a line of JSON Lines and a member of an archive are
    kept by themselves.
    """

    document: Document
    snapshot: Snapshot
    raw: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A document that an input names by its address, without its text. `place` is where it does so."""

    place: str
    url: str
    title: str = ""
    published: str = ""
    outlet: str = ""


@dataclass(frozen=True, slots=True)
class Raw:
    """Bytes as they were found: the part of a `Snapshot` that all documents of one file share."""

    data: bytes
    kind: Kind
    place: str
    retrieved: datetime
    sha256: str

    @classmethod
    def of(cls, data: bytes, kind: Kind, place: str, retrieved: datetime) -> "Raw":
        """Return `data` with its hash."""
        return cls(data, kind, place, retrieved, hashlib.sha256(data).hexdigest())

    def found(self, document: Document, *warnings: str) -> Found:
        """Return a document that was read from these bytes."""
        snapshot = Snapshot(
            sha256=self.sha256,
            size=len(self.data),
            media_type=self.kind.value,
            locator=self.place,
            retrieved=self.retrieved,
            reader=reader_of(self.kind),
            warnings=warnings,
        )
        return Found(document, snapshot, self.data)


@cache
def reader_of(kind: Kind) -> str:
    """Return the reader's name and version, with those of the library that decides what is text: "pdf/1+pypdf/6.0"."""
    from importlib.metadata import version  # noqa: PLC0415 - slow to import, and not every command reads

    own = f"{kind.name.lower()}/{_VERSION}"
    library = _LIBRARIES.get(kind)
    return f"{own}+{library}/{version(library)}" if library else own
