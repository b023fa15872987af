"""What judgements are found by, and what they come to for the records that they name."""

import json
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select, update

from marsad.model import Judgement, Review, State
from marsad.model.bodies import to_body
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED, fold
from marsad.store.base import Record
from marsad.store.claim_index import claim_columns, texts_of
from marsad.store.columns import chunks, day_or_none, plain
from marsad.store.document_index import published
from marsad.store.packing import unpack
from marsad.store.records import claim_row, read_reading
from marsad.store.said import concerning, names_in
from marsad.store.tables import claims, documents, judgements, records, states


def index_judgements(connection: Connection, said: Mapping[int, Judgement]) -> None:
    """Index judgements, given by the keys of their records."""
    rows = [
        {
            "record": key,
            "id": judgement.id,
            "subject": plain(judgement.subject),
            "other": plain(judgement.other),
            "verdict": judgement.verdict.value,
        }
        for key, judgement in said.items()
    ]
    connection.execute(insert(judgements), rows)
    names = {plain(name) for judgement in said.values() for name in (judgement.subject, judgement.other)}
    for some in chunks(sorted(_with_pairs(connection, names) - {""})):
        _restate(connection, some)


def _with_pairs(connection: Connection, subjects: set[str]) -> set[str]:
    """Return `subjects` and what they were paired with: undoing a pair's judgement concerns both."""
    query = select(judgements.c.other).where(judgements.c.subject.in_(subjects))
    return subjects | set(connection.execute(query).scalars())


def _restate(connection: Connection, subjects: Sequence[str]) -> None:
    """Write anew what was said of `subjects`, in all."""
    said = concerning(connection, subjects)
    named = names_in(said)
    connection.execute(delete(states).where(states.c.subject.in_(subjects)))
    for subject in subjects:
        state = fold(judgement for judgement in said if judgement.subject == subject)
        if state != UNJUDGED:
            body = json.dumps(to_body(state), sort_keys=True)
            connection.execute(insert(states), {"subject": subject, "body": body})
        _restate_document(connection, subject, state)
        _restate_claim(connection, subject, state, judged=subject in named)


def _restate_document(connection: Connection, subject: str, state: State) -> None:
    row = connection.execute(
        select(documents.c.key.label("document"), records)
        .join(records, records.c.key == documents.c.reading)
        .where(documents.c.id == subject)
    ).one_or_none()
    if row:
        read = read_reading(Record(row.sort, row.name, row.body))
        columns = {**published(day_or_none(read.about["published"]), state), "status": state.status.value}
        connection.execute(update(documents).where(documents.c.id == subject), columns)
        if state.status is Review.EXPUNGED:
            connection.execute(update(claims).where(claims.c.document == row.document).values(superseded=1))


def _restate_claim(connection: Connection, subject: str, state: State, *, judged: bool) -> None:
    row = connection.execute(
        select(claims.c.document, claims.c.record, claims.c.position, documents.c.extraction, records)
        .join(records, records.c.key == claims.c.record)
        .join(documents, documents.c.key == claims.c.document)
        .where(claims.c.id == subject)
    ).one_or_none()
    if row:
        rows = unpack(row.body, texts_of(connection, [row.document])[row.document])
        claim = from_row(claim_row(rows[row.position], row.name))
        columns = claim_columns(claim, state, judged=judged)
        columns["live"] = int(judged or row.record == row.extraction)
        connection.execute(update(claims).where(claims.c.id == subject), columns)
