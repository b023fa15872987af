"""A team's server: PostgreSQL with PostGIS. Needs the extra "postgres", which brings psycopg.

Words are kept as texts, made here and not by PostgreSQL's parser, so that every store finds the same; the index is of
the words in them, and phrases are looked for in the texts. Points are PostGIS geometries.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from marsad.errors import StoreError
from marsad.store.backend import COUNTED, MAPPED, NEVER, TABLES, WORDED, Condition, Point, Worded
from marsad.store.base import CLAIM, Box, Fault
from marsad.store.columns import claim_bytes
from marsad.store.database import Connection, Pool
from marsad.store.tables import BYTES, CORE, INDEX, NUMBER, SMALL, TEXT, TINY
from marsad.store.words import Sought, written

SRID = 4326  # degrees, WGS 84
LONG = 128  # bytes of a row, the least that can be asked for, from which PostgreSQL packs the words in it
PATIENCE = "60s"  # for another program to finish writing

_LISTED = "string_to_array(words, ' ')"
_TABLES = (*(f"{sort}_words" for sort in WORDED), *(f"{sort}_points" for sort in MAPPED))

_REBUILT = (*(table.name for table in INDEX), *_TABLES)


class Postgres:
    """The database at `address`; tables are in the first schema of the connection's search path."""

    types: Mapping[str, str] = {
        NUMBER: "BIGINT",
        SMALL: "INTEGER",
        TINY: "SMALLINT",
        TEXT: 'TEXT COLLATE "C"',
        BYTES: "BYTEA",
    }

    def __init__(self, address: str) -> None:
        try:
            import psycopg  # noqa: PLC0415 - an extra, which only teams install
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs psycopg; install it with: pip install 'marsad[postgres]'.") from error
        self.failures: tuple[type[Exception], ...] = (psycopg.Error,)
        self._locked = psycopg.errors.LockNotAvailable
        self.locator = without_password(address)
        try:
            psycopg.conninfo.conninfo_to_dict(address)
        except psycopg.ProgrammingError:
            raise StoreError(
                "The PostgreSQL address cannot be read; write postgresql://user@host/database."
            ) from None  # what the library says has the password in it
        self._pool = Pool(lambda: psycopg.connect(address, autocommit=True), _answers)

    @contextmanager
    def transaction(self, *, write: bool) -> Iterator[Connection]:
        """Begin one; a writer queues, and then sees what the one before has written."""
        with self._pool.transaction(_queue if write else _look) as driver:
            yield Connection(driver, "%s")

    def close(self) -> None:
        """Close the connections that are not in use."""
        self._pool.close()

    def names(self, connection: Connection) -> list[str]:
        """Ask the schema; PostGIS has a table of its own."""
        return connection.column(
            "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() AND tablename <> 'spatial_ref_sys'"
            " ORDER BY tablename"
        )

    def kept_by(self, *, numbered: bool) -> str:  # noqa: ARG002 - SQLite's way
        """Return nothing: tables are kept as rows come."""
        return ""

    def create(self, connection: Connection) -> None:
        """Make tables of words and points, and PostGIS where it is not yet there."""
        connection.run("CREATE EXTENSION IF NOT EXISTS postgis")
        for sort in WORDED:
            name = f"{sort}_words"
            columns = 'key BIGINT PRIMARY KEY, words TEXT COLLATE "C" NOT NULL'
            connection.run(f"CREATE TABLE {name} ({columns}) WITH (toast_tuple_target = {LONG})")
            connection.run(f"ALTER TABLE {name} ALTER words SET STORAGE MAIN")
            gin = f"gin ({_LISTED}) WITH (gin_pending_list_limit = 64)"  # of 4 MB, half would be left empty
            connection.run(f"CREATE INDEX {name}_index ON {name} USING {gin}")
        for sort in MAPPED:
            point = f"geometry(Point, {SRID}) NOT NULL"
            connection.run(f"CREATE TABLE {sort}_points (key BIGINT PRIMARY KEY, point {point})")
            connection.run(f"CREATE INDEX {sort}_points_index ON {sort}_points USING gist (point)")

    def drop(self, connection: Connection) -> None:
        """Drop them."""
        for name in _TABLES:
            connection.run(f"DROP TABLE IF EXISTS {name}")

    def clear(self, connection: Connection) -> None:
        """Delete rows: truncating would keep readers waiting."""
        for name in _TABLES:
            connection.run(f"DELETE FROM {name}")

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Write texts over those that are there."""
        name = f"{sort}_words"
        connection.delete(name, "key", [item.key for item in changes if item.old is not None])
        connection.each(
            f"INSERT INTO {name} VALUES (?, ?)",
            [(item.key, written(item.new)) for item in changes if item.new is not None],
        )

    def tidy(self, *, rewritten: bool) -> None:
        """Let the room of rows that are gone be used again; where all was rewritten, give it back."""
        with self._pool.lent() as driver:
            driver.execute(f"SET lock_timeout = '{PATIENCE if rewritten else 0}'")
            try:
                driver.execute(f"VACUUM ({'FULL, ' if rewritten else ''}ANALYZE) {', '.join(_REBUILT)}")
            except self._locked:
                pass  # somebody has been looking all the while: the server tidies by itself, if less
            finally:
                driver.execute("RESET lock_timeout")

    def scrub(self) -> None:
        """Write the tables anew; the server's own journal and its backups are its administrator's."""
        with self._pool.lent() as driver:
            driver.execute(f"VACUUM FULL {', '.join((*(table.name for table in CORE), *_REBUILT))}")

    def finds(self, sort: str, what: Sought) -> Condition:
        """Look the words up, then look for the phrases in what has them all."""
        if not what.words:
            return NEVER
        held = [f"{_LISTED} @> CAST(? AS text[])", *["position(? IN ' ' || words || ' ') > 0"] * len(what.phrases)]
        phrases = [f" {' '.join(phrase)} " for phrase in what.phrases]
        found = f"SELECT key FROM {sort}_words WHERE {' AND '.join(held)}"
        return Condition(f"{TABLES[sort]}.key IN ({found})", (sorted(what.words), *phrases))

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Insert geometries."""
        connection.each(
            f"INSERT INTO {sort}_points VALUES (?, ST_SetSRID(ST_MakePoint(?, ?), {SRID}))",
            [(item.key, item.longitude, item.latitude) for item in points],
        )

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Delete geometries."""
        connection.delete(f"{sort}_points", "key", keys)

    def among(self, sort: str, ids: Sequence[str]) -> Condition:
        """Hand the ids over as one array."""
        values: list[Any] = [claim_bytes(each) for each in ids] if sort == CLAIM else list(ids)
        return Condition(f"{TABLES[sort]}.id = ANY(CAST(? AS {'bytea' if sort == CLAIM else 'text'}[]))", (values,))

    def inside(self, sort: str, box: Box) -> Condition:
        """Look points up by their boxes, which is exact to about a metre, as in SQLite."""
        inside = f"SELECT key FROM {sort}_points WHERE point && ST_MakeEnvelope(?, ?, ?, ?, {SRID})"
        return Condition(f"{TABLES[sort]}.key IN ({inside})", (box.west, box.south, box.east, box.north))

    def standings(self, connection: Connection) -> list[tuple[str, int, int]]:
        """Count."""
        return connection.all(COUNTED)

    def faults(self, _: Connection) -> Iterator[Fault]:
        """Yield nothing: the server's files are its administrator's to check."""
        yield from ()

    def index_faults(self, _: Connection) -> Iterator[Fault]:
        """Yield nothing, likewise."""
        yield from ()

    def size(self, connection: Connection) -> int:
        """Count tables and indexes of the schema, but for the one that PostGIS puts there."""
        ours = "relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'spatial_ref_sys'"
        return int(connection.one(f"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE {ours}"))

    def complaint(self, error: Exception) -> str:
        """Say what PostgreSQL said, in a line."""
        state = getattr(error, "sqlstate", None)
        if state in _SAID:
            return f"{self.locator} {_SAID[state]}."
        said = (without_password(str(error)).strip() or type(error).__name__).splitlines()[0]
        return f"{self.locator} cannot be used; check address, user and rights. PostgreSQL says: {said}"


_SAID = {
    "55P03": "is being written by another program; run this again when that has finished",
    "53100": "cannot grow: the server's disk is full; make room and run this again, nothing of what was kept is lost",
    "53300": "has no free connection; run this again later",
    "42501": "cannot be written by this user; ask its administrator for the right to create tables and for PostGIS",
    "0A000": "has no PostGIS; ask its administrator to install the package and run CREATE EXTENSION postgis",
    "58P01": "has no PostGIS; ask its administrator to install the package and run CREATE EXTENSION postgis",
    "25006": "cannot be written: the server is read-only",
}


def without_password(said: str) -> str:
    """Return words with the passwords of the addresses in them covered."""
    said = re.sub(r"(://[^:/@\s]*:)[^@\s]*@", r"\1***@", said)
    return re.sub(r"(\bpassword=)[^&\s]*", r"\1***", said)


def _look(driver: Any) -> None:
    driver.execute("BEGIN ISOLATION LEVEL REPEATABLE READ")


def _queue(driver: Any) -> None:
    """Wait for other writers: a chain has one end."""
    driver.execute("BEGIN ISOLATION LEVEL READ COMMITTED")
    driver.execute(f"SET LOCAL lock_timeout = '{PATIENCE}'")
    driver.execute("SELECT pg_advisory_xact_lock(hashtext('marsad ' || current_schema()))")


def _answers(driver: Any) -> bool:
    """Whether a connection that was kept is still one: servers end those that do nothing for long."""
    try:
        driver.execute("SELECT 1")
    except Exception:  # noqa: BLE001 - psycopg is not imported here, and any failure says so
        return False
    return True
