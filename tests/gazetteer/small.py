"""A gazetteer of a few made-up places, built in no time."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import shapely

from marsad.gazetteer.build import build
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.records import Layer, Record

LAYER = Layer(name="test", title="A test", licence="CC0", attribution="Nobody")
SECOND = Layer(name="second", title="Another", licence="CC BY 4.0", attribution="Somebody")


def record(key: str, name: str, kind: str, point: tuple[float, float], **other: Any) -> Record:
    given = {"country": "SY"} | other
    return Record(id=key, name=name, kind=kind, latitude=point[0], longitude=point[1], **given)


def box(west: float, south: float, east: float, north: float) -> bytes:
    return bytes(shapely.to_wkb(shapely.box(west, south, east, north)))


def areas() -> list[Record]:
    return [
        record("iso3166:SY", "Syria", "country", (35, 38), radius=200, shape=box(36, 33, 42, 37)),
        record("iso3166:IQ", "Iraq", "country", (33, 44), radius=300, shape=box(42, 30, 48, 37), country="IQ"),
        record("r:north", "Harga", "region", (36.5, 37), radius=50, division="SY.1", shape=box(36, 36, 38, 37)),
        record("r:south", "Konga", "region", (33.5, 37), radius=50, shape=box(36, 33, 38, 34)),
    ]


def towns() -> list[Record]:
    harga = {"population": 200_000, "names": ["هرجا", "Al Harga"], "division": "SY.1"}
    return [
        record("t:1", "Harga", "town", (36.5, 37), radius=3, **harga),
        record("t:2", "Tell Zeman", "town", (36.4, 37.1), radius=2),
        record("t:3", "Tell Zeman", "town", (33.4, 37.1), radius=2),
        record("t:4", "Damascus", "town", (33.5, 36.3), radius=9, population=1_500_000),
    ]


def small(path: Path, added: Iterable[Record] = ()) -> Gazetteer:
    """Build it with further records in a second layer, and open it."""
    sources = [(LAYER, areas), (LAYER, towns)]
    build(path, sources, [(SECOND, lambda: added)], lambda _what, _share: None)
    return Gazetteer(path)
