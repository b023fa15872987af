"""A look at a text's bare words for any sign of violence: whether parsing it is worth while."""

from collections.abc import Iterator
from functools import cache

from marsad.extract.rules.frames import all_frames
from marsad.extract.vocabulary import Vocabulary, inflections, words_of
from marsad.lexicon import load

CONFLICT = "conflict"
FEW = 50  # words of a text that a person may have typed


def shows_violence(text: str) -> bool:
    """Whether `text` has any sign of violence; where it has none, it tells of no conflict."""
    words = words_of(text)
    return signs().has_any(words) or (len(words) <= FEW and not _triggers().isdisjoint(words))


@cache
def signs() -> Vocabulary:
    """The signs of violence that count in a text of any length."""
    found = Vocabulary({})
    found.add(CONFLICT, load("lexicon/en/triage.yml")["signs"], _forms)
    return found


@cache
def _triggers() -> frozenset[str]:
    """Every form of the verbs, and of the last words of the compounds, that frames are found by."""
    spelt = [(frame.part, frame.word.replace("-", " ").split()) for frame in all_frames()]
    return frozenset(form for part, words in spelt for form in _forms(words[0] if part == "verb" else words[-1]))


def _forms(word: str) -> Iterator[str]:
    yield from inflections(word)
    yield from load("lexicon/en/triage.yml")["irregular"].get(word, ())
