"""One file, or memory: SQLite with its full-text index and R*Tree.

Texts are indexed without the places of their words, which halves the index: a phrase is looked for in the texts
that hold all of its words, by functions that SQLite calls.
"""

import json
import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from functools import lru_cache
from pathlib import Path
from threading import RLock

from marsad.errors import StoreError
from marsad.store.backend import COUNTED, MAPPED, NEVER, TABLES, WORDED, Condition, Point, Worded
from marsad.store.base import CLAIM, Box, Fault
from marsad.store.columns import claim_bytes
from marsad.store.database import Connection, Pool
from marsad.store.packing import unpack_json
from marsad.store.records import decoded, read_text, row_text
from marsad.store.tables import BYTES, NUMBER, SMALL, TEXT, TINY
from marsad.store.words import Sought, maybe, says, words_of

PAGE = 8192  # bytes; in smaller ones, the packed claims of a document fill pages badly
PATIENCE = 60  # seconds that one program waits for another to finish writing

_WORDS = "fts5(words, content='', columnsize=0, detail=none, tokenize='ascii')"
_BOXES = "rtree(key, south, north, west, east)"

_COUNTS = "kind TEXT, status INTEGER, many INTEGER, PRIMARY KEY (kind, status)) WITHOUT ROWID, STRICT"
_MORE = """INSERT INTO standings SELECT new.kind, new.status, 1 WHERE new.live = 1 AND new.superseded = 0
    ON CONFLICT DO UPDATE SET many = many + 1;"""
_LESS = """UPDATE standings SET many = many - 1
    WHERE kind = old.kind AND status = old.status AND old.live = 1 AND old.superseded = 0;"""
_COUNTING = {"INSERT": _MORE, "DELETE": _LESS, "UPDATE": _LESS + _MORE}
"""What keeps count of current claims: counting 100,000 takes longer than the rest of `marsad status`."""


