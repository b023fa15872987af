"""Texts as the words by which they are found, the same in every store."""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LONGEST = 100  # characters of a word that count; what is longer is no word, and databases have limits

SEAM = "\x1e"  # stands between passages of a text, over which no phrase goes

_WORD = re.compile(r"[^\W_]+")
_QUOTED = re.compile(r'"([^"]*)"?')


@dataclass(frozen=True, slots=True)
class Sought:
    """What a person looks for: words that all occur, and phrases, whose words stand side by side."""

    words: frozenset[str]
    phrases: tuple[tuple[str, ...], ...] = ()


def words_of(text: str) -> list[str]:
    """Return the words of `text` in order, without case, accents and vowel marks."""
    if not text.isascii():
        decomposed = unicodedata.normalize("NFKD", text)
        text = "".join(character for character in decomposed if not unicodedata.combining(character))
    return [word[:LONGEST] for word in _WORD.findall(text.casefold())]


def sought(text: str) -> Sought:
    """Return what `text`, as a person types it, looks for.

    What is in double quotes is a phrase; so is what falls into several words ("al-Bab").
    """
    parts = [tuple(words_of(part)) for part in _parts(text)]
    return Sought(
        frozenset(word for part in parts for word in part),
        tuple(dict.fromkeys(part for part in parts if len(part) > 1)),
    )


def written(text: str) -> str:
    """Return the words of `text` with a blank between them, and a bar between passages."""
    return " | ".join(" ".join(words_of(passage)) for passage in text.split(SEAM))


def says(text: str, phrase: tuple[str, ...]) -> bool:
    """Whether the words of `phrase` stand side by side in `text`."""
    return f" {' '.join(phrase)} " in f" {written(text)} "


@lru_cache(16)
def maybe(phrase: tuple[str, ...]) -> re.Pattern[str]:
    """Return what is found in all JSON, of small ASCII letters, that holds a text which says `phrase`."""
    return re.compile(r"(?:[\W_]|\\[bfnrt]|\\u00..)+".join(phrase))


def _parts(text: str) -> Iterator[str]:
    yield from _QUOTED.findall(text)
    yield from _QUOTED.sub(" ", text).split()
