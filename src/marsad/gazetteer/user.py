"""A user's own layers: kept as records beside the built file, so that a new version builds them in again."""

import gzip
import json
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict
from functools import partial
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.gazetteer.home import SUFFIX, layer_files
from marsad.gazetteer.records import Layer, Record


def layers(folder: Path) -> list[tuple[Layer, Callable[[], Iterable[Record]]]]:
    """Return the user's layers with what yields their records."""
    return [(_layer(path), partial(_records, path)) for path in layer_files(folder)]


def keep(folder: Path, layer: Layer, records: Iterable[Record]) -> int:
    """Write a layer, replacing one of the same name; return how many records it has."""
    if not re.fullmatch(r"[a-z0-9][a-z0-9._-]{0,63}", layer.name):
        raise InputError(f"A layer cannot be called {layer.name!r}; use small letters, digits, dots and hyphens.")
    folder.mkdir(parents=True, exist_ok=True)
    lines = [json.dumps(asdict(layer)), *(json.dumps(_plain(record), ensure_ascii=False) for record in records)]
    part = folder / f".{layer.name}.part"
    part.write_bytes(gzip.compress("\n".join(lines).encode("utf-8"), mtime=0))
    part.replace(folder / f"{layer.name}{SUFFIX}")
    return len(lines) - 1


def forget(folder: Path, name: str) -> None:
    """Remove a layer; raise `InputError` if there is none of that name."""
    try:
        (folder / f"{name}{SUFFIX}").unlink()
    except FileNotFoundError as error:
        raise InputError(f"There is no layer called {name!r}; `marsad gazetteer list` names them.") from error


def _plain(record: Record) -> dict[str, Any]:
    return asdict(record) | {"names": sorted(record.names), "shape": record.shape.hex() if record.shape else None}


def _lines(path: Path) -> list[str]:
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise InputError(f"{path}: cannot be read ({error}); delete it and add the layer again.") from error


def _layer(path: Path) -> Layer:
    return Layer(**json.loads(_lines(path)[0]))


def _records(path: Path) -> Iterator[Record]:
    for line in _lines(path)[1:]:
        row = json.loads(line)
        shape = bytes.fromhex(row["shape"]) if row["shape"] else None
        lists = {key: tuple(row[key]) for key in ("names", "parents", "claims")}
        yield Record(**row | lists | {"shape": shape})
