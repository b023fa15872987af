"""Outlines of the countries and regions about some places, for maps."""

from collections.abc import Iterable, Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from marsad.derive.maps import Outline
from marsad.gazetteer.opening import open_gazetteer
from marsad.model import Place, Precision

Box = tuple[float, float, float, float]


def outlines(places: Iterable[Place], box: Box) -> Iterator[Outline]:
    """Yield the outlines of the places' countries, of these countries' neighbours, and of the regions that they lie in.

    They are clipped to `box`: west, south, east, north in degrees.
    """
    gazetteer = open_gazetteer()
    listed = list(places)
    countries = {place.country for place in listed if place.country}
    around = countries.union(*(gazetteer.neighbours(country) for country in countries))
    parents = {parent for place in listed for parent in (place.id, *place.parents)}
    regions = [key for key in sorted(parents) if (area := gazetteer.get(key)) and area.precision is Precision.REGION]
    frame = shapely.box(*box)
    for kind, keys in (("land", [f"iso3166:{country}" for country in sorted(around)]), ("region", regions)):
        for key in keys:
            if shape := gazetteer.outline(key):
                yield from (Outline(kind, ring) for ring in _rings(shape.intersection(frame)))


def _rings(shape: BaseGeometry) -> Iterator[list[tuple[float, float]]]:
    """Yield the outer rings of what is an area."""
    for part in getattr(shape, "geoms", (shape,)):
        if isinstance(part, shapely.Polygon) and not part.is_empty:
            yield [(x, y) for x, y, *_ in part.exterior.coords]
