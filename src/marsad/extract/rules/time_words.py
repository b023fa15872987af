"""The words of time, and the patterns made of them: `data/lexicon/en/time.yml`, compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from marsad.lexicon import load

TIME: Mapping[str, Any] = load("lexicon/en/time.yml")

Words = Mapping[str, str]
"""What a pattern matched, by name: {"day": "3rd", "month": "dec"}; names that matched nothing are absent."""

_SLOT = re.compile(r"\{([a-z_]+)(2?)(?::([a-z_]+))?\}")
_SPACE = re.compile(r" (?![*+?{])")
_GROUP = re.compile(r"\(\?P[<=]\w+")
_KEYS = frozenset({"match", "after", "read", "role", "examples"})
_PLAIN = (("’", "'"), ("‘", "'"), ("–", "-"), ("—", "-"), ("‑", "-"), ("\n", " "), ("\r", " "), ("\t", " "), ("\xa0", " "), ("\u2028", " "))


def fold(text: str) -> str:
    """Lower case, straight quotes, hyphens for dashes, plain spaces; every character keeps its place."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals have a lower case of two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for printed, plain in _PLAIN:
        low = low.replace(printed, plain)
    return low


def value(table: str, word: str) -> Any:
    """What `word` stands for in a table, its plural and possessive endings aside, or None."""
    plain = " ".join(word.split()).rstrip(".").removesuffix("'s")
    entries = TIME["tables"][table]
    return entries.get(plain, entries.get(plain.removesuffix("s")))


def expand(pattern: str) -> str:
    """The regular expression that a pattern of the data file stands for."""
    return _SLOT.sub(_slot, _SPACE.sub(" {1,20}", pattern))


def _slot(slot: re.Match[str]) -> str:
    name, second, piece = slot.groups()
    return f"(?P<{name}{second}>{_piece(piece or name)})"


def _piece(name: str) -> str:
    words = sorted(TIME["tables"].get(name, ()), key=len, reverse=True)
    table = "|".join(re.escape(word) for word in words).replace(r"\ ", " {1,20}")
    return str(TIME["pieces"].get(name, "{table}")).replace("{table}", table)


@dataclass(frozen=True, slots=True)
class Rule:
    """One pattern, and the reader for its words. `given` goes to the reader as if it had been matched."""

    regex: str
    read: str
    role: str
    given: Words

    @classmethod
    def each(cls, entry: Mapping[str, Any]) -> list["Rule"]:
        """The rules of an entry of the data file, one for each of its patterns."""
        patterns = [entry["match"]] if isinstance(entry["match"], str) else entry["match"]
        after = "|".join(rf"(?<=\b{word} )" for word in entry.get("after", ()))
        given = {key: str(item) for key, item in entry.items() if key not in _KEYS}
        return [cls(f"(?:{after}){expand(pattern)}", entry["read"], entry.get("role", "point"), given) for pattern in patterns]


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fits. `index` is the rule's."""

    index: int
    rule: Rule
    start: int
    end: int
    words: Words


class Rules:
    """Rules in order of preference. They compile into one expression on first use."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._rules = [rule for entry in entries for rule in Rule.each(entry)]
        self._patterns: dict[int, re.Pattern[str]] = {}

    def search(self, text: str, start: int, end: int) -> Hit | None:
        """The first place in ``text[start:end]`` where a rule fits, with the first rule that does."""
        return self._hit(self._pattern(0).search(text, start, end))

    def instead_of(self, hit: Hit, text: str) -> Hit | None:
        """The next rule that fits where `hit` does."""
        return self._hit(self._pattern(hit.index + 1).match(text, hit.start))

    def _pattern(self, first: int) -> re.Pattern[str]:
        if first not in self._patterns:
            numbered = (_numbered(rule.regex, i) for i, rule in enumerate(self._rules) if i >= first)
            self._patterns[first] = re.compile(rf"(?<!\w)(?:{'|'.join(numbered) or '(?!)'})(?!\w)")
        return self._patterns[first]

    def _hit(self, match: re.Match[str] | None) -> Hit | None:
        if match is None:
            return None
        index = int(str(match.lastgroup)[1:])  # the rule's own group closes last
        rule, suffix = self._rules[index], f"_{index}"
        words = {name.removesuffix(suffix): word for name, word in match.groupdict().items() if word and name.endswith(suffix)}
        return Hit(index, rule, match.start(), match.end(), {**rule.given, **words})


def _numbered(regex: str, index: int) -> str:
    """`regex` with its group names made its own, inside a group that names the rule."""
    return f"(?P<r{index}>{_GROUP.sub(lambda name: f'{name[0]}_{index}', regex)})"
