"""Charts as SVG, for pages and for print: no script, no font, no address, and colours from the page."""

import math
from collections.abc import Sequence
from typing import NamedTuple

from marsad.derive import svg
from marsad.derive.bounds import Bounds
from marsad.derive.wording import number, span

WIDTH = 720
_LEFT, _TOP, _FOOT = 44, 14, 26  # margins
_MOST_LABELS = 12
_OPEN = 16  # how far a lying bar reaches beyond a floor that nobody caps


class Bar(NamedTuple):
    """One bar: its label, what it shows in words, and its bounds.

    Unknown bounds are drawn as a mark without height; None is drawn as nothing.
    """

    label: str
    title: str
    bounds: Bounds | None


def columns(bars: Sequence[Bar], title: str, height: int = 190) -> str:
    """Return upright bars from zero to what is stated, and from there, paler, to the most; an arrow is an open top."""
    if not bars:
        return ""
    bottom = height - _FOOT
    ticks = _ticks(max((value for bar in bars for value in bar.bounds or () if value is not None), default=1))
    scale, step = (bottom - _TOP) / ticks[-1], (WIDTH - _LEFT - 6) / len(bars)
    every = math.ceil(len(bars) / _MOST_LABELS)
    parts = [_gridline(bottom - tick * scale, number(tick)) for tick in ticks]
    for index, bar in enumerate(bars):
        middle = _LEFT + (index + 0.5) * step
        if bar.bounds is not None:
            parts.append(svg.titled(_column(bar.bounds, (middle, bottom), min(step * 0.72, 34), scale), bar.title))
        if index % every == 0:
            parts.append(svg.text("label", (middle, height - 8), bar.label, "middle"))
    return svg.drawing(parts, (WIDTH, height), title)


def interval(bounds: Bounds, most: float, width: int = 180) -> str:
    """Return a lying bar from the least to the most, on a scale from 0 to `most`, with a mark at the best."""
    if not bounds.known or most <= 0:
        return ""
    scale = (width - _OPEN - 8) / most
    left = (bounds.low or 0) * scale
    wide = _OPEN if bounds.high is None else max(2.0, bounds.high * scale - left)
    parts = [svg.line("axis", (0, 8), (width, 8)), svg.box("range", (left, 4), (wide, 8))]
    if bounds.high is None:
        parts.append(svg.path("open", f"M{left + wide + 1:.1f} 3l5 5l-5 5"))
    if bounds.best is not None:
        parts.append(svg.box("best", (bounds.best * scale - 1, 1), (3, 14)))
    return svg.drawing(parts, (width, 16), span(bounds), "interval")


def _ticks(most: float) -> list[float]:
    """Return a few round values from 0 to at least `most`, whole ones."""
    power = 10 ** math.floor(math.log10(max(most, 1)))
    step = max(1, next(each * power for each in (0.25, 0.5, 1, 2.5, 5) if most <= 4 * each * power))
    return [index * step for index in range(max(1, math.ceil(most / step)) + 1)]


def _gridline(y: float, label: str) -> str:
    return svg.line("axis", (_LEFT, y), (WIDTH, y)) + svg.text("label", (_LEFT - 6, y + 3.5), label, "end")


def _column(bounds: Bounds, foot: tuple[float, float], wide: float, scale: float) -> list[str]:
    middle, bottom = foot
    stated = bounds.stated
    if stated is None:
        return [svg.circle("unknown", (middle, bottom - 4), 2.5)]
    high, low, left = max(stated, bounds.high or 0) * scale, stated * scale, middle - wide / 2
    parts = [
        svg.box("range", (left, bottom - high), (wide, high)),
        svg.box("best", (left, bottom - low), (wide, low)),
    ]
    if bounds.high is None:
        parts.append(svg.path("open", f"M{middle - 4:.1f} {bottom - high - 3:.1f}l4 -5l4 5"))
    return parts
