"""The words of time, and the patterns made of them: `data/lexicon/en/time.yml`, compiled."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.lexicon import load

TIME: Mapping[str, Any] = load("lexicon/en/time.yml")

Words = Mapping[str, str]
"""What a pattern matched, by name: {"day": "3rd", "month": "dec"}; names that matched nothing are absent."""

_SLOT = re.compile(r"\{([a-z_]+)(2?)(?::([a-z_]+))?\}")
_SPACE = re.compile(r" (?![*+?{])")
_OPEN = re.compile(r"(?<!\\)\((?!\?)")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_REPEAT = re.compile(r"\(\?P=(\w+)\)")
_KEYS = frozenset({"match", "after", "glued", "read", "role", "examples"})
_PLAIN = {"'": "’‘", "-": "–—‑", " ": "\n\r\t\xa0\u2028"}


def fold(text: str) -> str:
    """Lower case, straight quotes, hyphens for dashes, plain spaces; every character keeps its place."""
    low = text.lower()
    if len(low) != len(text):  # a few capitals have a lower case of two characters
        low = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    for plain, printed in _PLAIN.items():
        for char in printed:
            low = low.replace(char, plain)
    return low


def value(table: str, word: str) -> Any:
    """Return what `word` stands for in a table, its plural and possessive endings aside, or None."""
    plain = " ".join(word.split()).rstrip(".").removesuffix("'s")
    entries = TIME["tables"][table]
    return entries.get(plain, entries.get(plain.removesuffix("s")))


def expand(pattern: str) -> str:
    """Return the regular expression that a pattern of the data file stands for."""
    return _SLOT.sub(_slot, _OPEN.sub("(?:", _SPACE.sub(" {1,20}", pattern)))


def unnamed(regex: str) -> str:
    """Return `regex` without the names of its groups, to be used twice in one expression."""
    return _GROUP.sub("(?:", regex)


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
        """Make the rules of an entry of the data file, one for each of its patterns."""
        patterns = [entry["match"]] if isinstance(entry["match"], str) else entry["match"]
        after = "|".join(rf"(?<=\b{word} )" for word in entry.get("after", ()))
        end = "" if entry.get("glued") else r"(?!\w)"
        given = {key: str(item) for key, item in entry.items() if key not in _KEYS}
        regexes = [f"(?:{after})(?:{expand(pattern)}){end}" for pattern in patterns]
        return [cls(regex, entry["read"], entry.get("role", "point"), given) for regex in regexes]


class Rules:
    """Rules in order of preference. They compile into one expression on first use."""

    def __init__(self, entries: Iterable[Mapping[str, Any]]) -> None:
        self._rules = [rule for entry in entries for rule in Rule.each(entry)]
        self._slots = [_GROUP.findall(rule.regex) for rule in self._rules]
        self._patterns: dict[int, re.Pattern[str]] = {}

    def search(self, text: str, start: int, end: int) -> "Hit | None":
        """Find the first place in ``text[start:end]`` where a rule fits, and the first rule that does."""
        return self._hit(self._pattern(0).search(text, start, end))

    def match(self, text: str, start: int, first: int) -> "Hit | None":
        """Find the rule that fits at `start`, tried from the `first` on."""
        return self._hit(self._pattern(first).match(text, start))

    def _pattern(self, first: int) -> re.Pattern[str]:
        if first not in self._patterns:
            regexes = "|".join(_numbered(rule.regex, i) for i, rule in enumerate(self._rules) if i >= first)
            self._patterns[first] = re.compile(rf"(?<!\w)(?:{regexes or '(?!)'})")
        return self._patterns[first]

    def _hit(self, match: re.Match[str] | None) -> "Hit | None":
        if match is None:
            return None
        index = int(str(match.lastgroup)[1:])  # the rule's own group closes last
        rule = self._rules[index]
        words = {slot: word for slot in self._slots[index] if (word := match[f"{slot}_{index}"])}
        return Hit(self, index, rule, match.start(), match.end(), {**rule.given, **words})


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where a rule fits; `index` is the rule's among `rules`."""

    rules: Rules
    index: int
    rule: Rule
    start: int
    end: int
    words: Words

    def otherwise(self, text: str) -> "Hit | None":
        """Find the next rule that fits at the same place."""
        return self.rules.match(text, self.start, self.index + 1)


def _numbered(regex: str, index: int) -> str:
    """Return `regex` with its group names made its own, inside a group that names the rule."""
    own = _GROUP.sub(rf"(?P<\1_{index}>", _REPEAT.sub(rf"(?P=\1_{index})", regex))
    return f"(?P<r{index}>{own})"
