"""Claims that people make: words of a document, and what a person takes them to say."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

from marsad.errors import InputError
from marsad.model.claim import BY_HAND, Claim, Mention
from marsad.model.document import Document
from marsad.model.edits import edited, parse
from marsad.model.ids import digest
from marsad.model.rows import NAMES
from marsad.model.span import Evidence, Span

LONGEST_NAME = 40  # characters of a person's name in an origin, which is cut at 100


def claim_by_hand(document: Document, start: int, end: int, fields: Mapping[str, str], by: str) -> Claim:
    """Return the claim that `by` makes of the words from `start` to before `end` (code points).

    `fields` are values as a person types them (`marsad.model.edits.FIELDS`); a kind is needed. A name that stands in
    the words is taken to be read there. Raise `InputError` for words or values that cannot be.
    """
    if not 0 <= start < end <= len(document.text) or not document.text[start:end].strip():
        raise InputError(f"There are no words from {start} to {end} in {document.id}; select some of its text.")
    given = {field: value.strip() for field, value in fields.items() if value.strip()}
    kind = parse("kind", given.pop("kind", ""))
    evidence = Evidence.at(document.text, start, end)
    origin = _origin(by, document.id, evidence.span, {**given, "kind": kind})
    made = edited(Claim(document_id=document.id, kind=kind, evidence=(evidence,), origin=origin), given)
    names: dict[str, Any] = {slot: _found(name, evidence) for slot in NAMES if (name := getattr(made, slot))}
    return replace(made, **names)


def maker(claim: Claim) -> str:
    """Return the name of the person who made a claim; "" for one that an extractor read."""
    return unquote(claim.origin.removeprefix(BY_HAND).rpartition("/")[0]) if claim.by_hand else ""


def _origin(by: str, document: str, span: Span, given: Mapping[str, str]) -> str:
    """Name the person, and what this one said here, so that each claim made by hand is a reading of its own."""
    said = (f"{field}={value}" for field, value in sorted(given.items()))
    name = by.strip()[:LONGEST_NAME].encode("utf-8", "replace").decode()
    while len(safe := quote(name, safe="")) > LONGEST_NAME:
        name = name[:-1]
    return f"{BY_HAND}{safe}/{digest('h', document, str(span.start), str(span.end), *said)}"


def _found(mention: Mention, evidence: Evidence) -> Mention:
    at = evidence.quote.find(mention.name)
    if at < 0:
        return mention
    start = evidence.span.start + at
    return Mention(mention.name, Span(start, start + len(mention.name)), mention.name)
