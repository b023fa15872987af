"""How well a place fits a mention: a sum of points, each with its reason in words.

Points are log-odds. The sum of a reading competes with that of its strongest rival, a place that neither lies in it nor
holds it nor is the same town entered twice, and with "none of these"; the share of 1 that it gets is its score.
"""

from collections.abc import Iterable, Sequence
from math import exp, log10
from typing import NamedTuple

from marsad.gazetteer.earth import distance, vector
from marsad.gazetteer.gazetteer import Gazetteer, Hit
from marsad.gazetteer.records import is_settled
from marsad.model import Place
from marsad.resolve.places_phrase import kinds_of
from marsad.resolve.places_theatre import Point, Theatre

SHARP = 1.5  # how much more a point counts than its log-odds
NONE_OF_THESE = 1.1  # points that a reading must beat
UNKNOWN = 5_000  # inhabitants of a town whose source gives none: it is listed because it is the seat of something
MAIN_NAME, LIKENESS, ALIKE_ONLY = 0.7, 8.0, 0.5
BESIDE_VERY_NAME = 1.0  # against a place that only sounds alike where others bear the very name
CAPITAL = 1.5  # against a region with a town of its name, where the text does not say "province"
LISTED = 0.9  # for a camp, base, quarter: somebody found it worth listing
KIND_RIGHT, TOWN_RIGHT, KIND_NEAR, KIND_WRONG = 2.0, 0.8, -0.8, -2.5
SEAT = 1.0  # for the capital of a country: news is made there
INSIDE, BESIDE, ALONE = 3.0, 2.0, 0.6  # ALONE is taken off again: near nothing is a loss
NEARBY = 100.0  # km at which nearness to another place has lost most of its weight
ONE_SPOT = 5.0  # km within which two towns of one name are the same, entered twice: it matters little which
PRIOR = {
    "country": 3.2,
    "continent": 2.5,
    "region": 1.8,
    "disputed": 1.2,
    "district": -1.2,
    "area": 0.8,
    "water": 1.0,
    "river": 0.8,
}


class Scored(NamedTuple):
    """A reading of a name: its reasons, the sum of their points, and its part of 1 beside the other readings."""

    hit: Hit
    reasons: tuple[Point, ...]
    points: float
    share: float = 0.0

    @property
    def because(self) -> str:
        """The reasons in words, the weightiest first."""
        told = sorted((reason for reason in self.reasons if reason.words), key=lambda reason: -abs(reason.points))
        return "; ".join(reason.words for reason in told)


class Alone(NamedTuple):
    """What is known of a name by itself, whatever else the report says."""

    gazetteer: Gazetteer
    words: frozenset[str] = frozenset()  # for what it is said to be
    borne: bool = False  # whether some place bears the very name
    namesakes: Sequence[Place] = ()  # sizeable towns of this name


class Own(NamedTuple):
    """What a place has by itself as the meaning of a name: points that last through all rounds."""

    name: Point
    size: Point
    kind: Point
    seat: Point


class Context(NamedTuple):
    """What is known when a name is read amid others: the theatre, places already clear, what it is said to lie in."""

    theatre: Theatre
    clear: Sequence[Place] = ()
    inside: Sequence[Place] = ()


def own(hit: Hit, alone: Alone) -> Own:
    """Return the points that a place has by itself as the meaning of a name."""
    return Own(_name(hit, alone), _size(hit, alone), _kind(hit.place, alone), _seat(hit.place, alone))


def score(hit: Hit, own: Own, context: Context) -> Scored:
    """Return the reading of a name as this place, with its points."""
    place, theatre = hit.place, context.theatre.point(hit.place.country)
    told = (own.name, own.size, theatre, own.kind, own.seat, *_where(place, context))
    return Scored(hit, told, sum([reason.points for reason in told]))


def shares(readings: Iterable[Scored]) -> list[Scored]:
    """Return the readings with their shares, the best first; one that lies in another does not compete with it."""
    ranked = sorted(readings, key=lambda reading: (-reading.points, reading.hit.place.id))
    weights = [exp(SHARP * min(reading.points, 20.0)) for reading in ranked]
    none = exp(SHARP * NONE_OF_THESE)
    parts = [
        weight / (weight + _rival(reading, ranked, weights) + none)
        for reading, weight in zip(ranked, weights, strict=True)
    ]
    return [
        Scored(reading.hit, reading.reasons, reading.points, share)
        for reading, share in zip(ranked, parts, strict=True)
    ]


