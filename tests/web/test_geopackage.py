"""A GeoPackage is what the standard demands, read back by what did not write it."""

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import shapely

from marsad.web.exporting import COLUMNS, to_geopackage

ROWS: list[dict[str, Any]] = [
    {"id": "e-1", "title": "=Air strike, Harga", "longitude": -36.5, "latitude": 35.25, "low": 3, "open": False},
    {"id": "e-2", "title": "Clash, Korvan", "longitude": 10.0, "latitude": -1.5, "low": 4.5, "open": True},
    {"id": "e-3", "title": "place not known", "longitude": None, "latitude": None, "low": None, "open": False},
]


@pytest.fixture
def database(tmp_path: Path) -> sqlite3.Connection:
    path = tmp_path / "rows.gpkg"
    path.write_bytes(b"".join(to_geopackage(ROWS, COLUMNS["events"])))
    return sqlite3.connect(path)


def one(database: sqlite3.Connection, query: str) -> tuple[object, ...]:
    found: tuple[object, ...] = database.execute(query).fetchone()
    return found


def test_it_says_what_it_is(database: sqlite3.Connection) -> None:
    assert one(database, "PRAGMA application_id") == (int.from_bytes(b"GPKG"),)
    assert one(database, "PRAGMA user_version") == (10400,)
    assert one(database, "PRAGMA integrity_check") == ("ok",)
    assert one(database, "PRAGMA foreign_key_check") is None


def test_the_layer_is_announced(database: sqlite3.Connection) -> None:
    assert one(database, "SELECT table_name, data_type, srs_id FROM gpkg_contents") == ("rows", "features", 4326)
    assert one(database, "SELECT min_x, min_y, max_x, max_y FROM gpkg_contents") == (-36.5, -1.5, 10.0, 35.25)
    assert one(database, "SELECT * FROM gpkg_geometry_columns") == ("rows", "geom", "POINT", 4326, 0, 0)
    ids = {row[0] for row in database.execute("SELECT srs_id FROM gpkg_spatial_ref_sys")}
    assert ids == {-1, 0, 4326}


def test_points_are_where_they_were(database: sqlite3.Connection) -> None:
    found = [row[0] for row in database.execute("SELECT geom FROM rows ORDER BY fid")]
    assert [blob and blob[:8] for blob in found] == [b"GP\x00\x01\xe6\x10\x00\x00"] * 2 + [None]
    points = [shapely.from_wkb(blob[8:]) for blob in found if blob]
    assert [(point.x, point.y) for point in points] == [(-36.5, 35.25), (10.0, -1.5)]


def test_numbers_are_numbers_and_text_is_as_it_was(database: sqlite3.Connection) -> None:
    types = {name: kind for _, name, kind, *_ in database.execute("PRAGMA table_info(rows)")}
    assert (types["low"], types["open"], types["title"], types["fid"]) == ("DOUBLE", "BOOLEAN", "TEXT", "INTEGER")
    assert one(database, "SELECT title, low, open FROM rows WHERE id = 'e-1'") == ("=Air strike, Harga", 3.0, 0)
