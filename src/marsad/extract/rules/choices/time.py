"""When it happened: the times that the report tells, weighed.

A candidate is a stretch of days, however often it is told ("Friday", "3 May"): what speaks for a telling speaks for it.
"""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cached_property, lru_cache

from marsad.extract.rules.choices import time_clues as clues
from marsad.extract.rules.choices.model import Group, Option
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.nouns import is_name, noun_classes
from marsad.extract.rules.roles import words
from marsad.extract.rules.time import Role, TimeMention
from marsad.extract.rules.time_words import TIME
from marsad.extract.sentence import Sentence, Token
from marsad.model import Polarity, When

_BEFORE, _AFTER = 8, 5  # sentences on either side in which times are candidates
_HEAD = 3  # sentences at the head of a report, whose times are candidates everywhere
_HEAD_AFTER = 12  # sentences after these in which the times that a headline leaves out may stand
_TELLING = frozenset({Role.POINT, Role.SINCE, Role.DURING, Role.UNTIL, Role.ONSET})
_VERBS = frozenset({"VERB", "AUX"})

Choice = Option[TimeMention | None]
Days = tuple[date | None, date | None, str]
"""What makes two tellings one candidate: the days, or the words where they are not known."""
_NO_DAYS: Days = (None, None, "")


def usable(times: list[TimeMention]) -> list[TimeMention]:
    """Times that say when, not how long or how often."""
    return [time for time in times if time.role in _TELLING and _days(time.when) != _NO_DAYS]


def _days(when: When) -> Days:
    return when.start, when.end, when.text.lower() if when.unresolved else ""


# --- where times are told ---------------------------------------------------------------------------------------------


@dataclass(slots=True, eq=False)
class Told:
    """A time where it is told: its first word, whether it dates a report of something, and the facts of its clause.

    `aside` is the verb of the clause that tells it of some person or thing in passing. `index` is the sentence that it
    stands in, `days` the candidate that it tells of.
    """

    time: TimeMention
    at: Token
    reported: bool
    facts: list[Draft]
    aside: Token | None = None
    index: int = field(init=False)
    days: Days = field(init=False)

    def __post_init__(self) -> None:
        self.index = self.at.sentence.index
        self.days = _days(self.time.when)


def _told(time: TimeMention, sentence: Sentence, drafts: list[Draft]) -> Told:
    at = _first_word(time, sentence)
    told = Told(time, at, _is_report(at, time, {id(draft.finding.trigger) for draft in drafts}), [], _aside(at, time))
    told.facts.extend(draft for draft in drafts if bond(draft, told) in ("own", "clause", "below"))
    return told


def _aside(at: Token, time: TimeMention) -> Token | None:
    """The verb of a clause that tells since when, in which month or year something is true of a person or a thing.

    "The hall, which was opened in 2004", but not "the war, which began in 2011".
    """
    if _length(time) not in ("month", "long"):
        return None
    verb = next((token for token in (at, *at.ancestors()) if token.dep == "relcl"), None)
    if verb is None or verb.head.lemma in words("wars"):
        return None
    return verb if noun_classes(verb.head) or is_name(verb.head) else None


def _is_aside(draft: Draft, told: Told) -> bool:
    """Whether the time is told in passing, and not of this fact."""
    verb, trigger = told.aside, draft.finding.trigger
    if verb is None or (told.facts and told.index != draft.sentence.index):
        return False
    return all(token is not verb for token in (trigger, *trigger.ancestors()))


def _until_told(row: list[Told]) -> list[Told]:
    """The times of a sentence; what has gone on since some day is known until the day of the report that tells it.

    "Last month the army admitted to 700 deaths since 2014."
    """
    days = [told.time.when.end for told in row if told.reported and told.time.role is Role.POINT]
    if len(days) != 1 or days[0] is None:
        return row
    return [_ended(told, days[0]) if told.time.role is Role.SINCE else told for told in row]


def _ended(told: Told, day: date) -> Told:
    """The same with its stretch ended by `day`."""
    when = told.time.when
    if when.start is None or when.end is None or not when.start <= day < when.end:
        return told
    return Told(replace(told.time, when=replace(when, end=day)), told.at, told.reported, told.facts, told.aside)


def _first_word(time: TimeMention, sentence: Sentence) -> Token:
    return next((token for token in sentence.tokens if token.end > time.when.span.start), sentence.tokens[-1])


def _running(times: list[TimeMention], today: date | None) -> Iterator[TimeMention]:
    """The times; what began on one of them may have gone on until publication, too ("the war, which began in 2011")."""
    for time in times:
        yield time
        start = time.when.start
        if time.role is Role.ONSET and start is not None and today is not None and start < today:
            yield TimeMention(replace(time.when, end=today), Role.SINCE)


