"""How a ledger's tables came to be: small steps, numbered, each applied once; a table says which.

A step is never edited once a version with it is out: ledgers made by it are opened for ever. Records are only ever
added to; a step that changes what they are found by makes its tables anew and ends with `rebuild_index`.
"""

from collections.abc import Callable, Iterable

from marsad.errors import StoreError
from marsad.store.backend import Backend
from marsad.store.database import Connection
from marsad.store.tables import CORE, INDEX, NUMBER, TEXT, Table

Step = Callable[[Connection, Backend], None]

MIGRATIONS = Table("migrations", {"number": NUMBER, "name": TEXT}, ("number",))


def found(connection: Connection, backend: Backend) -> bool:
    """Whether there is a ledger at all."""
    return MIGRATIONS.name in backend.names(connection)


def applied(connection: Connection) -> list[str]:
    """Return the names of the steps that made this ledger; raise `StoreError` where a newer version made it."""
    names = connection.column("SELECT name FROM migrations ORDER BY number")
    if unknown := set(names) - {step.__name__ for step in STEPS}:
        raise StoreError(f"The ledger was made by a newer version of marsad ({min(unknown)}); update marsad.")
    return names


def migrate(connection: Connection, backend: Backend) -> None:
    """Apply the steps that were not yet applied."""
    if not found(connection, backend):
        _refuse_others(connection, backend)
        create(connection, backend, [MIGRATIONS])
    done = applied(connection)
    for number, step in enumerate(STEPS, 1):
        if step.__name__ not in done:
            step(connection, backend)
            connection.insert("migrations", [{"number": number, "name": step.__name__}])


def create(connection: Connection, backend: Backend, made: Iterable[Table]) -> None:
    """Make tables, and their indexes."""
    for table in made:
        columns = [f"{name} {backend.types[kind]} NOT NULL" for name, kind in table.columns.items()]
        parts = ", ".join([*columns, f"PRIMARY KEY ({', '.join(table.key)})"])
        connection.run(f"CREATE TABLE {table.name} ({parts}) {backend.kept_by(numbered=table.numbered)}")
        for name, on in table.unique.items():
            connection.run(f"CREATE UNIQUE INDEX {name} ON {table.name} ({on})")
        for name, on in table.indexes.items():
            connection.run(f"CREATE INDEX {name} ON {table.name} ({on})")


def _refuse_others(connection: Connection, backend: Backend) -> None:
    if others := backend.names(connection):
        raise StoreError(
            f"There is something else already (a table {min(others)}); give the ledger a place of its own."
        )


def m001_ledger(connection: Connection, backend: Backend) -> None:
    """Make the log and the records, which are append-only, and what they are found by."""
    create(connection, backend, [*CORE, *INDEX])
    backend.create(connection)


def m002_numbers(connection: Connection, backend: Backend) -> None:
    """Keep days, standings and ids of claims as numbers."""
    _anew(connection, backend)


def m003_counts(connection: Connection, backend: Backend) -> None:
    """In a file, count claims as they come; on a server, keep words as they are, and flags in less."""
    _anew(connection, backend)


def m004_packing(_connection: Connection, _backend: Backend) -> None:
    """Change nothing that is there: new records are packed in less room, and versions before this cannot read them."""


def _anew(connection: Connection, backend: Backend) -> None:
    """Make everything but the records anew. What is derived is gone with it."""
    from marsad.store.index import rebuild_index  # noqa: PLC0415 - slow to import, and seldom needed

    backend.drop(connection)
    for table in INDEX:
        connection.run(f"DROP TABLE {table.name}")
    create(connection, backend, INDEX)
    backend.create(connection)
    rebuild_index(connection, backend)


STEPS: tuple[Step, ...] = (m001_ledger, m002_numbers, m003_counts, m004_packing)
