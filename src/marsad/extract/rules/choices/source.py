"""Who said it: the credits that cover a fact or stand near it, weighed."""

from collections import Counter
from functools import cached_property

from marsad.extract.rules.attribution import Credit
from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.draft import Draft, Report

_BACK = 3  # sentences before in which an earlier credit may still hold
_AHEAD = 3  # sentences after in which a credit may take up what an uncredited lead says
_QUOTES = "\"“”"


class SourceOptions:
    """Offers, for each draft of a report, the credits that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._made = made

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(credit.name for row in self._report.credits for credit in row)

    def of(self, draft: Draft) -> list[Option[Credit | None]]:
        """No source, the credits over the draft, the nearest before and after it."""
        index = draft.sentence.index
        here = self._report.credits[index]
        covering = sorted((credit for credit in here if covers(credit, draft)), key=lambda credit: credit.end - credit.start)
        found: list[Option[Credit | None]] = [Option(None, self._none(draft, covering), "no credit covers it")]
        for rank, credit in enumerate(covering[:3]):
            found.append(Option(credit, tuple(self._over(draft, credit, rank, covering)), credit.because))
        for credit, gap in self._near(draft, covering):
            found.append(Option(credit, tuple(self._apart(draft, credit, gap, covering)), "credited where the report tells of it"))
        return found

    def _near(self, draft: Draft, covering: list[Credit]) -> list[tuple[Credit, int]]:
        index = draft.sentence.index
        names = {credit.name for credit in covering}
        found = []
        for step in (0, *range(-1, -_BACK - 1, -1), *range(1, _AHEAD + 1)):
            if 0 <= index + step < len(self._report.credits):
                for credit in self._report.credits[index + step]:
                    if credit.name not in names:
                        names.add(credit.name)
                        found.append((credit, step))
        return found

    def _none(self, draft: Draft, covering: list[Credit]) -> tuple[str, ...]:
        kind = _type(draft)
        return ("none", f"none cover={len(covering) > 0}", f"none cover={len(covering) > 0} {kind} {draft.finding.frame.part}", f"none cover={len(covering) > 0} dep={draft.finding.trigger.dep}", f"none first={min(draft.sentence.index, 2)}", f"none credits={min(3, len(self._often))}", f"none total={draft.cumulative}", f"none cover={len(covering) > 0} polarity={draft.polarity}", f"none quoted={self._quoted(draft)}")

    def _over(self, draft: Draft, credit: Credit, rank: int, covering: list[Credit]) -> list[str]:
        kind = _type(draft)
        goes_on = "on" in credit.because
        return ["over", f"over rank={rank}", f"over verb={credit.verb}", f"over on={goes_on}", f"over {kind} {draft.finding.frame.part}", f"over dep={draft.finding.trigger.dep}", f"over total={draft.cumulative} rank={rank}", f"over whole={credit.end - credit.start >= draft.sentence.end - draft.sentence.start}", f"over held={draft.change} part={draft.finding.frame.part}", f"over on={goes_on} quoted={self._quoted(draft)}", f"over few={min(2, len(covering))} rank={rank}", f"over head={_head(credit)}"]

    def _apart(self, draft: Draft, credit: Credit, gap: int, covering: list[Credit]) -> list[str]:
        kind = _type(draft)
        free = len(covering) == 0
        there = [other for other in self._made if other.sentence.index == draft.sentence.index + gap]
        same = any(other.kind == draft.kind for other in there)
        figure = any(other.kind == draft.kind and _value(other) is not None and _value(other) == _value(draft) for other in there)
        return ["apart", f"apart gap={gap} free={free}", f"apart gap={gap} free={free} same={same}", f"apart figure={figure} free={free}", f"apart first={min(2, draft.sentence.index)} gap={gap} free={free}", f"apart only={len(self._often) == 1} free={free}", f"apart {kind} free={free}", f"apart total={draft.cumulative}", f"apart quoted={self._quoted(draft)} gap={gap} free={free}", f"apart verb={credit.verb} before={gap < 0}", f"apart paragraph={credit.head.sentence.paragraph == draft.sentence.paragraph} free={free}", f"apart often={min(3, self._often[credit.name])}"]

    def _quoted(self, draft: Draft) -> bool:
        text = self._report.text[draft.sentence.start : draft.finding.trigger.start]
        return sum(text.count(mark) for mark in _QUOTES) % 2 == 1


def covers(credit: Credit, draft: Draft) -> bool:
    """Whether the credit's content holds the draft's trigger, and its speaker does not."""
    at = draft.finding.trigger.start
    return credit.start <= at < credit.end and not credit.head.start <= at < credit.head.end


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _head(credit: Credit) -> str:
    return "name" if credit.head.pos == "PROPN" else credit.head.lemma


def _value(draft: Draft) -> float | None:
    return draft.quantity.value if draft.quantity is not None else None
