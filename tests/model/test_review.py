from datetime import UTC, datetime, timedelta

from marsad.model import Grade, Judgement, Stage, Verdict
from marsad.model.review import reviews

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)


def said(minute: int, verdict: Verdict, **more: str) -> Judgement:
    return Judgement(subject="e-1", verdict=verdict, by="ana", at=NOON + timedelta(minutes=minute), **more)


def test_the_last_word_on_each_counts() -> None:
    approved = said(1, Verdict.REVIEW, value="approved", field="as-it-was")
    graded = said(2, Verdict.GRADE, value="fair", reason="both were there")
    found = reviews([graded, said(0, Verdict.REVIEW, value="in_review", field="older"), approved])
    assert found["e-1"].stage is Stage.APPROVED
    assert found["e-1"].grade is Grade.FAIR
    assert found["e-1"].because == "both were there"
    assert found["e-1"].last == graded.id


def test_what_was_approved_is_compared_with_what_is_there() -> None:
    [found] = reviews([said(1, Verdict.REVIEW, value="approved", field="as-it-was")]).values()
    assert not found.changed("as-it-was")
    assert found.changed("otherwise")
    [open_still] = reviews([said(1, Verdict.REVIEW, value="in_review", field="as-it-was")]).values()
    assert not open_still.changed("otherwise")


def test_what_is_undone_does_not_count() -> None:
    graded = said(1, Verdict.GRADE, value="fair", reason="both were there")
    undo = said(2, Verdict.UNDO, other=graded.id)
    assert reviews([graded, undo]) == {}


def test_an_empty_grade_is_the_rules() -> None:
    given = said(1, Verdict.GRADE, value="fair", reason="both were there")
    taken = said(2, Verdict.GRADE, value="", reason="they were one")
    assert reviews([given, taken])["e-1"].grade is None
