"""How well places are found and resolved, against corpora whose places bear coordinates.

A resolved place is right by the areal rule: within 161 km (100 miles) of the labelled point, or a country or region
whose outline holds it. Large countries would else be wrong wherever their label stands: Gritta and others (2018) use
the first half alone.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import shapely

from marsad.evaluate.found import Found
from marsad.gazetteer.earth import Point, distance
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.model import Place, Span

NEAR = 161.0  # km


@dataclass(frozen=True, slots=True)
class Toponym:
    """A labelled name: where it stands in the text, and its point; None where the label has none."""

    text: str
    span: Span
    point: Point | None


@dataclass(frozen=True, slots=True)
class Report:
    """A labelled text."""

    title: str
    text: str
    toponyms: tuple[Toponym, ...]


@dataclass(slots=True)
class Tally:
    """Counts of toponyms: labelled with a point, resolved, and right."""

    labelled: int = 0
    resolved: int = 0
    right: int = 0

    @property
    def accuracy(self) -> float:
        """The share that is right of all that are labelled: what is not resolved counts as wrong."""
        return self.right / self.labelled if self.labelled else 0.0

    @property
    def precision(self) -> float:
        """The share that is right of those resolved."""
        return self.right / self.resolved if self.resolved else 0.0

    def __add__(self, other: "Tally") -> "Tally":
        return Tally(self.labelled + other.labelled, self.resolved + other.resolved, self.right + other.right)

    def add(self, point: Point, place: Place | None, gazetteer: Gazetteer) -> None:
        """Count one toponym."""
        self.labelled += 1
        self.resolved += place is not None
        self.right += place is not None and is_right(place, point, gazetteer)


def is_close(place: Place, point: Point, near: float = NEAR) -> bool:
    """Whether a place stands within so many km of a point."""
    if place.latitude is None or place.longitude is None:
        return False
    return distance((place.latitude, place.longitude), point) <= near


def is_right(place: Place, point: Point, gazetteer: Gazetteer) -> bool:
    """Whether a place is right by the areal rule."""
    if is_close(place, point):
        return True
    outline = gazetteer.outline(place.id)
    return outline is not None and bool(outline.covers(shapely.Point(point[1], point[0])))


def recognised(gold: Iterable[Toponym], spans: Iterable[Span]) -> Found:
    """Count the spans that are labelled letter for letter (strict)."""
    wanted, found = {toponym.span for toponym in gold}, set(spans)
    return Found(len(wanted), len(found), len(wanted & found))


def end_to_end(gold: Sequence[Toponym], found: Sequence[tuple[Span, Place | None]], gazetteer: Gazetteer) -> Found:
    """Count names found (overlapping a labelled one) and placed right; a name left unresolved is not predicted."""
    placed = [toponym for toponym in gold if toponym.point]
    kept = [(span, place) for span, place in found if place is not None]
    right = 0
    for toponym in placed:
        hits = (place for span, place in kept if span.overlaps(toponym.span))
        right += any(is_right(place, toponym.point, gazetteer) for place in hits if toponym.point)
    bare = sum(any(span.overlaps(toponym.span) for toponym in gold if not toponym.point) for span, _ in kept)
    return Found(len(placed), len(kept) - bare, right)