def _rival(reading: Scored, ranked: Sequence[Scored], weights: Sequence[float]) -> float:
    """Return the weight of the strongest reading that neither holds this one nor lies in it."""
    place = reading.hit.place
    for other, weight in zip(ranked, weights, strict=True):
        if not _related(other.hit.place, place):
            return weight
    return 0.0


def _related(one: Place, other: Place) -> bool:
    if one.id == other.id or one.id in other.parents or other.id in one.parents:
        return True
    return one.kind == other.kind == "town" and (km := apart(one, other)) is not None and km <= ONE_SPOT


def _name(hit: Hit, alone: Alone) -> Point:
    if hit.likeness < 1:
        doubt = ALIKE_ONLY + (BESIDE_VERY_NAME if alone.borne else 0.0)
        return Point(-doubt - LIKENESS * (1 - hit.likeness), f"sounds like “{hit.name}” ({hit.likeness:.2f})")
    return Point(MAIN_NAME, "bears this name") if hit.main else Point(0.0, f"is also called “{hit.name}”")


def _size(hit: Hit, alone: Alone) -> Point:
    if hit.place.kind == "region" and not alone.words and any(hit.place.id in town.parents for town in alone.namesakes):
        return Point(PRIOR["region"] - CAPITAL, "is a region, and a town in it is called alike")
    if hit.place.kind in PRIOR:
        return Point(PRIOR[hit.place.kind])
    if hit.place.kind != "town":
        return Point(LISTED)
    size = log10(max(hit.population or UNKNOWN, 100) / 1000) / 2
    return Point(size, f"{hit.population:,} people live there" if hit.population >= 100_000 else "")


def _seat(place: Place, alone: Alone) -> Point:
    seat = alone.gazetteer.capital(place.country) if place.kind == "town" and place.country else None
    return Point(SEAT, "is the capital") if seat and seat.id == place.id else Point(0.0)


def _kind(place: Place, alone: Alone) -> Point:
    if not alone.words or place.kind == "country":
        return Point(0.0)
    wanted = {kind for word in alone.words for kind in kinds_of(word)}
    called = " and ".join(sorted(alone.words))
    if place.kind in wanted:
        return Point(TOWN_RIGHT if place.kind == "town" else KIND_RIGHT, f"is a {place.kind}, the text says {called}")
    if is_settled(place.kind) and "town" in wanted:
        return Point(0.0)
    if place.kind == "town" and "district" in wanted:
        return Point(KIND_NEAR, f"is a town, the text says {called}")  # most districts bear their seat's name
    return Point(KIND_WRONG, f"is a {place.kind}, but the text says {called}")


def _where(place: Place, context: Context) -> Iterable[Point]:
    """Yield points for what it is said to lie in, and for places that are clear nearby."""
    for holder in context.inside:
        if holder.id in place.parents:
            yield Point(INSIDE, f"lies in {holder.name}, as the text says")
        elif (km := apart(place, holder)) is not None:
            reach = max(holder.radius_km, 20.0)
            yield Point(
                INSIDE * (exp(-max(0.0, km - reach) / 60) - 0.3),
                f"{km:.0f} km from {holder.name}, which the text names",
            )
    other = nearest(place, context.clear) if place.kind not in ("country", "continent") else None
    if other and (km := apart(place, other)) is not None:
        words = f"{km:.0f} km from {other.name}, named beside it" if km < 2 * NEARBY else ""
        yield Point(BESIDE * exp(-km / NEARBY) - ALONE, words)


def nearest(place: Place, others: Iterable[Place]) -> Place | None:
    """Return the nearest of other places, by the straight line through the earth; None without coordinates."""
    if place.latitude is None or place.longitude is None:
        return None
    x, y, z = vector(place.latitude, place.longitude)
    best, least = None, 5.0  # more than the square of any chord
    for other in others:
        if other.id == place.id or other.latitude is None or other.longitude is None:
            continue
        east, north, up = vector(other.latitude, other.longitude)
        chord = (x - east) ** 2 + (y - north) ** 2 + (z - up) ** 2
        if chord < least:
            best, least = other, chord
    return best


def apart(one: Place, other: Place) -> float | None:
    """Return how many km lie between two places; None where one has no coordinates."""
    if one.latitude is None or one.longitude is None or other.latitude is None or other.longitude is None:
        return None
    return distance((one.latitude, one.longitude), (other.latitude, other.longitude))
