"""What a person says, checked against what it is said of."""

from collections.abc import Callable
from dataclasses import dataclass

from marsad.errors import InputError
from marsad.model import Cause, Grade, Judgement, Review, Stage, Verdict
from marsad.model.edits import FIELDS, edited
from marsad.model.rows import NAMES
from marsad.model.state import undone
from marsad.read.day import parse_day
from marsad.run.contents import judgements_of
from marsad.store import Store

PAIRS = frozenset({Verdict.SAME, Verdict.DIFFERENT, Verdict.UNSURE})
OF_CLAIMS = frozenset({Verdict.EDIT, Verdict.CORRECT, Verdict.CLAIM, Verdict.FLAG, *PAIRS})
OF_DOCUMENTS = frozenset({Verdict.PUBLISHED, Verdict.EXPUNGE})
OF_EVENTS = frozenset({Verdict.REVIEW, Verdict.GRADE})

FLAGS = frozenset({"right", "wrong", ""})

Exists = Callable[[str, str], bool]
"""Whether a slot ("place", "actor", ...) may hold the entity with this id."""


@dataclass(frozen=True, slots=True)
class Judging:
    """Tells what can be said of the records of `store`."""

    store: Store
    exists: Exists

    def check(self, judgement: Judgement) -> None:
        """Raise `InputError` where it cannot be said of its subject, or what it needs is missing."""
        if not judgement.by.strip():
            raise InputError("A judgement needs the name of who makes it; give one.")
        if judgement.verdict is Verdict.UNDO:
            _undo(self, judgement)
            return
        _subject(self, judgement.verdict, judgement.subject)
        if check := _CHECKS.get(judgement.verdict):
            check(self, judgement)

    def named(self, name: str) -> Judgement:
        """Return the judgement; raise `InputError` where there is none."""
        found = self.store.judgements_named([name])
        if not found:
            raise InputError(f"There is no judgement {name}; `marsad show` lists those of a claim or document.")
        return found[0]


def _subject(judging: Judging, verdict: Verdict, subject: str) -> None:
    if verdict in OF_EVENTS:
        if not judging.store.derived_named("event", [subject]):
            raise InputError(f"There is no event {subject}; `marsad events` lists them.")
    elif judging.store.claim(subject) is not None:
        if verdict in OF_DOCUMENTS:
            raise InputError(f"{subject} is a claim; “{verdict}” is said of its document.")
    elif verdict in OF_CLAIMS:
        raise InputError(f"There is no claim {subject}; `marsad search` finds claims.")
    elif (kept := judging.store.document(subject)) is None:
        raise InputError(f"There is no claim or document {subject}; `marsad search` finds them.")
    elif kept.state.status is Review.EXPUNGED:
        raise InputError(f"The content of {subject} was taken out; nothing more is said of it.")


def _undo(judging: Judging, judgement: Judgement) -> None:
    target = judging.named(judgement.other)
    if target.subject != judgement.subject:
        raise InputError(f"{target.id} is a judgement of {target.subject}, not of {judgement.subject}.")
    if target.verdict is Verdict.EXPUNGE:
        raise InputError(f"What {target.id} took out is gone; it cannot be undone.")
    if target.id in undone(judgements_of(judging.store, [target.subject])):
        raise InputError(f"{target.id} is undone already; undo what undid it to bring it back.")


def _reject(_judging: Judging, judgement: Judgement) -> None:
    if not judgement.reason.strip():
        raise InputError(f"To reject {judgement.subject} needs a reason; give one.")


def _edit(judging: Judging, judgement: Judgement) -> None:
    kept = judging.store.claim(judgement.subject)
    if kept is not None:
        edited(kept.claim, {**kept.state.edits, judgement.field: judgement.value})


def _pair(judging: Judging, judgement: Judgement) -> None:
    if judgement.other == judgement.subject:
        raise InputError(f"{judgement.subject} is one claim; name two to say how they stand to one another.")
    _subject(judging, judgement.verdict, judgement.other)


def _correct(judging: Judging, judgement: Judgement) -> None:
    slot = judgement.field
    if slot not in NAMES:
        raise InputError(f"“{slot}” is no slot of a claim; give one of {', '.join(NAMES)}.")
    for entity in entities_of(judgement.value):
        if not judging.exists(slot, entity):
            sort = "place" if slot == "place" else "party or speaker"
            raise InputError(f"There is no {sort} with the id {entity}; `marsad show` lists what was weighed.")


def _claim(judging: Judging, judgement: Judgement) -> None:
    kept = judging.store.claim(judgement.subject)
    if kept is not None and not kept.claim.by_hand:
        raise InputError(f"{judgement.subject} was read by {kept.claim.origin}; accept it instead.")


def _flag(_judging: Judging, judgement: Judgement) -> None:
    if judgement.field not in FIELDS:
        raise InputError(f"“{judgement.field}” is no field of a claim; give one of {', '.join(FIELDS)}.")
    if judgement.value not in FLAGS:
        raise InputError("A field is flagged as right or wrong; give one of the two, or nothing to take the flag away.")


def _review(_judging: Judging, judgement: Judgement) -> None:
    if judgement.value not in set(Stage):
        raise InputError(f"“{judgement.value}” is no stage of a review; give one of {', '.join(Stage)}.")


def _grade(_judging: Judging, judgement: Judgement) -> None:
    if judgement.value and judgement.value not in set(Grade):
        raise InputError(f"“{judgement.value}” is no grade; give one of {', '.join(Grade)}, or nothing for the rule's.")
    if not judgement.reason.strip():
        raise InputError("To grade an event otherwise than by the rule needs a reason; give one.")


def _published(_judging: Judging, judgement: Judgement) -> None:
    parse_day(judgement.value)


def _expunge(_judging: Judging, judgement: Judgement) -> None:
    if judgement.value not in set(Cause):
        raise InputError(f"“{judgement.value}” is no cause to take a report out; give one of {', '.join(Cause)}.")
    if not judgement.reason.strip():
        raise InputError("To take a report out needs a reason: who asked for it, and why; give one.")


_CHECKS: dict[Verdict, Callable[[Judging, Judgement], None]] = {
    Verdict.REJECT: _reject,
    Verdict.EDIT: _edit,
    Verdict.CORRECT: _correct,
    Verdict.CLAIM: _claim,
    Verdict.FLAG: _flag,
    Verdict.REVIEW: _review,
    Verdict.GRADE: _grade,
    Verdict.PUBLISHED: _published,
    Verdict.EXPUNGE: _expunge,
    **dict.fromkeys(PAIRS, _pair),
}


def entities_of(value: str) -> tuple[str, ...]:
    """Return the ids that a correction names, separated by commas; none: it is nobody or nowhere that is known."""
    return tuple(part.strip() for part in value.split(",") if part.strip())
