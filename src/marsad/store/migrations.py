"""How a ledger's tables came to be: small steps, numbered, each applied once; a table says which.

A step is never edited once a version with it is out: ledgers made by it are opened for ever. Records are only ever
added to; a step that changes what they are found by makes its tables anew and ends with `rebuild_index`.
"""

from collections.abc import Callable

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    insert,
    inspect,
    select,
)

from marsad.errors import StoreError
from marsad.store.backend import Backend
from marsad.store.index import rebuild_index
from marsad.store.tables import index

Step = Callable[[Connection, Backend], None]

NUMBER = BigInteger().with_variant(Integer(), "sqlite")
TEXT = Text().with_variant(Text(collation="C"), "postgresql")

migrations = Table(
    "migrations",
    MetaData(),
    Column("number", NUMBER, primary_key=True, autoincrement=False),
    Column("name", TEXT, nullable=False),
    sqlite_strict=True,
)


def found(connection: Connection) -> bool:
    """Whether there is a ledger at all."""
    return inspect(connection).has_table(migrations.name)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps that made this ledger; raise `StoreError` where a newer version made it."""
    names = connection.execute(select(migrations.c.name).order_by(migrations.c.number)).scalars().all()
    if unknown := set(names) - {step.__name__ for step in STEPS}:
        raise StoreError(f"The ledger was made by a newer version of marsad ({min(unknown)}); update marsad.")
    return list(names)


def migrate(connection: Connection, backend: Backend) -> None:
    """Apply the steps that were not yet applied."""
    if not found(connection):
        _refuse_others(connection)
        migrations.create(connection)
    done = applied(connection)
    for number, step in enumerate(STEPS, 1):
        if step.__name__ not in done:
            step(connection, backend)
            connection.execute(insert(migrations), {"number": number, "name": step.__name__})


def _refuse_others(connection: Connection) -> None:
    others = set(inspect(connection).get_table_names()) - {"spatial_ref_sys"}  # PostGIS has a table of its own
    if others:
        raise StoreError(
            f"There is something else already (a table {min(others)}); give the ledger a place of its own."
        )


def m001_ledger(connection: Connection, backend: Backend) -> None:
    """Make the log and the records, which are append-only, and what they are found by."""
    metadata = MetaData()
    Table(
        "log",
        metadata,
        Column("number", NUMBER, primary_key=True, autoincrement=False),
        Column("at", TEXT, nullable=False),
        Column("note", TEXT, nullable=False),
        Column("records", NUMBER, nullable=False),
        Column("previous", TEXT, nullable=False),
        Column("hash", TEXT, nullable=False),
        sqlite_strict=True,
    )
    records = Table(
        "records",
        metadata,
        Column("key", NUMBER, primary_key=True, autoincrement=False),
        Column("entry", NUMBER, nullable=False),
        Column("sort", TEXT, nullable=False),
        Column("name", TEXT, nullable=False),
        Column("digest", LargeBinary, nullable=False),
        Column("body", LargeBinary, nullable=False),
        sqlite_strict=True,
    )
    Index("records_by_name", records.c.name, records.c.sort, unique=True)
    Index("records_by_entry", records.c.entry)
    metadata.create_all(connection)
    index.create_all(connection)
    backend.create(connection)


def m002_numbers(connection: Connection, backend: Backend) -> None:
    """Make the index anew: days, standings and ids of claims are kept as numbers. What is derived is gone with it."""
    index.drop_all(connection)
    index.create_all(connection)
    rebuild_index(connection, backend)


STEPS: tuple[Step, ...] = (m001_ledger, m002_numbers)
