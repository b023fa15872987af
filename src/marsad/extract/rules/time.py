"""Find the times that a report tells, and say which days they are."""

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from marsad.extract.rules.days import READERS, Days, Scene, Undated, length
from marsad.extract.rules.time_words import TIME, Hit, Rules, expand, fold, unnamed
from marsad.model import Basis, Span, When


class Role(StrEnum):
    """What a time says of the fact that it stands with."""

    POINT = "point"  # it happened on these days
    DURING = "during"  # it happened in this stretch, which reaches publication: "in the past week"
    SINCE = "since"  # it went on from the first of these days to publication
    UNTIL = "until"  # it went on to the last of these days
    ONSET = "onset"  # something began on these days that may go on: "the war, which began in 2011"
    DURATION = "duration"  # how long, without saying when
    FREQUENCY = "frequency"  # how often


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time as printed with the days it stands for, and its role.

    `length` is how long it says, as an ISO 8601 duration: "P3D", "PXD" where the number is left vague; else empty.
    """

    when: When
    role: Role
    length: str = ""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A date at the head of a report that says when it came out; `day` is None where its year is not printed."""

    span: Span
    day: date | None


_CLAUSE = 100  # characters before a time in which words about it are looked for
_STATED = frozenset({"calendar", "numeric", "decade", "season", "feast", "week_of"})
_MONTHS = timedelta(300)  # what lasts longer is a year
_BEFORE_SIGN, _AFTER_SIGN = 40, 80  # characters around a word of time that may belong to its phrase

_RULES = {kind: Rules(entries) for kind, entries in TIME["patterns"].items()}
_KINDS = "|".join(f"(?P<{kind}>{unnamed(expand(sign))})" for kind, sign in TIME["signs"].items())
_SIGN = re.compile(rf"(?<!\w)(?:{_KINDS})(?!\w)")
_HOMOGRAPH = re.compile(rf"\b(?:{'|'.join(TIME['homographs'])})\b")
_BREAK = re.compile(r"[!?;:\"“”()\[\]]|(?<!\b[A-Za-z])\.(?=\s)|\n\s*\n")
_SINCE, _UNTIL, _ONSET = (re.compile(expand(TIME["cues"][name])) for name in ("since", "until", "onset"))

_YEARS, _RECENT = int(TIME["history"]["years"]), int(TIME["history"]["recent"])
_PAST = float(TIME["history"]["past"])
_HEADS = frozenset(TIME["history"]["leads"])
_YEAR, _NOW = (re.compile(expand(TIME["history"][name])) for name in ("year", "now"))

_STAMPS = Rules(TIME["datelines"]["stamps"])
_BETWEEN = [re.compile(side) for side in TIME["datelines"]["between"]]
_LEADS_IN, _LEADS_OUT, _NEVER = (re.compile(expand(TIME["datelines"][name])) for name in ("before", "after", "never"))


def times(text: str, published: date | None) -> list[TimeMention]:
    """Return the times told in `text`, in reading order and without overlap; datelines are left out.

    Without `published`, a time that counts from it comes out unresolved.
    """
    readable = _readable(text)
    found: list[TimeMention] = []
    anchor: Days | None = None
    position = 0
    history = _is_history(readable, published)
    while hit := _next_hit(readable, position):
        offset = _clause_start(text, max(position, hit.start - _CLAUSE), hit.start)
        scene = Scene(published, anchor, readable[offset : hit.start], history)
        told = _settle(hit, readable, scene)
        position = told.hit.end
        if told.hit.rule.role != "name":
            found.append(_mention(text, told, scene))
            anchor = _anchor(told, anchor, scene)
    return found


def datelines(text: str) -> list[Dateline]:
    """Return the dates at the head of `text` that say when it came out."""
    reach = TIME["datelines"]["reach"]
    head = fold(text[:reach])
    found, position = [], 0
    while hit := _STAMPS.search(head, position, reach):
        position = hit.end
        if _dates_the_report(text, head, hit):
            found.append(Dateline(Span(hit.start, hit.end), _stamped(hit)))
    return found


def dateline(text: str) -> Dateline | None:
    """Return the first full date at the head of `text` that says when it came out, or else the first without a year."""
    found = datelines(text)
    return next((line for line in found if line.day), found[0] if found else None)


def _is_history(readable: str, published: date | None) -> bool:
    """Whether a text tells of years long past rather than of what is new."""
    years = [int(year) for year in _YEAR.findall(readable)]
    past = [year for year in years if published is None or year < published.year - 1]
    few = max(_YEARS, _RECENT * len(_NOW.findall(readable)) + 1)
    return len(years) >= few and len(past) >= _PAST * len(years)


# --- finding ----------------------------------------------------------------------------------------------------------


