"""From word lists of the data files to one table: what a word or phrase around a name says."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from marsad.registry.fold import fold, singular

Terms = dict[str, list[str]]
"""Folded words to [category, value]: ["role", "army"], ["class", "women"], ["neutral", ""]."""

PLAIN = ("backing", "allies", "joining", "ending", "things", "outfits", "neutral")


def all_terms(words: Mapping[str, Any], classes: Iterable[Mapping[str, Any]]) -> Terms:
    """Return the terms of `actors/words.yml` and `actors/classes.yml`; of a word in several, what says most."""
    terms: Terms = {}
    for role, entry in words["roles"].items():
        add_terms(terms, entry["words"], "role", role)
    for prefix, role in words["prefixes"].items():
        add_terms(terms, [prefix], "prefix", role)
    for entry in classes:
        add_terms(terms, entry["words"], "class", entry["id"])
    for category in PLAIN:
        add_terms(terms, words[category], category, "")
    return terms


def add_terms(terms: Terms, words: Iterable[str], category: str, value: str) -> None:
    """Enter words, and their singulars, where nothing stands yet."""
    for word in forms(words):
        terms.setdefault(word, [category, value])


def forms(words: Iterable[str]) -> Iterator[str]:
    """Yield words folded, each as it is and in the singular."""
    for word in map(fold, words):
        yield word
        yield singular(word)
