"""Give text in capitals the case of running text, character for character."""

import re
from functools import cache

from marsad.lexicon import load

_WORD = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)?")
_SHARE = 0.6  # of letters that are capitals, above which a passage counts as written in capitals


def truecase(text: str) -> str:
    """Return `text` unless it is in capitals; then common words in lower case, others with a capital."""
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 30 or sum(map(str.isupper, letters)) < _SHARE * len(letters):
        return text
    lowered = _WORD.sub(lambda found: _recase(found.group()), text)
    return re.sub(r"(?:^|(?<=[.!?]\s)|(?<=[.!?]\s\s)|(?<=\"))[a-z]", lambda found: found.group().upper(), lowered)


def _recase(word: str) -> str:
    low = word.lower()
    if len(low) != len(word):  # "ẞ" and its kin change length
        return word
    if low in _common():
        return low
    return word if low in _acronyms() else word[0] + low[1:]


@cache
def _common() -> frozenset[str]:
    return frozenset(load("lexicon/en/common_words.yml"))


@cache
def _acronyms() -> frozenset[str]:
    return frozenset(word.lower() for word in load("lexicon/en/acronyms.yml"))
