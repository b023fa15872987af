"""Text to sentences of tokens: the only module that touches the parser."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import groupby
from operator import attrgetter
from typing import Any, TypeVar

from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from marsad.extract.model_pin import load_model
from marsad.extract.segment import Segment, segments
from marsad.lexicon import load
from marsad.model import Document

_COLUMNS: list[int | str] = ["IDX", "HEAD", "ORTH", "LEMMA", "POS", "TAG", "DEP"]
_SIGN = 1 << 63  # from here on an unsigned number stands for a negative one
_JOINED = frozenset({"conj", "appos"})
_MOST_WORDS = 200  # in a sentence
_BATCH = 32  # stretches that are parsed together: fewer or more take longer
_OF_CLAUSE = frozenset({"acl", "punct", "prep", "advmod", "npadvmod", "cc", "advcl", "mark"})
_PLACE = attrgetter("i")
_NOTHING = Segment(0, 0, " ")  # stands for a text without words, so that every text gets its answer

T = TypeVar("T")


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
    for token in tokens:
        _mend(token, tokens)
    return tokens


def _mend(token: Token, tokens: list[Token]) -> None:
    """Mend the tree around a word where the parser is known to err."""
    if _is_sunk(token, tokens):
        _raise_verb(token.head, tokens)
    elif _are_more(token, tokens):
        token.lemma, token.pos, token.dep = "other", "NOUN", "nsubj"
    elif token.dep == "dobj" and token.low in _words("frame_words", "in_flames"):
        _free_thing(token, tokens)
    elif token.dep == "nsubjpass" and (whole := _are_among(token, tokens)) is not None:
        _hang(whole, token.head, "nsubjpass")
        _hang(token, whole, "appos")
    elif token.dep == "appos" and _speaks(token, tokens):
        _free_speaker(token, tokens)
    elif token.pos == "VERB" and (speaker := _joined_speaker(token, tokens)) is not None:
        _hang(speaker, token, "nsubj")


def _hang(token: Token, head: Token, dep: str) -> None:
    """Hang a word on another, unless that one hangs below it."""
    above = head
    while above.head is not above and above is not token:
        above = above.head
    if above is not token:
        token.head, token.dep = head, dep


def _words(file: str, name: str) -> Any:
    return load(f"lexicon/en/{file}.yml")[name]


def _are_more(token: Token, tokens: list[Token]) -> bool:
    """Whether "more", held for a manner, counts those of whom the next verb tells: "killed and many more injured"."""
    if token.low != "more" or token.dep != "advmod":
        return False
    verb, before = token.head, tokens[token.i - 1]
    joined = verb.dep == "conj" and verb.tag in ("VBN", "VBD") and verb.i == token.i + 1
    return joined and (before.pos == "NUM" or before.low in _words("frame_words", "before_more"))


def _are_among(part: Token, tokens: list[Token]) -> Token | None:
    """Of whom a verb tells that the tree gives to some of them alone: "said 11 men, among them two boys, died"."""
    among = next(
        (token for token in tokens[: part.i] if token.head is part and token.low in ("among", "including")), None
    )
    if among is None or among.i < 2 or tokens[among.i - 1].text != ",":
        return None
    whole = tokens[among.i - 2]
    said = whole.dep == "dobj" and whole.pos == "NOUN" and part.head.dep == "ccomp" and part.head.head is whole.head
    return whole if said else None


def _free_thing(state: Token, tokens: list[Token]) -> None:
    """Make what burns the object, where the word for it is held for a noun: "set a depot ablaze"."""
    thing = tokens[state.i - 1]
    if thing.head is not state or thing.pos not in ("NOUN", "PROPN"):
        return
    for token in tokens:
        if token.head is state and token is not thing:
            token.head = thing if token.i < thing.i else state.head
    thing.head, thing.dep = state.head, "dobj"
    state.pos, state.dep = "ADJ", "oprd"


def _joined_speaker(verb: Token, tokens: list[Token]) -> Token | None:
    """Who says so where the tree joins him to whom he tells of: "killing 30 soldiers, an officer and a medic said"."""
    if verb.lemma not in _words("attribution", "say")["plain"] or not verb.i:
        return None
    if any(token.head is verb and token.dep in ("nsubj", "nsubjpass") for token in tokens):
        return None
    last = first = tokens[verb.i - 1]
    while first.head.dep in _JOINED and first.dep == "conj" and _may_speak(first.head):
        first = first.head
    opens = min([first.i, *(token.i for token in tokens if token.head is first)])
    apart = first.dep in _JOINED and _may_speak(last) and _may_speak(first)
    return first if apart and opens and tokens[opens - 1].text == "," else None


def _may_speak(noun: Token) -> bool:
    return noun.lemma in _words("attribution", "person")


def _speaks(speaker: Token, tokens: list[Token]) -> bool:
    """Whether what stands beside a name speaks, and the name is what the verb before it hit.

    "Shells hit Harga, the monitor said": a name before a comma may be held for the one who said so.
    """
    name, says = speaker.head, _words("attribution", "say")["plain"]
    if name.dep != "nsubj" or name.head.lemma not in says or not 0 < name.i < speaker.i < name.head.i:
        return False
    verb = tokens[name.i - 1]
    opens = tokens[name.i + 1].text == "," and tokens[name.i + 2].low == "the"
    return opens and verb.pos == "VERB" and not any(token.head is verb and token.dep == "dobj" for token in tokens)


def _free_speaker(speaker: Token, tokens: list[Token]) -> None:
    name = speaker.head
    _hang(speaker, name.head, "nsubj")
    _hang(name, tokens[name.i - 1], "dobj")


def _is_sunk(subject: Token, tokens: list[Token]) -> bool:
    """Whether the verb of a subject with its article, or of "that", is held for a participle before its object."""
    verb = subject.head
    if subject.dep != "nsubj" or (verb.dep, verb.pos) != ("amod", "VERB") or not subject.i < verb.i < verb.head.i:
        return False
    if tokens[verb.i - 1].text == "-":
        return False
    return subject.tag == "WDT" or any(token.head is subject and token.dep == "det" for token in tokens[: subject.i])


def _raise_verb(verb: Token, tokens: list[Token]) -> None:
    """Make a verb that has a subject of its own, and is held for a quality of its object, the head of its clause.

    "A car bomb targeted soldiers": no participle before a noun has a subject.
    """
    noun = verb.head
    verb.head = noun.head if noun.head is not noun else verb
    verb.tag, verb.dep = "VBD", noun.dep
    for token in tokens:
        if token.head is noun and token is not verb and (token.i < verb.i or token.dep in _OF_CLAUSE):
            token.head = verb
            token.dep = "advcl" if token.dep == "acl" else token.dep
    noun.head, noun.dep = verb, "dobj"
