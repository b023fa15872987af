"""Texts that copy one another: documents, and single sentences.

Copies are looked for by MinHash over word shingles (Broder 1997) with banded hashing, and every pair found is then
compared exactly: its overlap is the share of the shorter text's shingles that stand in the longer one.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from sys import intern

from rensa import RMinHash, RMinHashLSH

from marsad.merge.cluster import components
from marsad.model import Claim, Document, Span, digest

SEED = 20110315  # any: it makes two runs alike
HASHES, BANDS = 64, 16  # finds 97 of 100 pairs that have two thirds of their shingles in common
LIKELY = 0.5  # what the bands are made for
COPIED = 0.7  # overlap from which a text is a copy
DOCUMENT_SHINGLE, SENTENCE_SHINGLE = 5, 3  # words
SHORTEST = 8  # words: shorter sentences are alike by chance
TOGETHER = 500  # texts that are hashed at once
AT_HAND = 2_000  # texts whose shingles are kept in memory: all are more than it holds
_SENTENCE = re.compile(r"[^.!?\n]+")
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class Copy:
    """A text that several documents print, as one of them does.

    `document_id` prints it at `span` (None: it is the whole document); `original` is the document that had it first
    (which may be the same), of `outlet`. `text_id` names the original's words, `overlap` is the share of the shorter
    text's shingles that this one and the original have in common, 0 to 1.
    """

    document_id: str
    original: str
    outlet: str
    text_id: str
    overlap: float
    span: Span | None = None


@dataclass(frozen=True, slots=True)
class Reprints:
    """The documents that are printed more than once, and the sentences that are, by the id of the document."""

    documents: Mapping[str, Copy] = field(default_factory=dict)
    sentences: Mapping[str, tuple[Copy, ...]] = field(default_factory=dict)

    def told(self, document: str) -> tuple[Copy | None, tuple[Copy, ...]]:
        """All that is known of one document's copies."""
        return self.documents.get(document), self.sentences.get(document, ())

    def of(self, claim: Claim) -> Copy | None:
        """The copy in which a claim stands; None where its document is the first to print it."""
        whole = self.documents.get(claim.document_id)
        copies = [whole] if whole else self._passages(claim)
        return next((copy for copy in copies if copy.original != claim.document_id), None)

    def texts(self, claim: Claim) -> frozenset[str]:
        """Names of the shared sentences in which a claim stands."""
        return frozenset(copy.text_id for copy in self._passages(claim))

    def _passages(self, claim: Claim) -> list[Copy]:
        copies = self.sentences.get(claim.document_id, ())
        spans = [item.span for item in claim.evidence]
        return [copy for copy in copies if any(copy.span and copy.span.overlaps(span) for span in spans)]


def find_reprints(documents: Iterable[Document]) -> Reprints:
    """Compare all `documents`; the order in which they are given does not matter.

    The original is the earliest by day of publication, among equals the one with the least id.
    """
    dated = sorted(documents, key=_rank)
    wholes = [_Text(document, None, _words(document.text)) for document in dated]
    sentences = [sentence for document in dated for sentence in _sentences(document)]
    found: dict[str, list[Copy]] = {}
    for copy in _copies(sentences, SENTENCE_SHINGLE):
        found.setdefault(copy.document_id, []).append(copy)
    return Reprints(
        {copy.document_id: copy for copy in _copies(wholes, DOCUMENT_SHINGLE)},
        {document: tuple(copies) for document, copies in found.items()},
    )


@dataclass(frozen=True, slots=True)
class _Text:
    """A document, or the sentence at `span` of one, as its words without case and punctuation."""

    document: Document
    span: Span | None
    words: tuple[str, ...]

    @property
    def named(self) -> tuple[str, str, str]:
        """Document, outlet, and a name for the words."""
        return self.document.id, self.document.outlet, digest("t", *self.words)


def _rank(document: Document) -> tuple[bool, str, str]:
    """Undated documents come last: nothing shows that they were first."""
    return document.published is None, str(document.published), document.id


def _words(text: str) -> tuple[str, ...]:
    return tuple(map(intern, _WORD.findall(text.casefold())))  # of each word, memory holds one


def _sentences(document: Document) -> Iterator[_Text]:
    for match in _SENTENCE.finditer(document.text):
        if len(words := _words(match.group())) >= SHORTEST:
            yield _Text(document, Span(*match.span()), words)


def _shingles(words: Sequence[str], width: int) -> frozenset[str]:
    return frozenset(" ".join(words[at : at + width]) for at in range(max(1, len(words) - width + 1)))


def _copies(texts: Sequence[_Text], width: int) -> Iterator[Copy]:
    """Yield each of `texts`, which are in order of publication, that several documents print."""
    first: dict[tuple[str, ...], _Text] = {}
    for text in texts:
        first.setdefault(text.words, text)
    likeness = _Likeness(list(first.values()), width)
    found = [(text, *likeness.original(text)) for text in texts]
    shared = {original.words for text, original, _ in found if original.document is not text.document}
    for text, original, overlap in found:
        if original.words in shared:
            yield Copy(text.document.id, *original.named, overlap, text.span)


class _Likeness:
    """Which of some distinct texts, in order of publication, are near-duplicates."""

    def __init__(self, texts: Sequence[_Text], width: int) -> None:
        self._texts, self._width = texts, width
        self._shingles = lru_cache(AT_HAND)(lambda number: _shingles(texts[number].words, width))
        self._number = {text.words: number for number, text in enumerate(texts)}
        self._first = _firsts(self._pairs())

    def original(self, text: _Text) -> tuple[_Text, float]:
        """The earliest of the texts that are like `text`, directly or by others between, and the overlap with it."""
        number = self._number[text.words]
        first = self._first.get(number, number)
        return self._texts[first], round(self._overlap(first, number), 3)

    def _overlap(self, left: int, right: int) -> float:
        if left == right:
            return 1.0
        ours, theirs = self._shingles(left), self._shingles(right)
        return len(ours & theirs) / min(len(ours), len(theirs))

    def _pairs(self) -> Iterator[tuple[int, int]]:
        """Yield the pairs whose overlap, compared exactly, makes them copies."""
        hashes = []
        for at in range(0, len(self._texts), TOGETHER):
            some = [list(_shingles(text.words, self._width)) for text in self._texts[at : at + TOGETHER]]
            hashes += RMinHash.from_token_sets(some, HASHES, SEED)
        index = RMinHashLSH(LIKELY, HASHES, BANDS)
        index.insert_pairs(list(enumerate(hashes)))
        for right, found in enumerate(index.query_all(hashes)):
            yield from ((left, right) for left in found if left < right and self._overlap(left, right) >= COPIED)


def _firsts(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    """The least number of the group in which pairs put a number."""
    found = list(pairs)
    groups = components({each for pair in found for each in pair}, found)
    return {each: group[0] for group in groups for each in group}
