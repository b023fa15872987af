"""Cut a text into stretches that the parser can read, without moving a character."""

import re
from dataclasses import dataclass
from functools import cache

from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.time import dateline as printed_date
from marsad.extract.truecase import Habits, habits, in_capitals, is_common, truecase
from marsad.lexicon import load

_HEAD = 4  # paragraphs in which a report's head can stand
_STAMP = 60  # characters that may stand before a printed date ("Last updated on")
_SHORT_TITLE = 15  # characters below which a title is too common to be looked for
_HEADING = 200  # characters that show whether a passage is in capitals
_MARKED = re.compile(r"[-—–)\]]\s*\Z")
_UNMARKED = re.compile(r"[^,(\d]*(?<!-)-\s*|[^,(\d]*:\s*")
_STRAY = re.compile(r"[\s.,;:|–—-]*(?:\d{1,2}:\d\d\s)?")
_BARE = re.compile(r"[^,(\d]*")  # a dateline of a place alone
_PLACED = re.compile(r"\s*([A-ZÀ-Þ][\w.'’-]*[^\W\d](?: [A-ZÀ-Þ][\w.'’-]+){0,2})(?: [-–—]{1,2} |: )")  # "HARGA - "
_DIGEST = 2  # places that paragraphs open with, from which on they are a digest's
_BULLET = re.compile(r"[ \t]*(?:[*•▪●◦‣·]|[-–—](?=[ \t]+[A-ZÀ-Þ\d]))[ \t]+")
_LONGEST = 6_000  # characters: parsing cost and memory stay linear on a book without paragraphs
_GLANCE = 200  # characters of the next line that show how it begins
_BREAK = re.compile(r"\n[ \t\r]*\n\s*|\n(?=[ \t]{3,})|\t[ \t]*\t\s*")
_CLAUSE = re.compile(r";(?= (?:[A-ZÀ-Þ]|(?:the|its|it|he|she|they|another) )[^.;]{20})")
_ENDLESS = re.compile(r"\S{300,}")  # no word: tokenizing it would take as long as its length squared
_QUOTES = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "´": "'", "`": "'"}
_BLANKS = dict.fromkeys("\u00a0\n\t\r\x00", " ")
_HALVES = dict.fromkeys(range(0xD800, 0xE000), "\ufffd")  # of characters, which no parser can take
_SAME_LENGTH = str.maketrans({**_QUOTES, **_BLANKS}) | _HALVES


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of text: where it starts, its paragraph's number, and its words as the parser gets them."""

    start: int
    paragraph: int
    parsed: str


def segments(text: str, title: str = "") -> list[Segment]:
    """Cut at blank lines, after the head of a report (date, title, dateline), and where still too long."""
    found: list[Segment] = []
    written, paragraphs = habits(text), _paragraphs(text)
    placed = _placed(text, paragraphs)
    for number, (start, end) in enumerate(paragraphs):
        if start in placed:
            spans = [(start, placed[start]), (placed[start], end)]
        else:
            begin = _bullet(text, start)
            spans = _headed(text, begin, end, title) if number < _HEAD else [(begin, end)]
        for first, last in spans:
            found.extend(Segment(a, number, readable(text[a:b], written)) for a, b in _short(text, first, last))
    return found


def _bullet(text: str, start: int) -> int:
    """Where a line goes on behind the mark of an item in a list, if it begins with one."""
    mark = _BULLET.match(text, start)
    return mark.end() if mark is not None else start


def _placed(text: str, paragraphs: list[tuple[int, int]]) -> dict[int, int]:
    """In a digest, where each paragraph begins that opens with its own place ("HARGA - "), and where that ends.

    Such a place is a stretch of its own, or the parser would take it for part of the first party's name.
    """
    capitals = in_capitals(text[:_HEADING])
    opened = [(start, _PLACED.match(text, start, end)) for start, end in paragraphs]
    found = {
        start: (line.group(1), line.end())
        for start, line in opened
        if line is not None and _heads(line.group(1), line.group(), capitals=capitals)
    }
    if len({name for name, _ in found.values()}) < _DIGEST:
        return {}
    unlisted = {start: line.end() for start, line in opened[1:] if line is not None and _is_name(line)}
    return {start: end for start, (_, end) in found.items()} | unlisted


def _is_name(line: "re.Match[str]") -> bool:
    """Whether a name in capitals before a dash is no common word: among other places, a place of no list."""
    name = line.group(1)
    return name.isupper() and ":" not in line.group() and not any(map(is_common, name.lower().split()))


def _heads(name: str, line: str, *, capitals: bool) -> bool:
    """Whether a name before a dash or colon is a place: by its capitals, or a known one that is no word besides."""
    if not capitals and name.isupper() and ":" not in line:
        return True
    return is_known(name) and not all(is_common(word) for word in name.lower().split())


