"""Of which code and data something was derived, as digests."""

import hashlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from marsad.gazetteer import home
from marsad.store import Store

PACKAGE = Path(__file__).parents[1]
CODE = ("derive", "gazetteer", "merge", "model", "registry", "resolve", "run")
DATA = ("actors", "derive", "merge", "sources")

Stamp = dict[str, str]


@cache
def code_stamp() -> str:
    """Return a digest of the modules that derive."""
    return _digest(path for folder in CODE for path in sorted((PACKAGE / folder).rglob("*.py")))


def data_stamp() -> str:
    """Return a digest of the registries, the rules of merging, and the gazetteer with the user's own layers."""
    return f"{_shipped()}+{home.stamp()}"


def stamp(store: Store) -> Stamp:
    """Return what says of which records, code and data something derived now is made."""
    number, head = store.head()
    return {"entry": str(number), "head": head, "code": code_stamp(), "data": data_stamp()}


def fresh(store: Store) -> bool:
    """Whether what is derived in a store is of today's records, code and data."""
    return store.stamp() == stamp(store)


@cache
def _shipped() -> str:
    paths = (path for folder in DATA for path in sorted((PACKAGE / "data" / folder).rglob("*")))
    return _digest(path for path in paths if path.is_file())


def _digest(paths: Iterable[Path]) -> str:
    seen = hashlib.sha256()
    for path in paths:
        content = path.read_bytes()
        seen.update(f"{path.name} {len(content)} ".encode() + content)
    return seen.hexdigest()[:16]
