"""Which countries a report tells of, and how much of it."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache

from marsad.model import Document
from marsad.registry import Actors, registry
from marsad.registry.fold import fold

Theatre = Mapping[str, float]
"""Weights of countries (ISO 3166-1 alpha-2), which sum to 1; empty where a report tells of none that is known."""

AT_WAR = 3.0  # a country that a theatre's file tells of, against one whose forces or statesmen act abroad
NAMED = 2.0  # "in Syria" against "Syrian"


def theatre_of(document: Document, towns: Iterable[str] = ()) -> Theatre:
    """Return the countries that title and text name, by how often; `towns` are countries of places found in it.

    Countries with a war of their own in the registry weigh more than those named beside them: American, French and
    Russian officials speak of every war.
    """
    actors = registry().actors
    counts: Counter[str] = Counter()
    text = f"{document.title}. {document.text}"
    if text.isupper():
        text = text.title()
    for found in _pattern().finditer(text):
        country = actors.nation(fold(found[0]), printed=found[0])
        if country:
            counts[country] += NAMED if found[0] in _names() else 1.0
    for country in towns:
        counts[country] += 1.0
    return weighed({country: count * weight(country, actors) for country, count in counts.items()})


def weight(country: str, actors: Actors) -> float:
    """Return how much one mention of a country speaks for its being the theatre."""
    return AT_WAR if actors.at_war(country) else 1.0


def weighed(counts: Mapping[str, float]) -> Theatre:
    """Return the counts as shares of 1, the largest first."""
    total = sum(counts.values())
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return {country: count / total for country, count in ordered} if total else {}


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(registry().actors.nations(), key=lambda name: (-len(name), name))
    return re.compile(r"(?<!\w)(?:" + "|".join(map(re.escape, words)) + r")(?!\w)")


@cache
def _names() -> frozenset[str]:
    return frozenset(registry().actors.nations(adjectives=False))
