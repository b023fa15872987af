"""Write the gazetteer's file: one SQLite database, built beside its place and then moved there, never changed."""

import gc
import json
import os
import sqlite3
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from marsad.gazetteer.assembly import Assembly
from marsad.gazetteer.home import Progress
from marsad.gazetteer.records import Layer, Record
from marsad.gazetteer.shipped import countries
from marsad.gazetteer.spelling import fold

Source = tuple[Layer, Callable[[], Iterable[Record]]]

SCHEMA = """
CREATE TABLE layers (
    number INTEGER PRIMARY KEY, name TEXT, title TEXT, licence TEXT, attribution TEXT, url TEXT, places INTEGER
);
CREATE TABLE places (
    number INTEGER PRIMARY KEY, id TEXT, name TEXT, kind TEXT, country TEXT, latitude REAL, longitude REAL, radius REAL,
    population INTEGER, parents TEXT, claims TEXT, codes TEXT, layer INTEGER
);
CREATE TABLE names (name TEXT PRIMARY KEY, places BLOB) WITHOUT ROWID;
CREATE TABLE sounds (sound TEXT PRIMARY KEY, names TEXT) WITHOUT ROWID;
CREATE TABLE countries (code TEXT PRIMARY KEY, capital TEXT, neighbours TEXT) WITHOUT ROWID;
CREATE TABLE shapes (place INTEGER PRIMARY KEY, wkb BLOB);
"""


def build(path: Path, shipped: Iterable[Source], added: Iterable[Source], progress: Progress) -> None:
    """Write the gazetteer of these layers to `path`.

    Records of `shipped` are taken as they come, but for curated ones; those of `added` are matched with what is there.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=".gazetteer-", suffix=".part")
    os.close(handle)
    gc.disable()  # millions of small objects, none of them in a circle
    try:
        write(Path(name), assemble(shipped, added, progress), progress)
        Path(name).replace(path)
    finally:
        gc.enable()
        Path(name).unlink(missing_ok=True)


def assemble(shipped: Iterable[Source], added: Iterable[Source], progress: Progress) -> Assembly:
    """Lay the layers on one another and find out what lies in what."""
    assembly = Assembly()
    shares = iter((0.0, 0.05, 0.45, 0.5))
    for layer, records in shipped:
        progress(f"laying {layer.title}", next(shares, 0.5))
        assembly.lay(layer, records(), matching=layer.name == "marsad")
    for layer, records in added:
        progress(f"laying {layer.title}", 0.55)
        assembly.lay(layer, records())
    progress("finding what lies in what", 0.6)
    assembly.find_parents()
    return assembly


def write(path: Path, assembly: Assembly, progress: Progress) -> None:
    """Write all tables, in the order of their keys."""
    file = sqlite3.connect(path)
    file.executescript("PRAGMA journal_mode=OFF; PRAGMA synchronous=OFF; PRAGMA page_size=8192;" + SCHEMA)
    for share, table, rows in (
        (0.65, "layers", _layers(assembly)),
        (0.66, "places", _places(assembly)),
        (0.7, "countries", _countries(assembly)),
        (0.7, "shapes", _shapes(assembly)),
        (0.72, "names", _names(assembly)),
        (0.8, "sounds", _sounds(assembly)),
    ):
        progress(f"writing {table}", share)
        _insert(file, table, rows)
    progress("writing the index of ids", 0.98)
    file.execute("CREATE UNIQUE INDEX ids ON places (id)")
    file.commit()
    file.close()


def _insert(file: sqlite3.Connection, table: str, rows: Iterator[tuple[Any, ...]]) -> None:
    first = next(rows, None)
    if first is not None:
        marks = ",".join("?" * len(first))
        file.execute(f"INSERT INTO {table} VALUES ({marks})", first)  # noqa: S608 - our own names of tables
        file.executemany(f"INSERT INTO {table} VALUES ({marks})", rows)  # noqa: S608


def _layers(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    for number, layer in enumerate(assembly.layers):
        places = assembly.layer_of.count(number)
        yield number, layer.name, layer.title, layer.licence, layer.attribution, layer.url, places


def _places(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    for number, (record, layer) in enumerate(zip(assembly.records, assembly.layer_of, strict=True)):
        where = (record.latitude, record.longitude, record.radius, record.population)
        codes = json.dumps(sorted(record.codes.items())) if record.codes else None
        lists = (" ".join(record.parents), " ".join(record.claims), codes)
        yield number, record.id, record.name, record.kind, record.country, *where, *lists, layer


def _countries(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    for code, (capital, neighbours) in sorted(countries().items()):
        held = assembly.names.get(fold(capital), {})
        towns = [assembly.records[number] for number in held]
        towns = [town for town in towns if town.country == code and town.kind == "town"]
        seat = max(towns, key=lambda town: town.population, default=None)
        yield code, seat.id if seat else None, neighbours


def _shapes(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    return ((number, record.shape) for number, record in enumerate(assembly.records) if record.shape)


def _names(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    """Yield each folded name with the numbers of its places, doubled, and one more where it is the main name."""
    for name in sorted(assembly.names):
        marks = sorted(2 * number + main for number, main in assembly.names[name].items())
        yield name, array("I", marks).tobytes()


def _sounds(assembly: Assembly) -> Iterator[tuple[Any, ...]]:
    for key, names in sorted(assembly.sounds().items()):
        if len(key) > 1:
            yield key, "\n".join(names)
