"""How far people are with an event, apart from how well it is attested."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from marsad.model.event import Grade
from marsad.model.judgement import Judgement, Verdict
from marsad.model.state import standing


class Stage(StrEnum):
    """Where the review of an event stands."""

    PROPOSED = "proposed"  # nobody has looked at it
    IN_REVIEW = "in_review"
    APPROVED = "approved"
    SIGNED_OFF = "signed_off"


@dataclass(frozen=True, slots=True, kw_only=True)
class EventReview:
    """What people said of an event.

    `of` is the digest of what the event was when its stage was set, `by` who set it. `grade` replaces the rule's where
    a person gave one, for the reason `because`. `last` is the id of the judgement that was last.
    """

    stage: Stage = Stage.PROPOSED
    of: str = ""
    by: str = ""
    grade: Grade | None = None
    because: str = ""
    last: str = ""

    def changed(self, now: str) -> bool:
        """Whether an event that is `now` this digest is another than the one that was approved."""
        return self.stage in (Stage.APPROVED, Stage.SIGNED_OFF) and self.of != now


UNREVIEWED = EventReview()


def flags(judgements: Iterable[Judgement]) -> dict[str, Judgement]:
    """Return the judgement that flags each field of a claim, by field, given what was said of it."""
    found = {each.field: each for each in standing(judgements) if each.verdict is Verdict.FLAG}
    return {field: each for field, each in found.items() if each.value}


def reviews(judgements: Iterable[Judgement]) -> dict[str, EventReview]:
    """Return what judgements say of events, by the event's id."""
    found: dict[str, EventReview] = {}
    for each in standing(judgements):
        before = found.get(each.subject, UNREVIEWED)
        if each.verdict is Verdict.REVIEW:
            stage = Stage(each.value)
            found[each.subject] = replace(before, stage=stage, of=each.field, by=each.by, last=each.id)
        elif each.verdict is Verdict.GRADE:
            grade = Grade(each.value) if each.value else None
            found[each.subject] = replace(before, grade=grade, because=each.reason, last=each.id)
    return found
