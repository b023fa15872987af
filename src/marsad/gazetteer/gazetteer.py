"""Looking places up: by id, by name, by sound, by outline."""

import json
import sqlite3
from array import array
from collections.abc import Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from marsad.gazetteer.records import Layer, kinds
from marsad.gazetteer.spelling import fold, likeness, neighbours, sounds
from marsad.model import Place, Precision

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry

HELD = 24_000  # KiB of the file that SQLite keeps in memory
FEW = 40  # names of a sound that are looked at closely
FOUR = 4  # consonants that a sound must have before one that is off by one is asked for
COLUMNS = "number, id, name, kind, country, latitude, longitude, radius, population, parents, claims, codes"


class Hit(NamedTuple):
    """A place that answers to a name.

    `name` is the folded name it was found by, `main` whether that is its main one; `likeness` is 1 for the very name,
    less for one that sounds like it. `population` is 0 where the source gives none, which says nothing of its size.
    """

    place: Place
    name: str
    main: bool
    likeness: float
    population: int


class Gazetteer:
    """A built file, open for reading. May be shared by threads; nothing in it ever changes."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = sqlite3.connect(
            f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False
        )
        self._file.execute(f"PRAGMA cache_size=-{HELD}")
        self._row = lru_cache(8_192)(self._read_row)
        self._shape = lru_cache(2_000)(self._read_shape)
        # Reports of one war name the same places, and the same words that are none, again and again.
        self._marks = lru_cache(32_768)(self._read_marks)
        self._placed = lru_cache(8_192)(self._read_place)
        self._proposed = lru_cache(2_048)(self._propose)

    def close(self) -> None:
        """Close the file."""
        self._file.close()

    def get(self, place_id: str) -> Place | None:
        """Return the place of an id ("geonames:172057"); None if there is none."""
        return self._placed(place_id)

    def knows(self, name: str) -> bool:
        """Whether some place bears this very name, letter case and accents aside."""
        return self._marks(fold(name)) is not None

    def find(self, name: str) -> tuple[Hit, ...]:
        """Return the places that bear this very name, letter case and accents aside."""
        folded = fold(name)
        return tuple(self._hit(mark, folded, 1.0) for mark in self._numbers(folded))

    def propose(self, name: str, limit: int = 10, least: float = 0.6) -> tuple[Hit, ...]:
        """Return up to `limit` places of which some name sounds like `name`, the likest first, none under `least`.

        Only where no name sounds alike, and the name is long enough, are sounds that are one consonant off asked for.
        """
        return self._proposed(fold(name), limit, least)

    def population(self, place_id: str) -> int:
        """Return how many people live there; 0 where it is not known."""
        row = self._file.execute("SELECT population FROM places WHERE id = ?", (place_id,)).fetchone()
        return row[0] if row else 0

    def outline(self, place_id: str) -> "BaseGeometry | None":
        """Return the outline of a place in degrees (x is longitude), None if there is none."""
        return self._shape(place_id)

    @cache  # noqa: B019 - one gazetteer lives as long as the process
    def capital(self, country: str) -> Place | None:
        """Return the capital of a country (ISO 3166-1 alpha-2)."""
        row = self._file.execute("SELECT capital FROM countries WHERE code = ?", (country,)).fetchone()
        return self.get(row[0]) if row and row[0] else None

    @cache  # noqa: B019 - one gazetteer lives as long as the process
    def neighbours(self, country: str) -> frozenset[str]:
        """Return the codes of the countries that border on one."""
        row = self._file.execute("SELECT neighbours FROM countries WHERE code = ?", (country,)).fetchone()
        return frozenset(row[0].split()) if row else frozenset()

    def towns(self, south: float, west: float, north: float, east: float, limit: int) -> list[tuple[str, float, float]]:
        """Return name, latitude and longitude of the largest towns in a box (degrees, WGS 84), the largest first."""
        query = (
            "SELECT name, latitude, longitude FROM places WHERE kind = 'town' AND latitude BETWEEN ? AND ? "
            "AND longitude BETWEEN ? AND ? ORDER BY population DESC, number LIMIT ?"
        )
        return self._file.execute(query, (south, north, west, east, limit)).fetchall()

    def layers(self) -> list[tuple[Layer, int]]:
        """Return the layers in the order in which they were laid, each with how many places it brought."""
        rows = self._file.execute("SELECT name, title, licence, attribution, url, places FROM layers ORDER BY number")
        return [
            (Layer(name=name, title=title, licence=licence, attribution=attribution, url=url), places)
            for name, title, licence, attribution, url, places in rows
        ]

    def _propose(self, folded: str, limit: int, least: float) -> tuple[Hit, ...]:
        keys = sounds(folded)
        names = self._names_of(keys) or self._names_of(
            [other for key in keys if len(key) >= FOUR for other in neighbours(key)]
        )
        alike = sorted(((likeness(folded, other), other) for other in _likely(folded, names - {folded})), reverse=True)
        found: dict[int, Hit] = {}
        for score, other in alike:
            if score < least or len(found) >= limit:
                break
            for mark in self._numbers(other):
                if mark >> 1 not in found:  # the likest of a place's names is the first
                    found[mark >> 1] = self._hit(mark, other, score)
        return tuple(found.values())[:limit]

    def _read_shape(self, place_id: str) -> "BaseGeometry | None":
        query = "SELECT wkb FROM shapes JOIN places ON place = number WHERE id = ?"
        row = self._file.execute(query, (place_id,)).fetchone()
        from shapely import from_wkb  # noqa: PLC0415 - slow to import, and who looks names up needs no outline

        shape: BaseGeometry | None = from_wkb(row[0]) if row else None
        return shape

    def _read_place(self, place_id: str) -> Place | None:
        row = self._file.execute(f"SELECT {COLUMNS} FROM places WHERE id = ?", (place_id,)).fetchone()  # noqa: S608
        return _place(row) if row else None

    def _read_marks(self, folded: str) -> bytes | None:
        row = self._file.execute("SELECT places FROM names WHERE name = ?", (folded,)).fetchone()
        return row[0] if row else None

    def _numbers(self, folded: str) -> Sequence[int]:
        """Return the numbers of the places of a name, doubled, and one more where it is the main name."""
        return array("I", self._marks(folded) or b"")

    def _hit(self, mark: int, folded: str, score: float) -> Hit:
        place, population = self._row(mark >> 1)
        return Hit(place, folded, bool(mark & 1), score, population)

    def _read_row(self, number: int) -> tuple[Place, int]:
        row = self._file.execute(f"SELECT {COLUMNS} FROM places WHERE number = ?", (number,)).fetchone()  # noqa: S608
        return _place(row), row[8]

    def _names_of(self, keys: list[str] | tuple[str, ...]) -> set[str]:
        if not keys:
            return set()
        marks = ",".join("?" * len(keys))
        rows = self._file.execute(f"SELECT names FROM sounds WHERE sound IN ({marks})", keys)  # noqa: S608 - only question marks
        return {name for (names,) in rows for name in names.split("\n")}


def _likely(name: str, others: set[str]) -> list[str]:
    """Return the few of many names that are worth a close look: of a name in Latin letters, names in Latin letters."""
    plain = [other for other in others if other.isascii()] if name.isascii() else []
    if len(plain or others) <= FEW:
        return plain or list(others)
    from rapidfuzz import process  # noqa: PLC0415 - slow to import, and who only looks compares no spellings
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - the same

    close = process.extract(name, sorted(plain or others), scorer=JaroWinkler.similarity, limit=FEW)
    return [other for other, _, _ in close]


@cache
def _precision(kind: str) -> Precision:
    return Precision(kinds()[kind]["precision"])


def _place(row: tuple[Any, ...]) -> Place:
    _, key, name, kind, country, latitude, longitude, radius, _, parents, claims, codes = row
    return Place(
        id=key,
        name=name,
        kind=kind,
        country=country,
        latitude=latitude,
        longitude=longitude,
        radius_km=radius,
        precision=_precision(kind),
        parents=tuple(parents.split()) if parents else (),
        claims=tuple(claims.split()) if claims else (),
        codes=tuple((registry, code) for registry, code in json.loads(codes)) if codes else (),
    )
