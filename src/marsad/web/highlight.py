"""Evidence shown in its text: the text cut where quotations begin and end, each quotation on a lane of its own.

Offsets are code points throughout; browsers count UTF-16 units, which is why the cutting is done here.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import pairwise

LANES = 5  # underlines that fit between two lines of text; further quotations share the last


@dataclass(frozen=True, slots=True, order=True)
class Mark:
    """A quotation of the claim with this number on the page, from `start` to before `end`."""

    start: int
    end: int
    number: int
    claim_id: str


@dataclass(frozen=True, slots=True)
class Lane:
    """One quotation as drawn over a piece: on which underline, and whether the piece is its first."""

    depth: int
    mark: Mark
    first: bool


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text under the same quotations; `start` is its offset in the document."""

    start: int
    text: str
    lanes: tuple[Lane, ...] = ()


def paragraphs(text: str, marks: Iterable[Mark]) -> list[list[Piece]]:
    """Return the text's lines that are not blank, each as pieces. Every code point of these lines is in one piece."""
    lined = _lanes(sorted(marks))
    return [pieces for start, line in _lines(text) if (pieces := _pieces(start, line, lined))]


def _lines(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            yield start, line.rstrip("\r\n")
        start += len(line)


def _lanes(marks: Sequence[Mark]) -> list[tuple[int, Mark]]:
    """Give each mark the lowest lane that no earlier mark still holds."""
    held: list[tuple[int, int]] = []
    free: list[int] = []
    lined, opened = [], 0
    for mark in marks:
        while held and held[0][0] <= mark.start:
            heappush(free, heappop(held)[1])
        if not free:
            free, opened = [opened], opened + 1
        lane = heappop(free)
        heappush(held, (mark.end, lane))
        lined.append((min(lane, LANES - 1), mark))
    return lined


def _pieces(start: int, line: str, lined: Sequence[tuple[int, Mark]]) -> list[Piece]:
    end = start + len(line)
    here = [(depth, mark) for depth, mark in lined if mark.start < end and start < mark.end]
    bounds = {max(start, mark.start) for _, mark in here} | {min(end, mark.end) for _, mark in here}
    cuts = sorted({start, end, *bounds})
    return [_piece(left, line[left - start : right - start], here) for left, right in pairwise(cuts)]


def _piece(start: int, text: str, here: Sequence[tuple[int, Mark]]) -> Piece:
    over = [(depth, mark) for depth, mark in here if mark.start <= start < mark.end]
    return Piece(start, text, tuple(Lane(depth, mark, mark.start == start) for depth, mark in sorted(over)))
