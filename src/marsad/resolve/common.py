"""Words that are written small in running English, which alone are nobody's name."""

from functools import cache
from importlib.resources import files


def is_common(word: str) -> bool:
    """Whether a word is an ordinary one, however it is printed ("Monday's" is none, "Suicide" is)."""
    return word.lower() in _words()


@cache
def _words() -> frozenset[str]:
    return frozenset((files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split())
