"""What documents are found by: a row for each, made of its last reading."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from sqlalchemy import Connection, delete, insert, or_, select, update

from marsad.model import Document, State
from marsad.model.state import UNJUDGED
from marsad.store.backend import Backend, Worded
from marsad.store.base import DOCUMENT
from marsad.store.columns import chunks, day_or_none, next_key, plain, span_of
from marsad.store.records import Read, Sort, decoded
from marsad.store.said import states_of
from marsad.store.tables import Row, claims, documents, readings, records


class _Text(NamedTuple):
    """The key of a text's record, and the text as it is kept."""

    key: int
    body: bytes


def index_readings(connection: Connection, backend: Backend, read: Mapping[int, Read]) -> None:
    """Index readings, given by the keys of their records; no two are of one document."""
    held = _held(connection, [reading.about["id"] for reading in read.values()])
    texts = _texts(connection, {reading.text for reading in read.values()})
    raws = _raw_keys(connection, {reading.snapshot.sha256 for reading in read.values() if reading.snapshot})
    said = states_of(connection, [reading.about["id"] for reading in read.values()])
    following = next_key(connection, documents.c.key)
    rows, words, notes = [], [], []
    for key, reading in read.items():
        text = decoded(texts[reading.text].body)
        document = reading.document(text)
        known = held.get(document.id)
        number = known.key if known else following
        following += known is None
        columns = document_columns(document, said.get(document.id, UNJUDGED)) | {"key": number, "reading": key}
        rows.append(columns | (_kept(known) if known else _first(document, reading, texts[reading.text].key)))
        old = f"{known.title}\n{text}" if known else None
        words.append(Worded(number, old, f"{columns['title']}\n{text}"))
        snapshot = reading.snapshot
        raw, size = (raws[snapshot.sha256], snapshot.size) if snapshot else (0, 0)
        notes.append({"record": key, "document": number, "sort": Sort.READING.value, "raw": raw, "size": size})
    connection.execute(delete(documents).where(documents.c.key.in_([row.key for row in held.values()])))
    connection.execute(insert(documents), rows)
    connection.execute(insert(readings), notes)
    backend.put_words(connection, DOCUMENT, words)
    _relate(connection, [row["id"] for row in rows])


def document_columns(document: Document, state: State) -> dict[str, Any]:
    """Return the columns that a reading, and what people said, give a document."""
    return {
        "title": plain(document.title),
        "outlet": plain(document.outlet),
        "locator": plain(document.locator),
        **published(document.published, state),
        "status": state.status.value,
    }


def published(day: date | None, state: State) -> dict[str, str]:
    """Return the columns of the day of publication, as a person set it where one did."""
    said = day_or_none(state.edits.get("published")) or day
    return span_of(said, said)


def _first(document: Document, reading: Read, text: int) -> dict[str, Any]:
    """Return the columns that only the first reading gives."""
    return {
        "id": document.id,
        "text": text,
        "text_id": reading.text_id or document.text_id,
        "extraction": 0,
        "revises": plain(reading.revises),
        "revised_by": "",
    }


def _kept(row: Row) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "text", "text_id", "extraction", "revises", "revised_by")}


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, Row]:
    return {row.id: row for row in connection.execute(select(documents).where(documents.c.id.in_(ids)))}


def _texts(connection: Connection, names: set[str]) -> dict[str, _Text]:
    query = select(records.c.key, records.c.name, records.c.body).where(records.c.sort == Sort.TEXT.value)
    return {
        row.name: _Text(row.key, row.body)
        for some in chunks(sorted(names))
        for row in connection.execute(query.where(records.c.name.in_(some)))
    }


def _raw_keys(connection: Connection, names: set[str]) -> dict[str, int]:
    """Return the keys of raw bytes, which are a text's where they are nothing but it."""
    query = select(records.c.key, records.c.name).where(records.c.sort.in_([Sort.RAW.value, Sort.TEXT.value]))
    return {
        row.name: row.key
        for some in chunks(sorted(names))
        for row in connection.execute(query.where(records.c.name.in_(some)).order_by(records.c.key.desc()))
    }


def _relate(connection: Connection, ids: Sequence[str]) -> None:
    """Mark what these documents revise, and these where others revise them: either may have come first."""
    query = select(documents.c.id, documents.c.revises).where(documents.c.revises != "")
    involved = or_(documents.c.id.in_(ids), documents.c.revises.in_(ids))
    for row in connection.execute(query.where(involved).order_by(documents.c.key)).all():
        revised = documents.c.id == row.revises
        connection.execute(update(documents).where(revised).values(revised_by=row.id))
        of_revised = claims.c.document.in_(select(documents.c.key).where(revised))
        connection.execute(update(claims).where(of_revised).values(superseded=1))
