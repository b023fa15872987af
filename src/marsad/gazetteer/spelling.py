"""How names are compared: letter for letter after folding, and by sound, in any of the scripts that reports use.

Two spellings of one name often share no more than their consonants: "Maaret al-Numan", "Marat an-Numan", معرة النعمان.
`sound` keeps these. It only proposes: a hundred villages share a sound, and the context has to choose.
"""

import re
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache

from marsad.lexicon import load

_MARKS = str.maketrans(",-–‐_/", "      ", "'’‘`ʻʼ´ʿʾ′\".")
_PLAIN = re.compile(r"[a-z0-9 ]+").fullmatch
_DOUBLED = re.compile(r"(.)\1+")
_JOINED = re.compile(r"^(?:al|el)(?=[b-df-hj-np-tv-z]..)")
_SILENT = dict.fromkeys(map(ord, "aeiouwy "))


@cache
def _letters(table: str) -> Mapping[int, str]:
    """A table of ``spelling.yml``, from letter to letters."""
    return {ord(letter): into for letter, into in load("gazetteer/spelling.yml")[table].items()}


@cache
def _articles() -> frozenset[str]:
    return frozenset(load("gazetteer/spelling.yml")["articles"])


@lru_cache(16_384)
def fold(name: str) -> str:
    """Return the form in which equal spellings are equal: small letters without accents, apostrophes and hyphens."""
    name = name.lower()
    if name.isascii():
        if name.replace(" ", "").isalpha():
            return " ".join(name.split())
    else:
        parts = unicodedata.normalize("NFKD", name).lower()
        name = "".join([letter for letter in parts if not unicodedata.combining(letter)])
    name = name.translate(_MARKS)
    return " ".join((name if name.isascii() else name.translate(_letters("folded"))).split())


@cache
def _alike() -> tuple[tuple[str, str], ...]:
    """Letters that become one another in the hands of different clerks."""
    table = load("gazetteer/spelling.yml")["alike"]
    return tuple((letters, into) for into, group in table.items() for letters in group)


def sound(name: str) -> str:
    """Return the consonants of a folded `name` in Latin letters, like ones as one, articles and endings left out.

    Empty for a name without any, and for scripts that no table of ``spelling.yml`` knows.
    """
    articles = _articles()
    words = romanised(name).split()
    text = " ".join([_stump(word) for word in words if word not in articles] or words)
    for letters, into in _alike():
        if letters in text:
            text = text.replace(letters, into)
    return _DOUBLED.sub(r"\1", text.replace("c", "k").translate(_SILENT))


def _stump(word: str) -> str:
    """Take off the feminine ending, which is written -a, -ah, -at, -eh, -et."""
    return word[:-2] if len(word) > 3 and word[-1] in "ht" and word[-2] in "ae" else word


def sounds(name: str) -> tuple[str, ...]:
    """Return the sounds to look for: the name's, and that with an article torn off ("Maaret Alnouman")."""
    words = romanised(name).split()
    torn = " ".join(_JOINED.sub("", word) for word in words)
    return tuple(dict.fromkeys(key for key in (sound(name), sound(torn)) if key))


@lru_cache(8_192)
def romanised(name: str) -> str:
    """Return a folded `name` in Latin letters; vowels that its script leaves out stay out."""
    if _PLAIN(name):
        return name
    name = " ".join(_stem(word) for word in name.split())
    return "".join(_latin(letter) for letter in name)


def _stem(word: str) -> str:
    """Take the article and the feminine ending off an Arabic word."""
    if len(word) > 3:
        word = word.removesuffix("ه")
    return word[2:] if word.startswith("ال") and len(word) > 4 else word


@cache
def _latin(letter: str) -> str:
    """Return what a letter sounds like; Burmese and Ethiopic letters bear it in their Unicode names."""
    if letter.isascii():
        return letter if letter.isalnum() or letter == " " else ""
    if (known := _letters("latin").get(ord(letter))) is not None:
        return known
    names = unicodedata.name(letter, "")
    spelt = re.match(
        r"(?:ETHIOPIC SYLLABLE|MYANMAR LETTER|MYANMAR CONSONANT SIGN MEDIAL) (?:GLOTTAL )?([A-Z]+)$", names
    )
    return spelt[1].lower() if spelt else ""


def likeness(one: str, other: str) -> float:
    """Return how alike two folded names look, 0 to 1: Jaro-Winkler on their Latin letters without articles."""
    from rapidfuzz.distance import JaroWinkler  # noqa: PLC0415 - slow to import, and who only looks compares no spellings

    return JaroWinkler.similarity(bare(one), bare(other))


@lru_cache(8_192)
def bare(name: str) -> str:
    """Return the Latin letters of a folded name without articles and gaps: "al maleh" and "maleh" alike."""
    return "".join(word for word in romanised(name).split() if word not in _articles()) or name


def neighbours(key: str) -> list[str]:
    """Return the sounds that are one consonant off, not the first: one missing, one too many, one other."""
    letters = "bdfghjklmnprstvxz"
    cuts = [(key[:at], key[at:]) for at in range(1, len(key) + 1)]
    missing = [head + tail[1:] for head, tail in cuts if tail]
    other = [head + letter + tail[1:] for head, tail in cuts if tail for letter in letters]
    more = [head + letter + tail for head, tail in cuts for letter in letters]
    return sorted({*missing, *other, *more} - {key})
