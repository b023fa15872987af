"""A map of dots over outlines as SVG, from no server."""

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from marsad.derive import svg
from marsad.derive.charts import WIDTH

_LARGEST, _LEAST, _UNKNOWN = 22.0, 4.0, 3.5  # radii
_MOST_NAMES = 14
_LETTER = 6.4  # width of a letter


class Outline(NamedTuple):
    """The outline of a country ("land") or of a region in it ("region"): longitudes and latitudes in degrees."""

    kind: str
    ring: Sequence[tuple[float, float]]


class Dot(NamedTuple):
    """One dot: where, how large (people; None: not known), whether it is the very place, its name and its words."""

    longitude: float
    latitude: float
    size: float | None
    exact: bool
    label: str
    title: str


class Box(NamedTuple):
    """What a name covers."""

    left: float
    top: float
    right: float
    bottom: float

    def overlaps(self, other: "Box") -> bool:
        """Whether the two have a point in common."""
        beside = self.left < other.right and other.left < self.right
        return beside and self.top < other.bottom and other.top < self.bottom


@dataclass(frozen=True, slots=True)
class Frame:
    """The part of the earth that a map shows: equirectangular, true to scale in the middle.

    `west` and `north` are the upper left corner in degrees, `scale` is pixels for a degree of latitude, `stretch` how
    wide a degree of longitude is beside that.
    """

    west: float
    north: float
    scale: float
    stretch: float
    height: int

    @classmethod
    def around(cls, dots: Sequence[Dot]) -> "Frame":
        """Return the frame that holds all dots with a margin, nowhere flatter or taller than a page bears."""
        longitudes, latitudes = [dot.longitude for dot in dots], [dot.latitude for dot in dots]
        middle = (min(longitudes) + max(longitudes)) / 2, (min(latitudes) + max(latitudes)) / 2
        stretch = max(0.2, math.cos(math.radians(middle[1])))
        tall = max((max(latitudes) - min(latitudes)) * 1.25, 0.6)
        wide = max((max(longitudes) - min(longitudes)) * stretch * 1.25, tall / 0.75)
        tall = max(tall, wide * 0.42)
        scale = WIDTH / wide
        return cls(middle[0] - wide / stretch / 2, middle[1] + tall / 2, scale, stretch, round(tall * scale))

    @property
    def box(self) -> tuple[float, float, float, float]:
        """West, south, east and north of what is shown, in degrees."""
        east = self.west + WIDTH / self.scale / self.stretch
        return self.west, self.north - self.height / self.scale, east, self.north

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Return where a point lies on the page."""
        return (longitude - self.west) * self.stretch * self.scale, (self.north - latitude) * self.scale


def place_map(dots: Sequence[Dot], outlines: Iterable[Outline], title: str, notice: str = "") -> str:
    """Return a map of `dots`; those of areas and of places that are not known exactly are rings.

    `outlines` are drawn where they lie in `Frame.around` the dots; `notice` is printed in the corner.
    """
    if not dots:
        return ""
    frame = Frame.around(dots)
    most = max((dot.size for dot in dots if dot.size), default=1.0)
    ordered = sorted(dots, key=lambda dot: (-(dot.size or 0), dot.label))
    size = (WIDTH, frame.height)
    parts = [
        svg.box("sea", (0, 0), size, 6),
        *(svg.path(each.kind, _course(each, frame)) for each in outlines),
        *(_spot(dot, frame, most) for dot in ordered),
        *_names(ordered, frame, most),
        svg.text("label", (WIDTH - 8, frame.height - 8), notice, "end"),
    ]
    return svg.drawing(parts, size, title, "map")


def _course(outline: Outline, frame: Frame) -> str:
    points = (frame.at(longitude, latitude) for longitude, latitude in outline.ring)
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _radius(dot: Dot, most: float) -> float:
    return max(_LEAST, _LARGEST * math.sqrt(dot.size / most)) if dot.size else _UNKNOWN


def _spot(dot: Dot, frame: Frame, most: float) -> str:
    at = frame.at(dot.longitude, dot.latitude)
    return svg.titled([svg.circle("spot" if dot.exact else "spot area", at, _radius(dot, most))], dot.title)


def _names(dots: Iterable[Dot], frame: Frame, most: float) -> Iterator[str]:
    """Yield the names of the largest dots that do not run into one another."""
    taken: list[Box] = []
    for dot in dots:
        x, y = frame.at(dot.longitude, dot.latitude)
        aside, wide = _radius(dot, most) + 4, _LETTER * len(dot.label)
        left = x + aside if x + aside + wide < WIDTH else x - aside - wide
        covered = Box(left, y - 7, left + wide, y + 7)
        if len(taken) < _MOST_NAMES and not any(covered.overlaps(other) for other in taken):
            taken.append(covered)
            yield svg.text("name", (left, y + 4), dot.label)
