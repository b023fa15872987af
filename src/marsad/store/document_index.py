"""What documents are found by: a row for each, made of its last reading."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from marsad.model import Document, State
from marsad.model.state import UNJUDGED
from marsad.store.backend import Backend, Worded
from marsad.store.base import DOCUMENT
from marsad.store.columns import chunks, day_or_none, plain, span_of, standing_number
from marsad.store.database import Connection, marks, next_key
from marsad.store.records import Read, Sort, decoded
from marsad.store.said import states_of


class _Text(NamedTuple):
    """The key of a text's record, and the text as it is kept."""

    key: int
    body: bytes


class _Held(NamedTuple):
    """What the row of a known document keeps, whatever a further reading says."""

    key: int
    title: str
    id: str
    text: int
    text_id: str
    extraction: int
    revises: str
    revised_by: str


def index_readings(connection: Connection, backend: Backend, read: Mapping[int, Read]) -> None:
    """Index readings, given by the keys of their records; no two are of one document."""
    held = _held(connection, [reading.about["id"] for reading in read.values()])
    texts = _texts(connection, {reading.text for reading in read.values()})
    raws = _raw_keys(connection, {reading.snapshot.sha256 for reading in read.values() if reading.snapshot})
    said = states_of(connection, [reading.about["id"] for reading in read.values()])
    following = next_key(connection, "documents")
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
    connection.delete("documents", "key", [row.key for row in held.values()])
    connection.insert("documents", rows)
    connection.insert("readings", notes)
    backend.put_words(connection, DOCUMENT, words)
    _relate(connection, [row["id"] for row in rows])


def document_columns(document: Document, state: State) -> dict[str, Any]:
    """Return the columns that a reading, and what people said, give a document."""
    return {
        "title": plain(document.title),
        "outlet": plain(document.outlet),
        "locator": plain(document.locator),
        **published(document.published, state),
        "status": standing_number(state.status),
    }


def published(day: date | None, state: State) -> dict[str, int]:
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


def _kept(row: _Held) -> dict[str, Any]:
    return {name: getattr(row, name) for name in ("id", "text", "text_id", "extraction", "revises", "revised_by")}


def _held(connection: Connection, ids: Sequence[str]) -> dict[str, _Held]:
    query = f"SELECT {', '.join(_Held._fields)} FROM documents WHERE id IN "
    rows = [_Held(*row) for some in chunks(ids) for row in connection.all(f"{query}({marks(some)})", some)]
    return {row.id: row for row in rows}


def _texts(connection: Connection, names: set[str]) -> dict[str, _Text]:
    query = "SELECT name, key, body FROM records WHERE sort = 'text' AND name IN "
    return {
        name: _Text(*text)
        for some in chunks(sorted(names))
        for name, *text in connection.all(f"{query}({marks(some)})", some)
    }


def _raw_keys(connection: Connection, names: set[str]) -> dict[str, int]:
    """Return the keys of raw bytes, which are a text's where they are nothing but it."""
    query = "SELECT name, key FROM records WHERE sort IN ('raw', 'text') AND name IN "
    return {
        name: key
        for some in chunks(sorted(names))
        for name, key in connection.all(f"{query}({marks(some)}) ORDER BY key DESC", some)
    }


def _relate(connection: Connection, ids: Sequence[str]) -> None:
    """Mark what these documents revise, and these where others revise them: either may have come first."""
    for some in chunks(ids):
        involved = f"revises <> '' AND (id IN ({marks(some)}) OR revises IN ({marks(some)}))"
        for name, revises in connection.all(
            f"SELECT id, revises FROM documents WHERE {involved} ORDER BY key", [*some, *some]
        ):
            connection.run("UPDATE documents SET revised_by = ? WHERE id = ?", [name, revises])
            of_revised = "document IN (SELECT key FROM documents WHERE id = ?)"
            connection.run(f"UPDATE claims SET superseded = 1 WHERE {of_revised}", [revises])
