"""Words that are written small in running English, and names of days and months: alone they are nobody's name."""

from calendar import day_name, month_name
from functools import cache, lru_cache

from marsad.lexicon import DATA

LISTED = DATA / "lexicon/en/common_words.txt"
"""One word a line, in the order of their letters' numbers."""


@lru_cache(maxsize=65_536)
def is_common(word: str) -> bool:
    """Whether a word is an ordinary one, however it is printed, or would be without the "s" at its end."""
    plain = word.lower()
    return _is_listed(plain) or _is_listed(plain.removesuffix("s"))


def _is_listed(word: str) -> bool:
    """Whether a word is in the list, which is halved until it is found: to take it all apart takes longer."""
    listed, low = _list(), 0
    high = len(listed)
    while low < high:
        start = listed.rfind("\n", low, (low + high) // 2) + 1 or low
        end = listed.index("\n", start)
        if listed[start:end] == word:
            return True
        low, high = (end + 1, high) if listed[start:end] < word else (low, start)
    return word in _days()


@cache
def _list() -> str:
    return LISTED.read_text("utf-8")


@cache
def _days() -> frozenset[str]:
    return frozenset(map(str.lower, (*day_name, *month_name[1:])))
