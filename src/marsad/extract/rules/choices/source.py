"""Who said it: the credits that cover a fact, stand near it, or cover another telling of it, weighed."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from functools import cached_property

from marsad.extract.rules.choices import source_clues as clues
from marsad.extract.rules.choices.model import Group, Option
from marsad.extract.rules.credit import OWNED, Credit
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.nearby import FAR, outward
from marsad.extract.rules.roles import words as frame_words
from marsad.extract.rules.speaker_phrase import words
from marsad.extract.sentence import Token

_BACK = 3  # sentences before in which an earlier credit may still hold
_AHEAD = 3  # sentences after in which a credit may take up what an uncredited lead says
_MOST = 7  # candidates apart from those that cover the fact
_QUOTES = '"“”'
_CLAUSES = frozenset({"relcl", "advcl", "acl", "amod", "compound"})


class SourceOptions:
    """Offers, for each draft of a report, the credits that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._made = made

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(credit.name for row in self._report.credits for credit in row)

    @cached_property
    def _told(self) -> dict[tuple[str, str], list[Draft]]:
        """What each speaker is credited with, by the kind of fact."""
        found: dict[tuple[str, str], list[Draft]] = {}
        for draft in self._made:
            for credit in self._covering(draft)[:1]:
                found.setdefault((credit.name, draft.kind), []).append(draft)
        return found

    def _told_near(self, draft: Draft, name: str) -> list[Draft]:
        """What the speaker is credited with of the draft's kind, near it."""
        told = self._told.get((name, draft.kind), [])
        index = draft.sentence.index
        first = bisect_left(told, index - FAR, key=_index)
        return [other for other in told[first : bisect_right(told, index + FAR, key=_index)] if other is not draft]

    def _covering(self, draft: Draft) -> list[Credit]:
        """The credits over the draft, the closest first."""
        here = self._report.credits[draft.sentence.index]
        over = [credit for credit in here if covers(credit, draft) and _may_tell(credit, draft)]
        inner = [credit for credit in over if not any(_is_within(other, credit) for other in over)]
        return sorted(inner, key=lambda credit: credit.end - credit.start)

    def of(self, draft: Draft) -> list[Option[Credit | None]]:
        """No source, the credits over the draft, the nearest before and after it."""
        if (teller := self._teller(draft)) is not None:
            return [Option(teller, (), teller.because)]
        covering = self._covering(draft)
        first = covering[0].way if covering else "no"
        found: list[Option[Credit | None]] = [Option(None, self._none(draft, first), "no credit covers it")]
        for rank, credit in enumerate(covering[:3]):
            found.append(Option(credit, self._over(draft, credit, rank), credit.because))
        for credit, gap in self._near(draft, covering):
            apart = self._apart(draft, credit, gap, free=not covering)
            found.append(Option(credit, apart, "credited where the report tells of it"))
        return found

    def _teller(self, draft: Draft) -> Credit | None:
        """Who "put the figure at three", where the fact is that figure."""
        noun = draft.finding.trigger
        if noun.dep != "dobj" or noun.head.lemma not in frame_words("putting"):
            return None
        here = self._report.credits[draft.sentence.index]
        return next((credit for credit in here if credit.head.dep == "nsubj" and credit.head.head is noun.head), None)

    def _near(self, draft: Draft, covering: list[Credit]) -> list[tuple[Credit, int]]:
        names = {credit.name for credit in covering}
        found = []
        for credit, gap in self._around(draft.sentence.index):
            close = -_BACK <= gap <= _AHEAD
            if (
                credit.name not in names
                and _may_tell(credit, draft)
                and not takes_issue(credit)
                and not _is_aside(credit, draft)
                and (close or self._retold(draft, credit.name))
            ):
                names.add(credit.name)
                found.append((credit, gap))
        return found[:_MOST]

    def _around(self, index: int) -> Iterator[tuple[Credit, int]]:
        rows = self._report.credits
        for at in outward(index, len(rows)):
            for credit in rows[at]:
                yield credit, at - index

    def _retold(self, draft: Draft, name: str) -> str:
        """How closely what the speaker is credited with tells the same fact: by its figure, its words, or its kind."""
        others = self._told_near(draft, name)
        if any(_value(other) is not None and _value(other) == _value(draft) for other in others):
            return "figure"
        if any(_same_words(other, draft) for other in others):
            return "words"
        return ""

    def _none(self, draft: Draft, way: str) -> tuple[Group, ...]:
        clause = _clause(draft.finding.trigger)
        first, speakers = min(draft.sentence.index, 2), min(3, len(self._often))
        return (
            clues.nobody(way, _type(draft), draft.finding.frame.part, clause, draft.cumulative),
            clues.nobody_around(way, first, speakers, self._quoted(draft), self._voice),
        )

    def _over(self, draft: Draft, credit: Credit, rank: int) -> tuple[Group, ...]:
        clause, retold = _clause(draft.finding.trigger), self._retold(draft, credit.name)
        return (
            clues.over(credit.way, rank, _type(draft), draft.finding.frame.part, draft.change),
            clues.over_clause(credit.way, clause, retold, self._quoted(draft), _head(credit)),
        )

    def _apart(self, draft: Draft, credit: Credit, gap: int, *, free: bool) -> tuple[Group, ...]:
        near, side = max(-_BACK - 1, min(_AHEAD + 1, gap)), (gap > 0) - (gap < 0)
        same = credit.head.sentence.paragraph == draft.sentence.paragraph
        article = _article(draft.finding.trigger)
        return (
            clues.apart(free, near, side, same, min(2, draft.sentence.index), self._quoted(draft)),
            clues.apart_retold(free, side, self._retold(draft, credit.name), credit.way),
            clues.apart_from(free, side, _type(draft), draft.cumulative, draft.subset, article),
        )

    @cached_property
    def _voice(self) -> str:
        """How much of what is credited in the report is the loudest speaker's."""
        total = sum(self._often.values())
        most = max(self._often.values(), default=0)
        share = most / total if total else 0
        return (
            "none"
            if not total
            else "once"
            if most == 1
            else "all"
            if share > 0.8
            else "most"
            if share > 0.45
            else "some"
        )

    def _quoted(self, draft: Draft) -> bool:
        text = self._report.text[draft.sentence.start : draft.finding.trigger.start]
        return sum(text.count(mark) for mark in _QUOTES) % 2 == 1


