"""Which countries a report tells of, and how much of it."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from functools import cache

from marsad.model import Document
from marsad.registry import Actors, registry
from marsad.registry.fold import fold

Theatre = Mapping[str, float]
"""Weights of countries (ISO 3166-1 alpha-2), which sum to 1; empty where a report tells of none that is known."""

AT_WAR = 3.0  # a country with a war of its own that day, against one whose forces or statesmen act abroad
PLACED, NAMED, ADJECTIVE = 3.0, 1.0, 0.3  # "in Syria", "northern Syria"; "Syria"; "Syrian"
SHOUTED = 0.6  # share of capitals among letters from which a text has no small ones to speak of
_DIRECTIONS = "northern|southern|eastern|western|central|north|south|east|west"
_PLACING = re.compile(rf"\b(?:in|into|across|inside|throughout|within|{_DIRECTIONS})\s+$")
LONGEST = 16  # characters of the words that tell of a place


def theatre_of(document: Document, towns: Iterable[str | None] = ()) -> Theatre:
    """Return the countries that title and text name, by how often; `towns` are countries of places found in it.

    A country with a war of its own on the day of publication weighs more than one named beside it: American, French
    and Russian officials speak of every war.
    """
    counts: dict[str, float] = defaultdict(float)
    for country, weight in _named(f"{document.title}. {document.text}"):
        counts[country] += weight
    for country in filter(None, towns):
        counts[country] += PLACED
    return weighed(counts, document.published)


def weighed(counts: Mapping[str, float], day: date | None) -> Theatre:
    """Return counts of countries as shares of 1, the largest first; those at war on the day count more."""
    actors = registry().actors
    weights = {country: count * _weight(country, day, actors) for country, count in counts.items()}
    total = sum(weights.values())
    ordered = sorted(weights.items(), key=lambda item: (-item[1], item[0]))
    return {country: weight / total for country, weight in ordered} if total else {}


def _weight(country: str, day: date | None, actors: Actors) -> float:
    return AT_WAR if actors.at_war(country, day) else 1.0


def _named(text: str) -> Iterator[tuple[str, float]]:
    """Yield each country that is named, with what the mention weighs."""
    actors = registry().actors
    if sum(map(str.isupper, text)) > SHOUTED * sum(map(str.isalpha, text)):
        text = text.title()
    for found in _pattern().finditer(text):
        name, before = found["name"], text[max(0, found.start() - LONGEST) : found.start()]
        if country := actors.nation(fold(name), printed=name):
            yield country, ADJECTIVE if name not in _names() else PLACED if _PLACING.search(before) else NAMED


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(registry().actors.nations(), key=lambda name: (-len(name), name))
    first = "".join(sorted({re.escape(word[0]) for word in words}))  # most letters begin none: then none is tried
    return re.compile(rf"(?=[{first}])(?<![^\W_])(?P<name>" + "|".join(map(re.escape, words)) + r")(?:s\b|(?!\w))")


@cache
def _names() -> frozenset[str]:
    return frozenset(registry().actors.nations(adjectives=False))