def _readable(text: str) -> str:
    """Return `text` folded, with "#" for what is no time: datelines, and words such as the verb "may"."""
    folded = fold(_HOMOGRAPH.sub(lambda word: "#" * len(word[0]), text))
    for line in datelines(text):
        folded = folded[: line.span.start] + "#" * (line.span.end - line.span.start) + folded[line.span.end :]
    return folded


def _next_hit(readable: str, position: int) -> Hit | None:
    """Find the next phrase that a rule fits. Looking only around words of time keeps this fast."""
    floor = position
    while sign := _SIGN.search(readable, position):
        rules = _RULES[str(sign.lastgroup)]
        hit = rules.search(readable, max(floor, sign.start() - _BEFORE_SIGN), sign.end() + _AFTER_SIGN)
        if hit and hit.start < sign.end():
            return hit
        position = sign.end()
    return None


def _clause_start(text: str, floor: int, end: int) -> int:
    """Return where the clause that stands before `end` begins, at the earliest `floor`."""
    return max((match.end() for match in _BREAK.finditer(text, floor, end)), default=floor)


# --- reading ----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """What a phrase was read as; `days` is None where they hang on an unknown day of publication."""

    hit: Hit
    days: Days | None


def _settle(hit: Hit, readable: str, scene: Scene) -> _Told:
    """Read the phrase by the first rule that makes sense of it."""
    attempt: Hit | None = hit
    while attempt:
        try:
            if days := READERS[attempt.rule.read](attempt.words, scene):
                return _Told(attempt, days)
        except Undated:
            return _Told(attempt, None)
        except (ValueError, OverflowError):  # no such day
            pass
        attempt = attempt.otherwise(readable)
    return _Told(hit, (None, None))


def _mention(text: str, told: _Told, scene: Scene) -> TimeMention:
    role, days, start = _linked(told, scene)
    first, last = days or (None, None)
    span = Span(start, told.hit.end)
    when = When(span, text[span.start : span.end], first, last, _basis(told, first, last), unresolved=days is None)
    return TimeMention(when, role, length(told.hit.rule.read, told.hit.words))


def _linked(told: _Told, scene: Scene) -> tuple[Role, Days | None, int]:
    """Return role, days and beginning of a time, with the words before it taken into account ("since", "until")."""
    role, days, start, clause = Role(told.hit.rule.role), told.days, told.hit.start, scene.clause
    if role in (Role.DURATION, Role.FREQUENCY):
        return (role if days == (None, None) else Role.DURING), days, start
    if since := list(_SINCE.finditer(clause)):
        role, start = Role.SINCE, start - len(clause) + since[-1].start()
    elif until := _UNTIL.search(clause):
        return Role.UNTIL, days and (None, days[1]), start - len(clause) + until.start()
    elif role is Role.POINT and _ONSET.search(clause):
        role = Role.ONSET
    return role, _since(days, scene) if days and role is Role.SINCE else days, start


def _since(days: Days, scene: Scene) -> Days:
    """Stretch the days to publication, if that comes after them."""
    first, today = days[0], scene.published
    return first, today if first is None or today is None or first <= today else None


def _basis(told: _Told, first: date | None, last: date | None) -> Basis:
    if not (first or last):
        return Basis.NONE
    return Basis.STATED if told.hit.rule.read in _STATED else Basis.RELATIVE


def _anchor(told: _Told, anchor: Days | None, scene: Scene) -> Days | None:
    """Return the days that "the day before" counts from next; a history goes on from them after an aside."""
    if told.hit.rule.role != Role.POINT:
        return anchor
    days = told.days if told.days and told.days[0] else None
    if not scene.history or anchor is None:
        return days
    return anchor if days is None or _is_aside(days, scene) else days


def _is_aside(days: Days, scene: Scene) -> bool:
    """Whether a year told in passing lies apart from what a history tells: "by 1977", "as papers of 2005 show"."""
    first, last = days
    whole = first is not None and last is not None and last - first > _MONTHS
    return whole and scene.clause.strip() not in _HEADS


# --- datelines --------------------------------------------------------------------------------------------------------


def _dates_the_report(text: str, head: str, hit: Hit) -> bool:
    """Whether the words around a date say that the report, not an event, is dated."""
    before = head[: hit.start]
    if _LEADS_IN.search(before) or _LEADS_OUT.match(head, hit.end):
        return True
    telling = hit.rule.read == "numeric" or "weekday" in hit.words or _stands_between(text, hit)
    return telling and "year" in hit.words and not _NEVER.search(before)


def _stands_between(text: str, hit: Hit) -> bool:
    """Whether the date parts a headline from a sentence. In a text all in capitals, nothing tells."""
    before, (headline, sentence) = text[: hit.start], _BETWEEN
    return not before.isupper() and bool(headline.search(before) and sentence.match(text, hit.end))


def _stamped(hit: Hit) -> date | None:
    try:
        days = READERS[hit.rule.read](hit.words, Scene(None, None, ""))
    except (Undated, ValueError):
        return None
    return days[0] if days else None
