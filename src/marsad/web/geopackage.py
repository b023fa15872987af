"""GeoPackage (OGC 12-128r19), the file that QGIS and other map programs open: one layer of points, and its attributes.

A GeoPackage is an SQLite database whose tables the standard names; each geometry is a blob of its header and WKB.
"""

import sqlite3
import struct
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

from marsad.web.replies import Row

LAYER = "rows"
PIECE = 1 << 16  # bytes
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


def geopackage(rows: Iterable[Row], columns: Sequence[Column]) -> Iterator[bytes]:
    """Yield a GeoPackage with the layer "rows": a point for each row that has `latitude` and `longitude` (WGS 84).

    It is made in a file, rows as they come: what type holds all values of a column is known when all were seen.
    """
    with TemporaryDirectory() as folder:
        path = Path(folder) / "rows.gpkg"
        with closing(sqlite3.connect(path)) as database:
            database.executescript(f"PRAGMA application_id = {APPLICATION}; PRAGMA user_version = {VERSION}; {TABLES}")
            _fill(database, rows, columns)
            database.commit()
        with path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece


def _fill(database: sqlite3.Connection, rows: Iterable[Row], columns: Sequence[Column]) -> None:
    seen = Seen({column.name: set() for column in columns})
    named = ", ".join(f'"{column.name}"' for column in columns)
    marks = ", ".join("?" for _ in range(len(columns) + 1))
    values = (seen.row(row) for row in rows)
    database.execute(f"CREATE TEMP TABLE loose (geom, {named})")
    database.executemany(f"INSERT INTO loose VALUES ({marks})", values)  # noqa: S608 - our own names
    typed = ", ".join(f'"{each.name}" {"TEXT" if each.text else seen.kind(each.name)}' for each in columns)
    database.execute(f"CREATE TABLE {LAYER} (fid INTEGER PRIMARY KEY AUTOINCREMENT, geom POINT, {typed})")
    database.execute(f"INSERT INTO {LAYER} (geom, {named}) SELECT * FROM loose")  # noqa: S608 - our own names
    database.executemany("INSERT INTO gpkg_spatial_ref_sys VALUES (?, ?, ?, ?, ?, NULL)", REFERENCES)
    now = datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%S.000Z")
    contents = (LAYER, LAYER, now, *(seen.box or (None,) * 4), WGS84)
    database.execute("INSERT INTO gpkg_contents VALUES (?, 'features', ?, '', ?, ?, ?, ?, ?, ?)", contents)
    database.execute("INSERT INTO gpkg_geometry_columns VALUES (?, 'geom', 'POINT', ?, 0, 0)", (LAYER, WGS84))


@dataclass(slots=True)
class Seen:
    """The types of the values of each column, and the box of all points: west, south, east, north."""

    types: dict[str, set[type]]
    box: tuple[float, float, float, float] | None = None

    def row(self, row: Row) -> list[Any]:
        """Return a row's geometry and values; remember what they are."""
        for name, types in self.types.items():
            if row.get(name) is not None:
                types.add(type(row[name]))
        if row.get("latitude") is not None:
            x, y = row["longitude"], row["latitude"]
            west, south, east, north = self.box or (x, y, x, y)
            self.box = min(west, x), min(south, y), max(east, x), max(north, y)
        return [_geometry(row), *(_plain(row.get(name)) for name in self.types)]

    def kind(self, name: str) -> str:
        """Return the type that holds all values of a column: numbers stay numbers."""
        held = self.types[name]
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