def _is_report(at: Token, time: TimeMention, triggers: set[int]) -> bool:
    """Whether the time says when something was said: it hangs on a reporting verb, or stands next to one.

    A verb that tells of a fact itself reports nothing ("claimed 20 lives"), and "Saturday's attack" is dated, whoever
    speaks of it.
    """
    tokens = at.sentence.tokens
    last = next((token for token in tokens[at.n :] if token.end >= time.when.span.end), at)
    if last.dep == "case":
        return False
    before = at.previous.previous if at.previous is not None and at.previous.pos == "ADP" else at.previous
    verb = next((token for token in at.ancestors() if token.pos in _VERBS), None)
    near = [token for token in (before, last.next, verb) if token is not None]
    return any(_reports(token) and id(token) not in triggers for token in near)


def _reports(token: Token) -> bool:
    """Whether a verb may carry the day of a report; not so "condemns the attack today", "were reported to be"."""
    if token.pos != "VERB" or token.lemma not in TIME["reporting"] or token.tag in ("VBZ", "VBP"):
        return False
    return not (token.tag == "VBN" and any(kid.dep == "xcomp" for kid in token.kids))


BONDS = ("own", "clause", "below", "above", "beside", "reported")
"""How a time hangs together with a fact of its sentence, closest first: on its word, on the verb of its clause, in a
clause below it, on a verb further up, in another clause, on the verb that reports it."""


def bond(draft: Draft, told: Told) -> str:
    """The bond between a draft and a time of its sentence."""
    if told.reported:
        return "reported"
    trigger = draft.finding.trigger
    above = [trigger, *trigger.ancestors()]
    crossed, meet = _climb(told.at, above)
    if crossed:
        return "below" if meet is trigger else "beside"
    if meet is trigger:
        return "own"
    verb = next((token for token in above[1:] if token.pos in _VERBS and not _goes_on(token)), None)
    apart = meet.pos in _VERBS and (meet is not verb or _has_clause(trigger))
    return "above" if apart else "clause"


def _has_clause(trigger: Token) -> bool:
    """Whether a verb has a subject of its own under another verb: "withdrew after gunmen killed six"."""
    subject = any(kid.dep in ("nsubj", "nsubjpass") for kid in trigger.kids)
    return trigger.pos in _VERBS and subject and trigger.dep in ("advcl", "ccomp", "relcl")


def _goes_on(verb: Token) -> bool:
    """Whether a participle only goes on with what the verb above it tells: "attacked in May, causing an exodus"."""
    own = ("nsubj", "nsubjpass", "aux", "auxpass", "mark", "prep")
    return verb.tag == "VBG" and verb.dep == "advcl" and not any(kid.dep in own and kid.i < verb.i for kid in verb.kids)


def _climb(at: Token, above: list[Token]) -> tuple[bool, Token]:
    """Whether a verb lies between a time and the first word of `above` that it hangs under, and that word."""
    tops = {id(item) for item in above}
    token = start = at.head if at.dep == "mark" else at  # "since" hangs on the verb of its own clause
    crossed = False
    while id(token) not in tops and token.head is not token:
        crossed = crossed or (token.pos in _VERBS and (token is not start or start is at))
        token = token.head
    return crossed, token


# --- what is known of a fact ------------------------------------------------------------------------------------------


_DATED = {"own": "dated", "clause": "dated", "below": "dated", "bare": "bare"}


@dataclass(frozen=True, slots=True)
class View:
    """A fact as far as its words tell whether it has days: `own` is its closest bond to a time of its sentence."""

    own: str
    sort: str
    stance: str
    shape: str
    turn: str

    @property
    def dated(self) -> str:
        """Whether its sentence dates it: surely, perhaps or not at all."""
        return _DATED.get(self.own, "perhaps")


_SORTS = dict.fromkeys(("killed", "injured", "missing", "damage"), "harm") | {"attack": "attack", "control": "control"}


def _sort(draft: Draft) -> str:
    """The kind of fact, coarsely."""
    return "held" if draft.change == "held" else _SORTS.get(draft.kind, "other")


def _stance(draft: Draft) -> str:
    """How a fact is put: as held, unrealised, in a headline, as a running total, and in which tense."""
    if draft.change == "held" or draft.kind == "trapped":
        return "held"
    if draft.polarity is Polarity.UNREALISED:
        return "unrealised"
    form = tense(draft)
    if form in ("present", "none", "perfect") and draft.sentence.index < 2 and draft.sentence.paragraph < 2:
        return "headline"
    return f"{form} total" if draft.cumulative else form


def _shape(draft: Draft) -> str:
    """How a fact is worded: with a figure, pointing back, as one, as many."""
    trigger, part = draft.finding.trigger, draft.finding.frame.part
    if draft.quantity is not None:
        return "figure" if draft.quantity.value is not None else "vague"
    if definite(draft):
        return "definite"
    if part != "noun":
        return part
    if any(kid.low in ("a", "an", "another") for kid in trigger.kids):
        return "one"
    return "many" if trigger.tag in ("NNS", "NNPS") else "bare"


