"""A team's server: PostgreSQL with PostGIS. Needs the extra "postgres", which brings psycopg.

Words are kept as `tsvector` with their places, made here and not by PostgreSQL's parser, so that every store finds the
same; points are PostGIS geometries. Of a text with more than 16,383 words (a long book), phrases are found in the
first ones only: that is how far `tsvector` counts.
"""

from collections.abc import Iterator, Sequence
from contextlib import AbstractContextManager, nullcontext
from typing import Any

from sqlalchemy import (
    ARRAY,
    URL,
    ColumnElement,
    Connection,
    any_,
    cast,
    column,
    create_engine,
    event,
    false,
    func,
    literal,
    make_url,
    select,
    table,
    text,
)
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.exc import ArgumentError, DBAPIError

from marsad.errors import StoreError
from marsad.store.backend import MAPPED, TABLES, WORDED, Point, Worded, writes
from marsad.store.base import Box, Fault
from marsad.store.tables import core, index
from marsad.store.words import Sought, words_of

SRID = 4326  # degrees, WGS 84
FARTHEST = 16_383  # words that a tsvector counts
LARGEST = 900_000  # bytes; a tsvector holds a mebibyte
PATIENCE = "60s"  # for another program to finish writing


class Postgres:
    """The database at `url`; tables are in the first schema of the connection's search path."""

    def __init__(self, url: URL) -> None:
        self.alone: AbstractContextManager[object] = nullcontext()
        self.locator = url.render_as_string(hide_password=True)
        try:
            self.engine = create_engine(
                url.set(drivername="postgresql+psycopg"), isolation_level="REPEATABLE READ", pool_pre_ping=True
            )
        except ModuleNotFoundError as error:
            raise StoreError("PostgreSQL needs psycopg; install it with: pip install 'marsad[postgres]'.") from error
        event.listen(self.engine, "begin", _begin)

    def create(self, connection: Connection) -> None:
        """Make tables of words and points, and PostGIS where it is not yet there."""
        connection.execute(text("CREATE EXTENSION IF NOT EXISTS postgis"))
        for sort in WORDED:
            connection.execute(text(f"CREATE TABLE {sort}_words (key BIGINT PRIMARY KEY, words TSVECTOR NOT NULL)"))
            connection.execute(text(f"CREATE INDEX {sort}_words_index ON {sort}_words USING gin (words)"))
        for sort in MAPPED:
            point = f"geometry(Point, {SRID}) NOT NULL"
            connection.execute(text(f"CREATE TABLE {sort}_points (key BIGINT PRIMARY KEY, point {point})"))
            connection.execute(text(f"CREATE INDEX {sort}_points_index ON {sort}_points USING gist (point)"))

    def clear(self, connection: Connection) -> None:
        """Delete rows: truncating would keep readers waiting."""
        for name in [f"{sort}_words" for sort in WORDED] + [f"{sort}_points" for sort in MAPPED]:
            connection.execute(text(f"DELETE FROM {name}"))  # noqa: S608 - our own names

    def put_words(self, connection: Connection, sort: str, changes: Sequence[Worded]) -> None:
        """Write vectors over those that are there."""
        name = f"{sort}_words"
        _each(
            connection,
            f"DELETE FROM {name} WHERE key = %s",  # noqa: S608
            [(item.key,) for item in changes if item.old is not None],
        )
        _each(
            connection,
            f"INSERT INTO {name} VALUES (%s, %s::tsvector)",  # noqa: S608
            [(item.key, _vector(item.new)) for item in changes if item.new is not None],
        )

    def tidy(self, _: Connection) -> None:
        """Do nothing: the server does so by itself."""

    def scrub(self) -> None:
        """Write the tables anew; the server's own journal and its backups are its administrator's."""
        with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for name in [*core.tables, *index.tables, *(f"{sort}_words" for sort in WORDED)]:
                connection.execute(text(f"VACUUM FULL {name}"))

    def finds(self, sort: str, what: Sought) -> ColumnElement[bool]:
        """Match words and phrases."""
        if not what.words:
            return false()
        words = table(f"{sort}_words", column("key"), column("words"))
        parts = [f"'{word}'" for word in sorted(what.words)]
        parts += ["(" + " <-> ".join(f"'{word}'" for word in phrase) + ")" for phrase in what.phrases]
        match = words.c.words.op("@@")(cast(" & ".join(parts), TSQUERY))
        return TABLES[sort].c.key.in_(select(words.c.key).where(match))

    def put_points(self, connection: Connection, sort: str, points: Sequence[Point]) -> None:
        """Insert geometries."""
        _each(
            connection,
            f"INSERT INTO {sort}_points VALUES (%s, ST_SetSRID(ST_MakePoint(%s, %s), {SRID}))",  # noqa: S608
            [(item.key, item.longitude, item.latitude) for item in points],
        )

    def drop_points(self, connection: Connection, sort: str, keys: Sequence[int]) -> None:
        """Delete geometries."""
        _each(connection, f"DELETE FROM {sort}_points WHERE key = %s", [(key,) for key in keys])  # noqa: S608

    def among(self, sort: str, ids: Sequence[str]) -> ColumnElement[bool]:
        """Hand the ids over as one array."""
        return TABLES[sort].c.id == any_(literal(list(ids), ARRAY(TABLES[sort].c.id.type)))

    def inside(self, sort: str, box: Box) -> ColumnElement[bool]:
        """Look points up by their boxes, which is exact to about a metre, as in SQLite."""
        points = table(f"{sort}_points", column("key"), column("point"))
        envelope = func.ST_MakeEnvelope(box.west, box.south, box.east, box.north, SRID)
        return TABLES[sort].c.key.in_(select(points.c.key).where(points.c.point.op("&&")(envelope)))

    def faults(self, _: Connection) -> Iterator[Fault]:
        """Yield nothing: the server's files are its administrator's to check."""
        yield from ()

    def index_faults(self, _: Connection) -> Iterator[Fault]:
        """Yield nothing, likewise."""
        yield from ()

    def size(self, connection: Connection) -> int:
        """Count tables and indexes of the schema, but for the one that PostGIS puts there."""
        ours = "relnamespace = current_schema()::regnamespace AND relkind = 'r' AND relname <> 'spatial_ref_sys'"
        query = text(f"SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE {ours}")  # noqa: S608
        return int(connection.execute(query).scalar_one())

    def complaint(self, error: DBAPIError) -> str:
        """Say what PostgreSQL said, in a line."""
        state = getattr(error.orig, "sqlstate", None)
        if state in _SAID:
            return f"{self.locator} {_SAID[state]}."
        said = (str(error.orig).strip() or type(error.orig).__name__).splitlines()[0]
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


def parse_url(locator: str) -> URL:
    """Return the address that `locator` is; raise `StoreError` where it is none."""
    try:
        return make_url(locator)
    except (ArgumentError, ValueError) as error:
        raise StoreError("The PostgreSQL address cannot be read; write postgresql://user@host/database.") from error


def _begin(connection: Connection) -> None:
    """Queue writers; each then sees what the one before has written, while readers see one state throughout."""
    if writes(connection):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{PATIENCE}'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('marsad ' || current_schema()))")


def _each(connection: Connection, statement: str, rows: list[tuple[Any, ...]]) -> None:
    if rows:
        connection.exec_driver_sql(statement, rows)


def _vector(said: str) -> str:
    """Return the words of a text with their places, in the form in which PostgreSQL reads vectors."""
    places: dict[str, list[int]] = {}
    for place, word in enumerate(words_of(said), 1):
        places.setdefault(word, []).append(min(place, FARTHEST))
    size, parts = 0, []
    for word, where in places.items():
        size += len(word.encode()) + 2 * min(len(where), 255) + 8
        if size > LARGEST:
            break
        parts.append(f"'{word}':{','.join(map(str, where[:255]))}")
    return " ".join(parts)
