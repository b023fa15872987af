"""What records are found by: rows made of them, one entry of the log after the other, and all of them again."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from types import MappingProxyType
from typing import NamedTuple, TypeVar

from marsad.store import tables
from marsad.store.backend import Backend
from marsad.store.base import Record
from marsad.store.claim_index import AtHand, index_claims
from marsad.store.database import Connection
from marsad.store.document_index import index_readings
from marsad.store.judgement_index import index_judgements
from marsad.store.records import Sort, document_of, read_judgement, read_reading

Item = TypeVar("Item")


class Keyed(NamedTuple):
    """A record and its key."""

    key: int
    record: Record


def add_to_index(
    connection: Connection, backend: Backend, added: Sequence[Keyed], at_hand: AtHand = MappingProxyType({})
) -> None:
    """Index the records of one log entry; claims that are not `at_hand` are read from them."""
    read = [(key, read_reading(record)) for key, record in added if record.sort == Sort.READING]
    for some in _apart(read, lambda item: str(item[1].about["id"])):
        index_readings(connection, backend, dict(some))
    packed = [(key, record) for key, record in added if record.sort == Sort.CLAIMS]
    for each in _apart(packed, lambda item: document_of(item[1].name)):
        index_claims(connection, backend, dict(each), at_hand)
    if said := {key: read_judgement(record) for key, record in added if record.sort == Sort.JUDGEMENT}:
        index_judgements(connection, said)


def rebuild_index(connection: Connection, backend: Backend) -> None:
    """Empty every table but the records, and index these anew. What is derived of them is gone."""
    for table in tables.INDEX:
        connection.run(f"DELETE FROM {table.name}")
    backend.clear(connection)
    for number in connection.column("SELECT number FROM log ORDER BY number"):
        add_to_index(connection, backend, records_of(connection, number))


def records_of(connection: Connection, entry: int) -> list[Keyed]:
    """Return the records of one log entry, in the order in which they were added."""
    rows = connection.all("SELECT key, sort, name, body, digest FROM records WHERE entry = ? ORDER BY key", [entry])
    return [Keyed(key, Record(*record)) for key, *record in rows]


def _apart(items: Iterable[Item], document: Callable[[Item], str]) -> Iterator[list[Item]]:
    """Yield `items` in lists, in order, such that no list has two of one document."""
    some: dict[str, Item] = {}
    for item in items:
        if document(item) in some:
            yield list(some.values())
            some = {}
        some[document(item)] = item
    if some:
        yield list(some.values())
