"""From word lists of the data files to one table: what a word or phrase around a name says."""

from collections.abc import Iterable, Mapping
from typing import Any

from marsad.registry.fold import fold, singular

Terms = dict[str, list[str]]
"""Folded words to [category, value]: ["role", "army"], ["class", "women"], ["neutral", ""]."""

PLAIN = ("backing", "allies", "joining", "ending", "things", "outfits", "neutral")


def word_terms(data: Mapping[str, Any]) -> Terms:
    """Return the terms of `actors/words.yml`; where lists share a word, the one that says more wins."""
    terms: Terms = {}
    for role, entry in data["roles"].items():
        add_terms(terms, entry["words"], "role", role)
    for prefix, role in data["prefixes"].items():
        add_terms(terms, [prefix], "prefix", role)
    for category in PLAIN:
        add_terms(terms, data[category], category, "")
    return terms


def class_terms(entries: Iterable[Mapping[str, Any]]) -> Terms:
    """Return the terms of `actors/classes.yml`."""
    terms: Terms = {}
    for entry in entries:
        add_terms(terms, entry["words"], "class", entry["id"])
    return terms


def add_terms(terms: Terms, words: Iterable[str], category: str, value: str) -> None:
    """Enter words, and their singulars, where nothing stands yet."""
    for word in map(fold, words):
        terms.setdefault(word, [category, value])
        terms.setdefault(singular(word), [category, value])
