"""From a name to a ledger."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from marsad.run.ledger import Ledger


def open_ledger(locator: str | Path, *, create: bool = False) -> "Ledger":
    """Return the ledger at a path ending in ".marsad", at "postgresql://...", or a new one in memory ("memory:").

    With `create` one is made where none is. Raise `StoreError` where there is none, or none that can be read.
    """
    # Databases, and all that a ledger knows of, are slow to import, and whoever imports marsad need not open one.
    from marsad.run.ledger import Ledger  # noqa: PLC0415
    from marsad.store import open_store  # noqa: PLC0415

    return Ledger(open_store(str(locator), create=create))
