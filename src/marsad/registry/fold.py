"""One spelling for the many that print the same name: no case, accents, vowel points, articles or possessives."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_APART = re.compile(r"[\s‐-―\-/|,;:()\[\]{}\"“”„«»…!?&·•]+")
_WORD = re.compile(r"[^\s‐-―\-/|,;:()\[\]{}\"“”„«»…!?&·•]+|[,;/()&\[\]]")
_ARTICLE = re.compile(r"(?<!\w)(?:al|el|ul|ash|as|ar|an|at|ad|az|ath)[-‐-–](?=\w)", re.IGNORECASE)
_DROPPED = frozenset({"the", "al", "el", "ul", "of", ""})
_POSSESSIVE = re.compile(r"(?:['’ʼ`´]s|(?<=s)['’ʼ`´])$", re.IGNORECASE)
_QUOTES = str.maketrans("", "", "'’ʼ‘`´ʿʾ.ـ\u200b\u200c\u200d\u200e\u200f")
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670]")
_LETTERS = str.maketrans({"ى": "ي", "ی": "ي", "ک": "ك", "ة": "ه", "ı": "i", "ø": "o", "đ": "d", "ł": "l", "ə": "a"})


class Word(NamedTuple):
    """A word of a name: as printed, and folded. A comma, slash, bracket or "&" is a word of its own."""

    printed: str
    folded: str


@lru_cache(maxsize=65_536)
def fold(name: str) -> str:
    """Return what all usual spellings of `name` have in common: its folded words, apart by one space.

    "The al-Nusra Front", "Al Nusra front's" and "Nusra Front" fold alike; so do "U.S." and "US", and Arabic names with
    and without vowel points, hamza, or dots on the last letter.
    """
    plain = name if name.isascii() else unicodedata.normalize("NFKD", name)
    folded = (fold_word(word) for word in _APART.split(_ARTICLE.sub("", plain)))
    return " ".join(word for word in folded if word not in _DROPPED)


@lru_cache(maxsize=65_536)
def fold_word(word: str) -> str:
    """Return a single word folded, articles too."""
    if word.isascii():
        return _POSSESSIVE.sub("", word).translate(_QUOTES).casefold()
    plain = _MARKS.sub("", unicodedata.normalize("NFKD", word))
    plain = _POSSESSIVE.sub("", plain).translate(_QUOTES).casefold().translate(_LETTERS)
    return " ".join(plain.split())


@lru_cache(maxsize=16_384)
def words(name: str) -> tuple[Word, ...]:
    """Return the words of `name` with their folded forms, without articles; punctuation that joins or parts stays."""
    found = (Word(word, _mark(word) or fold_word(word)) for word in _WORD.findall(_ARTICLE.sub("", name)))
    return tuple(word for word in found if word.folded not in _DROPPED)


def _mark(word: str) -> str:
    return word if word in ",;/()[]&" else ""


def singular(words: str) -> str:
    """Return a folded English phrase with its last word in the singular, as far as an ending tells."""
    if words.endswith("ies"):
        return words[:-3] + "y"
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words