def _headed(text: str, start: int, end: int, title: str) -> list[tuple[int, int]]:
    """The paragraph without what only heads it; the title, where it is printed again, is a stretch of its own."""
    at = text.find(title.strip(), start, end) if len(title) > _SHORT_TITLE else -1
    if at < 0:
        return [(start + _opening(text[start:end], text, start), end)]
    stop = at + len(title.strip())
    body = stop + _opening(text[stop:end], text, stop)
    lead = [(start + _opening(text[start:at], text, start), at)] if at - start > _STAMP else []
    return [*lead, (at, stop), *([(body, end)] if text[body:end].strip(" .\n") else [])]


def _opening(passage: str, text: str, start: int) -> int:
    """Length of dateline, date stamp and stray punctuation that open a passage."""
    length = _headers(passage, 0, text[:start])
    stamp = printed_date(text)
    if (
        stamp is not None
        and start + length <= stamp.span.start < start + length + _STAMP
        and stamp.span.end <= start + len(passage)
    ):
        length = _headers(passage, stamp.span.end - start, text[:start])
    return length


def _headers(passage: str, at: int, before: str) -> int:
    """Where stray punctuation and a dateline from `at` on end; a bare "HARGA -" is one only the first time."""
    stray = _STRAY.match(passage, at)
    after = stray.end() if stray is not None else at
    length = dateline(passage[after:])
    again = _BARE.fullmatch(passage[after : after + length]) and any(dateline(line) for line in before.split("\n"))
    return after if again else after + length


def readable(text: str, written: Habits) -> str:
    """The same text, character for character, with plain quotes, no line wraps, and capitals as in running text.

    "Near Harga, five strikes": the parser would take a preposition that opens a sentence for part of the name. It would
    also hang "X said so; Y denied it" on the last verb, so that a semicolon before a clause is a full stop to it.
    """
    plain = truecase(_ENDLESS.sub(_blank, text.translate(_SAME_LENGTH)), written)
    plain = _CLAUSE.sub(".", plain)
    return _opening_words().sub(lambda found: found.group().lower(), plain)


@cache
def _opening_words() -> re.Pattern[str]:
    words = "|".join(load("lexicon/en/geography.yml")["opening"])
    return re.compile(rf"(?:\A|(?<=[.!?] )|(?<=[.!?]  ))(?:{words})(?= [A-ZÀ-Þ])")


def _blank(found: "re.Match[str]") -> str:
    return " " * len(found.group())


def dateline(text: str) -> int:
    """Length of the dateline and agency tag that opens `text`, 0 where there is none."""
    found = _dateline("pattern").match(text)
    if found is None:
        mixed = _dateline("mixed").match(text)
        return mixed.end() if mixed is not None and is_known(mixed["place"]) else 0
    line = found.group()
    if in_capitals(text[:_HEADING]) and (not _MARKED.search(line) or _UNMARKED.fullmatch(line)):
        return 0  # in a text in capitals, capitals and a hyphen mark nothing: "REBELS ATTACKED - REPORT"
    return found.end()


@cache
def _dateline(name: str) -> re.Pattern[str]:
    return re.compile(load("lexicon/en/dateline.yml")[name], re.VERBOSE)


def _paragraphs(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(end for found in _BREAK.finditer(text) for end in found.span()), len(text)]
    spans = list(zip(cuts[::2], cuts[1::2], strict=True))
    return [span for a, b in spans for span in (_lines(text, a, b)) if text[span[0] : span[1]].strip()]


def _lines(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Split at single newlines unless the text is hard-wrapped there."""
    cuts = [start]
    for found in re.finditer(r"\n", text[start:end]):
        at = start + found.start()
        if _BULLET.match(text, at + 1) or not _wrapped(text, cuts[-1], at, end):
            cuts.append(at + 1)
    return list(zip(cuts, [*cuts[1:], end], strict=True))


def _wrapped(text: str, line_start: int, at: int, end: int) -> bool:
    """Whether the newline at `at` wraps a sentence: the line does not end one, or the next does not begin one."""
    last_line = text[max(line_start, text.rfind("\n", line_start, at) + 1) : at]
    next_line = text[at + 1 : min(end, at + _GLANCE)]
    if in_capitals(last_line) and not in_capitals(next_line):
        return False
    if any(mark in next_line[: dateline(next_line)] for mark in "-–—("):
        return False
    if last_line.rstrip()[-1:] in tuple('.!?:"”'):
        return 50 <= len(last_line) <= 80 and text.find("\n", at + 1, end) >= 0
    return next_line.lstrip()[:1].islower() or len(last_line) >= 40


def _short(text: str, start: int, end: int) -> list[tuple[int, int]]:
    spans = []
    while end - start > _LONGEST:
        cut = max(text.rfind(stop, start + _LONGEST // 2, start + _LONGEST) for stop in (". ", "! ", "? ", ".\n"))
        cut = cut + 2 if cut > 0 else text.rfind(" ", start + 1, start + _LONGEST) + 1 or start + _LONGEST
        spans.append((start, cut))
        start = cut
    return [*spans, (start, end)] if start < end else spans
