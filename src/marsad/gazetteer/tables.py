"""Reading a user's files: GeoNames dumps, p-code tables, tables with columns of any name, GeoJSON.

Rows that cannot be used are complained of, one sentence each, and the rest goes on.
"""

import csv
import json
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import shapely

from marsad.errors import InputError
from marsad.gazetteer.earth import centre, reach
from marsad.gazetteer.records import Record, kinds
from marsad.gazetteer.shipped import countries
from marsad.lexicon import load

GEONAMES_COLUMNS = 19
Refuse = Callable[[str, object], None]  # where it stands, and what is wrong with it
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choice:
    """What a user says of a file: the layer's name, the country and kind of rows that give none, names of columns."""

    layer: str
    country: str | None = None
    kind: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def read_records(path: Path, choice: Choice, refuse: Refuse) -> list[Record]:
    """Return the places of a file; raise `InputError` if it is none of the forms that are read, or holds no place."""
    readers = {".txt": _geonames, ".json": _geojson, ".geojson": _geojson, ".csv": _table, ".tsv": _table}
    reader = readers.get(path.suffix.lower())
    if reader is None:
        raise InputError(f"{path}: not a .csv, .tsv, .geojson or GeoNames .txt file; convert it to one of these.")
    try:
        records = list(reader(path, choice, refuse))
    except (OSError, UnicodeDecodeError, json.JSONDecodeError, csv.Error) as error:
        raise InputError(f"{path}: cannot be read ({error}); check that it is UTF-8 and whole.") from error
    if not records:
        raise InputError(f"{path}: no place in it could be used; name its columns with --column name=COLUMN.")
    return records


def _geonames(path: Path, choice: Choice, refuse: Refuse) -> Iterator[Record]:
    """Read a dump in GeoNames' layout: 19 columns without a header."""
    features = load("gazetteer/columns.yml")["features"]
    with path.open(encoding="utf-8", newline="") as stream:
        for number, line in enumerate(stream, 1):
            cells = line.rstrip("\n").split("\t")
            if len(cells) != GEONAMES_COLUMNS:
                refuse(f"{path}:{number}", f"{len(cells)} columns, a GeoNames dump has {GEONAMES_COLUMNS}.")
                continue
            kind = features["codes"].get(cells[7]) or features["classes"].get(cells[6])
            if kind:
                yield from _checked(f"{path}:{number}", refuse, _feature, cells, kind, choice)


def _feature(cells: list[str], kind: str, choice: Choice) -> Record:
    return Record(
        id=f"geonames:{cells[0]}",
        name=cells[1],
        kind=kind,
        latitude=_degrees(cells[4], 90),
        longitude=_degrees(cells[5], 180),
        country=cells[8] or choice.country,
        radius=float(kinds()[kind]["km"]),
        population=int(cells[14] or 0),
        names=[name for name in (cells[2], *cells[3].split(",")) if name],
        division=f"{cells[8]}.{cells[10]}",
    )


