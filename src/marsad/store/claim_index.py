"""What claims are found by: a row for each id, made of the last reading that has it."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, NamedTuple

from marsad.errors import InputError
from marsad.model import Claim, State
from marsad.model.claim import BY_HAND
from marsad.model.edits import edited
from marsad.model.state import UNJUDGED
from marsad.store.backend import Backend, Worded
from marsad.store.base import CLAIM, Record
from marsad.store.columns import chunks, claim_bytes, claim_name, plain, span_of, standing_number
from marsad.store.database import Connection, marks, next_key
from marsad.store.kept import texts_of
from marsad.store.packing import unpack
from marsad.store.records import Sort, claim_text, document_of, origin_of, read_claims, row_text
from marsad.store.said import named, states_of

AtHand = Mapping[str, Sequence[Claim]]
"""Claims by the names of their records, where these were made just now."""


class _Document(NamedTuple):
    """The row of a document."""

    key: int
    id: str
    revised_by: str


class _Held(NamedTuple):
    """The row of a claim that is indexed already."""

    key: int
    id: bytes
    document: int
    record: int
    position: int


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What was read in one document: claims by id, with their places in the record."""

    key: int
    document: _Document
    read: dict[str, tuple[int, Claim]]
    by_hand: bool


def index_claims(connection: Connection, backend: Backend, packed: Mapping[int, Record], at_hand: AtHand) -> None:
    """Index what extractors read, given by the keys of the records; no two are of one document."""
    extractions = _extractions(connection, packed, at_hand)
    held = _held(connection, [extraction.document.key for extraction in extractions])
    names = [name for extraction in extractions for name in extraction.read]
    again = [held[name] for name in names if name in held]
    following = next_key(connection, "claims")
    keys = {name: row.key for name, row in held.items()}
    keys |= {name: following + at for at, name in enumerate(name for name in names if name not in held)}
    said, judged = states_of(connection, names), named(connection, names)
    rows = [
        _place(extraction, position)
        | {"key": keys[name], "id": claim_bytes(name)}
        | claim_columns(claim, said.get(name, UNJUDGED), judged=name in judged)
        | {"live": int(name in judged or not extraction.by_hand)}
        for extraction in extractions
        for name, (position, claim) in extraction.read.items()
    ]
    _forget_words(connection, backend, again)
    connection.delete("claims", "key", [row.key for row in again])
    connection.insert("claims", rows)
    backend.put_words(connection, CLAIM, _words(extractions, keys))
    _note(connection, extractions)
    if held:
        _refresh_live(connection, extractions)


def claim_columns(claim: Claim, state: State, *, judged: bool) -> dict[str, Any]:
    """Return the columns of a claim that judgements have a say in."""
    with suppress(InputError):  # an edit by another version, which took what this one does not
        claim = edited(claim, state.edits)
    when = claim.when
    return {
        "kind": plain(claim.kind),
        **span_of(when.start if when else None, when.end if when else None),
        "status": standing_number(state.status),
        "judged": int(judged),
    }


def _held(connection: Connection, documents: list[int]) -> dict[str, _Held]:
    query = "SELECT key, id, document, record, position FROM claims WHERE document IN "
    rows = [row for some in chunks(documents) for row in connection.all(f"{query}({marks(some)})", some)]
    return {claim_name(row[1]): _Held(*row) for row in rows}


def _extractions(connection: Connection, packed: Mapping[int, Record], at_hand: AtHand) -> list[_Extraction]:
    names = [record.name for record in packed.values()]
    ids = [document_of(name) for name in names]
    query = "SELECT key, id, revised_by FROM documents WHERE id IN "
    rows = [_Document(*row) for some in chunks(ids) for row in connection.all(f"{query}({marks(some)})", some)]
    found = {row.id: row for row in rows}
    texts = texts_of(connection, {found[document_of(name)].key for name in names if name not in at_hand})
    extractions = []
    for key, record in packed.items():
        document = found[document_of(record.name)]
        read = at_hand[record.name] if record.name in at_hand else read_claims(record, texts[document.key])
        placed = {claim.id: (position, claim) for position, claim in enumerate(read)}
        by_hand = origin_of(record.name).startswith(BY_HAND)
        extractions.append(_Extraction(key, document, placed, by_hand))
    return extractions


def _place(extraction: _Extraction, position: int) -> dict[str, Any]:
    document = extraction.document
    superseded = int(document.revised_by != "")
    return {"document": document.key, "record": extraction.key, "position": position, "superseded": superseded}


def _words(extractions: list[_Extraction], keys: Mapping[str, int]) -> list[Worded]:
    return [
        Worded(keys[name], None, claim_text(claim))
        for extraction in extractions
        for name, (_, claim) in extraction.read.items()
    ]


def _forget_words(connection: Connection, backend: Backend, held: list[_Held]) -> None:
    """Take claims out of the index of words, by the words of the records that they were indexed from."""
    of = {row.record: row.document for row in held}
    texts = texts_of(connection, set(of.values()))
    bodies = {
        key: unpack(body, texts[of[key]])
        for some in chunks(of)
        for key, body in connection.all(f"SELECT key, body FROM records WHERE key IN ({marks(some)})", some)
    }
    gone = [Worded(row.key, row_text(bodies[row.record][row.position]), None) for row in held]
    backend.put_words(connection, CLAIM, gone)


def _note(connection: Connection, extractions: list[_Extraction]) -> None:
    """Keep which record is the document's last extraction; what people made by hand is none."""
    notes = [
        {"record": each.key, "document": each.document.key, "sort": Sort.CLAIMS.value, "raw": 0, "size": 0}
        for each in extractions
    ]
    connection.insert("readings", notes)
    last_read = [(each.key, each.document.key) for each in extractions if not each.by_hand]
    connection.each("UPDATE documents SET extraction = ? WHERE key = ?", last_read)


def _refresh_live(connection: Connection, extractions: list[_Extraction]) -> None:
    """Keep current what was read last, and what a person judged."""
    last_read = [(each.key, each.document.key) for each in extractions if not each.by_hand]
    live = "CASE WHEN record = ? OR judged = 1 THEN 1 ELSE 0 END"
    connection.each(f"UPDATE claims SET live = {live} WHERE document = ?", last_read)
