"""What people said of records, looked up."""

import json
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection, or_, select

from marsad.model import Judgement, State
from marsad.model.bodies import from_body
from marsad.model.state import standing
from marsad.store.base import Record
from marsad.store.columns import chunks
from marsad.store.records import read_judgement
from marsad.store.tables import judgements, records, states


def states_of(connection: Connection, subjects: Iterable[str]) -> dict[str, State]:
    """Return the states of those subjects that anything was said of."""
    return {
        row.subject: from_body(State, json.loads(row.body))
        for some in chunks(subjects)
        for row in connection.execute(select(states).where(states.c.subject.in_(some)))
    }


def concerning(connection: Connection, subjects: Sequence[str]) -> list[Judgement]:
    """Return all judgements that name one of `subjects`, and all that could undo them."""
    names = or_(judgements.c.subject.in_(subjects), judgements.c.other.in_(subjects))
    related = select(judgements.c.subject).where(names)
    query = select(records).join(judgements, judgements.c.record == records.c.key)
    rows = connection.execute(query.where(judgements.c.subject.in_(related)))
    return [read_judgement(Record(row.sort, row.name, row.body)) for row in rows]


def named(connection: Connection, ids: Iterable[str]) -> set[str]:
    """Return which records the standing judgements name that name one of `ids`."""
    return {name for some in chunks(ids) for name in names_in(concerning(connection, some))}


def names_in(said: Iterable[Judgement]) -> set[str]:
    """Return the ids that those of `said` name that are not undone."""
    counted = standing(said)
    return {judgement.subject for judgement in counted} | {judgement.other for judgement in counted}