def _turn(draft: Draft) -> str:
    """The word by which its sentence turns to something else, if any."""
    first = draft.sentence.tokens[0].low
    return first if first in TIME["turns"] else ""


@lru_cache(maxsize=256)
def definite(draft: Draft) -> bool:
    """Whether the words point back: "the attack", "those killed"."""
    found = [draft.finding.trigger, *([draft.victim] if draft.victim is not None else [])]
    return any(kid.low in ("the", "this", "that", "these", "those") for word in found for kid in word.kids)


@lru_cache(maxsize=256)
def tense(draft: Draft) -> str:
    """Tense of the clause: past, present, perfect ("has"), pluperfect ("had"), progressive ("are"), modal or none."""
    trigger = draft.finding.trigger
    verbs = (token for token in [trigger, *trigger.ancestors()] if token.pos in _VERBS)
    return next((found for verb in verbs if (found := _finite(verb))), "none")


_HELPERS = {"has": "perfect", "have": "perfect", "'ve": "perfect", "had": "pluperfect", "was": "past", "were": "past"}
_NOW = frozenset({"is", "are", "am", "'s", "'re"})
_FORMS = {"VBD": "past", "VBZ": "present", "VBP": "present"}


def _finite(verb: Token) -> str:
    """The tense of a verb by its auxiliaries and form; "" of a participle or infinitive that stands alone."""
    helpers = [kid for kid in verb.kids if kid.dep in ("aux", "auxpass")]
    if any(kid.tag == "MD" for kid in helpers):
        return "modal"
    told = {_HELPERS[kid.low] for kid in helpers if kid.low in _HELPERS}
    if told:
        return next(name for name in ("perfect", "pluperfect", "past") if name in told)
    if any(kid.low in _NOW for kid in helpers):
        return "progressive" if verb.tag == "VBG" else "present"
    bare = verb.tag == "VBN" and verb.dep in ("ROOT", "ccomp", "conj") and not helpers
    return "past" if bare else _FORMS.get(verb.tag, "")


# --- candidates -------------------------------------------------------------------------------------------------------


class TimeOptions:
    """Offers, for each draft of a report, the times that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._rows: list[list[Draft]] = [[] for _ in report.sentences]
        for draft in made:
            self._rows[draft.sentence.index].append(draft)

    @cached_property
    def _told(self) -> list[list[Told]]:
        rows = zip(self._report.sentences, self._report.times, self._rows, strict=True)
        today = self._report.day
        return [
            _until_told([_told(time, sentence, facts) for time in _running(usable(times), today)])
            for sentence, times, facts in rows
        ]

    @cached_property
    def _events(self) -> list[Told]:
        """The times that are some fact's, in reading order."""
        return [told for row in self._told for told in row if told.facts]

    @cached_property
    def _several(self) -> int:
        """How many days facts have, 2 at most."""
        return min(2, len({told.days for told in self._events}))

    def of(self, draft: Draft) -> list[Choice]:
        """No time, and the days told near the draft or at the head of the report."""
        bonds = {bond(draft, told) for told in self._told[draft.sentence.index] if not _is_aside(draft, told)}
        own = next((name for name in BONDS if name in bonds), "bare")
        view = View(own, _sort(draft), _stance(draft), _shape(draft), _turn(draft))
        found: list[Choice] = [Option(None, self._none(draft, view), "no time is told for it")]
        return [*found, *(self._option(draft, group, view) for group in self._groups(draft))]

    def _groups(self, draft: Draft) -> list[list[Told]]:
        """The tellings of each candidate."""
        index = draft.sentence.index
        end = index + 1 + (_HEAD_AFTER if index < _HEAD else _AFTER)
        groups: dict[Days, list[Told]] = {}
        for row in [*self._told[: min(_HEAD, max(0, index - _BEFORE))], *self._told[max(0, index - _BEFORE) : end]]:
            for told in row:
                if not (self._ahead(draft, told) or _of_a_total(draft, told) or _is_aside(draft, told)):
                    groups.setdefault(told.days, []).append(told)
        return list(groups.values())

    def _ahead(self, draft: Draft, told: Told) -> bool:
        """Whether the time lies after publication, where nothing can have happened."""
        today, start = self._report.day, told.time.when.start
        return draft.polarity is not Polarity.UNREALISED and today is not None and start is not None and start > today

    def _option(self, draft: Draft, told: list[Told], view: View) -> Choice:
        index = draft.sentence.index
        nearest = min(told, key=lambda one: (abs(one.index - index), one.index > index))
        stretch = clues.stretch(nearest.time.role, _length(nearest.time), view.sort, view.stance)
        speaks = [
            group
            for one in told
            for group in (_here(draft, one, view) if one.index == index else self._apart(draft, one, view))
        ]
        if any(one.index != index for one in told):
            speaks.append(clues.apart(view.own, view.stance, view.sort, view.shape, view.dated))
        return Option(nearest.time, [stretch], _why(nearest, index), speaks)

    def _none(self, draft: Draft, view: View) -> list[Group]:
        """What speaks for no time; that a fact is held counts as its stance and as its sort."""
        return [
            clues.never(view.own, view.stance, view.sort, view.shape, view.dated),
            clues.never_of(view.sort, view.dated),
            clues.never_around(view.dated, min(2, draft.sentence.index), view.turn, self._several),
        ]

    def _apart(self, draft: Draft, told: Told, view: View) -> Iterator[Group]:
        """What speaks for a time of another sentence."""
        origin = "reported" if told.reported else "event" if told.facts else "nobody"
        same = told.at.sentence.paragraph == draft.sentence.paragraph
        yield clues.told(origin, told.time.role, view.dated)
        yield clues.between(told.index - draft.sentence.index, same, self._shadow(draft, told), view.turn)
        if told in self._events[:1]:
            yield clues.first(min(2, draft.sentence.index), view.stance)
        for share in _kinship(draft, told.facts):
            yield clues.kin(share, view.stance, view.shape)

    def _shadow(self, draft: Draft, told: Told) -> int:
        """How many other days are told between the time and the draft, 2 at most."""
        low, high = sorted((told.index, draft.sentence.index))
        start, end = (low, high) if told.index == low else (low + 1, high + 1)
        others: set[Days] = set()
        for at in range(bisect_left(self._events, start, key=_index), len(self._events)):
            event = self._events[at]
            if event.index >= end or len(others) > 1:
                break
            others.update({event.days} - {told.days})
        return min(2, len(others))


