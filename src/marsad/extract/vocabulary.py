"""Weighted words and phrases, looked up in a text's bare words, before anything is parsed."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase
from typing import NamedTuple

_LETTERS = bytes(code if chr(code) in ascii_lowercase else ord(" ") for code in range(256))

Forms = Callable[[str], Iterable[str]]


class Entry(NamedTuple):
    """What a word or phrase, in its dictionary form, speaks for, and how much it weighs."""

    subject: str
    word: str
    weight: int


@dataclass(frozen=True)
class Vocabulary:
    """Entries by each of their forms."""

    entries: dict[str, list[Entry]]

    def add(self, subject: str, weights: dict[int, list[str]], forms: Forms) -> None:
        """Enter words under their weights, in all their forms; a form stands for a subject once, as it weighs most."""
        for weight in sorted(weights, reverse=True):
            for word in weights[weight]:
                self._enter(Entry(subject, " ".join(words_of(str(word))), weight), forms)

    def _enter(self, entry: Entry, forms: Forms) -> None:
        first, space, last = entry.word.rpartition(" ")
        for form in {first + space + form for form in forms(last)}:
            known = self.entries.setdefault(form, [])
            if all(other.subject != entry.subject for other in known):
                known.append(entry)

    @cached_property
    def _beginnings(self) -> frozenset[str]:
        return frozenset(form.partition(" ")[0] for form in self.entries if " " in form)

    def has_any(self, words: list[str]) -> bool:
        """Whether a word of a text, or a phrase in it, is entered."""
        return not self.entries.keys().isdisjoint(words) or any(self._phrases(words))

    def found(self, words: list[str]) -> set[Entry]:
        """The entries met in a text."""
        met = [*(self.entries.keys() & set(words)), *self._phrases(words)]
        return {entry for form in met for entry in self.entries[form]}

    def _phrases(self, words: list[str]) -> Iterator[str]:
        beginnings = self._beginnings
        places = [place for place, word in enumerate(words) if word in beginnings]  # most words begin none
        spelt = (" ".join(words[place : place + length]) for place in places for length in (2, 3))
        return (phrase for phrase in spelt if phrase in self.entries)


def words_of(text: str) -> list[str]:
    """The words of `text` in lower case, runs of the letters a to z; hyphens and apostrophes part them."""
    return text.lower().encode("ascii", "replace").translate(_LETTERS).decode("ascii").split()


def plurals(word: str) -> Iterator[str]:
    """The word alone and with -s, -es, -ies."""
    yield from (word, word + "s", word + "es")
    if word.endswith("y"):
        yield word[:-1] + "ies"


def inflections(word: str) -> Iterator[str]:
    """The word with the regular endings of nouns and verbs, some of which it never takes."""
    yield from plurals(word)
    stem = word.removesuffix("e")
    yield from (stem + "ed", stem + "ing", word + word[-1] + "ed", word + word[-1] + "ing")
    if word.endswith("y"):
        yield word[:-1] + "ied"