class Sqlite:
    """A file, or a database in memory where `path` is None, whose one connection all threads share."""

    failures: tuple[type[Exception], ...] = (sqlite3.Error,)
    types: Mapping[str, str] = {NUMBER: "INTEGER", SMALL: "INTEGER", TINY: "INTEGER", TEXT: "TEXT", BYTES: "BLOB"}

    def __init__(self, path: Path | None) -> None:
        self.path = path
        self._alone: AbstractContextManager[object] = nullcontext() if path else RLock()
        self._pool = Pool(self._connect)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """Begin one; one that writes waits here, as a reader cannot become a writer later."""
        begin = "BEGIN IMMEDIATE" if write else "BEGIN"
        with self._alone, self._pool.transaction(lambda driver: driver.execute(begin)) as driver:
            yield Connection(driver)

    def close(self) -> None:
        """Close the connections that are not in use."""
        with self._alone:
            self._pool.close()

    def _connect(self) -> sqlite3.Connection:
        try:
            return self._connected("NORMAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorname != "SQLITE_IOERR_SHMSIZE":
                raise
            return self._connected("EXCLUSIVE")  # the disk has no room for what readers share: alone, one needs none

    def _connected(self, locking: str) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path or ":memory:", timeout=PATIENCE, check_same_thread=False)
        try:
            connection.execute(f"PRAGMA locking_mode = {locking}")
            _set_up(connection)
            connection.execute("SELECT 1 FROM sqlite_schema LIMIT 1")
        except sqlite3.Error:
            connection.close()
            raise
        return connection

    def names(self, connection: Connection) -> list[str]:
        """Ask the schema."""
        return connection.column("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")

    def kept_by(self, *, numbered: bool) -> str:
        """Keep a table by its key, also where that is not one number."""
        return "STRICT" if numbered else "WITHOUT ROWID, STRICT"

    def create(self, connection: Connection) -> None:
        """Make the virtual tables, in which a point is a box without extent, and the table of counts."""
        for sort in WORDED:
            connection.run(f"CREATE VIRTUAL TABLE {sort}_words USING {_WORDS}")
        for sort in MAPPED:
            connection.run(f"CREATE VIRTUAL TABLE {sort}_points USING {_BOXES}")
        connection.run(f"CREATE TABLE standings ({_COUNTS}")
        for event, what in _COUNTING.items():
            connection.run(f"CREATE TRIGGER claims_{event.lower()}d AFTER {event} ON claims BEGIN {what} END")

    def drop(self, connection: Connection) -> None:
        """Drop them; triggers go with the table that they watch."""
        for name in [*(f"{sort}_words" for sort in WORDED), *(f"{sort}_points" for sort in MAPPED), "standings"]:
            connection.run(f"DROP TABLE IF EXISTS {name}")

    def clear(self, connection: Connection) -> None:
        """Empty them."""
        for sort in WORDED:
            connection.run(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('delete-all')")
        for sort in MAPPED:
            connection.run(f"DELETE FROM {sort}_points")
        connection.run("DELETE FROM standings")

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Index new words; the index must be told the old ones to forget them."""
        name = f"{sort}_words"
        connection.each(
            f"INSERT INTO {name} ({name}, rowid, words) VALUES ('delete', ?, ?)",
            [(item.key, _joined(item.old)) for item in changes if item.old is not None],
        )
        connection.each(
            f"INSERT INTO {name} (rowid, words) VALUES (?, ?)",
            [(item.key, _joined(item.new)) for item in changes if item.new is not None],
        )

    def tidy(self, *, rewritten: bool) -> None:  # noqa: ARG002 - the same does for both
        """Merge the pieces of the index of words, and give back the pages that are free."""
        with self.transaction(write=True) as connection:
            for sort in WORDED:
                connection.run(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('optimize')")
            for _ in range(connection.one("PRAGMA freelist_count")):
                connection.run("PRAGMA incremental_vacuum(1)")  # Python's driver takes one step at a time

    def scrub(self) -> None:
        """Write the file anew, without what lies in free pages and in the journal."""
        with self._alone, self._pool.lent() as driver:
            for statement in ("VACUUM", "PRAGMA wal_checkpoint(TRUNCATE)"):
                driver.execute(statement)

    def finds(self, sort: str, what: Sought) -> Condition:
        """Look the words up, then read what has them all for the phrases."""
        if not what.words:
            return NEVER
        words = " AND ".join(f'"{word}"' for word in sorted(what.words))
        held = f"{TABLES[sort]}.key IN (SELECT rowid FROM {sort}_words WHERE {sort}_words MATCH ?)"
        phrases = [json.dumps(phrase) for phrase in what.phrases]
        return Condition(" AND ".join([held, *[_SAYS[sort]] * len(phrases)]), (words, *phrases))

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Add boxes."""
        connection.each(
            f"INSERT INTO {sort}_points VALUES (?, ?, ?, ?, ?)",
            [(item.key, item.latitude, item.latitude, item.longitude, item.longitude) for item in points],
        )

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Delete boxes."""
        connection.each(f"DELETE FROM {sort}_points WHERE key = ?", [(key,) for key in keys])

    def among(self, sort: str, ids: Sequence[str]) -> Condition:
        """Hand the ids over as one value: how many values a statement may have is bounded."""
        value = "claim_bytes(value)" if sort == CLAIM else "value"
        return Condition(f"{TABLES[sort]}.id IN (SELECT {value} FROM json_each(?))", (json.dumps(ids),))

    def inside(self, sort: str, box: Box) -> Condition:
        """Look boxes up; coordinates are rounded to about a metre there."""
        meets = "north >= ? AND south <= ? AND east >= ? AND west <= ?"
        inside = f"SELECT key FROM {sort}_points WHERE {meets}"
        return Condition(f"{TABLES[sort]}.key IN ({inside})", (box.south, box.north, box.west, box.east))

    def standings(self, connection: Connection) -> list[tuple[str, int, int]]:
        """Read what was counted."""
        return connection.all("SELECT kind, status, many FROM standings WHERE many > 0 ORDER BY kind, status")

    def faults(self, connection: Connection) -> Iterator[Fault]:
        """Ask SQLite to look through the file."""
        for (said,) in connection.all("PRAGMA integrity_check(20)"):
            if said != "ok":
                yield Fault("the file", f"SQLite finds: {said}")

    def index_faults(self, connection: Connection) -> Iterator[Fault]:
        """Ask the indexes of words and points to look through themselves, and count anew."""
        for sort in WORDED:
            try:
                connection.run(f"INSERT INTO {sort}_words ({sort}_words) VALUES ('integrity-check')")
            except sqlite3.Error:
                yield Fault(f"the index of words of each {sort}", "it is damaged; rebuild it")
        for sort in MAPPED:
            said = connection.one("SELECT rtreecheck(?)", (f"{sort}_points",))
            if said != "ok":
                yield Fault(f"the map index of each {sort}", f"SQLite finds: {said}; rebuild it")
        if self.standings(connection) != connection.all(COUNTED):
            yield Fault("the counts of claims", "they are not what the claims come to; rebuild the ledger")

    def size(self, connection: Connection) -> int:
        """Count the file's pages."""
        return int(connection.one("PRAGMA page_count")) * int(connection.one("PRAGMA page_size"))

    def complaint(self, error: Exception) -> str:
        """Say what SQLite's error means for the ledger."""
        code = getattr(error, "sqlite_errorname", "")
        said = next((words for start, words in _SAID.items() if code.startswith(start)), f"cannot be used: {error}")
        return f"{self.path or 'The ledger in memory'} {said}."


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
        path.unlink(missing_ok=True)  # half of one would be taken for one
        raise StoreError(
            f"{path} cannot be made: {error}; check name, folder and permissions, and the disk."
        ) from error


def _set_up(connection: sqlite3.Connection) -> None:
    """Set up a connection."""
    connection.isolation_level = None  # transactions are begun in words
    # Text that is damaged is still read, so that it can be found.
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


def _joined(said: str) -> str:
    return " ".join(words_of(said))


_SAYS = {
    "document": "document_says(documents.title, (SELECT body FROM records WHERE key = documents.text), ?)",
    "claim": """claim_says(
        (SELECT body FROM records WHERE key = claims.record),
        (SELECT body FROM records WHERE key = (SELECT text FROM documents WHERE key = claims.document)),
        claims.position, ?)""",
    "derived": "says(derived.title, ?)",
}
"""The conditions that an item of each sort says a phrase, as calls of the functions below."""


def _text_says(said: str, phrase: str) -> bool:
    return says(said, tuple(json.loads(phrase)))


def _document_says(title: str, body: bytes, phrase: str) -> bool:
    return _text_says(f"{title}\n{decoded(body)}", phrase)


def _claim_says(body: bytes, written: bytes, position: int, phrase: str) -> bool:
    texts = _texts_that_may_say(body, written, phrase)
    return bool(texts) and _text_says(texts[position], phrase)


@lru_cache(64)
def _texts_that_may_say(body: bytes, written: bytes, phrase: str) -> list[str]:
    """Return what claims are found by; nothing where none of them says the phrase: to parse them takes longest."""
    read = unpack_json(body, read_text(written))
    if read.isascii() and not maybe(tuple(json.loads(phrase))).search(read.lower()):
        return []
    return [row_text(row) for row in json.loads(read)]
