"""Read every side's words alike: a document in plain wording, and the way back to the words it prints."""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Any, TypeVar

from marsad.lexicon import load
from marsad.model import Claim, Document, Evidence, Mention, Quantity, Span, When

Printed = TypeVar("Printed", When, Quantity)

_AROUND = 10  # words before and after a word in which its object is looked for; wording changes letters, not words
_FAR = 600  # characters, more than so many words have
_OBJECT = re.compile(
    r"(?:\s+(?!(?:in|from|at|near|after|before|and|with|on|to|as|by|during|while|who|which|that)\b)[\w'’-]+)*"
)
_PASSIVE = re.compile(r"([^.;:!?]*)\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?\Z")


@dataclass(frozen=True, slots=True)
class Edit:
    """A stretch of the plain text and the stretch of the printed text that it stands for."""

    plain: Span
    printed: Span


@dataclass(frozen=True, slots=True)
class Wording:
    """A document as printed and in plain wording. What is read in `plain` is brought back by `printed_claims`."""

    printed: Document
    plain: Document
    edits: tuple[Edit, ...]
    _first: dict[str, Span | None] = field(default_factory=dict, init=False, repr=False, compare=False)

    def printed_claims(self, claims: Iterable[Claim]) -> list[Claim]:
        """The claims read in the plain text, with the words and offsets of the printed text."""
        if not self.edits:
            return list(claims)
        read = list(claims)
        printed = [self._printed(claim) for claim in read]
        ids = {before.id: after.id for before, after in zip(read, printed, strict=True)}
        return [claim if claim.parent is None else replace(claim, parent=ids.get(claim.parent)) for claim in printed]

    def _printed(self, claim: Claim) -> Claim:
        spans = (self.span(item.span) for item in claim.evidence)
        return replace(
            claim,
            evidence=tuple(Evidence.at(self.printed.text, span.start, span.end) for span in spans),
            source=self._mention(claim.source),
            via=self._mention(claim.via),
            actor=self._mention(claim.actor),
            target=self._mention(claim.target),
            place=self._mention(claim.place),
            when=self._reprinted(claim.when),
            quantity=self._reprinted(claim.quantity),
        )

    def span(self, span: Span) -> Span:
        """Where a span of the plain text stands in the printed text; a word replaced in part counts whole."""
        return Span(self._offset(span.start, end=False), self._offset(span.end, end=True))

    def _offset(self, plain: int, *, end: bool) -> int:
        before = bisect_left(self.edits, plain, key=lambda edit: edit.plain.start)
        if not before:
            return plain
        edit = self.edits[before - 1]
        if plain < edit.plain.end:
            return edit.printed.end if end else edit.printed.start
        return plain + edit.printed.end - edit.plain.end

    def _mention(self, mention: Mention | None) -> Mention | None:
        if mention is None:
            return None
        if mention.span is None:
            return replace(mention, name=self._name(mention.name, Span(0, len(self.plain.text))))
        span = self.span(mention.span)
        text = self.printed.text[span.start : span.end] if mention.text else ""
        return Mention(self._name(mention.name, mention.span), span, text)

    def _name(self, name: str, span: Span) -> str:
        """The name as printed at `span`, or where the text first has it; a name that nobody printed stays."""
        if not _plain_words().search(name):
            return name
        several, one = _words_of(name), _words_of(name[:-1])  # "a rebel" is told of as one of the rebels
        found = self._found(several, span) or self._found(one, span)
        found = found or self._found_first(several) or self._found_first(one)
        if found is None:
            return name
        printed = self.span(found)
        ending = "" if self.plain.text[found.end - 1].lower() == name[-1].lower() else name[-1]
        return " ".join(self.printed.text[printed.start : printed.end].split()) + ending

    def _found(self, words: "re.Pattern[str]", within: Span) -> Span | None:
        found = words.search(self.plain.text, within.start, within.end)
        return Span(*found.span()) if found is not None else None

    def _found_first(self, words: "re.Pattern[str]") -> Span | None:
        """Where the text first has the words, looked for once: a book has many claims of one party."""
        if words.pattern not in self._first:
            self._first[words.pattern] = self._found(words, Span(0, len(self.plain.text)))
        return self._first[words.pattern]

    def _reprinted(self, value: Printed | None) -> Printed | None:
        if value is None:
            return None
        span = self.span(value.span)
        return replace(value, span=span, text=self.printed.text[span.start : span.end])


def _words_of(name: str) -> "re.Pattern[str]":
    return re.compile(r"\b" + r"\s+".join(map(re.escape, name.split())) + r"\b", re.IGNORECASE)


def wording(document: Document) -> Wording:
    """Return `document` beside its plain wording; the two are one where no word takes sides."""
    text, edits = _plain(document.text)
    return Wording(document, replace(document, text=text, title=plain_text(document.title)), edits)


def plain_text(text: str) -> str:
    """Return `text` in plain wording."""
    return _plain(text)[0]


def _plain(text: str) -> tuple[str, tuple[Edit, ...]]:
    parts: list[str] = []
    edits: list[Edit] = []
    at = length = 0
    for found, plain in _framed(text):
        parts += [text[at : found.start()], plain]
        length += found.start() - at + len(plain)
        edits.append(Edit(Span(length - len(plain), length), Span(*found.span())))
        at = found.end()
    return "".join([*parts, text[at:]]), tuple(edits)


def _framed(text: str) -> Iterator[tuple["re.Match[str]", str]]:
    """The words that take sides, each with the plain word in its case."""
    for found in _framing_words().finditer(text):
        group = _groups()[found.group().lower()]
        if not (_before(group, text, found.end()) or _has_object(group, text, found)):
            yield found, _as_printed(group["plain"], found.group())


def _before(group: dict[str, Any], text: str, end: int) -> bool:
    follows = re.match(r"[\s-]+(\w+)", text[end : end + _FAR])
    return follows is not None and follows[1].lower() in group.get("unless_before", ())


def _has_object(group: dict[str, Any], text: str, found: "re.Match[str]") -> bool:
    objects = group.get("unless_object")
    if not objects:
        return False
    behind = re.findall(r"\W*\w+", text[found.end() : found.end() + _FAR])[:_AROUND]
    ahead = re.findall(r"\w+\W*", text[max(0, found.start() - _FAR) : found.start()])[-_AROUND:]
    after, before = _OBJECT.match("".join(behind)), _PASSIVE.search("".join(ahead))
    words = (after.group() if after else "") + " " + (before[1] if before else "")
    return not set(objects).isdisjoint(re.findall(r"\w+", words.lower()))


def _as_printed(plain: str, word: str) -> str:
    return plain.upper() if word.isupper() else plain.capitalize() if word[0].isupper() else plain


@cache
def _groups() -> dict[str, dict[str, Any]]:
    return {word: group for group in load("lexicon/en/framing.yml")["groups"] for word in group["also"]}


@cache
def _framing_words() -> "re.Pattern[str]":
    return re.compile(rf"\b(?:{'|'.join(_groups())})\b", re.IGNORECASE)


@cache
def _plain_words() -> "re.Pattern[str]":
    plain = {group["plain"] for group in _groups().values()}
    return re.compile(rf"\b(?:{'|'.join(sorted(plain))})\b", re.IGNORECASE)
