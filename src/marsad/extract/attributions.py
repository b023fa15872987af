"""Who says what: the attributions of a document."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from itertools import tee

from marsad.extract.parse import parse
from marsad.extract.rules.attribution import speaker_named, speakers_in
from marsad.extract.rules.quotation_marks import Quotation, quotations
from marsad.extract.rules.reporting import speaker_of
from marsad.extract.rules.speaker_name import read
from marsad.extract.rules.speakers import Speakers
from marsad.extract.rules.telling import Telling, tellings
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load
from marsad.model import Attribution, Document, Mention, Span

_LOOSE = frozenset(".,;:—–-()")  # at the ends of what is told
_MOSTLY = 0.6  # the share of what is told that lies in a quotation which is then told whole
_GAP = 100  # characters between two parts of one quotation: "“…,” said X, who …. “…”"
_AHEAD, _BEHIND = 120, 60  # characters from a verb of saying to its quotation, and back to it
_REACH = 2_000  # characters between a quotation and its cue, at most
_SHORT = 3  # words of a quotation that only sets off a name
_HEADED = 15  # characters behind a colon that are no statement yet
_BREAK = re.compile(r"\n\s*\n")
_SPEAKING = frozenset({"i", "we", "you"})


def attributions(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Attribution]]]:
    """Yield each document with its attributions, in reading order of their cues; a batch is parsed at a time.

    What stands in quotation marks is told by whoever is quoted, and not read for cues of its own.
    """
    kept, given = tee(documents)
    for document, sentences in zip(kept, parse(given), strict=True):
        yield document, _attributed(document.text, sentences)


@dataclass(slots=True, eq=False)
class _Draft:
    """An attribution in the making; without content, a verb of saying that waits for its quotation."""

    frame: str
    cue: Span
    holder: list[Token]
    content: list[Span]
    source: Mention | None = None
    nested: bool = False
    speaker: list[Token] = field(default_factory=list)

    @classmethod
    def of(cls, telling: Telling) -> "_Draft":
        """The draft of what a cue tells."""
        cue = Span(telling.cue[0].start, telling.cue[-1].end)
        return cls(telling.frame, cue, telling.holder, _spans(telling.told), speaker=_speaker(telling))

    def overlap(self, span: Span) -> int:
        """Characters of the content that lie within `span`."""
        return sum(max(0, min(part.end, span.end) - max(part.start, span.start)) for part in self.content)

    def takes_whole(self, quotation: Span) -> bool:
        """Whether a quotation that the content touches is told whole: by its speaker, or as most of the content is."""
        length = sum(part.end - part.start for part in self.content)
        return self.frame in ("clause", "quotation") or self.overlap(quotation) > _MOSTLY * length

    def tell(self, quotation: Span) -> None:
        """Add a quotation to the content."""
        self.content = _joined([*self.content, quotation])


def _attributed(text: str, sentences: Sequence[Sentence]) -> list[Attribution]:
    quoted = quotations(text)
    marks = [quotation.span for quotation in quoted]
    headings = _headings(text, marks)
    headed = [heading.content[0] for heading in headings]
    drafts = [draft for sentence in sentences for draft in _of_sentence(sentence, marks, headed)]
    _name(drafts, speakers_in(sentences, text), text)
    _quote(text, quoted, [draft for draft in drafts if not draft.nested], headed)
    drafts = sorted((*headings, *drafts), key=lambda draft: draft.cue.start)
    return [
        Attribution(draft.source, draft.cue, tuple(draft.content), draft.frame, draft.nested)
        for draft in drafts
        if draft.content
    ]


# --- drafts -----------------------------------------------------------------------------------------------------------


def _of_sentence(sentence: Sentence, marks: Sequence[Span], headed: Sequence[Span]) -> list[_Draft]:
    """What the cues of a sentence tell, outside quotation marks."""
    cues = (cue for cue in tellings(sentence) if not _is_within(cue.cue[0].start, marks))
    drafts = _apart([_Draft.of(cue) for cue in cues])
    for draft in drafts:
        above = (part for other in drafts if other is not draft for part in other.content)
        draft.nested = _is_within(draft.cue.start, headed) or any(_holds(part, draft) for part in above)
    return drafts


def _holds(part: Span, draft: _Draft) -> bool:
    return part.start <= draft.cue.start < part.end


def _apart(drafts: list[_Draft]) -> list[_Draft]:
    """Of two cues that tell some of the same words, and neither the other, the first."""
    kept: list[_Draft] = []
    for draft in drafts:
        if not any(_collide(draft, other) for other in kept):
            kept.append(draft)
    return kept


def _collide(one: _Draft, two: _Draft) -> bool:
    return (
        any(one.overlap(part) for part in two.content)
        and not any(_holds(part, two) for part in one.content)
        and not any(_holds(part, one) for part in two.content)
    )


def _headings(text: str, marks: Sequence[Span]) -> list[_Draft]:
    """What is told by the name before a colon at the head of its paragraph: a headline, a line of a transcript."""
    found = []
    for match in _heading().finditer(text):
        stop = _BREAK.search(text, match.end())
        end = stop.start() if stop else len(text)
        if end - match.end() > _HEADED and not _is_within(match.start(1), marks):
            span = Span(*match.span(1))
            source = Mention(match[1], span, match[1])
            found.append(_Draft("heading", Span(span.end, span.end + 1), [], [Span(match.end(), end)], source))
    return found


@cache
def _heading() -> "re.Pattern[str]":
    return re.compile(load("lexicon/en/attitudes.yml")["heading"])


# --- sources ----------------------------------------------------------------------------------------------------------


def _speaker(telling: Telling) -> list[Token]:
    """The words that name the holder in short, without what describes it further."""
    verb = telling.cue[0]
    named = speaker_of(verb) if verb.pos == "VERB" else []
    if set(named) & set(telling.holder):
        return named
    end = next((at for at, token in enumerate(telling.holder) if at and token.pos == "PUNCT"), None)
    return telling.holder[:end]


def _name(drafts: list[_Draft], speakers: Speakers, text: str) -> None:
    """Name the sources: short forms and pronouns go back to the full names of the document."""
    for draft in drafts:
        if draft.speaker:
            speakers.meet(read(draft.speaker))
    for draft in drafts:
        if draft.holder:
            span = Span(draft.holder[0].start, draft.holder[-1].end)
            printed = text[span.start : span.end]
            spoken = draft.holder[0].low in _SPEAKING
            found = None if spoken or not draft.speaker else speaker_named(draft.speaker, speakers)
            draft.source = Mention(found.name if found and found.name else printed, span, printed)


# --- quotations -------------------------------------------------------------------------------------------------------


def _quote(text: str, quoted: Sequence[Quotation], drafts: list[_Draft], headed: Sequence[Span]) -> None:
    """Give each quotation to the cue that tells some of it, to one near by, or to the speaker of the one before."""
    starts = [draft.cue.start for draft in drafts]
    owners: list[_Draft | None] = []
    for at, quotation in enumerate(quoted):
        span = quotation.span
        near = drafts[bisect_left(starts, span.start - _REACH) : bisect_right(starts, span.end + _REACH)]
        before = (quoted[at - 1], owners[at - 1]) if at else None
        owners.append(None if _is_within(span.start, headed) else _owner(text, span, near, before))
    _tell_openings(quoted, owners)


def _owner(text: str, span: Span, near: list[_Draft], before: tuple[Quotation, _Draft | None] | None) -> _Draft | None:
    """Find who tells a quotation, and let him."""
    owner = max(near, key=lambda draft: draft.overlap(span), default=None)
    if owner is not None and owner.overlap(span):
        if owner.takes_whole(span):
            owner.tell(span)
        return owner
    if len(text[span.start : span.end].split()) < _SHORT:
        return None
    last = before[1] if before else None
    owner = _goes_on(text, span, near, before[0], last) if before and last else _named(text, span, near)
    if owner is not None:
        owner.tell(span)
    return owner


def _tell_openings(quoted: Sequence[Quotation], owners: list[_Draft | None]) -> None:
    """Give a paragraph of a quotation that goes on to whoever tells the next one."""
    for at in reversed(range(len(quoted) - 1)):
        following = owners[at + 1]
        if owners[at] is None and quoted[at].open and following is not None:
            following.tell(quoted[at].span)
            owners[at] = following


def _goes_on(text: str, span: Span, near: list[_Draft], before: Quotation, last: _Draft) -> _Draft | None:
    """Find who tells a quotation after one of `last`: the same in one paragraph, or where no other is named."""
    gap = text[before.span.end : span.start]
    if len(gap) < _GAP and not _BREAK.search(gap):
        return last
    return _named(text, span, near) or (last if before.open or not gap.strip() else None)


def _named(text: str, span: Span, near: list[_Draft]) -> _Draft | None:
    """Find a verb of saying that has no words yet, behind a quotation or before it."""
    free = [draft for draft in near if not draft.content]
    behind = (draft for draft in free if _follows(text[span.end : draft.cue.start], span.end, draft))
    ahead = (draft for draft in reversed(free) if _leads(text[draft.cue.end : span.start], span.start, draft))
    return next(behind, None) or next(ahead, None)


def _follows(gap: str, end: int, draft: _Draft) -> bool:
    """Whether a verb of saying stands just behind a quotation: "“…” is what he said"."""
    return 0 <= draft.cue.start - end < _BEHIND and not re.search('[\n"“]', gap)


def _leads(gap: str, start: int, draft: _Draft) -> bool:
    """Whether a verb of saying leads up to a quotation: "he said at noon: “…”"."""
    return (
        0 <= start - draft.cue.end < _AHEAD
        and not re.search('["“”]', gap)
        and (gap.rstrip()[-1:] in (":", ",") or not gap.strip())
        and (not _BREAK.search(gap) or gap.rstrip()[-1:] in (":", ","))
    )


# --- stretches of text ------------------------------------------------------------------------------------------------


def _is_within(at: int, spans: Sequence[Span]) -> bool:
    """Whether one of the spans, which stand in order and apart, holds the offset."""
    place = bisect_right(spans, at, key=lambda span: span.start)
    return place > 0 and at < spans[place - 1].end


def _spans(tokens: list[Token]) -> list[Span]:
    """The stretches that the tokens make up, each token once, without loose punctuation at their ends."""
    runs: list[list[Token]] = []
    for token in sorted(set(tokens), key=lambda token: token.i):
        if runs and token.i == runs[-1][-1].i + 1:
            runs[-1].append(token)
        else:
            runs.append([token])
    kept = (_trimmed(run) for run in runs)
    return [Span(run[0].start, run[-1].end) for run in kept if run]


def _trimmed(run: list[Token]) -> list[Token]:
    while run and run[0].text in _LOOSE:
        run = run[1:]
    while run and (run[-1].text in _LOOSE or run[-1].dep == "cc"):
        run = run[:-1]
    return run


def _joined(spans: list[Span]) -> list[Span]:
    """The spans in order, those that overlap made one."""
    found: list[Span] = []
    for span in sorted(spans, key=lambda span: span.start):
        if found and span.start <= found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
