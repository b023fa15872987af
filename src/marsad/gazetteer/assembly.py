"""Layers laid on one another: a place that two of them list becomes one place with the names and codes of both."""

from collections.abc import Iterable, Iterator

import shapely

from marsad.gazetteer.earth import distance
from marsad.gazetteer.records import Layer, Record, is_settled
from marsad.gazetteer.spelling import fold, sound

CLOSE = 6.0  # km within which two settlements of one name are one
ALIKE = {"region": {"region", "disputed"}, "district": {"district"}}
CLOSE_AREA = 40.0  # km within which the middles of two areas of one name and kind are one


class Assembly:
    """Places under construction, each with its layer; numbered in the order in which they came."""

    def __init__(self) -> None:
        self.layers: list[Layer] = []
        self.records: list[Record] = []
        self.layer_of: list[int] = []
        self.names: dict[str, dict[int, bool]] = {}  # folded name -> number of a place -> whether it is its main name
        self._sounds: dict[str, list[str]] = {}
        self._numbers: dict[str, int] = {}

    def lay(self, layer: Layer, records: Iterable[Record], *, matching: bool = True) -> int:
        """Add a layer's records, merging those that an earlier layer has if `matching`; return how many were new."""
        if layer not in self.layers:
            self.layers.append(layer)
        before = len(self.records)
        for record in records:
            twin = self._numbers.get(record.id)
            if twin is None and matching:
                twin = self._twin(record, before)
            if twin is None:
                self._add(record, self.layers.index(layer))
            else:
                self._merge(twin, record)
        return len(self.records) - before

    def sounds(self) -> dict[str, list[str]]:
        """Return the folded names by what they sound like."""
        if not self._sounds:
            for name in self.names:
                self._sounds.setdefault(sound(name), []).append(name)
        return self._sounds

    def _add(self, record: Record, layer: int) -> None:
        number = len(self.records)
        self.records.append(record)
        self.layer_of.append(layer)
        self._numbers[record.id] = number
        self._name(number, (record.name, *record.names), main=fold(record.name))
        record.names = ()

    def _name(self, number: int, names: Iterable[str], main: str = "") -> None:
        for name in filter(None, map(fold, names)):
            if name not in self.names and self._sounds:
                self._sounds.setdefault(sound(name), []).append(name)
            held = self.names.setdefault(name, {})
            held[number] = held.get(number, False) or name == main

    def _twin(self, record: Record, before: int) -> int | None:
        """Return the earlier layers' place that `record` is: of one name or sound, one kind, one country, and near."""
        wanted = {fold(name) for name in (record.name, *record.names)}
        alike = {name for key in map(sound, wanted) if key for name in self.sounds().get(key, ())}
        numbers = {number for name in wanted | alike for number in self.names.get(name, ()) if number < before}
        limit = CLOSE if is_settled(record.kind) else CLOSE_AREA
        near = [(self._away(record, number), number) for number in numbers if self._may_be(record, number)]
        return min(((away, number) for away, number in near if away <= limit), default=(0.0, None))[1]

    def _may_be(self, record: Record, number: int) -> bool:
        other = self.records[number]
        registries = record.codes.keys() & other.codes.keys()
        if record.country != other.country or any(record.codes[key] != other.codes[key] for key in registries):
            return False
        if is_settled(record.kind):
            return is_settled(other.kind)
        return other.kind in ALIKE.get(record.kind, {record.kind})

    def _away(self, record: Record, number: int) -> float:
        other = self.records[number]
        return distance((record.latitude, record.longitude), (other.latitude, other.longitude))

    def _merge(self, number: int, other: Record) -> None:
        """Give a place what `other` knows beside it."""
        record = self.records[number]
        record.codes = {**other.codes, **record.codes}
        record.claims = record.claims or other.claims
        record.population = record.population or other.population
        record.shape = record.shape or other.shape
        record.parents = record.parents or other.parents
        if other.kind == "disputed":
            record.kind = "disputed"
        self._numbers[other.id] = number
        self._name(number, (other.name, *other.names))

    def find_parents(self) -> None:
        """Fill in what each place lies in, the nearest first: regions by code or outline, then the country."""
        divisions = {
            record.division: record.id for record in self.records if record.kind == "region" and record.division
        }
        inside = dict(self._inside())
        for number, record in enumerate(self.records):
            region, coded = inside.get(number), divisions.get(record.division)
            if coded and self._division(region) != record.division:
                region = None  # simplified borders are a little off: the code is not
            found = [*record.parents, region, coded, f"iso3166:{record.country}"]
            parents = [self.records[self._numbers[place]].id for place in found if place in self._numbers]
            record.parents = tuple(dict.fromkeys(parent for parent in parents if parent != record.id))

    def _division(self, place_id: str | None) -> str:
        return self.records[self._numbers[place_id]].division if place_id else ""

    def _inside(self) -> Iterator[tuple[int, str]]:
        """Yield the number of each place with the id of the smallest region whose outline it lies in."""
        regions = [record for record in self.records if record.kind in ("region", "disputed") and record.shape]
        regions.sort(key=lambda record: -record.radius)
        shapes = shapely.from_wkb([record.shape for record in regions])
        points = shapely.points([(record.longitude, record.latitude) for record in self.records])
        found = shapely.STRtree(shapes).query(points, predicate="within").tolist()
        for point, region in sorted(zip(*found, strict=True)):  # the smallest comes last, and stays
            record = self.records[point]
            if _holds(regions[region], record):
                yield point, regions[region].id


def _holds(region: Record, record: Record) -> bool:
    """Whether a place within a region's outline is part of it."""
    if region.country != record.country or region.id == record.id or record.kind == "country":
        return False
    return record.kind != "region" or region.radius > record.radius
