"""A sentence of tokens: words with their places in the text and in the tree."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from operator import attrgetter

_PLACE = attrgetter("i")


@dataclass(slots=True, eq=False)
class Token:
    """One word with its place in the text and in the tree.

    `start` and `end` count code points of the document; `head` of a sentence's root is itself;
    `n` is the token's place in its sentence.
    Labels are those of the parser's English model: Penn tags, ClearNLP dependencies.
    """

    i: int
    text: str
    low: str
    lemma: str
    pos: str
    tag: str
    dep: str
    start: int
    end: int
    n: int = 0
    head: "Token" = field(init=False, repr=False)
    kids: list["Token"] = field(default_factory=list, repr=False)
    sentence: "Sentence" = field(init=False, repr=False)

    @property
    def previous(self) -> "Token | None":
        """The word before, in the same sentence."""
        return self.sentence.tokens[self.n - 1] if self.n else None

    @property
    def next(self) -> "Token | None":
        """The word after, in the same sentence."""
        words = self.sentence.tokens
        return words[self.n + 1] if self.n + 1 < len(words) else None

    @property
    def lefts(self) -> list["Token"]:
        """Children before the token."""
        return [kid for kid in self.kids if kid.i < self.i]

    @property
    def rights(self) -> list["Token"]:
        """Children after the token."""
        return [kid for kid in self.kids if kid.i > self.i]

    def subtree(self) -> list["Token"]:
        """The token and all below it, in reading order."""
        found, stack = [], [self]
        while stack:
            token = stack.pop()
            found.append(token)
            stack.extend(token.kids)
        return sorted(found, key=_PLACE)

    def ancestors(self) -> Iterator["Token"]:
        """The tokens above, nearest first."""
        token = self
        while token.head is not token:
            token = token.head
            yield token


@dataclass(slots=True, eq=False)
class Sentence:
    """A sentence: its tokens, its span in the document, and its place in the reading order."""

    index: int
    paragraph: int
    tokens: list[Token]

    @property
    def start(self) -> int:
        """Offset of the first character."""
        return self.tokens[0].start

    @property
    def end(self) -> int:
        """Offset after the last character."""
        return self.tokens[-1].end
