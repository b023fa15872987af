"""Read a number, in digits or in words, as a value."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import Any

from marsad.extract.rules.patterns import GAP, SPACE, any_of, joined
from marsad.lexicon import load

_WORDS: dict[str, Any] = load("lexicon/en/quantity.yml")["numbers"]

_GROUPED = r"\d{1,3}(?:,\d{3}){1,4}|\d{1,3}(?:[\u00a0\u2009\u202f]\d{3}){1,4}|[1-9]\d{0,2}(?: 000){1,3}"
_DIGITS = rf"(?<!\w)(?<![^\W\d]-)(?<!\d[.,:/'])(?:{_GROUPED}|\d{{1,9}})(?:\.\d{{1,4}})?(?![.,:/']\d)"


def _expression() -> str:
    """Build the expression for a whole number: digits with or without a multiple, or words in their usual order."""
    small = (
        rf"(?:{any_of(_WORDS['tens'])}(?:{GAP}{any_of(_WORDS['ones'])})?|{any_of(_WORDS['teens'] | _WORDS['ones'])})"
    )
    half = f"(?:{SPACE}{any_of(_WORDS['rest'])})?"
    head = f"(?:(?:{any_of(_WORDS['parts'])}|{small}{half}|{_DIGITS}){GAP})?"
    times, packs = any_of(_WORDS["times"]), any_of(_WORDS["packs"])
    tail = f"(?:{GAP}{times}|{GAP}(?:and{GAP})?{small}){{0,5}}"
    plain = f"{_DIGITS}(?:{any_of(_WORDS['suffixes'])})?|{small}{half}"
    return rf"(?:{head}(?:{times}{tail}{half}|{packs})|{plain})(?!\w)"


NUMBER = _expression()

_ADDED: dict[str, Any] = _WORDS["ones"] | _WORDS["teens"] | _WORDS["tens"] | _WORDS["parts"]
_TIMES: dict[str, int] = _WORDS["times"] | _WORDS["packs"] | _WORDS["suffixes"]
_TOKEN = re.compile(rf"[\d.,]+|{any_of(_ADDED | _TIMES | _WORDS['rest'])}")


@dataclass(frozen=True, slots=True)
class Number:
    """A value, and the multiple it was told in: 2.5 million is 2500000 in millions."""

    value: Fraction
    multiple: int = 1


@lru_cache(maxsize=4096)  # reports repeat their figures
def read_number(words: str) -> Number:
    """Return what `words`, a match of `NUMBER`, is worth."""
    total, current, multiple = Fraction(0), Fraction(0), 1
    for token in _TOKEN.findall(_plain(words)):
        if token in _TIMES:
            multiple = _TIMES[token]
            current = (current or Fraction(1)) * multiple
            if multiple >= 1000:
                total, current = total + current, Fraction(0)
        elif token in _WORDS["rest"]:
            current += Fraction(_WORDS["rest"][token]) * (1 if current else multiple)
        else:
            current += Fraction(_ADDED[token] if token in _ADDED else token.replace(",", ""))
    return Number(total + current, multiple)


def _plain(words: str) -> str:
    """Write digit groups together and words with single spaces between."""
    return joined(re.sub(r"(?<=\d)\s+(?=\d)", "", words))
