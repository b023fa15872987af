"""What is a report about? Words speak for armed conflict or for sport, business, crime, disasters and the like."""

import re
from dataclasses import dataclass
from functools import cache

from marsad.extract.triage import CONFLICT, FEW, shows_violence, signs
from marsad.extract.vocabulary import Entry, Vocabulary, plurals, words_of
from marsad.lexicon import load
from marsad.model import Document

_YEAR = re.compile(
    r"\b(?:in|since|until|during|after|before|jan\w*|feb\w*|march|april|may|june?|july?|aug\w*|sept?\w*|oct\w*|nov\w*|dec\w*)"
    r"(?: \d\d?)?,? (1[0-8]\d\d|19[0-3]\d|194[0-5])\b(?! ?(?:gmt|hours|local))"
)
_OLD = re.compile(r"1(?:[0-8]\d\d|9[0-3]\d|94[0-5])\b")  # most texts have no such year: looked for first
_NEUTRAL = "neutral"
_SETTLES = 6  # what settles the subject of a short text, where the words for conflict do not outweigh it
_PAST = _SETTLES  # what a year before living memory weighs for history
_STRONG = 3  # what a word weighs that is hardly said of another subject
_LONG = 80  # words for which one more word of conflict is asked
_STRETCH = 12_000  # characters that are judged together: longer than nearly every report


@dataclass(frozen=True, slots=True)
class Subject:
    """Whether a report is about armed conflict, and the words that say so or that speak louder of something else."""

    is_conflict: bool
    because: str


def worth_parsing(document: Document) -> bool:
    """Whether `document` shows violence and is about armed conflict; of any other, no claim is read."""
    text = f"{document.title}\n{document.text}"
    return shows_violence(text) and subject(text).is_conflict


def subject(text: str) -> Subject:
    """Decide whether `text` is about armed conflict.

    It is where the words for conflict outweigh those for the strongest other subject and, in a longer text,
    are more than a few. A short text passes unless it speaks louder of something else; a book, if any stretch does.
    """
    stretches = (_subject(text[start : start + _STRETCH]) for start in range(0, max(len(text), 1), _STRETCH))
    first = next(stretches)
    return first if first.is_conflict else next((later for later in stretches if later.is_conflict), first)


def _subject(text: str) -> Subject:
    words, found = _read(text.lower())
    met: dict[str, set[Entry]] = {}
    for entry in found:
        met.setdefault(entry.subject, set()).add(entry)
    few = len(words) <= FEW
    weights = {name: _weight(entries, whole=name == CONFLICT or not few) for name, entries in met.items()}
    conflict = weights.pop(CONFLICT, 0)
    other = max(sorted(weights), key=weights.__getitem__, default="")
    most = weights.get(other, 0)
    as_much_will_do = few and most < _SETTLES
    needed = len(words) // _LONG + (most + (not as_much_will_do) if most else 0)
    return Subject(conflict >= needed, "; ".join(_told(name, met[name]) for name in (CONFLICT, other) if name in met))


def _read(low: str) -> tuple[list[str], set[Entry]]:
    """The words of a text in lower case and what they speak for, neutral phrases left out."""
    words = words_of(low)
    found = _subjects().found(words)
    if any(entry.subject == _NEUTRAL for entry in found):
        words = words_of(_neutral().sub(" ", low))
        found = {entry for entry in _subjects().found(words) if entry.subject != _NEUTRAL}
    if _OLD.search(low):
        found.update(Entry("history", year, _PAST) for year in _YEAR.findall(low))
    return words, found


def _weight(entries: set[Entry], *, whole: bool) -> int:
    """The weight of the entries; of a few words only, with no strong one among them, less than a strong one has."""
    weights = [entry.weight for entry in entries]
    return sum(weights) if whole or max(weights) >= _STRONG else min(sum(weights), _STRONG - 1)


def _told(name: str, entries: set[Entry]) -> str:
    """The subject and its words, the weightiest first."""
    words = [entry.word for entry in sorted(entries, key=lambda entry: (-entry.weight, entry.word))]
    return f"{name}: {', '.join(words)}"


@cache
def _subjects() -> Vocabulary:
    """Words for conflict, for other subjects, and the phrases that speak for none."""
    found = Vocabulary({form: list(entries) for form, entries in signs().entries.items()})
    for name, weights in load("lexicon/en/relevance.yml").items():
        if name == _NEUTRAL:
            found.add(name, {0: weights}, lambda word: (word,))
        else:
            found.add(name, weights, plurals)
    return found


@cache
def _neutral() -> re.Pattern[str]:
    """Phrases with a word of another subject in them that speak for none."""
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, load('lexicon/en/relevance.yml')['neutral']))})\b")
