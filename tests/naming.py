"""Claims and documents made by hand, for tests of what their names stand for."""

from datetime import date
from typing import Any

from marsad import Claim, Document, Evidence, Mention, When
from marsad.model import Basis, Span


def mention(text: str, name: str) -> Mention:
    """Return a mention of `name` at the place where it is printed in `text`; without a place where it is not."""
    at = text.find(name)
    return Mention(name, Span(at, at + len(name)) if at >= 0 else None, name)


def document(text: str, **fields: Any) -> Document:
    """Return a document of 1 May 2016, unless told otherwise."""
    return Document(**{"text": text, "id": "d-1", "published": date(2016, 5, 1), **fields})


def claim(text: str, day: date | None = None, /, **slots: str) -> Claim:
    """Return a claim of `text` whose slots name the given words."""
    when = When(Span(0, 1), text[:1], day, day, Basis.STATED, unresolved=False) if day else None
    mentions: dict[str, Any] = {slot: mention(text, name) for slot, name in slots.items()}
    evidence = (Evidence(Span(0, len(text)), text),)
    return Claim(document_id="d-1", kind="attack", evidence=evidence, when=when, **mentions)
