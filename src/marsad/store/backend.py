"""What a database does in its own way: words, places on the map, locks, and what it says when it fails."""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager
from typing import NamedTuple, Protocol

from sqlalchemy import ColumnElement, Connection, Engine
from sqlalchemy.exc import DBAPIError

from marsad.store import tables
from marsad.store.base import CLAIM, DOCUMENT, Box, Fault
from marsad.store.words import Sought

DERIVED = "derived"
WORDED = (DOCUMENT, CLAIM, DERIVED)
MAPPED = (CLAIM, DERIVED)
TABLES = {DOCUMENT: tables.documents, CLAIM: tables.claims, DERIVED: tables.derived}

_WRITES = "marsad_writes"


class Worded(NamedTuple):
    """The texts that an item was found by, and is to be found by; None where there was, or is to be, none."""

    key: int
    old: str | None
    new: str | None


class Point(NamedTuple):
    """Where on the map an item lies, in degrees."""

    key: int
    latitude: float
    longitude: float


class Backend(Protocol):
    """One kind of database. `sort` is one of `WORDED` or `MAPPED`.

    `engine` begins transactions by the option of `to_write`: such a one waits until no other writes.
    """

    engine: Engine
    alone: AbstractContextManager[object]
    """Held while a transaction is open, where there is one connection for all threads."""

    def create(self, connection: Connection) -> None:
        """Make the tables of words and points."""

    def clear(self, connection: Connection) -> None:
        """Empty them."""

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Let items be found by new texts in place of old ones."""

    def tidy(self, connection: Connection) -> None:
        """Pack the index of words, which grows by small pieces."""

    def scrub(self) -> None:
        """Let nothing that was overwritten or deleted stay in the database's files; no transaction is open."""

    def finds(self, sort: str, what: Sought) -> ColumnElement[bool]:
        """Return the condition that an item holds all words and phrases; with no words, none does."""

    def among(self, sort: str, ids: Sequence[str]) -> ColumnElement[bool]:
        """Return the condition that an item's id is one of `ids`, however many these are."""

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Put items on the map that are not on it."""

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Take items off the map."""

    def inside(self, sort: str, box: Box) -> ColumnElement[bool]:
        """Return the condition that an item lies in a box with west <= east, its edges included."""

    def faults(self, connection: Connection) -> Iterator[Fault]:
        """Yield what the database itself finds wrong with its files."""

    def index_faults(self, connection: Connection) -> Iterator[Fault]:
        """Yield what is wrong with the indexes of words and points; `connection` may write."""

    def size(self, connection: Connection) -> int:
        """Return the bytes that everything takes."""

    def complaint(self, error: DBAPIError) -> str:
        """Return one sentence that says what went wrong, and what to do."""


def to_write(connection: Connection) -> Connection:
    """Return `connection` such that its transactions write."""
    return connection.execution_options(**{_WRITES: True})


def writes(connection: Connection) -> bool:
    """Whether the transactions of `connection` write."""
    return bool(connection.get_execution_options().get(_WRITES))