def _is_within(inner: Credit, outer: Credit) -> bool:
    """Whether a speaker of its own speaks in what another says: "the army said ..., while rebels said ..."."""
    told = outer.start <= inner.head.start and inner.end <= outer.end and inner is not outer
    return told and inner.way == outer.way == "leading" and inner.name != outer.name


def _may_tell(credit: Credit, draft: Draft) -> bool:
    """Whether the credit can be for such a fact: who claims responsibility tells of the act, not of the dead."""
    return credit.way != OWNED or draft.kind == "attack"


def _is_aside(credit: Credit, draft: Draft) -> bool:
    """Whether it is spoken in a clause about what the fact's clause names: "they clashed in X, where witnesses say"."""
    trigger, above = draft.finding.trigger, (credit.head, *credit.head.ancestors())
    aside = next((token for token in above if token.dep == "relcl"), None)
    beside = next((token for token in above if _is_beside(token)), None)
    if beside is not None and beside.sentence is trigger.sentence:
        return beside not in (trigger, *trigger.ancestors())
    return aside is not None and aside.head is not trigger and trigger in aside.ancestors()


def _is_beside(verb: Token) -> bool:
    """Whether the clause sets something against the main one: "…, while rebels said they had taken Harga"."""
    return verb.dep == "advcl" and any(kid.dep == "mark" and kid.low in frame_words("beside") for kid in verb.kids)


def takes_issue(credit: Credit) -> bool:
    """Whether the speaker only blames, condemns or denies, and so tells nothing beyond its own clause."""
    return credit.way == OWNED or credit.verb in frame_words("disputing")


def covers(credit: Credit, draft: Draft) -> bool:
    """Whether the credit's content holds the draft's trigger, and its speaker does not."""
    at = draft.finding.trigger.start
    return credit.start <= at < credit.end and not credit.head.start <= at < credit.head.end


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _head(credit: Credit) -> str:
    """What kind of speaker it is, the same for every side."""
    kinds = ("person", "body", "media", "carriers")
    return next((kind for kind in kinds if credit.head.pos != "PROPN" and credit.head.lemma in words(kind)), "other")


def _clause(trigger: Token) -> str:
    """The clause that the trigger lies in: a relative or adverbial one, an attribute, or the main one."""
    if trigger.dep in _CLAUSES:
        return trigger.dep
    return next((above.dep for above in trigger.ancestors() if above.dep in _CLAUSES), "main")


def _article(trigger: Token) -> str:
    """How a noun is introduced: known things ("the attack", "its strikes") were told before."""
    if trigger.pos not in ("NOUN", "PROPN"):
        return "verb"
    word = next((kid.low for kid in trigger.kids if kid.dep in ("det", "poss")), "bare")
    return word if word in ("the", "a", "an", "bare") else "other"


def _same_words(one: Draft, two: Draft) -> bool:
    if one.finding.trigger.lemma != two.finding.trigger.lemma:
        return False
    return one.victim is None or two.victim is None or one.victim.lemma == two.victim.lemma


def _index(draft: Draft) -> int:
    return draft.sentence.index


def _value(draft: Draft) -> float | None:
    return draft.quantity.value if draft.quantity is not None else None
