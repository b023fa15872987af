"""Which countries a report is about, by vote: names of countries, of their peoples, and of places that are clear."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache
from math import sqrt
from typing import NamedTuple

from marsad.gazetteer.gazetteer import Gazetteer, Hit
from marsad.gazetteer.spelling import fold
from marsad.resolve.places_names import Name, people

COUNTRY, PEOPLE, PLACE = 1.0, 0.6, 0.8  # what one mention counts
THEATRE = 2.5  # points of a place in a country of which all of the report tells
NEXT_DOOR = 0.15  # what a vote counts for each neighbour of its country
NO_COUNTRY = 0.3  # share of a place that lies in no country, such as a sea
TELLING = 0.05  # share from which a country is worth a word
RIVAL = 0.5  # of the reach of a country that a region must have to be meant by their name
DOUBT = 1.0  # votes that are spread over the whole world, so that one mention does not decide


class Point(NamedTuple):
    """What speaks for or against a reading: how much, and in words."""

    points: float
    words: str = ""


@dataclass
class Theatre:
    """Votes for countries by ISO code."""

    gazetteer: Gazetteer
    asked: str | None = None  # the country that a person says
    votes: defaultdict[str, float] = field(default_factory=lambda: defaultdict(float))
    _shares: dict[str, float] = field(default_factory=dict)
    _points: dict[str | None, Point] = field(default_factory=dict)

    def share(self, country: str | None) -> float:
        """Return from 0 to 1 how much of the report plays in a country; a place of no country gets a middling share."""
        if country is None:
            return NO_COUNTRY
        if country not in self._shares:
            near = sum([self.votes.get(code, 0.0) for code in self.gazetteer.neighbours(country)])
            total = sum(self.votes.values()) + DOUBT
            self._shares[country] = min(1.0, (self.votes.get(country, 0.0) + NEXT_DOOR * near) / total)
        return self._shares[country]

    def count_again(self, votes: defaultdict[str, float]) -> None:
        """Put other votes in the place of those counted so far."""
        self.votes = votes
        self._shares.clear()
        self._points.clear()

    def point(self, country: str | None) -> Point:
        """Return what it says for a place that it lies in a country."""
        if country not in self._points:
            self._points[country] = Point(THEATRE * sqrt(self.share(country)), self._words(country))
        return self._points[country]

    def _words(self, country: str | None) -> str:
        """Return in words why the theatre speaks for a country; empty where it does not."""
        share = self.share(country)
        place = self.gazetteer.get(f"iso3166:{country}") if share >= TELLING and country else None
        if place is None:
            return ""
        if country == self.asked:
            return "in the country asked for"
        return f"{share:.0%} of the report is about {place.name}"

    def main(self) -> str | None:
        """Return the country with most votes, None without any."""
        return max(self.votes, key=lambda code: self.votes[code], default=None)

    def count(self, names: Iterable[Name]) -> None:
        """Count the names of countries and peoples."""
        meant = cache(lambda name: country_of(self.gazetteer.find(name)))
        for name in names:
            if code := people().get(fold(name.text)):
                self.votes[code] += PEOPLE
            elif country := meant(name.text):
                self.votes[country] += COUNTRY


def country_of(hits: Iterable[Hit]) -> str | None:
    """Return the code of the country that a name means for itself; None for none, for two ("Congo"), for "Georgia".

    A region much smaller than the country of its name is no rival: Guinea has a prefecture Mali, Nigeria a state Niger.
    """
    held = [hit.place for hit in hits if hit.place.kind == "country" or (hit.place.kind == "region" and hit.main)]
    reach = min((place.radius_km for place in held if place.kind == "country"), default=None)
    if reach is None:
        return None
    found = {place.country for place in held if place.kind == "country" or place.radius_km >= RIVAL * reach}
    return found.pop() if len(found) == 1 else None
