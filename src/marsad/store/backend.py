"""What a database does in its own way: words, places on the map, locks, and what it says when it fails."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from typing import Any, NamedTuple, Protocol

from marsad.store.base import CLAIM, DOCUMENT, Box, Fault
from marsad.store.database import Connection, marks
from marsad.store.words import Sought

DERIVED = "derived"
WORDED = (DOCUMENT, CLAIM, DERIVED)
MAPPED = (CLAIM, DERIVED)
TABLES = {DOCUMENT: "documents", CLAIM: "claims", DERIVED: "derived"}


class Condition(NamedTuple):
    """What must hold of a row, as SQL with "?" where the values stand."""

    sql: str
    values: tuple[Any, ...] = ()


NEVER = Condition("1 = 0")
CURRENT = Condition("claims.live = 1 AND claims.superseded = 0")
COUNTED = f"SELECT kind, status, count(*) FROM claims WHERE {CURRENT.sql} GROUP BY kind, status ORDER BY kind, status"


def one_of(column: str, values: Sequence[Any]) -> Condition:
    """Return the condition that a column holds one of some values; they must be few (`columns.chunks`)."""
    return Condition(f"{column} IN ({marks(values)})", tuple(values))


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
    """One kind of database. `sort` is one of `WORDED` or `MAPPED`."""

    failures: tuple[type[Exception], ...]
    """What it raises where it fails; `complaint` says it in words."""

    types: Mapping[str, str]
    """What it calls the kinds of columns (`tables`)."""

    def transaction(self, *, write: bool) -> AbstractContextManager[Connection]:
        """Begin a transaction that sees one state throughout; one that writes waits until no other does."""

    def close(self) -> None:
        """Let go of files and connections; of one that threads share, once no thread is at it."""

    def names(self, connection: Connection) -> list[str]:
        """Return the names of the tables that are there, but for those that come with the database."""

    def kept_by(self, *, numbered: bool) -> str:
        """Return what the making of a table ends with; `numbered` is whether a row is known by one number."""

    def create(self, connection: Connection) -> None:
        """Make what it has beside the tables that all have: for words, points, and what it counts."""

    def drop(self, connection: Connection) -> None:
        """Drop that, where it is there."""

    def clear(self, connection: Connection) -> None:
        """Empty them."""

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Let items be found by new texts in place of old ones."""

    def tidy(self, *, rewritten: bool) -> None:
        """Pack the index of words, which grows by small pieces; where all was `rewritten`, give back what was left."""

    def scrub(self) -> None:
        """Let nothing that was overwritten or deleted stay in the database's files; no transaction is open."""

    def finds(self, sort: str, what: Sought) -> Condition:
        """Return the condition that an item holds all words and phrases; with no words, none does."""

    def among(self, sort: str, ids: Sequence[str]) -> Condition:
        """Return the condition that an item's id is one of `ids`, however many these are."""

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Put items on the map that are not on it."""

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Take items off the map."""

    def inside(self, sort: str, box: Box) -> Condition:
        """Return the condition that an item lies in a box with west <= east, its edges included."""

    def standings(self, connection: Connection) -> list[tuple[str, int, int]]:
        """Return how many current claims there are of each kind and standing."""

    def faults(self, connection: Connection) -> Iterator[Fault]:
        """Yield what the database itself finds wrong with its files."""

    def index_faults(self, connection: Connection) -> Iterator[Fault]:
        """Yield what is wrong with what `create` made; `connection` may write."""

    def size(self, connection: Connection) -> int:
        """Return the bytes that everything takes."""

    def complaint(self, error: Exception) -> str:
        """Return one sentence that says what went wrong, and what to do."""
