"""Shapes of SVG as text. Classes name what a shape is; the page's style sheet gives them their looks."""

from collections.abc import Iterable
from html import escape


def drawing(parts: Iterable[str], size: tuple[float, float], title: str, kind: str = "chart") -> str:
    """Return a drawing of `size` (width, height) with what it shows in words, for those who do not see it."""
    head = f'<svg class="{kind}" viewBox="0 0 {size[0]:g} {size[1]:g}" role="img" aria-label="{escape(title)}">'
    return f"{head}{''.join(parts)}</svg>"


def titled(parts: Iterable[str], title: str) -> str:
    """Return shapes that stand for one thing, with its words."""
    return f"<g>{''.join(parts)}<title>{escape(title)}</title></g>"


def box(kind: str, corner: tuple[float, float], size: tuple[float, float], round_by: float = 1.5) -> str:
    """Return a rectangle by its upper left corner and its width and height."""
    (x, y), (width, height) = corner, size
    return f'<rect class="{kind}" x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height:.1f}" rx="{round_by:g}"/>'


def line(kind: str, start: tuple[float, float], end: tuple[float, float]) -> str:
    """Return a straight line."""
    return f'<line class="{kind}" x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{end[0]:.1f}" y2="{end[1]:.1f}"/>'


def circle(kind: str, centre: tuple[float, float], radius: float) -> str:
    """Return a circle."""
    return f'<circle class="{kind}" cx="{centre[0]:.1f}" cy="{centre[1]:.1f}" r="{radius:.1f}"/>'


def path(kind: str, course: str) -> str:
    """Return a path."""
    return f'<path class="{kind}" d="{course}"/>'


def text(kind: str, at: tuple[float, float], words: str, anchor: str = "start") -> str:
    """Return words, of which `at` is the start, middle or end of the line on which they stand."""
    return f'<text class="{kind}" x="{at[0]:.1f}" y="{at[1]:.1f}" text-anchor="{anchor}">{escape(words)}</text>'
