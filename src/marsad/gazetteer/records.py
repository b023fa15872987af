"""What a layer of the gazetteer hands over: places as their source lists them, and whose work they are."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from marsad.lexicon import load


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """A source of places. `licence` and `attribution` go wherever its places go."""

    name: str
    title: str
    licence: str
    attribution: str
    url: str = ""


@dataclass(slots=True, kw_only=True)
class Record:
    """One place as a layer lists it. `names` are further spellings. `shape` is an outline in WKB, degrees of WGS 84.

    `radius` is in km. `parents` may be left to be found by the outlines; `division` is the code of the first-level
    division ("SY.12") where the layer knows it.
    """

    id: str
    name: str
    kind: str
    latitude: float
    longitude: float
    country: str | None = None
    radius: float = 0.0
    population: int = 0
    names: Iterable[str] = ()
    parents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    codes: dict[str, str] = field(default_factory=dict)
    division: str = ""
    shape: bytes | None = None


@cache
def kinds() -> dict[str, Any]:
    """``kinds.yml``: what there is to know of each kind of place."""
    table: dict[str, Any] = load("gazetteer/kinds.yml")
    return table


def is_settled(kind: str) -> bool:
    """Whether people call such a place a town, village or camp."""
    return bool(kinds()[kind].get("settled"))
