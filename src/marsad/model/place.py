"""Where on earth: a place with an identity, and how exactly it is known."""

from dataclasses import dataclass
from enum import IntEnum


class Precision(IntEnum):
    """How exactly a place is known: UCDP's `where_prec`, 1 (the very place) to 7 (the high seas)."""

    EXACT = 1  # the named village, town, camp, base
    NEAR = 2  # within about 25 km of a named place
    DISTRICT = 3  # a second-level division
    REGION = 4  # a first-level division: province, oblast, state
    LINE = 5  # a front, river, road, border, or an area with no drawn edge
    COUNTRY = 6
    INTERNATIONAL = 7  # waters or air space of no country


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place of the gazetteer, or one worded from it ("5 km east of X").

    `id` names layer and key ("geonames:172057"). `kind` is a word of `data/gazetteer/kinds.yml` ("town", "region",
    "camp"). `country` is ISO 3166-1 alpha-2, None where none or several hold. `radius_km` is how far the true place may
    lie from the coordinates (degrees, WGS 84), or how far the area reaches. `parents` are ids of what it lies in, the
    nearest first. `claims` are countries that claim a disputed area; nothing is decided by listing them.
    `codes` are other registries' ("pcode", "C3985"). `parts` are the places that it is made of, where several are named
    side by side; its `parents` are then what all of them lie in.
    """

    id: str
    name: str
    kind: str
    country: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    radius_km: float = 0.0
    precision: Precision = Precision.EXACT
    parents: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()
    parts: tuple["Place", ...] = ()

    @property
    def each(self) -> tuple["Place", ...]:
        """The places that are meant: its parts, itself alone where it has none."""
        return self.parts or (self,)

    @property
    def areas(self) -> tuple[str, ...]:
        """The ids of all that it touches: of itself, of its parts, and of what they lie in."""
        inside = (key for part in self.parts for key in part.areas)
        return tuple(dict.fromkeys((self.id, *inside, *self.parents)))
