"""What judgements are found by, and what they come to for the records that they name."""

import json
from collections.abc import Mapping, Sequence

from marsad.model import Judgement, Review, State
from marsad.model.bodies import to_body
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED, fold
from marsad.store.base import Record
from marsad.store.claim_index import claim_columns
from marsad.store.columns import chunks, claim_bytes, day_or_none, plain, standing_number
from marsad.store.database import Connection, marks
from marsad.store.document_index import published
from marsad.store.kept import texts_of
from marsad.store.packing import unpack
from marsad.store.records import claim_row, read_reading
from marsad.store.said import concerning, names_in


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
    connection.insert("judgements", rows)
    names = {plain(name) for judgement in said.values() for name in (judgement.subject, judgement.other)}
    for some in chunks(sorted(_with_pairs(connection, names) - {""})):
        _restate(connection, some)


def _with_pairs(connection: Connection, subjects: set[str]) -> set[str]:
    """Return `subjects` and what they were paired with: undoing a pair's judgement concerns both."""
    query = "SELECT other FROM judgements WHERE subject IN "
    return subjects | {
        other for some in chunks(subjects) for other in connection.column(f"{query}({marks(some)})", some)
    }


def _restate(connection: Connection, subjects: Sequence[str]) -> None:
    """Write anew what was said of `subjects`, in all."""
    said = concerning(connection, subjects)
    named = names_in(said)
    connection.run(f"DELETE FROM states WHERE subject IN ({marks(subjects)})", subjects)
    for subject in subjects:
        state = fold(judgement for judgement in said if judgement.subject == subject)
        if state != UNJUDGED:
            body = json.dumps(to_body(state), sort_keys=True)
            connection.insert("states", [{"subject": subject, "body": body}])
        _restate_document(connection, subject, state)
        _restate_claim(connection, subject, state, judged=subject in named)


def _restate_document(connection: Connection, subject: str, state: State) -> None:
    row = connection.first(
        "SELECT documents.key, records.sort, name, body FROM documents JOIN records ON records.key = documents.reading"
        " WHERE documents.id = ?",
        [subject],
    )
    if row:
        document, *record = row
        read = read_reading(Record(*record))
        columns = {
            **published(day_or_none(read.about["published"]), state),
            "status": standing_number(state.status),
        }
        connection.update("documents", columns, "id", subject)
        if state.status is Review.EXPUNGED:
            connection.update("claims", {"superseded": 1}, "document", document)


def _restate_claim(connection: Connection, subject: str, state: State, *, judged: bool) -> None:
    row = connection.first(
        "SELECT claims.document, record, position, extraction, name, body FROM claims"
        " JOIN records ON records.key = claims.record JOIN documents ON documents.key = claims.document"
        " WHERE claims.id = ?",
        [claim_bytes(subject)],
    )
    if row:
        document, record, position, extraction, name, body = row
        rows = unpack(body, texts_of(connection, [document])[document])
        claim = from_row(claim_row(rows[position], name))
        columns = claim_columns(claim, state, judged=judged) | {"live": int(judged or record == extraction)}
        connection.update("claims", columns, "id", claim_bytes(subject))
