"""Text to sentences of tokens: the only module that touches the parser."""

from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import TypeVar

from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from marsad.extract.mend import mend
from marsad.extract.model_pin import load_model
from marsad.extract.segment import Segment, segments
from marsad.extract.sentence import Sentence, Token
from marsad.model import Document

_COLUMNS: list[int | str] = ["IDX", "HEAD", "ORTH", "LEMMA", "POS", "TAG", "DEP"]
_SIGN = 1 << 63  # from here on an unsigned number stands for a negative one
_MOST_WORDS = 200  # in a sentence
_BATCH = 32  # stretches that are parsed together: fewer or more take longer
_NOTHING = Segment(0, 0, " ")  # stands for a text without words, so that every text gets its answer

T = TypeVar("T")


def parse(documents: Iterable[Document]) -> Iterator[list[Sentence]]:
    """Yield the sentences of each document, in order; offsets count code points of its text."""
    pieces = (
        (segment.parsed, (number, segment))
        for number, document in enumerate(documents)
        for segment in segments(document.text, document.title) or [_NOTHING]
    )
    parsed = _in_one_thread(load_model().pipe(pieces, as_tuples=True, batch_size=_BATCH))
    for _, group in groupby(parsed, key=lambda item: item[1][0]):
        sentences: list[Sentence] = []
        for item, (_, segment) in group:
            sentences.extend(_sentences(item, segment, len(sentences)))
        yield sentences


def _in_one_thread(items: Iterator[T]) -> Iterator[T]:
    """The items, each made in one thread: numbers this small are multiplied sooner than shared out among threads."""
    threads = ThreadpoolController()
    while True:
        try:
            with threads.limit(limits=1, user_api="blas"):
                item = next(items)
        except StopIteration:
            return
        yield item


def _sentences(parsed: Doc, segment: Segment, first: int) -> Iterator[Sentence]:
    """The sentences of a segment; one that nobody would write is cut, so that no tree is deeper than can be walked."""
    tokens = _tokens(parsed, segment.start)
    for sent in parsed.sents:
        words = [token for token in tokens[sent.start : sent.end] if token.pos != "SPACE"]
        for start in range(0, len(words), _MOST_WORDS):
            yield _sentence(Sentence(first, segment.paragraph, words[start : start + _MOST_WORDS]))
            first += 1


def _sentence(sentence: Sentence) -> Sentence:
    """The sentence with its tokens told of it; where a head lies outside, its words hang on nothing."""
    inside = set(map(id, sentence.tokens))
    for n, token in enumerate(sentence.tokens):
        token.sentence, token.n = sentence, n
        if id(token.head) not in inside:
            token.head = token
        if token.head is not token:
            token.head.kids.append(token)
    return sentence


def _tokens(parsed: Doc, offset: int) -> list[Token]:
    """The tokens with their heads. Reading columns is several times as fast as reading token by token."""
    rows = parsed.to_array(_COLUMNS).tolist()
    strings = parsed.vocab.strings
    names = {number: strings[number] if number else "" for number in {number for row in rows for number in row[2:]}}
    lows = {number: name.lower() for number, name in names.items()}
    tokens = []
    for i, (at, _, word, lemma, pos, tag, dep) in enumerate(rows):
        text, start = names[word], at + offset
        labels = lows[lemma], names[pos], names[tag], names[dep]
        tokens.append(Token(i, text, lows[word], *labels, start, start + len(text)))
    for token, (_, head, *_) in zip(tokens, rows, strict=True):
        token.head = tokens[token.i + (head if head < _SIGN else head - 2 * _SIGN)]
    mend(tokens)
    return tokens
