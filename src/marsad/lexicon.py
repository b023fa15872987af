"""Read the YAML under ``data/`` into plain values, once per process."""

from functools import cache
from pathlib import Path
from typing import Any

from marsad.errors import DataError

DATA = Path(__file__).parent / "data"
_BOOLEAN = "tag:yaml.org,2002:bool"


@cache
def load(path: str) -> Any:
    """Return the parsed content of ``data/<path>``; raise `DataError` naming file and line when it is not YAML."""
    import yaml  # noqa: PLC0415 - slow to import, and who only looks into a ledger reads no YAML

    try:
        return yaml.load((DATA / path).read_text("utf-8"), Loader=_loader())  # noqa: S506 - a safe loader
    except (OSError, yaml.YAMLError) as error:
        raise DataError(f"data/{path} cannot be read: {error}. Repair the file or reinstall marsad.") from error


@cache
def _loader() -> Any:
    """Return a reader of safe YAML in which "on", "no" and "off" are words, not truth values: they are prepositions."""
    import yaml  # noqa: PLC0415 - as above

    class Loader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
        yaml_implicit_resolvers = {  # noqa: RUF012 - as in the class that it overrides
            first: [(tag, pattern) for tag, pattern in resolvers if tag != _BOOLEAN or first in "tTfF"]
            for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
        }

    return Loader
