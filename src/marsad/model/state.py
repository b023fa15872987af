"""What all judgements together say of one claim or document: a pure function of them."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from marsad.model.judgement import Judgement, Verdict


class Review(StrEnum):
    """Where the review of a record stands."""

    OPEN = "open"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    DEFERRED = "deferred"
    EXPUNGED = "expunged"  # of documents: the content is gone for good


_STATUS = {
    Verdict.ACCEPT: Review.ACCEPTED,
    Verdict.CLAIM: Review.ACCEPTED,
    Verdict.EDIT: Review.EDITED,
    Verdict.REJECT: Review.REJECTED,
    Verdict.DEFER: Review.DEFERRED,
    Verdict.REOPEN: Review.OPEN,
    Verdict.EXPUNGE: Review.EXPUNGED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The standing of one record.

    `edits` maps fields, as `marsad.model.rows` names them, to the values that people typed ("published" for a
    document's day); `corrections` maps slots to ids of entities. Both outlive a later accept, reject or reopen: only
    undoing takes them back. `last` is the id of the judgement that set the status, empty where none did.
    """

    status: Review = Review.OPEN
    edits: dict[str, str] = field(default_factory=dict)
    corrections: dict[str, str] = field(default_factory=dict)
    last: str = ""


UNJUDGED = State()


def standing(judgements: Iterable[Judgement]) -> list[Judgement]:
    """Return those that are not undone, oldest first; no undo is among them.

    An undo can itself be undone. Order is by time, then id, so that it does not matter in what order records came in.
    """
    ordered = sorted(judgements, key=_order)
    gone = undone(ordered)
    return [judgement for judgement in ordered if judgement.verdict is not Verdict.UNDO and judgement.id not in gone]


def undone(judgements: Iterable[Judgement]) -> set[str]:
    """Return the ids of those that no longer count, undos among them."""
    gone: set[str] = set()
    for judgement in sorted(judgements, key=_order, reverse=True):
        if judgement.verdict is Verdict.UNDO and judgement.id not in gone:
            gone.add(judgement.other)
    return gone


def _order(judgement: Judgement) -> tuple[datetime, str]:
    return judgement.at, judgement.id


def fold(judgements: Iterable[Judgement]) -> State:
    """Return what the `judgements` of one subject come to; those of pairs change nothing here."""
    state = State()
    for judgement in standing(judgements):
        state = _apply(state, judgement)
    return state


def _apply(state: State, judgement: Judgement) -> State:
    status, last = state.status, state.last
    edits, corrections = dict(state.edits), dict(state.corrections)
    if judgement.verdict in _STATUS and status is not Review.EXPUNGED:
        status, last = _STATUS[judgement.verdict], judgement.id
    if judgement.verdict is Verdict.EDIT:
        edits[judgement.field] = judgement.value
    elif judgement.verdict is Verdict.CORRECT:
        corrections[judgement.field] = judgement.value
    elif judgement.verdict is Verdict.PUBLISHED:
        edits["published"] = judgement.value
    return State(status=status, edits=edits, corrections=corrections, last=last)
