"""GeoPackage (OGC 12-128r19), the file that QGIS and other map programs open: one layer of points, and its attributes.

A GeoPackage is an SQLite database whose tables the standard names; each geometry is a blob of its header and WKB.
"""

import sqlite3
import struct
from collections.abc import Sequence
from contextlib import closing
from datetime import UTC, datetime
from typing import Any, NamedTuple

from marsad.web.replies import Row

LAYER = "rows"
WGS84 = 4326
APPLICATION, VERSION = 0x47504B47, 10400  # "GPKG", 1.4.0
REFERENCES = (  # name, id, organisation, its number, definition: the three that the standard demands
    ("Undefined Cartesian", -1, "NONE", -1, "undefined"),
    ("Undefined geographic", 0, "NONE", 0, "undefined"),
    (
        "WGS 84",
        WGS84,
        "EPSG",
        WGS84,
        (
            'GEOGCS["WGS 84",DATUM["WGS_1984",SPHEROID["WGS 84",6378137,298.257223563,AUTHORITY["EPSG","7030"]],'
            'AUTHORITY["EPSG","6326"]],PRIMEM["Greenwich",0,AUTHORITY["EPSG","8901"]],UNIT["degree",0.0174532925199433,'
            'AUTHORITY["EPSG","9122"]],AUTHORITY["EPSG","4326"]]'
        ),
    ),
)
TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER PRIMARY KEY, organization TEXT NOT NULL,
  organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL, min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE,
  srs_id INTEGER REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL REFERENCES gpkg_spatial_ref_sys(srs_id),
  z TINYINT NOT NULL, m TINYINT NOT NULL, PRIMARY KEY (table_name, column_name));
"""


class Column(NamedTuple):
    """A column of a table: whether it holds text that people or reports wrote."""

    name: str
    text: bool


def geopackage(rows: Sequence[Row], columns: Sequence[Column]) -> bytes:
    """Return a GeoPackage with the layer "rows": a point for each row that has `latitude` and `longitude` (WGS 84)."""
    fields = [_typed(column, rows) for column in columns]
    named = ", ".join(f'"{name}"' for name, _ in fields)
    typed = ", ".join(f'"{name}" {kind}' for name, kind in fields)
    marks = ", ".join("?" for _ in range(len(fields) + 1))
    values = ([_geometry(row), *(_plain(row.get(name)) for name, _ in fields)] for row in rows)
    with closing(sqlite3.connect(":memory:")) as database:
        database.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES}")
        database.execute(f"CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {typed})")
        database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", REFERENCES)
        database.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)", _contents(rows))
        database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, WGS84))
        database.executemany(f"INSERT INTO {LAYER} (geom, {named}) VALUES ({marks})", values)  # noqa: S608 - our own names
        database.commit()
        return database.serialize()


def _typed(column: Column, rows: Sequence[Row]) -> tuple[str, str]:
    """Return name and type of a column."""
    return column.name, "TEXT" if column.text else _kind(column.name, rows)


def _kind(name: str, rows: Sequence[Row]) -> str:
    """Return the type that holds all values of a column: numbers stay numbers."""
    held = {type(row[name]) for row in rows if row.get(name) is not None}
    if held <= {bool}:
        return "BOOLEAN" if held else "TEXT"
    return "INTEGER" if held == {int} else "DOUBLE" if held <= {int, float} else "TEXT"


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def _geometry(row: Row) -> bytes | None:
    """Return the standard's blob: "GP", version 0, flags (little-endian, no envelope), reference, and WKB."""
    if row.get("latitude") is None:
        return None
    return struct.pack("<2sBBiBIdd", b"GP", 0, 1, WGS84, 1, 1, row["longitude"], row["latitude"])


def _contents(rows: Sequence[Row]) -> tuple[Any, ...]:
    points = [(row["longitude"], row["latitude"]) for row in rows if row.get("latitude") is not None]
    xs, ys = zip(*points, strict=True) if points else ((), ())
    box = (min(xs), min(ys), max(xs), max(ys)) if points else (None,) * 4
    return (LAYER, LAYER, datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z"), *box, WGS84)
