"""A look at a text's bare words for any sign of violence: whether parsing it is worth while."""

from collections.abc import Iterator
from functools import cache

from marsad.extract.rules.frames import all_frames
from marsad.extract.rules.nouns import classes
from marsad.extract.vocabulary import Vocabulary, inflections, words_of
from marsad.lexicon import load

CONFLICT = "conflict"
FEW = 50  # words of a text that a person may have typed: everyday triggers are signs in it, too


def shows_violence(text: str) -> bool:
    """Whether `text` has any sign of violence; where it has none, it tells of no conflict."""
    words = words_of(text)
    return signs().has_any(words) or (len(words) <= FEW and not _triggers().isdisjoint(words))


@cache
def signs() -> Vocabulary:
    """The signs of violence: the listed ones, the triggers of the frames, and what fighters and arms are called."""
    table = load("lexicon/en/triage.yml")
    found = Vocabulary({})
    found.add(CONFLICT, {**table["signs"], 1: sorted(_plain() - set(table["everyday"]))}, _forms)
    return found


def _plain() -> set[str]:
    """The verbs, and the last words of the compounds, that frames are found by; people under arms and arms."""
    spelt = [(frame.part, frame.word.replace("-", " ").split()) for frame in all_frames()]
    named = {word.split()[-1] for group in ("combatants", "arms") for word in classes()[group]}
    return {words[0] if part == "verb" else words[-1] for part, words in spelt} | named


@cache
def _triggers() -> frozenset[str]:
    return frozenset(form for word in _plain() for form in _forms(word))


def _forms(word: str) -> Iterator[str]:
    yield from inflections(word)
    yield from load("lexicon/en/triage.yml")["irregular"].get(word, ())
