"""Places that no gazetteer knows, by the sound of their printed names: villages are spelled as they are heard."""

from functools import cache
from importlib.resources import files

from marsad.gazetteer.records import kinds
from marsad.gazetteer.spelling import fold, sound

SHORTEST = 3  # consonants: of shorter sounds there are many
LONGEST = 4  # words: more are a list of places, or a clause


@cache
def sound_of(name: str) -> str:
    """The sound of a printed name, its words for settlements left out; empty where it tells too little.

    A name of ordinary words only ("Monitor") is taken for a slip of reading.
    """
    words = [word for word in fold(name).split() if word not in _settlements()]
    if not words or len(words) > LONGEST or all(word in _ordinary() for word in words):
        return ""
    heard = sound(" ".join(words))
    return heard if len(heard) >= SHORTEST else ""


@cache
def _settlements() -> frozenset[str]:
    return frozenset(word for kind in kinds().values() if kind.get("settled") for word in kind["words"])


@cache
def _ordinary() -> frozenset[str]:
    return frozenset((files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split())
