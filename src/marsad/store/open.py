"""From a locator to a store, and from one store to another."""

from marsad.store.base import Store


def open_store(locator: str, *, create: bool = False) -> Store:
    """Return the store at `locator`: "memory:", a path ending in ".marsad" (SQLite), or "postgresql://...".

    With `create` an empty one is made where none is, and one that is there is opened as it is. Raise `StoreError`
    where there is none, or none that this version can read.
    """
    raise NotImplementedError(locator, create)


def copy(source: Store, target: Store) -> int:
    """Copy all records, their log, and what is derived; return how many log entries were copied.

    What `target` already has of `source` is passed over. Raise `StoreError` where `target` has anything else.
    """
    raise NotImplementedError(source.locator, target.locator)
