"""Records as stores hold them, and the chain that covers them.

A record is a sort, a name that is unique within it, and a body: a text or the raw bytes of a file, named by their
SHA-256; a reading of a document, named by what it says; the claims that one extractor read in one document, named by
both; a judgement, named by its id. Its digest covers all of that and its log entry; the entry's hash covers the
digests.
"""

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from marsad.errors import ConflictError, StoreError
from marsad.model import Claim, Document, Judgement, Snapshot, digest
from marsad.model.bodies import from_body, to_body
from marsad.model.rows import NAMES, brief, from_row, in_full, to_row
from marsad.store.base import LogEntry, Reading, Record
from marsad.store.packing import TEXTS, canonical, expand, pack, squeeze, unpack, usual
from marsad.store.words import SEAM

_DIGEST = 32  # bytes of a SHA-256
_BLANK = squeeze(b"")
_NOTHING = hashlib.sha256(b"").hexdigest()
_NAMED = ("id", "doc", "origin")  # fields of a claim's row that the record's name, or other fields, give


class Sort(StrEnum):
    """What a record is."""

    TEXT = "text"
    RAW = "raw"  # where they are not the text's own bytes
    READING = "reading"
    CLAIMS = "claims"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True)
class Draft:
    """A record whose body is only made where it is new."""

    sort: Sort
    name: str
    body: Callable[[], bytes]


@dataclass(frozen=True, slots=True)
class Read:
    """The content of a reading's record. `text` is the SHA-256 of the text's UTF-8.

    `text_id` is given where the text is gone: a document makes its own of it.
    """

    about: dict[str, Any]
    text: str
    revises: str
    snapshot: Snapshot | None
    text_id: str = ""

    def document(self, text: str) -> Document:
        """Return the document, given its text."""
        return from_body(Document, self.about | {"text": text})


def drafts(reading: Reading) -> Iterator[Draft]:
    """Yield the records of `reading`, in the order in which they build on each other."""
    text, raw = encoded(reading.document.text), reading.raw
    yield Draft(Sort.TEXT, sha256(text), lambda: squeeze(text, usual(TEXTS)))
    if raw is not None and raw != text:
        yield Draft(Sort.RAW, sha256(raw), lambda: hashlib.sha256(text).digest() + squeeze(raw, text))
    yield _reading(reading, sha256(text))
    if reading.origin:
        name = claims_name(reading.document.id, reading.origin)
        yield Draft(Sort.CLAIMS, name, lambda: pack([_row(claim) for claim in distinct(reading.claims)], text))


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Return claims in their order; of two of one id, the first."""
    found: dict[str, Claim] = {}
    for claim in claims:
        found.setdefault(claim.id, claim)
    return list(found.values())


def judgement_draft(judgement: Judgement) -> Draft:
    """Return the record of `judgement`."""
    return Draft(Sort.JUDGEMENT, judgement.id, lambda: pack(to_body(judgement)))


def claims_name(document_id: str, origin: str) -> str:
    """Return the name of the record of what `origin` read in a document; an origin has no blanks."""
    return f"{origin} {document_id}"


def document_of(name: str) -> str:
    """Return the id of the document that a record of claims is of."""
    return name.partition(" ")[2]


def origin_of(name: str) -> str:
    """Return what read the claims of a record."""
    return name.partition(" ")[0]


def read_claims(record: Record, text: bytes) -> list[Claim]:
    """Return the claims of a record, given its document's text."""
    return [from_row(claim_row(row, record.name)) for row in unpack(record.body, text)]


def claim_row(row: dict[str, Any], name: str) -> dict[str, Any]:
    """Return a claim's row as `from_row` takes it, given its row in the record of that name."""
    return in_full(row) | {"doc": document_of(name), "origin": origin_of(name)}


def claim_text(claim: Claim) -> str:
    """Return what a claim is found by: its quotations and the names in it."""
    names = (mention.name for slot in NAMES if (mention := getattr(claim, slot)))
    return SEAM.join([item.quote for item in claim.evidence] + [name for name in names if name])


def row_text(row: dict[str, Any]) -> str:
    """Return the same, given the claim's row in a record."""
    return SEAM.join([item["text"] for item in row["evidence"]] + list(row_names(row).values()))


def row_names(row: Mapping[str, Any]) -> dict[str, str]:
    """Return the names in a claim by their slots, given its row in a record, or its fields that people edited."""
    return {slot: name for slot in NAMES if (name := row.get(slot))}


def read_judgement(record: Record) -> Judgement:
    """Return the judgement of a record."""
    return from_body(Judgement, unpack(record.body))


def read_reading(record: Record) -> Read:
    """Return the content of a reading's record."""
    row = unpack(record.body)
    snapshot = from_body(Snapshot, row["snapshot"]) if row["snapshot"] else None
    return Read(row["document"], row["text"], row["revises"], snapshot, row.get("text_id", ""))


def name_of(reading: Reading) -> str:
    """Return the name that a reading goes by (`Held.readings`)."""
    return _reading(reading, sha256(encoded(reading.document.text))).name


def reading_name(row: dict[str, Any]) -> str:
    """Return the name of a reading: all that it says but the hour, so that the same file read again adds nothing."""
    timeless = row | {"snapshot": row["snapshot"] and row["snapshot"] | {"retrieved": ""}}
    return digest("r", canonical(timeless).decode("utf-8", "surrogatepass"))


