"""Read the YAML under ``data/`` into plain values, once per process."""

from functools import cache
from importlib.resources import files
from typing import Any

import yaml

from marsad.errors import DataError


class _Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """Safe YAML in which "on", "no" and "off" are words, not truth values: they are prepositions here."""


_BOOLEAN = "tag:yaml.org,2002:bool"
_Loader.yaml_implicit_resolvers = {
    first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN or first in "tTfF"]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


@cache
def load(path: str) -> Any:
    """Return the parsed content of ``data/<path>``; raise `DataError` naming file and line when it is not YAML."""
    try:
        return yaml.load((files("marsad") / "data" / path).read_text("utf-8"), Loader=_Loader)  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"data/{path} cannot be read: {error}. Repair the file or reinstall marsad.") from error
