"""Write the lines and names of the desk's map that the vendored country borders lack, from the gazetteer's areas.

    python scripts/build_basemap.py

First-level divisions come as the lines between neighbours (not along coasts and country borders, which the vendored
file draws), disputed borders as outlines. Lines are lists of whole hundredths of a degree: the first point, then steps.
"""

import gzip
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path
from typing import Any

import shapely
import yaml

DATA = Path(__file__).parents[1] / "src" / "marsad" / "data"
TARGET = Path(__file__).parents[1] / "src" / "marsad" / "web" / "static" / "basemap.json"

Point = tuple[int, int]
Segment = tuple[Point, Point]


def main() -> None:
    """Write ``basemap.json``, the same bytes on every run."""
    packed = (DATA / "gazetteer" / "areas.jsonl.gz").read_bytes()
    records = [json.loads(line) for line in gzip.decompress(packed).splitlines()]
    disputed = yaml.safe_load((DATA / "desk" / "disputed.yml").read_text("utf-8"))
    regions = [record for record in records if record["kind"] == "region" and record["shape"]]
    basemap = {
        "lines": [_steps(line) for line in _lines(_inner(regions))],
        "disputed": [_steps(line) for line in _lines(_outlines(regions, disputed["regions"]))],
        "disputed_countries": disputed["countries"],
        "countries": sorted(_labels(record for record in records if record["kind"] == "country")),
        "regions": sorted(_labels(regions)),
    }
    TARGET.write_text(json.dumps(basemap, ensure_ascii=False, separators=(",", ":")) + "\n", "utf-8")
    print(f"{TARGET.name}: {len(basemap['lines']):,} lines, {TARGET.stat().st_size:,} bytes")


def _inner(regions: list[dict[str, Any]]) -> set[Segment]:
    """Return the segments that two regions of one country share."""
    by_country: defaultdict[str, Counter[Segment]] = defaultdict(Counter)
    for region in regions:
        by_country[region["country"]].update(set(_segments(region)))
    return {segment for counted in by_country.values() for segment, times in counted.items() if times > 1}


def _outlines(regions: list[dict[str, Any]], ids: list[str]) -> set[Segment]:
    """Return the segments that bound the named regions, without those between two of them."""
    counted = Counter(segment for region in regions if region["id"] in ids for segment in set(_segments(region)))
    return {segment for segment, times in counted.items() if times == 1}


def _segments(region: dict[str, Any]) -> Iterator[Segment]:
    for polygon in _parts(region):
        for ring in (polygon.exterior, *polygon.interiors):
            points = [(round(x * 100), round(y * 100)) for x, y in ring.coords]
            yield from ((min(pair), max(pair)) for pair in pairwise(points) if pair[0] != pair[1])


def _parts(record: dict[str, Any]) -> list[Any]:
    return list(shapely.get_parts(shapely.from_wkt(record["shape"])))


def _lines(segments: Iterable[Segment]) -> list[list[Point]]:
    merged = shapely.line_merge(shapely.multilinestrings([list(segment) for segment in sorted(segments)]))
    parts = getattr(merged, "geoms", [merged])
    return sorted([(int(x), int(y)) for x, y in part.coords] for part in parts)


def _steps(line: list[Point]) -> list[int]:
    """Return a line as its first point and the steps from each point to the next."""
    flat = list(line[0])
    for (x, y), (further_x, further_y) in pairwise(line):
        flat += [further_x - x, further_y - y]
    return flat


def _labels(records: Iterable[dict[str, Any]]) -> Iterator[list[Any]]:
    """Yield name, latitude, longitude and width in degrees of where it can stand."""
    for record in records:
        largest = max(_parts(record), key=lambda part: part.area)
        point = largest.representative_point()
        west, _, east, _ = largest.bounds
        yield [record["name"], round(point.y, 2), round(point.x, 2), round(east - west, 1)]


if __name__ == "__main__":
    main()
