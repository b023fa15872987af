"""From a locator to a store, and from one store to another."""

from pathlib import Path

from marsad.errors import StoreError
from marsad.model import Review
from marsad.store.base import DOCUMENT, Query, Store

MEMORY = "memory:"
SUFFIX = ".marsad"
SERVERS = ("postgresql://", "postgres://")


def open_store(locator: str, *, create: bool = False) -> Store:
    """Return the store at `locator`: "memory:", a path ending in ".marsad" (SQLite), or "postgresql://...".

    With `create` an empty one is made where none is, and one that is there is opened as it is. Raise `StoreError`
    where there is none, or none that this version can read.
    """
    # Databases are slow to import, and whoever imports marsad need not open one.
    from marsad.store.sql import SqlStore  # noqa: PLC0415
    from marsad.store.sqlite import Sqlite  # noqa: PLC0415

    if locator == MEMORY:
        return SqlStore(locator, Sqlite(None)).open(create=True)
    if locator.startswith(SERVERS):
        from marsad.store.postgres import Postgres  # noqa: PLC0415

        backend = Postgres(locator)
        return SqlStore(backend.locator, backend).open(create=create)
    return _open_file(Path(locator), create=create)


def copy(source: Store, target: Store) -> int:
    """Copy all records, their log, and what is derived; return how many log entries were copied.

    What `target` already has of `source` is passed over. Raise `StoreError` where `target` has anything else.
    """
    number, seal = target.head()
    if number and [entry.hash for entry in source.log(after=number - 1, limit=1)] != [seal]:
        raise StoreError(f"{target.locator} holds other records than {source.locator}; copy into an empty ledger.")
    copied = 0
    for records in source.entries(after=number):
        target.append(records)
        copied += 1
    target.expunge(source.names(DOCUMENT, Query(superseded=True, statuses=(Review.EXPUNGED,))))
    target.replace_derived(source.derivation())
    return copied


def _open_file(path: Path, *, create: bool) -> Store:
    from marsad.store.sql import SqlStore  # noqa: PLC0415
    from marsad.store.sqlite import Sqlite, make_file  # noqa: PLC0415

    if path.suffix != SUFFIX:
        raise StoreError(f"{path} is no name of a ledger; give it the ending {SUFFIX}.")
    if not path.exists():
        if not create:
            raise StoreError(f"There is no ledger {path}; make one with: marsad init {path}")
        make_file(path)
    return SqlStore(str(path), Sqlite(path)).open(create=create)
