"""What claims are found by: a row for each id, made of the last reading that has it."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, bindparam, delete, insert, or_, select, update

from marsad.errors import InputError
from marsad.model import Claim, State
from marsad.model.claim import BY_HAND
from marsad.model.edits import edited
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED
from marsad.store.backend import Backend, Worded
from marsad.store.base import CLAIM, Record
from marsad.store.columns import chunks, next_key, plain, span_of
from marsad.store.packing import expand, unpack
from marsad.store.records import Sort, claim_row, claim_text, document_of, origin_of
from marsad.store.said import named, states_of
from marsad.store.tables import Row, claims, documents, readings, records


@dataclass(frozen=True, slots=True)
class _Extraction:
    """What was read in one document: rows and claims, by id with their places in the record."""

    key: int
    document: Row
    rows: list[dict[str, Any]]
    read: dict[str, tuple[int, Claim]]
    by_hand: bool


def index_claims(connection: Connection, backend: Backend, packed: Mapping[int, Record]) -> None:
    """Index what extractors read, given by the keys of the records; no two are of one document."""
    extractions = _extractions(connection, packed)
    of = [extraction.document.key for extraction in extractions]
    held = {row.id: row for row in connection.execute(select(claims).where(claims.c.document.in_(of)))}
    names = [name for extraction in extractions for name in extraction.read]
    again = [held[name] for name in names if name in held]
    following = next_key(connection, claims.c.key)
    keys = {name: row.key for name, row in held.items()}
    keys |= {name: following + at for at, name in enumerate(name for name in names if name not in held)}
    said, judged = states_of(connection, names), named(connection, names)
    rows = [
        _place(extraction, position)
        | {"key": keys[name], "id": name}
        | claim_columns(claim, said.get(name, UNJUDGED), judged=name in judged)
        | {"live": int(name in judged or not extraction.by_hand)}
        for extraction in extractions
        for name, (position, claim) in extraction.read.items()
    ]
    _forget_words(connection, backend, again)
    for some in chunks(again):
        connection.execute(delete(claims).where(claims.c.key.in_([row.key for row in some])))
    if rows:
        connection.execute(insert(claims), rows)
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
        "status": state.status.value,
        "judged": int(judged),
    }


def texts_of(connection: Connection, keys: list[int]) -> dict[int, bytes]:
    """Return the bytes of documents' texts."""
    query = select(documents.c.key, records.c.body).join(records, records.c.key == documents.c.text)
    return {
        row.key: expand(row.body)
        for some in chunks(keys)
        for row in connection.execute(query.where(documents.c.key.in_(some)))
    }


def _extractions(connection: Connection, packed: Mapping[int, Record]) -> list[_Extraction]:
    ids = [document_of(record.name) for record in packed.values()]
    found = {row.id: row for row in connection.execute(select(documents).where(documents.c.id.in_(ids)))}
    texts = texts_of(connection, [row.key for row in found.values()])
    extractions = []
    for key, record in packed.items():
        document = found[document_of(record.name)]
        rows = unpack(record.body, texts[document.key])
        read = [from_row(claim_row(row, record.name)) for row in rows]
        placed = {claim.id: (position, claim) for position, claim in enumerate(read)}
        by_hand = origin_of(record.name).startswith(BY_HAND)
        extractions.append(_Extraction(key, document, rows, placed, by_hand))
    return extractions


def _place(extraction: _Extraction, position: int) -> dict[str, Any]:
    document = extraction.document
    superseded = int(document.revised_by != "")
    return {"document": document.key, "record": extraction.key, "position": position, "superseded": superseded}


def _words(extractions: list[_Extraction], keys: Mapping[str, int]) -> list[Worded]:
    return [
        Worded(keys[name], None, claim_text(extraction.rows[position]))
        for extraction in extractions
        for name, (position, _) in extraction.read.items()
    ]


def _forget_words(connection: Connection, backend: Backend, held: list[Row]) -> None:
    """Take claims out of the index of words, by the words of the records that they were indexed from."""
    of = {row.record: row.document for row in held}
    texts = texts_of(connection, list(set(of.values())))
    bodies = {
        row.key: unpack(row.body, texts[of[row.key]])
        for some in chunks(of)
        for row in connection.execute(select(records).where(records.c.key.in_(some)))
    }
    gone = [Worded(row.key, claim_text(bodies[row.record][row.position]), None) for row in held]
    backend.put_words(connection, CLAIM, gone)


def _note(connection: Connection, extractions: list[_Extraction]) -> None:
    """Keep which record is the document's last extraction; what people made by hand is none."""
    notes = [
        {"record": each.key, "document": each.document.key, "sort": Sort.CLAIMS.value, "raw": 0, "size": 0}
        for each in extractions
    ]
    connection.execute(insert(readings), notes)
    last = update(documents).where(documents.c.key == bindparam("of")).values(extraction=bindparam("extracted"))
    if last_read := [each for each in extractions if not each.by_hand]:
        connection.execute(last, [{"of": each.document.key, "extracted": each.key} for each in last_read])


def _refresh_live(connection: Connection, extractions: list[_Extraction]) -> None:
    """Keep current what was read last, and what a person judged."""
    for each in (extraction for extraction in extractions if not extraction.by_hand):
        live = or_(claims.c.record == each.key, claims.c.judged == 1)
        of_document = update(claims).where(claims.c.document == each.document.key)
        connection.execute(of_document.where(~live).values(live=0))
        connection.execute(of_document.where(live).values(live=1))
