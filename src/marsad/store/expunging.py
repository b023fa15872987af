"""What documents say is taken out for good: their records are emptied, and what was made of them goes.

A record's name and digest stay, so that the chain of the log still proves what was there, when, and that nothing else
is missing; a judgement says who took it out, when, and why.
"""

from collections.abc import Iterator, Sequence

from sqlalchemy import Connection, or_, select, update

from marsad.errors import StoreError
from marsad.model import Review, Verdict
from marsad.store.backend import Backend
from marsad.store.base import Record
from marsad.store.columns import chunks
from marsad.store.index import rebuild_index
from marsad.store.records import emptied, read_judgement
from marsad.store.tables import Row, documents, judgements, readings, records


def expunge(connection: Connection, backend: Backend, ids: Sequence[str]) -> None:
    """Take out what documents say. Raise `StoreError` unless a judgement says so of each, and of all of their texts."""
    for row in _named(connection, of_same_text(connection, ids)):
        if row.status != Review.EXPUNGED:
            raise StoreError(f"No judgement takes out document {row.id}; make one first.")
        for key, record in _records_of(connection, row):
            body = emptied(record, row.text_id).body
            connection.execute(update(records).where(records.c.key == key).values(body=body))
    rebuild_index(connection, backend)


def of_same_text(connection: Connection, ids: Sequence[str]) -> list[str]:
    """Return the ids of documents, and of all others that have the text of one of them."""
    texts = select(documents.c.text).where(documents.c.id.in_(ids))
    wanted = select(documents.c.id).where(documents.c.text.in_(texts)).order_by(documents.c.key)
    return list(connection.execute(wanted).scalars())


def expunged(connection: Connection) -> set[tuple[str, str]]:
    """Return sort and name of the records whose content people took out."""
    said = judgements.c.verdict == Verdict.EXPUNGE.value
    rows = connection.execute(select(records).join(judgements, judgements.c.record == records.c.key).where(said)).all()
    ids = [read_judgement(Record(row.sort, row.name, row.body)).subject for row in rows]
    return {(record.sort, record.name) for row in _named(connection, ids) for _, record in _records_of(connection, row)}


def _named(connection: Connection, ids: Sequence[str]) -> list[Row]:
    return [
        row for some in chunks(ids) for row in connection.execute(select(documents).where(documents.c.id.in_(some)))
    ]


def _records_of(connection: Connection, document: Row) -> Iterator[tuple[int, Record]]:
    """Yield the records that tell what a document says, with their keys."""
    read = select(readings.c.record).where(readings.c.document == document.key)
    raw = select(readings.c.raw).where(readings.c.document == document.key)
    held = or_(records.c.key == document.text, records.c.key.in_(read), records.c.key.in_(raw))
    for row in connection.execute(select(records).where(held).order_by(records.c.key)).all():
        yield row.key, Record(row.sort, row.name, row.body)
