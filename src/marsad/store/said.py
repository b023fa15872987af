"""What people said of records, looked up."""

import json
from collections.abc import Iterable, Sequence

from marsad.model import Judgement, State
from marsad.model.bodies import from_body
from marsad.model.state import standing
from marsad.store.base import Record
from marsad.store.columns import chunks
from marsad.store.database import Connection, marks
from marsad.store.records import read_judgement


def states_of(connection: Connection, subjects: Iterable[str]) -> dict[str, State]:
    """Return the states of those subjects that anything was said of."""
    return {
        subject: from_body(State, json.loads(body))
        for some in chunks(subjects)
        for subject, body in connection.all(f"SELECT subject, body FROM states WHERE subject IN ({marks(some)})", some)
    }


def concerning(connection: Connection, subjects: Sequence[str]) -> list[Judgement]:
    """Return all judgements that name one of `subjects`, and all that could undo them."""
    named = f"subject IN ({marks(subjects)}) OR other IN ({marks(subjects)})"
    rows = connection.all(
        "SELECT sort, name, body FROM records WHERE key IN (SELECT record FROM judgements WHERE subject IN ("
        f"SELECT subject FROM judgements WHERE {named}))",
        [*subjects, *subjects],
    )
    return [read_judgement(Record(*row)) for row in rows]


def named(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return which records the standing judgements name that name one of `ids`."""
    return {name for some in chunks(ids) for name in names_in(concerning(connection, some))}


def names_in(said: Iterable[Judgement]) -> set[str]:
    """Return the ids that those of `said` name that are not undone."""
    counted = standing(said)
    return {judgement.subject for judgement in counted} | {judgement.other for judgement in counted}
