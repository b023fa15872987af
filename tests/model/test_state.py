from datetime import UTC, datetime, timedelta

import pytest

from marsad.model import Judgement, Review, State, Verdict
from marsad.model.state import UNJUDGED, fold, standing, undone

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def said(verdict: Verdict, minute: int, other: str = "", field: str = "", value: str = "") -> Judgement:
    at = NOON + timedelta(minutes=minute)
    return Judgement(subject="c-1", verdict=verdict, by="ana", at=at, other=other, field=field, value=value)


REJECT = said(Verdict.REJECT, 1)
UNDO = said(Verdict.UNDO, 2, other=REJECT.id)
REDO = said(Verdict.UNDO, 3, other=UNDO.id)


@pytest.mark.parametrize(
    ("verdicts", "status"),
    [
        ([], Review.OPEN),
        ([Verdict.ACCEPT], Review.ACCEPTED),
        ([Verdict.ACCEPT, Verdict.REJECT], Review.REJECTED),
        ([Verdict.REJECT, Verdict.REOPEN], Review.OPEN),
        ([Verdict.DEFER], Review.DEFERRED),
        ([Verdict.EDIT], Review.EDITED),
        ([Verdict.ACCEPT, Verdict.SAME, Verdict.UNSURE, Verdict.CORRECT], Review.ACCEPTED),
    ],
)
def test_the_last_verdict_counts(verdicts: list[Verdict], status: Review) -> None:
    assert fold(said(verdict, minute) for minute, verdict in enumerate(verdicts)).status is status


def test_edits_and_corrections_outlive_verdicts() -> None:
    state = fold(
        [
            said(Verdict.EDIT, 1, field="kind", value="attack"),
            said(Verdict.CORRECT, 2, field="place", value="geonames:1"),
            said(Verdict.PUBLISHED, 3, value="2020-01-28"),
            (last := said(Verdict.REOPEN, 4)),
        ]
    )
    edits, corrections = {"kind": "attack", "published": "2020-01-28"}, {"place": "geonames:1"}
    assert state == State(status=Review.OPEN, edits=edits, corrections=corrections, last=last.id)


def test_what_is_undone_does_not_count_and_an_undo_can_be_undone() -> None:
    assert fold([REJECT, UNDO]) == UNJUDGED
    assert fold([REJECT, UNDO, REDO]).status is Review.REJECTED
    assert undone([REJECT, UNDO, REDO]) == {UNDO.id}
    assert standing([REDO, UNDO, REJECT]) == [REJECT]


def test_pairs_say_nothing_of_one_claim() -> None:
    assert fold([said(Verdict.SAME, 1, other="c-2")]) == UNJUDGED