def emptied(record: Record, text_id: str = "") -> Record:
    """Return a record of a document without what the document says; one that is emptied already, as it is.

    Hashes, when and whence stay, and `text_id`, the document's. A judgement is nothing that a document says.
    """
    match record.sort:
        case Sort.TEXT:
            return replace(record, body=_BLANK)
        case Sort.RAW:
            return replace(record, body=record.body[:_DIGEST] + _BLANK)
        case Sort.CLAIMS:
            return replace(record, body=pack([]))
        case Sort.READING:
            return replace(record, body=pack(_emptied(unpack(record.body), text_id)))
    return record


def is_gone(name: str, body: bytes) -> bool:
    """Whether a record of a text, or of raw bytes, is emptied."""
    return body.endswith(_BLANK) and len(body) in (len(_BLANK), _DIGEST + len(_BLANK)) and name != _NOTHING


def vouching(entry: int, record: Record) -> bytes:
    """Return what vouches for a record as it is, or as it was where it is emptied now."""
    digest = digest_of(entry, record)
    return record.digest if record.digest and digest != record.digest and record == emptied(record) else digest


def encoded(text: str) -> bytes:
    """Return the bytes by which a text is kept and hashed."""
    return text.encode("utf-8", "surrogatepass")


def read_text(body: bytes) -> bytes:
    """Return the bytes of a text, given the body of its record."""
    return expand(body, usual(TEXTS))


def decoded(body: bytes) -> str:
    """Return the text itself."""
    return read_text(body).decode("utf-8", "surrogatepass")


def told_by(body: bytes) -> str:
    """Return the SHA-256 of the text that raw bytes were packed beside, because they repeat it."""
    return body[:_DIGEST].hex()


def read_raw(body: bytes, text: bytes) -> bytes:
    """Return the raw bytes of a record of them, given the text that they were packed beside."""
    return expand(body[_DIGEST:], text)


def sha256(data: bytes) -> str:
    """Return the SHA-256 of `data`, 64 hex digits."""
    return hashlib.sha256(data).hexdigest()


def moment(at: datetime) -> str:
    """Return a time as the log holds it, in UTC. Raise `StoreError` for one without its zone."""
    if at.tzinfo is None:
        raise StoreError(f"The time {at.isoformat()} names no zone; give it in UTC.")
    return at.astimezone(UTC).isoformat()


def digest_of(entry: int, record: Record) -> bytes:
    """Return what vouches for a record: the SHA-256 of its parts, each framed by its length."""
    return _framed(str(entry).encode(), record.sort.encode(), encoded(record.name), record.body)


def chained(entry: LogEntry, digests: Iterable[bytes]) -> LogEntry:
    """Return `entry` with the hash that covers it, what went before, and the records with these digests."""
    said = (str(entry.number), moment(entry.at), entry.note, str(entry.records), entry.previous)
    seal = _framed(*(encoded(part) for part in said), *sorted(digests)).hex()
    return LogEntry(entry.number, entry.at, entry.note, entry.records, entry.previous, seal)


def check(reading: Reading) -> None:
    """Raise `StoreError` (or `EvidenceError`) unless the reading's parts fit each other."""
    document = reading.document
    if len(document.id) > 500 or not document.id.isprintable():
        raise StoreError(f"The document id {document.id[:50]!r} is too long or not printable; give it another.")
    if reading.revises == document.id:
        raise StoreError(f"Document {document.id} revises itself; give the corrected text an id of its own.")
    if " " in reading.origin or not reading.origin.isprintable() or len(reading.origin) > 100:
        raise StoreError(f"The origin {reading.origin[:50]!r} has blanks or is too long; name it as rules/1.")
    if reading.raw is not None and (reading.snapshot is None or reading.snapshot.sha256 != sha256(reading.raw)):
        raise StoreError(f"The bytes of document {document.id} are not those of its snapshot; read it again.")
    for claim in reading.claims:
        _check_claim(claim, reading)


def _check_claim(claim: Claim, reading: Reading) -> None:
    if claim.document_id != reading.document.id or claim.origin != reading.origin or claim.named:
        raise ConflictError(
            f"Claim {claim.id} is not of {reading.document.id} as read by {reading.origin or 'no one'}; add it there."
        )
    for evidence in claim.evidence:
        evidence.check(reading.document.text)


def _reading(reading: Reading, text: str) -> Draft:
    about = to_body(reading.document)
    del about["text"]
    snapshot = to_body(reading.snapshot) if reading.snapshot else None
    row = {"document": about, "text": text, "revises": reading.revises, "snapshot": snapshot}
    return Draft(Sort.READING, reading_name(row), lambda: pack(row))


def _emptied(row: dict[str, Any], text_id: str) -> dict[str, Any]:
    about = row["document"] | {"title": ""}
    snapshot = row["snapshot"] and row["snapshot"] | {"warnings": []}
    return row | {"document": about, "snapshot": snapshot, "text_id": row.get("text_id", text_id)}


def _row(claim: Claim) -> dict[str, Any]:
    return brief({name: value for name, value in to_row(claim).items() if name not in _NAMED})


def _framed(*parts: bytes) -> bytes:
    hashed = hashlib.sha256()
    for part in parts:
        hashed.update(b"%d:" % len(part))
        hashed.update(part)
    return hashed.digest()