def _of_a_total(draft: Draft, told: Told) -> bool:
    """Whether one is a running total and the other is not: a later "since March" is not the day's, nor the reverse."""
    if draft.quantity is None or told.index == draft.sentence.index:
        return False
    if draft.cumulative:
        return told.time.role is Role.POINT and _length(told.time) == "day"
    return told.index > draft.sentence.index and told.time.role is Role.SINCE


def _index(told: Told) -> int:
    return told.index


def _why(told: Told, index: int) -> str:
    head = "told at the head of the report" if told.index < _HEAD else "told near it"
    return f'"{told.time.when.text}"' + ("" if told.index == index else f", {head}")


def _length(time: TimeMention) -> str:
    start, end = time.when.start, time.when.end
    if time.when.unresolved:
        return "day" if time.role is Role.POINT else "week"
    days = (end - start).days if start and end else -1
    return "open" if days < 0 else "day" if days == 0 else "week" if days < 8 else "month" if days < 32 else "long"


def _here(draft: Draft, told: Told, view: View) -> Iterator[Group]:
    """What speaks for a time of its own sentence."""
    steps, between = distances(draft, told.time)
    inside = draft.start <= told.time.when.span.start < draft.end
    yield clues.here(bond(draft, told), view.stance, view.sort, inside, told.time.role)
    yield clues.off(min(6, steps), max(-3, min(3, between // 6)))


def distances(draft: Draft, time: TimeMention) -> tuple[int, int]:
    """Steps in the tree from the trigger to a time of its sentence, and words between them (signed)."""
    trigger = draft.finding.trigger
    above = {id(token): steps for steps, token in enumerate([trigger, *trigger.ancestors()])}
    token = at = _first_word(time, draft.sentence)
    steps = 0
    while id(token) not in above and token.head is not token:
        token, steps = token.head, steps + 1
    return steps + above.get(id(token), 8), at.n - trigger.n


# --- facts together ---------------------------------------------------------------------------------------------------


def _kinship(draft: Draft, facts: list[Draft]) -> Iterator[str]:
    """What the draft shares with the facts that a time belongs to."""
    kin = [other for other in facts if other.kind == draft.kind]
    if kin:
        yield "kind"
    if any(_same_place(draft, other) for other in facts):
        yield "place"
    elif draft.place is not None and facts and all(other.place is not None for other in facts):
        yield "elsewhere"
    if any(_same_figure(draft, other) for other in kin):
        yield "figure"
    if any(other.finding.trigger.lemma == draft.finding.trigger.lemma for other in facts):
        yield "word"


def _same_place(one: Draft, two: Draft) -> bool:
    return one.place is not None and two.place is not None and one.place.name == two.place.name


def _same_figure(one: Draft, two: Draft) -> bool:
    a, b = one.quantity, two.quantity
    return a is not None and b is not None and a.value is not None and a.value == b.value
