"""What documents say is taken out for good: their records are emptied, and what was made of them goes.

A record's name and digest stay, so that the chain of the log still proves what was there, when, and that nothing else
is missing; a judgement says who took it out, when, and why.
"""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from marsad.errors import StoreError
from marsad.model import Review, Verdict
from marsad.store.backend import Backend
from marsad.store.base import Record
from marsad.store.columns import chunks, standing_number
from marsad.store.database import Connection, marks
from marsad.store.index import rebuild_index
from marsad.store.records import emptied, read_judgement


class _Document(NamedTuple):
    """The row of a document."""

    key: int
    id: str
    text: int
    text_id: str
    status: int


def expunge(connection: Connection, backend: Backend, ids: Sequence[str]) -> None:
    """Take out what documents say. Raise `StoreError` unless a judgement says so of each, and of all of their texts."""
    for row in _named(connection, of_same_text(connection, ids)):
        if row.status != standing_number(Review.EXPUNGED):
            raise StoreError(f"No judgement takes out document {row.id}; make one first.")
        bodies = [(emptied(record, row.text_id).body, key) for key, record in _records_of(connection, row)]
        connection.each("UPDATE records SET body = ? WHERE key = ?", bodies)
    rebuild_index(connection, backend)


def of_same_text(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return the ids of documents, and of all others that have the text of one of them."""
    texts = f"SELECT text FROM documents WHERE id IN ({marks(ids)})"
    return connection.column(f"SELECT id FROM documents WHERE text IN ({texts}) ORDER BY key", ids)


def expunged(connection: Connection) -> set[tuple[str, str]]:
    """Return sort and name of the records whose content people took out."""
    rows = connection.all(
        "SELECT records.sort, name, body FROM records JOIN judgements ON judgements.record = records.key"
        " WHERE verdict = ?",
        [Verdict.EXPUNGE.value],
    )
    ids = [read_judgement(Record(*row)).subject for row in rows]
    return {(record.sort, record.name) for row in _named(connection, ids) for _, record in _records_of(connection, row)}


def _named(connection: Connection, ids: Sequence[str]) -> list[_Document]:
    query = f"SELECT {', '.join(_Document._fields)} FROM documents WHERE id IN "
    return [_Document(*row) for some in chunks(ids) for row in connection.all(f"{query}({marks(some)})", some)]


def _records_of(connection: Connection, document: _Document) -> Iterator[tuple[int, Record]]:
    """Yield the records that tell what a document says, with their keys."""
    rows = connection.all(
        "SELECT key, sort, name, body FROM records WHERE key = ? OR key IN (SELECT record FROM readings"
        " WHERE document = ?) OR key IN (SELECT raw FROM readings WHERE document = ?) ORDER BY key",
        [document.text, document.key, document.key],
    )
    for key, *record in rows:
        yield key, Record(*record)
