"""How far people are with an event, and whether it is still what they approved."""

from marsad.model import Event, EventReview, Stage, digest
from marsad.model.review import UNREVIEWED
from marsad.model.rows import to_row
from marsad.store.packing import canonical
from marsad.web.desk import Desk
from marsad.web.look import Look
from marsad.web.replies import Row

NEXT = {Stage.PROPOSED: Stage.IN_REVIEW, Stage.IN_REVIEW: Stage.APPROVED, Stage.APPROVED: Stage.SIGNED_OFF}
CHANGED = "changed"  # what a stage is called where the event is no longer what was approved


def digest_of(event: Event, look: Look) -> str:
    """Return a word for all that a reviewer saw: days, place, parties, every claim with its edits, every figure."""
    place = event.place.id if event.place else ""
    rows = [canonical(to_row(look.dossier.claims[name].claim)).decode("utf-8", "replace") for name in event.claim_ids]
    figures = [
        f"{each.measure} {each.party} {each.low} {each.best} {each.high}" for each in look.dossier.figures[event.id]
    ]
    return digest("w", place, str(event.start), str(event.end), *event.actors, "→", *event.targets, *rows, *figures)


def review_row(event: Event, look: Look, review: EventReview) -> Row:
    """Return where the review of an event stands, and what can follow; `version` changes with event and review."""
    now = digest_of(event, look)
    changed = review.changed(now)
    return {
        "stage": str(review.stage),
        "changed": changed,
        "by": review.by,
        "next": "" if review.stage is Stage.SIGNED_OFF and not changed else str(_next(review, changed=changed)),
        "grade_by_rule": str(event.grade),
        "grade_by_hand": str(review.grade or ""),
        "grade_why": review.because,
        "version": digest("v", now, review.last),
        "of": now,
    }


def _next(review: EventReview, *, changed: bool) -> Stage:
    return Stage.APPROVED if changed else NEXT[review.stage]


def staged(rows: list[Row], desk: Desk, look: Look) -> list[Row]:
    """Return rows of events, each with the stage of its review and the grade that a person gave."""
    said = desk.reviews()
    return [staged_row(row, look, said.get(row["id"], UNREVIEWED)) for row in rows]


def staged_row(row: Row, look: Look, review: EventReview) -> Row:
    """Return the row of an event with the stage of its review and the grade that a person gave."""
    stage = stage_of(row["id"], look, review)
    return {**row, "stage": stage, "grade": str(review.grade or row["grade"]), "grade_by_rule": row["grade"]}


def stage_of(event_id: str, look: Look, review: EventReview) -> str:
    """Return the stage of an event's review, or that the event changed since it was approved."""
    if review.stage is Stage.PROPOSED or review.stage is Stage.IN_REVIEW:
        return str(review.stage)
    return CHANGED if review.changed(digest_of(look.events[event_id], look)) else str(review.stage)
