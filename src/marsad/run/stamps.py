"""Of which code and data something was derived, as digests."""

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

from marsad.gazetteer import home
from marsad.store import Store

CODE = ("derive", "gazetteer", "merge", "model", "registry", "resolve", "run")
DATA = ("actors", "derive", "merge", "sources")

Stamp = dict[str, str]


@cache
def code_stamp() -> str:
    """Return a digest of the modules that derive."""
    package = files("marsad")
    return _digest([entry for folder in CODE for entry in _below(package / folder, ".py")])


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
    data = files("marsad") / "data"
    return _digest([entry for folder in DATA for entry in _below(data / folder, "")])


def _below(folder: Traversable, ending: str) -> list[Traversable]:
    found: list[Traversable] = []
    for child in sorted(folder.iterdir(), key=lambda entry: entry.name):
        found += _below(child, ending) if child.is_dir() else [child] if child.name.endswith(ending) else []
    return [entry for entry in found if "__pycache__" not in str(entry)]


def _digest(entries: list[Traversable]) -> str:
    seen = hashlib.sha256()
    for entry in entries:
        content = entry.read_bytes()
        seen.update(f"{entry.name} {len(content)} ".encode() + content)
    return seen.hexdigest()[:16]
