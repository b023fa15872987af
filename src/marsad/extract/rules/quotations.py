"""Quotations and statements that run over sentences and paragraphs keep their speaker."""

from bisect import bisect_left, bisect_right
from dataclasses import replace

from marsad.extract.rules.credit import Credit
from marsad.extract.rules.quotation_marks import quotations
from marsad.extract.sentence import Sentence
from marsad.model import Span

_FIRST_PERSON = frozenset({"we", "our", "us", "i", "my"})
_MOSTLY = 0.5  # the share of a sentence that makes it a quotation
_AHEAD = 3  # sentences in which a quotation may name its speaker


def run_on(
    sentences: list[Sentence], text: str, found: list[list[Credit]], authors: list[Credit]
) -> list[list[Credit]]:
    """Give sentences without a credit the speaker of the quotation, or the statement after a colon, that they lie in.

    `authors` are the credits of statements printed whole.
    """
    inside = _inside_quotes(sentences, text)
    given = [list(row) for row in found]
    statement: Credit | None = None
    last: Credit | None = None
    for at, sentence in enumerate(sentences):
        author = next((one for one in authors if one.start < sentence.end <= one.end), None)
        if found[at]:
            last = found[at][-1]
            own = statement is not None and all(credit.name == statement.name for credit in found[at])
            statement = last if _opens(sentence, text) else statement if own else None
        elif author is not None:
            given[at] = [_over(author, sentence, "statement")]
        elif statement is not None:
            given[at] = [_over(statement, sentence, "statement")]
        elif inside[at]:
            speaker = _ahead(at, sentences, found, inside) or last
            given[at] = [_over(speaker, sentence, "quotation")] if speaker is not None else []
        elif last is not None and _first_person(sentence):
            given[at] = [_over(last, sentence, "we")]
    return given


_WHY = {"statement": "the statement goes on", "quotation": "the quotation runs on", "we": '"we" speaks on'}


def _over(credit: Credit, sentence: Sentence, way: str) -> Credit:
    return replace(credit, start=sentence.start, end=sentence.end, because=_WHY[way], way=way)


def _opens(sentence: Sentence, text: str) -> bool:
    """Whether the sentence opens a statement: it ends in a colon, or breaks off after "said that"."""
    last = sentence.tokens[-1]
    if last.text == ":" or text[last.end : last.end + 2].strip() == ":":
        return True
    return last.text == "." and last.previous is not None and last.previous.low == "that"


def _first_person(sentence: Sentence) -> bool:
    return any(
        token.low in _FIRST_PERSON and token.tag in ("PRP", "PRP$") and token.text not in ("US", "I.")
        for token in sentence.tokens
    )


def _ahead(at: int, sentences: list[Sentence], found: list[list[Credit]], inside: list[bool]) -> Credit | None:
    """The speaker named where the quotation ends, in the next sentences of the paragraph."""
    for later in range(at + 1, min(at + 1 + _AHEAD, len(sentences))):
        if sentences[later].paragraph != sentences[at].paragraph or not inside[later]:
            return None
        if found[later]:
            return found[later][0]
    return None


def _inside_quotes(sentences: list[Sentence], text: str) -> list[bool]:
    """For each sentence, whether it begins inside a quotation or is mostly one."""
    spans = [quotation.span for quotation in quotations(text)]
    starts = [span.start for span in spans]
    flags = []
    for sentence in sentences:
        near = spans[max(0, bisect_right(starts, sentence.start) - 1) : bisect_left(starts, sentence.end)]
        flags.append(any(_is_inside(sentence, span) for span in near))
    return flags


def _is_inside(sentence: Sentence, span: Span) -> bool:
    shared = min(sentence.end, span.end) - max(sentence.start, span.start)
    return span.start < sentence.start < span.end or shared > _MOSTLY * (sentence.end - sentence.start)