def _table(path: Path, choice: Choice, refuse: Refuse) -> Iterator[Record]:
    """Read a table with a header; the divisions that it names come first."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        rows = csv.DictReader(stream, delimiter="\t" if path.suffix.lower() == ".tsv" else ",")
        reader = _Columns(rows.fieldnames or [], choice, path)
        places = [
            (record, chain)
            for number, row in enumerate(rows, 2)
            for record, chain in _checked(f"{path}:{number}", refuse, reader.read, row)
        ]
    yield from _divisions([chain for _, chain in places], [record for record, _ in places])
    yield from (record for record, _ in places)


def _checked(place: str, refuse: Refuse, make: Callable[..., Any], *arguments: object) -> Iterator[Any]:
    """Yield what `make` makes of a row; complain of the row if it is a ValueError."""
    try:
        yield make(*arguments)
    except ValueError as error:
        refuse(place, error)


Division = tuple[str, str, str]  # id, name, kind


class _Columns:
    """Which columns of a table hold what."""

    def __init__(self, header: list[str] | Any, choice: Choice, path: Path) -> None:
        self.choice = choice
        self.header = {name.lower(): name for name in header}
        self.found = {
            what: self._column(what, path) for what in ("name", "latitude", "longitude", "pcode", "country", "kind")
        }
        self.found["population"] = self._column("population", path)
        self.also = [self.header[name] for name in load("gazetteer/columns.yml")["also"] if name in self.header]
        for what in ("name", "latitude", "longitude"):
            if not self.found[what]:
                raise InputError(f"{path}: no column holds the {what}; say which with --column {what}=COLUMN.")

    def _column(self, what: str, path: Path) -> str | None:
        chosen = self.choice.columns.get(what)
        if chosen and chosen.lower() not in self.header:
            raise InputError(
                f"{path}: there is no column {chosen!r}; its columns are {', '.join(self.header.values())}."
            )
        names = [chosen.lower()] if chosen else load("gazetteer/columns.yml")[what]
        return next((self.header[name] for name in names if name in self.header), None)

    def _cell(self, row: Row, what: str) -> str:
        column = self.found[what]
        return (row.get(column) or "").strip() if column else ""

    def read(self, row: Row) -> tuple[Record, list[Division]]:
        """Return the place of a row, and the divisions that it lies in, the smallest first."""
        name, pcode = self._cell(row, "name"), self._cell(row, "pcode")
        if not name:
            raise ValueError("no name.")
        kind = kind_of(self._cell(row, "kind")) or self.choice.kind or "town"
        chain = [division for level in reversed(_levels()) if (division := self._division(row, level))]
        record = Record(
            id=f"{self.choice.layer}:{pcode or name}",
            name=name,
            kind=kind,
            latitude=_degrees(self._cell(row, "latitude"), 90),
            longitude=_degrees(self._cell(row, "longitude"), 180),
            country=self._country(row),
            radius=float(kinds()[kind]["km"]),
            population=int(float(self._cell(row, "population") or 0)),
            names=[part for column in self.also for part in re.split(r"[,;|]", row.get(column) or "") if part.strip()],
            parents=tuple(division[0] for division in chain),
            codes={"pcode": pcode} if pcode else {},
        )
        return record, chain

    def _division(self, row: Row, level: Row) -> Division | None:
        name, code = (row.get(self.header.get(level[part], "")) or "" for part in ("name", "code"))
        return (f"{self.choice.layer}:{code}", name.strip(), level["kind"]) if name.strip() and code.strip() else None

    def _country(self, row: Row) -> str:
        codes = [
            self._cell(row, "country"),
            *(row.get(self.header.get(level["code"], "")) or "" for level in _levels()),
        ]
        found = self.choice.country or next((code[:2] for code in codes if code[:2] in countries_known()), None)
        if not found:
            raise ValueError("no country; give its code with --country.")
        return found


@cache
def countries_known() -> frozenset[str]:
    """Return the ISO codes of all countries."""
    return frozenset(countries())


@cache
def _levels() -> tuple[Row, ...]:
    return tuple(load("gazetteer/columns.yml")["levels"])


def kind_of(word: str) -> str | None:
    """Return the kind that a word of a user's table stands for ("Village" is a town), None if none."""
    word = word.strip().lower()
    return word if word in kinds() else next((kind for kind, row in kinds().items() if word in row["words"]), None)


def _degrees(text: str, most: float) -> float:
    try:
        value = float(text)
    except ValueError as error:
        raise ValueError(f"{text!r} is no latitude or longitude in degrees.") from error
    if not -most <= value <= most:
        raise ValueError(f"{text} is beyond {most:.0f} degrees.")
    return value


def _divisions(chains: list[list[Division]], places: list[Record]) -> Iterator[Record]:
    """Yield each division once, amid its settlements, with the larger ones as its parents."""
    inside: dict[Division, list[Record]] = {}
    above: dict[Division, tuple[str, ...]] = {}
    for chain, place in zip(chains, places, strict=True):
        for at, division in enumerate(chain):
            inside.setdefault(division, []).append(place)
            above[division] = tuple(parent for parent, _, _ in chain[at + 1 :])
    for (key, name, kind), held in inside.items():
        yield Record(
            id=key,
            name=name,
            kind=kind,
            latitude=round(sum(place.latitude for place in held) / len(held), 4),
            longitude=round(sum(place.longitude for place in held) / len(held), 4),
            country=held[0].country,
            radius=float(kinds()[kind]["km"]),
            parents=above[key, name, kind],
            codes={"pcode": key.split(":", 1)[1]},
        )


def _geojson(path: Path, choice: Choice, refuse: Refuse) -> Iterator[Record]:
    """Read a FeatureCollection of settlements (points) or boundaries (polygons)."""
    content = json.loads(path.read_text("utf-8"))
    features = content.get("features") if isinstance(content, dict) else None
    if not isinstance(features, list):
        raise InputError(f"{path}: not a GeoJSON FeatureCollection; export it as one.")
    for number, feature in enumerate(features, 1):
        yield from _checked(f"{path}, feature {number}", refuse, _shaped, feature, choice, path)


def _shaped(feature: Any, choice: Choice, path: Path) -> Record:
    try:
        shape = shapely.make_valid(shapely.from_geojson(json.dumps(feature["geometry"])))
        properties = {str(key): "" if value is None else str(value) for key, value in feature["properties"].items()}
    except (KeyError, TypeError, AttributeError, shapely.GEOSException) as error:
        raise ValueError("not a feature with a geometry and properties.") from error
    point, area = centre(shape), shape.area > 0
    row = properties | {"latitude": str(point[0]), "longitude": str(point[1])}
    record, _ = _Columns(list(row), choice, path).read(row)
    if area:
        record.kind = choice.kind or (record.kind if record.kind != "town" else "district")
        record.shape, record.radius = shapely.to_wkb(shape, output_dimension=2), round(reach(shape), 1)
    return record
