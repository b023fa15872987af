"""How well it is found who says what, against texts in which people marked it.

An attribution is right if its content overlaps that of a labelled one by at least 0.3 (intersection over union, as
GenderGapTracker measures quotations: Asr and others 2021), each counted once, the closest pairs first.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from marsad.evaluate.found import Found
from marsad.model import Span

OVERLAP = 0.3
_NONE = Found()


@dataclass(frozen=True, slots=True)
class Credited:
    """Words credited to somebody: the stretches that are told, and those that name the source, if any do."""

    content: tuple[Span, ...]
    source: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Article:
    """A text with the attributions that people marked in it."""

    title: str
    text: str
    credited: tuple[Credited, ...]


@dataclass(frozen=True, slots=True)
class Credits:
    """Counts of attributions, and of the sources of those that were found: `sources.right` overlap the labelled one."""

    found: Found = _NONE
    sources: Found = _NONE

    def __add__(self, other: "Credits") -> "Credits":
        return Credits(self.found + other.found, self.sources + other.sources)


def compare(labelled: Sequence[Credited], found: Sequence[Credited]) -> Credits:
    """Count which of the attributions found are labelled, and which of them have the labelled source."""
    pairs = matched([each.content for each in labelled], [each.content for each in found])
    named = [(labelled[one].source, found[two].source) for one, two in pairs if labelled[one].source]
    right = sum(_shared(one, two) > 0 for one, two in named)
    told = sum(bool(two) for _, two in named)
    return Credits(Found(len(labelled), len(found), len(pairs)), Found(len(named), told, right))


def matched(one: Sequence[Sequence[Span]], two: Sequence[Sequence[Span]]) -> list[tuple[int, int]]:
    """Return pairs of contents that overlap enough, by their places in `one` and `two`, each in one pair at most."""
    close = sorted(
        (
            (-share, left, right)
            for left, content in enumerate(one)
            for right, other in enumerate(two)
            if (share := overlap(content, other)) >= OVERLAP
        )
    )
    pairs: list[tuple[int, int]] = []
    for _, left, right in close:
        if all(left != taken and right != other for taken, other in pairs):
            pairs.append((left, right))
    return pairs


def overlap(one: Sequence[Span], two: Sequence[Span]) -> float:
    """Return the intersection over union of two contents, in characters, 0 to 1."""
    shared = _shared(one, two)
    return shared / (_length(one) + _length(two) - shared) if shared else 0.0


def _shared(one: Iterable[Span], two: Sequence[Span]) -> int:
    return sum(max(0, min(a.end, b.end) - max(a.start, b.start)) for a in one for b in two)


def _length(spans: Iterable[Span]) -> int:
    return sum(span.end - span.start for span in spans)
