"""Words that are written small in running English, and names of days and months: alone they are nobody's name."""

from calendar import day_name, month_name
from functools import cache
from importlib.resources import files


def is_common(word: str) -> bool:
    """Whether a word is an ordinary one, however it is printed, or would be without the "s" at its end."""
    plain = word.lower()
    return plain in _words() or plain.removesuffix("s") in _words()


@cache
def _words() -> frozenset[str]:
    listed = (files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split()
    return frozenset((*listed, *map(str.lower, (*day_name, *month_name[1:]))))
