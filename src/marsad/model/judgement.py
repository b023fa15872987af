"""What a person decided: records like any others, never edited, undone by another record."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from marsad.model.ids import digest


class Verdict(StrEnum):
    """What a person may say of a claim, of a pair of claims, of a document, or of an event."""

    ACCEPT = "accept"  # `value` says what its names are taken for (`marsad.run.reviewed.taken_for`)
    REJECT = "reject"  # needs a reason
    EDIT = "edit"  # `field` of the claim is `value`
    DEFER = "defer"
    REOPEN = "reopen"
    SAME = "same"  # `subject` and `other` tell of one happening
    DIFFERENT = "different"
    UNSURE = "unsure"
    CORRECT = "correct"  # what a slot was taken to be: `field` (place, actor, ...) is the entity `value`
    CLAIM = "claim"  # `subject` is a claim that this person made by hand, and stands by
    FLAG = "flag"  # `field` of the claim looks right or wrong (`value`; "" takes the flag away), `reason` says why
    PUBLISHED = "published"  # the document's day of publication is `value`
    REVEAL = "reveal"  # withheld names in the document were looked at
    REVIEW = "review"  # the event is at the stage `value`; `field` is the digest of what it was then
    GRADE = "grade"  # how well the event is attested: `value` in place of the rule's, needs a reason
    EXPUNGE = "expunge"  # the document's content is taken out for good; `value` is a `Cause`, needs a reason
    UNDO = "undo"  # the judgement `other` no longer counts


class Cause(StrEnum):
    """What a report's content may be taken out for."""

    SECRET = "secret"  # noqa: S105 - it endangers a source or somebody else
    PERSONAL = "personal-data"
    LEGAL = "legal"
    MALICIOUS = "malicious"


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """One decision: who said what of which record, when, and why.

    `subject` is the id of a claim, document or event; `other` of a second claim (pairs) or of a judgement (undo).
    `value` is text as a person would type it, in the form in which `marsad.model.rows` writes the field. `at` is UTC.
    """

    subject: str
    verdict: Verdict
    by: str
    at: datetime
    other: str = ""
    field: str = ""
    value: str = ""
    reason: str = ""

    @property
    def id(self) -> str:
        """Digest of all that was decided."""
        what = (
            self.subject,
            self.verdict,
            self.by,
            self.at.isoformat(),
            self.other,
            self.field,
            self.value,
            self.reason,
        )
        return digest("j", *what)
