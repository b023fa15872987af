"""Read news reports about armed conflict and turn them into attributed, checkable claims.

>>> import marsad
>>> claims = marsad.read("Shelling killed at least 12 people on Friday, the mayor said.", published="2020-01-28")
"""

from typing import TYPE_CHECKING, Any

from marsad import model
from marsad.errors import MarsadError
from marsad.run.opening import open_ledger as open  # noqa: A004 - as `gzip.open` and the like

# `marsad.read` is the function; the package of that name is reached by `from marsad.read import ...`. Importing the
# pipeline imports that package first, so that no later import puts it in the function's place.
from marsad.run.pipeline import read, read_documents

if TYPE_CHECKING:
    from marsad.model import Claim, Document, Event, Evidence, Judgement, Mention, Place, Quantity, When

__version__ = "0.1.0"

__all__ = [
    "Claim",
    "Document",
    "Event",
    "Evidence",
    "Judgement",
    "MarsadError",
    "Mention",
    "Place",
    "Quantity",
    "When",
    "__version__",
    "open",
    "read",
    "read_documents",
]


def __getattr__(name: str) -> Any:
    """Return a noun, which is made when it is first asked for."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(model, name)
