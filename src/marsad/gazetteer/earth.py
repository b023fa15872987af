"""Distances and directions on the globe, and outlines; degrees of WGS 84, kilometres, compass bearings."""

from functools import lru_cache
from math import asin, atan2, cos, degrees, pi, radians, sin, sqrt

import shapely
from shapely.geometry.base import BaseGeometry

RADIUS = 6371.0  # km, of the sphere that the earth is near enough to
Point = tuple[float, float]  # latitude, longitude


def distance(one: Point, other: Point) -> float:
    """Return the great-circle distance in km (haversine)."""
    lat1, lat2 = radians(one[0]), radians(other[0])
    half = sin((lat2 - lat1) / 2) ** 2 + cos(lat1) * cos(lat2) * sin(radians(other[1] - one[1]) / 2) ** 2
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


@lru_cache(8_192)
def vector(latitude: float, longitude: float) -> tuple[float, float, float]:
    """Return the point on the sphere of radius 1, whose straight distances order points as those on the globe do."""
    lat, lon = radians(latitude), radians(longitude)
    return cos(lat) * cos(lon), cos(lat) * sin(lon), sin(lat)


def offset(start: Point, bearing: float, km: float) -> Point:
    """Return the point `km` away on a compass bearing (90 is east)."""
    lat, lon, way, arc = radians(start[0]), radians(start[1]), radians(bearing), km / RADIUS
    north = asin(sin(lat) * cos(arc) + cos(lat) * sin(arc) * cos(way))
    east = lon + atan2(sin(way) * sin(arc) * cos(lat), cos(arc) - sin(lat) * sin(north))
    return degrees(north), (degrees(east) + 540) % 360 - 180


def amid(one: Point, other: Point) -> Point:
    """Return the point half way between two."""
    half = distance(one, other) / 2
    lat1, lat2, east = radians(one[0]), radians(other[0]), radians(other[1] - one[1])
    way = atan2(sin(east) * cos(lat2), cos(lat1) * sin(lat2) - sin(lat1) * cos(lat2) * cos(east))
    return offset(one, degrees(way), half)


def centre(shape: BaseGeometry) -> Point:
    """Return a point that stands for an outline: the centre of its largest part, moved inside where it lies outside."""
    largest = max(shapely.get_parts(shape), key=shapely.area)
    middle = largest.centroid if largest.contains(largest.centroid) else largest.representative_point()
    return float(middle.y), float(middle.x)


def reach(shape: BaseGeometry) -> float:
    """Return the radius in km of a circle as large as the outline."""
    squeeze = cos(radians(shape.centroid.y))
    return 111.2 * sqrt(shape.area * squeeze / pi)


def part(shape: BaseGeometry, bearing: float | None) -> BaseGeometry:
    """Return the part of an outline on a bearing from its middle: about two fifths; for None the inner third."""
    west, south, east, north = shape.bounds
    mid = shape.centroid
    if bearing is None:
        return shapely.intersection(
            shape,
            shapely.box(
                *(
                    mid.x + (west - mid.x) / 3,
                    mid.y + (south - mid.y) / 3,
                    mid.x + (east - mid.x) / 3,
                    mid.y + (north - mid.y) / 3,
                )
            ),
        )
    span = max(east - west, north - south) * 2
    dx, dy = sin(radians(bearing)), cos(radians(bearing))
    start = (mid.x + dx * (east - west) / 10, mid.y + dy * (north - south) / 10)
    corners = [(start[0] + dy * span, start[1] - dx * span), (start[0] - dy * span, start[1] + dx * span)]
    far = [(x + dx * span, y + dy * span) for x, y in reversed(corners)]
    return shapely.intersection(shape, shapely.Polygon([*corners, *far]))
