"""A place worded from the gazetteer's: with coordinates, how far off they may be, and why."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from marsad.gazetteer import earth
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.records import is_settled
from marsad.model import Place, Precision
from marsad.resolve.places_phrase import Away, Between, Named, Near, Part, Phrase, Pointed, Several

ROUND = 12.0  # km around a town that "near" reaches
COUNTRYSIDE = 20.0  # km around a town that its countryside reaches
OFF = 0.35  # share of a stated distance by which the true place may be off
FAR = 25.0  # km from a named place up to which UCDP speaks of "near"
SIDES = ("north", "northeast", "east", "southeast", "south", "southwest", "west", "northwest")


@dataclass(frozen=True, slots=True)
class Worded:
    """A place and why it is that one; `place` is None where the words do not lead to one."""

    place: Place | None
    because: str
    entities: tuple[str, ...] = ()


Settled = Callable[[Named], Worded]
Back = Callable[[str], Worded]


@dataclass(frozen=True, slots=True)
class Wording:
    """Turns phrases into places. `settled` looks up a name, `back` what a noun points back to."""

    gazetteer: Gazetteer
    settled: Settled
    back: Back

    def place(self, phrase: Phrase) -> Worded:
        """Return the place that a phrase speaks of."""
        match phrase:
            case Named():
                return self.settled(phrase)
            case Pointed():
                return self.back(phrase.word)
            case Several():
                return together([self.place(part) for part in phrase.places])
            case Between():
                return self._between(phrase)
        return self._beside(phrase, self.place(phrase.base))

    def _beside(self, phrase: Away | Near | Part, base: Worded) -> Worded:
        """Return the place that a phrase words from another."""
        if base.place is None or base.place.latitude is None:
            return base
        match phrase:
            case Away():
                return _away(base.place, phrase, base.because)
            case Near():
                return _near(base.place, base.because)
        return self._part(base.place, phrase, base.because)

    def _part(self, base: Place, phrase: Part, because: str) -> Worded:
        name = side(phrase.bearing) if phrase.bearing is not None else "countryside" if phrase.rural else "middle"
        if phrase.rural and is_settled(base.kind):
            base, because = self._around(base, because)
            if phrase.bearing is None:
                return Worded(base, because, (base.id,))
        outline = self.gazetteer.outline(base.id)
        if outline is None:
            return _aside(base, phrase.bearing, name, because)
        shape = earth.part(outline, phrase.bearing)
        lat, lon = earth.centre(shape)
        precision = Precision.LINE if base.kind == "country" else base.precision
        made = _made(base, name, (lat, lon), earth.reach(shape), precision)
        return Worded(made, f"the {name} of {base.name}; {because}", (made.id,))

    def _around(self, town: Place, because: str) -> tuple[Place, str]:
        """Return the countryside of a town: the province that bears its name, else the land around it."""
        for parent in town.parents:
            region = self.gazetteer.get(parent)
            if region and region.kind == "region" and region.name.split()[0] == town.name.split()[0]:
                return region, f"{town.name}'s countryside is the province of that name; {because}"
        made = _made(town, "countryside", _point(town), COUNTRYSIDE, Precision.NEAR)
        return made, f"the land around {town.name}; {because}"

    def _between(self, phrase: Between) -> Worded:
        one, other = self.place(phrase.one), self.place(phrase.other)
        if one.place is None or other.place is None or one.place.id == other.place.id:
            known = one if one.place else other
            return (
                _near(known.place, known.because) if known.place and not phrase.border else Worded(None, known.because)
            )
        if phrase.border and (made := self._border(one.place, other.place)):
            return Worded(made, f"the border of {one.place.name} and {other.place.name}", (made.id,))
        middle = earth.amid(_point(one.place), _point(other.place))
        reach = earth.distance(_point(one.place), _point(other.place)) / 2
        made = _made(one.place, f"to:{other.place.id}", middle, max(reach, 2.0), Precision.LINE)
        made = replace(made, name=f"between {one.place.name} and {other.place.name}")
        return Worded(made, f"half way between the two; {one.because}; {other.because}", (made.id,))

    def _border(self, one: Place, other: Place) -> Place | None:
        """Return the common border of two areas, None where their outlines do not meet."""
        shapes = self.gazetteer.outline(one.id), self.gazetteer.outline(other.id)
        if shapes[0] is None or shapes[1] is None:
            return None
        line = shapes[0].buffer(0.05).intersection(shapes[1].buffer(0.05))
        if line.is_empty:
            return None
        west, south, east, north = line.bounds
        reach = earth.distance((south, west), (north, east)) / 2
        made = _made(one, f"border:{other.id}", earth.centre(line), reach, Precision.LINE)
        return replace(made, name=f"border of {one.name} and {other.name}", country=None, parents=(one.id, other.id))


def together(found: Sequence[Worded]) -> Worded:
    """Return the places named side by side as one: amid them, reaching all of them."""
    placed = [worded.place for worded in found if worded.place and worded.place.latitude is not None]
    places = list({place.id: place for place in placed}.values())
    entities = tuple(dict.fromkeys(entity for worded in found for entity in worded.entities))
    because = "; ".join(dict.fromkeys(worded.because for worded in found if worded.because))
    if len(places) < 2:
        return Worded(places[0] if places else None, because, entities)
    middle = (
        sum(_point(place)[0] for place in places) / len(places),
        sum(_point(place)[1] for place in places) / len(places),
    )
    reach = max(earth.distance(middle, _point(place)) + place.radius_km for place in places)
    countries = {place.country for place in places}
    made = Place(
        id="+".join(place.id for place in places),
        name=" and ".join(dict.fromkeys(place.name for place in places)),
        kind="area",
        country=countries.pop() if len(countries) == 1 else None,
        latitude=round(middle[0], 4),
        longitude=round(middle[1], 4),
        radius_km=round(reach, 1),
        precision=max(*(place.precision for place in places), Precision.NEAR if reach <= FAR else Precision.LINE),
        parents=tuple(key for key in places[0].parents if all(key in place.parents for place in places)),
        parts=tuple(places),
    )
    return Worded(made, because, entities)


def _point(place: Place) -> earth.Point:
    return place.latitude or 0.0, place.longitude or 0.0


def _made(base: Place, tail: str, point: earth.Point, radius: float, precision: Precision) -> Place:
    """Return a place worded from `base`, which it lies in or near."""
    return Place(
        id=f"{base.id}/{tail}",
        name=f"{tail} of {base.name}",
        kind="area",
        country=base.country,
        latitude=round(point[0], 4),
        longitude=round(point[1], 4),
        radius_km=round(radius, 1),
        precision=precision,
        parents=(base.id, *base.parents),
        claims=base.claims,
    )


def _away(base: Place, phrase: Away, because: str) -> Worded:
    km = phrase.km or max(ROUND, base.radius_km)
    point = earth.offset(_point(base), phrase.bearing, km)
    precision = (
        Precision.NEAR if km <= FAR and base.precision <= Precision.NEAR else max(base.precision, Precision.DISTRICT)
    )
    where = f"{phrase.km:g} km {side(phrase.bearing)}" if phrase.km else side(phrase.bearing)
    made = _made(base, where.replace(" ", "-"), point, OFF * km + base.radius_km, precision)
    made = replace(made, name=f"{where} of {base.name}")
    return Worded(made, f"{where} of {base.name}; {because}", (made.id,))


def _near(base: Place, because: str) -> Worded:
    precision = max(base.precision, Precision.NEAR)
    made = _made(base, "near", _point(base), base.radius_km + ROUND, precision)
    return Worded(replace(made, name=f"near {base.name}"), f"near {base.name}; {because}", (made.id,))


def _aside(base: Place, bearing: float | None, name: str, because: str) -> Worded:
    """Return the part of a place without an outline: half its radius off."""
    point = earth.offset(_point(base), bearing, base.radius_km / 2) if bearing is not None else _point(base)
    made = _made(base, name, point, base.radius_km, base.precision)
    return Worded(made, f"the {name} of {base.name}; {because}", (made.id,))


def side(bearing: float) -> str:
    """Return the name of a compass bearing."""
    return SIDES[round(bearing / 45) % 8]
