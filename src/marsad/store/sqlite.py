"""One file, or memory: SQLite with its full-text index and R*Tree.

Texts are indexed without the places of their words, which halves the index: a phrase is looked for in the texts
that hold all of its words, by functions that SQLite calls.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, closing, nullcontext
from functools import lru_cache
from pathlib import Path
from threading import RLock
from typing import Any

from sqlalchemy import (
    URL,
    ColumnElement,
    Connection,
    Engine,
    QueuePool,
    StaticPool,
    and_,
    column,
    create_engine,
    event,
    false,
    func,
    select,
    table,
    text,
)
from sqlalchemy.exc import DBAPIError

from marsad.errors import StoreError
from marsad.store.backend import MAPPED, TABLES, WORDED, Point, Worded, writes
from marsad.store.base import CLAIM, Box, Fault
from marsad.store.packing import expand, unpack
from marsad.store.records import claim_text, decoded
from marsad.store.tables import claims, documents, records
from marsad.store.types import claim_bytes
from marsad.store.words import Sought, says, words_of

PAGE = 8192  # bytes; in smaller ones, the packed claims of a document fill pages badly
PATIENCE = 60  # seconds that one program waits for another to finish writing

_WORDS = "fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')"
_BOXES = "rtree(key, south, north, west, east)"


class Sqlite:
    """A file, or a database in memory where `path` is None."""

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self.alone: AbstractContextManager[object] = nullcontext() if path else RLock()
        self.engine = _engine(path)
        event.listen(self.engine, "connect", self._prepare)
        event.listen(self.engine, "begin", _begin)

    def create(self, connection: Connection) -> None:
        """Make the virtual tables; a point is a box without extent."""
        for sort in WORDED:
            connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {sort}_words USING {_WORDS}")
        for sort in MAPPED:
            connection.exec_driver_sql(f"CREATE VIRTUAL TABLE {sort}_points USING {_BOXES}")

    def clear(self, connection: Connection) -> None:
        """Empty them."""
        for sort in WORDED:
            connection.exec_driver_sql(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('delete-all')")  # noqa: S608
        for sort in MAPPED:
            connection.exec_driver_sql(f"DELETE FROM {sort}_points")  # noqa: S608

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Index new words; the index must be told the old ones to forget them."""
        name = f"{sort}_words"
        _each(
            connection,
            f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', ?, ?)",  # noqa: S608 - our own names
            [(item.key, _joined(item.old)) for item in changes if item.old is not None],
        )
        _each(
            connection,
            f"INSERT INTO {name} (rowid, words) VALUES (?, ?)",  # noqa: S608
            [(item.key, _joined(item.new)) for item in changes if item.new is not None],
        )

    def tidy(self, connection: Connection) -> None:
        """Merge the pieces of the index of words, and give back the pages that this frees."""
        for sort in WORDED:
            connection.exec_driver_sql(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('optimize')")  # noqa: S608
        for _ in range(connection.execute(text("PRAGMA freelist_count")).scalar_one()):
            connection.exec_driver_sql("PRAGMA incremental_vacuum(1)")  # Python's driver takes one step at a time

    def scrub(self) -> None:
        """Write the file anew, without what lies in free pages and in the journal."""
        with closing(self.engine.raw_connection()) as raw:
            try:
                for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                    raw.cursor().execute(statement)
            except sqlite3.Error as error:
                raise StoreError(self._sentence(error)) from error

    def finds(self, sort: str, what: Sought) -> ColumnElement[bool]:
        """Look the words up, then read what has them all for the phrases."""
        if not what.words:
            return false()
        name = f"{sort}_words"
        words = table(name, column("rowid"), column(name))
        match = words.c[name].op("MATCH")(" AND ".join(f'"{word}"' for word in sorted(what.words)))
        held = TABLES[sort].c.key.in_(select(words.c.rowid).where(match))
        return and_(held, *(_says(sort, phrase) for phrase in what.phrases))

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Add boxes."""
        _each(
            connection,
            f"INSERT INTO {sort}_points VALUES (?, ?, ?, ?, ?)",  # noqa: S608
            [(item.key, item.latitude, item.latitude, item.longitude, item.longitude) for item in points],
        )

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Delete boxes."""
        _each(connection, f"DELETE FROM {sort}_points WHERE key = ?", [(key,) for key in keys])  # noqa: S608

    def among(self, sort: str, ids: Sequence[str]) -> ColumnElement[bool]:
        """Hand the ids over as one value: how many values a statement may have is bounded."""
        given = func.json_each(json.dumps(ids)).table_valued("value")
        return TABLES[sort].c.id.in_(select(func.claim_bytes(given.c.value) if sort == CLAIM else given.c.value))

    def inside(self, sort: str, box: Box) -> ColumnElement[bool]:
        """Look boxes up; coordinates are rounded to about a metre there."""
        points = table(f"{sort}_points", *(column(name) for name in ("key", "south", "north", "west", "east")))
        meets = and_(
            points.c.north >= box.south,
            points.c.south <= box.north,
            points.c.east >= box.west,
            points.c.west <= box.east,
        )
        return TABLES[sort].c.key.in_(select(points.c.key).where(meets))

    def faults(self, connection: Connection) -> Iterator[Fault]:
        """Ask SQLite to look through the file."""
        for (said,) in connection.exec_driver_sql("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Fault("the file", f"SQLite finds: {said}")

    def index_faults(self, connection: Connection) -> Iterator[Fault]:
        """Ask the indexes of words and points to look through themselves."""
        for sort in WORDED:
            try:
                connection.exec_driver_sql(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('integrity-check')")  # noqa: S608
            except DBAPIError:
                yield Fault(f"the index of words of each {sort}", "it is damaged; rebuild it")
        for sort in MAPPED:
            said = connection.execute(select(func.rtreecheck(f"{sort}_points"))).scalar_one()
            if said != "ok":
                yield Fault(f"the map index of each {sort}", f"SQLite finds: {said}; rebuild it")

    def size(self, connection: Connection) -> int:
        """Count the file's pages."""
        pages = connection.execute(text("PRAGMA page_count")).scalar_one()
        return int(pages) * int(connection.execute(text("PRAGMA page_size")).scalar_one())

    def complaint(self, error: DBAPIError) -> str:
        """Say what SQLite's error means for the ledger."""
        return self._sentence(error.orig)

    def _sentence(self, error: BaseException | None) -> str:
        code = getattr(error, "sqlite_errorname", "")
        said = next((words for start, words in _SAID.items() if code.startswith(start)), f"cannot be used: {error}")
        return f"{self.path or 'The ledger in memory'} {said}."

    def _prepare(self, connection: sqlite3.Connection, _: object) -> None:
        """Set up each connection; what fails here SQLAlchemy would not tell as an error of the database."""
        try:
            _set_up(connection)
        except sqlite3.Error as error:
            raise StoreError(self._sentence(error)) from error


_SAID = {
    "SQLITE_BUSY": "is being written by another program; run this again when that has finished",
    "SQLITE_LOCKED": "is being written by another program; run this again when that has finished",
    "SQLITE_FULL": "cannot grow: the disk is full; make room and run this again, nothing of what was kept is lost",
    "SQLITE_IOERR": "cannot be written or read: the disk is full or failing; make room and run this again",
    "SQLITE_READONLY": "cannot be written; check the permissions of the file and its folder",
    "SQLITE_CANTOPEN": "cannot be opened; check the permissions of the file and its folder",
    "SQLITE_CORRUPT": "is damaged; run marsad verify to see where, and go back to a copy",
    "SQLITE_NOTADB": "is no ledger, or its beginning is damaged; check the name, or go back to a copy",
}


def make_file(path: Path) -> None:
    """Make an empty file in which writers and readers do not wait for each other. Raise `StoreError` where not."""
    try:
        with closing(sqlite3.connect(path, timeout=PATIENCE)) as connection:
            connection.execute(f"PRAGMA page_size = {PAGE}")
            connection.execute("PRAGMA auto_vacuum = INCREMENTAL")  # so that `tidy` can give pages back
            connection.execute("PRAGMA journal_mode = WAL")
    except sqlite3.Error as error:
        raise StoreError(f"{path} cannot be made: {error}; check the name and the folder's permissions.") from error


def _engine(path: Path | None) -> Engine:
    waits = {"timeout": PATIENCE, "check_same_thread": False}
    if path is None:
        return create_engine("sqlite://", poolclass=StaticPool, connect_args=waits)
    return create_engine(
        URL.create("sqlite", database=str(path)), poolclass=QueuePool, max_overflow=-1, connect_args=waits
    )


def _set_up(connection: sqlite3.Connection) -> None:
    """Set up a connection: transactions are begun by `_begin`; text that is damaged is still read, to be found."""
    connection.isolation_level = None
    connection.text_factory = lambda data: data.decode("utf-8", "replace")
    connection.execute("PRAGMA trusted_schema = OFF")  # the file may be a stranger's
    connection.execute("PRAGMA cell_size_check = ON")
    connection.execute("PRAGMA cache_size = -8192")
    connection.execute("PRAGMA synchronous = FULL")  # what was reported as added survives a loss of power
    functions: dict[str, tuple[int, Callable[..., bool | bytes]]] = {
        "claim_bytes": (1, claim_bytes),
        "says": (2, _text_says),
        "document_says": (3, _document_says),
        "claim_says": (4, _claim_says),
    }
    for name, (arguments, function) in functions.items():
        connection.create_function(name, arguments, function, deterministic=True)


def _begin(connection: Connection) -> None:
    """Start a transaction; one that writes waits here, as a reader cannot become a writer later."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes(connection) else "BEGIN")


def _each(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


def _joined(said: str) -> str:
    return " ".join(words_of(said))


def _says(sort: str, phrase: tuple[str, ...]) -> ColumnElement[bool]:
    """Return the condition that an item says `phrase`, as a call of one of the functions below."""
    words = json.dumps(phrase)
    if sort == "derived":
        return func.says(TABLES[sort].c.title, words)
    written = select(records.c.body).where(records.c.key == documents.c.text)
    if sort == "document":
        return func.document_says(documents.c.title, written.correlate(documents).scalar_subquery(), words)
    read = select(records.c.body).where(records.c.key == claims.c.record).scalar_subquery()
    written = written.where(documents.c.key == claims.c.document).correlate(claims)
    return func.claim_says(read, written.scalar_subquery(), claims.c.position, words)


def _text_says(said: str, phrase: str) -> bool:
    return says(said, tuple(json.loads(phrase)))


def _document_says(title: str, body: bytes, phrase: str) -> bool:
    return _text_says(f"{title}\n{decoded(body)}", phrase)


def _claim_says(body: bytes, written: bytes, position: int, phrase: str) -> bool:
    return _text_says(_claim_texts(body, written)[position], phrase)


@lru_cache(64)
def _claim_texts(body: bytes, written: bytes) -> list[str]:
    return [claim_text(row) for row in unpack(body, expand(written))]
