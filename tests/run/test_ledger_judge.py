from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from marsad import Claim, Document, When
from marsad.errors import InputError
from marsad.model import Basis, Judgement, Review, Span, Verdict
from marsad.run.ledger import Ledger
from marsad.store import open_store
from run.ledgers import TEXT, extract, found, ledger, nobody

DAY = date(2020, 1, 28)


@pytest.fixture
def some() -> Iterator[Ledger]:
    with ledger() as made:
        made.add([found(TEXT)])
        yield made


@pytest.fixture
def claims(some: Ledger) -> list[str]:
    return [kept.claim.id for kept in some.claims()]


def document(some: Ledger) -> str:
    return next(some.documents()).document.id


def test_judgements_are_kept_and_undone_by_others(some: Ledger, claims: list[str]) -> None:
    rejected = some.decide("reject", claims[0], by="ana", reason="not a claim")
    assert some.claim(claims[0]).state.status is Review.REJECTED
    undone = some.decide("undo", rejected.id, by="ben")
    assert some.claim(claims[0]).state.status is Review.OPEN
    some.decide("undo", undone.id, by="ana")
    assert some.claim(claims[0]).state.status is Review.REJECTED
    assert [judgement.by for judgement in some.judgements(claims[0])] == ["ana", "ben", "ana"]
    assert not list(some.store.verify())


def test_many_are_judged_at_once_or_none(some: Ledger, claims: list[str]) -> None:
    now = datetime.now(UTC)
    said = [Judgement(subject=name, verdict=Verdict.ACCEPT, by="ana", at=now) for name in claims]
    with pytest.raises(InputError, match="no claim or document c-absent"):
        some.judge([*said, replace(said[0], subject="c-absent")])
    assert not some.judgements()
    some.judge(said)
    assert {kept.state.status for kept in some.claims()} == {Review.ACCEPTED}
    assert [entry.note for entry in some.log(1)] == [f"accept {claims[0]} and 1 more"]


@pytest.mark.parametrize(
    ("verdict", "more", "says"),
    [
        ("reject", {}, "needs a reason"),
        ("reject", {"reason": " "}, "needs a reason"),
        ("edit", {"field": "start", "value": "Friday"}, "give a day as"),
        ("edit", {"field": "id", "value": "x"}, "no field that can be edited"),
        ("same", {"other": "c-absent"}, "no claim c-absent"),
        ("correct", {"field": "when", "value": "x"}, "no slot of a claim"),
        ("published", {"value": "2020-01-28"}, "is a claim; “published” is said of its document"),
        ("maybe", {}, "“maybe” is no verdict"),
        ("accept", {"by": " "}, "needs the name"),
    ],
)
def test_what_cannot_be_said_of_a_claim_is_refused(
    some: Ledger, claims: list[str], verdict: str, more: dict[str, str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        some.decide(verdict, claims[0], **{"by": "ana", **more})
    assert not some.judgements()


def test_what_cannot_be_said_of_a_document_or_at_all_is_refused(some: Ledger, claims: list[str]) -> None:
    report = document(some)
    for verdict, subject, more, says in (
        ("edit", report, {"field": "kind", "value": "killed"}, "There is no claim d-"),
        ("published", report, {"value": "Tuesday"}, "YYYY-MM-DD"),
        ("same", claims[0], {"other": claims[0]}, "is one claim; name two"),
        ("accept", "x", {}, "There is no claim or document x"),
        ("undo", "j-x", {}, "There is no judgement j-x"),
    ):
        with pytest.raises(InputError, match=says):
            some.decide(verdict, subject, by="ana", **more)


def test_an_undo_counts_once_and_for_its_own_record(some: Ledger, claims: list[str]) -> None:
    accepted = some.decide("accept", claims[0], by="ana")
    elsewhere = Judgement(subject=claims[1], verdict=Verdict.UNDO, by="ana", at=datetime.now(UTC), other=accepted.id)
    with pytest.raises(InputError, match="is a judgement of"):
        some.judge([elsewhere])
    some.decide("undo", accepted.id, by="ana")
    with pytest.raises(InputError, match="is undone already"):
        some.decide("undo", accepted.id, by="ana")


def test_edits_that_do_not_go_together_are_refused(some: Ledger, claims: list[str]) -> None:
    some.decide("edit", claims[0], by="ana", field="end", value="2020-01-28")
    with pytest.raises(InputError, match="swap them"):
        some.decide("edit", claims[0], by="ana", field="start", value="2020-01-29")


def test_a_correction_names_what_is_known(some: Ledger, claims: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("marsad.run.ledger.is_known", lambda slot, entity: (slot, entity) == ("actor", "syria"))
    some.decide("correct", claims[0], by="ana", field="actor", value="syria")
    some.decide("correct", claims[0], by="ana", field="source", value="")
    assert some.claim(claims[0]).state.corrections == {"actor": "syria", "source": ""}
    with pytest.raises(InputError, match="no place with the id syria"):
        some.decide("correct", claims[0], by="ana", field="place", value="syria")


def dated(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Find tolls, and say that they happened on the day of publication."""
    for report, claims in extract(documents):
        day = report.published
        when = When(Span(0, 9), "Officials", day, day, Basis.RELATIVE, unresolved=day is None)
        yield report, [replace(claim, when=when) for claim in claims]


def test_a_day_of_publication_is_set_taken_back_and_set_again() -> None:
    with Ledger(open_store("memory:"), extract=dated, resolve=nobody, origin="fake/1") as some:  # type: ignore[arg-type]
        some.add([found(TEXT)])
        names = [kept.claim.id for kept in some.claims()]

        def days() -> set[date | None]:
            assert [kept.claim.id for kept in some.claims()] == names, "ids stay"
            return {kept.claim.when.start for kept in some.claims() if kept.claim.when}

        assert days() == {None}
        some.decide("accept", names[0], by="ana")
        said = some.decide("published", document(some), by="ana", value="2020-01-28")
        assert days() == {DAY}
        undo = some.decide("undo", said.id, by="ana")
        assert days() == {None}
        some.decide("undo", undo.id, by="ana")
        assert days() == {DAY}
        some.decide("published", document(some), by="ben", value="2020-01-29")
        assert days() == {date(2020, 1, 29)}
        [kept] = some.documents()
        assert kept.document.published is None, "what was printed stays as it was"
        assert some.claim(names[0]).state.status is Review.ACCEPTED
        assert len(kept.origins) == 5
        assert not list(some.store.verify())


def test_other_judgements_of_a_document_do_not_read_it_again(some: Ledger) -> None:
    accepted = some.decide("accept", document(some), by="ana")
    some.decide("undo", accepted.id, by="ana")
    assert next(some.documents()).origins == ("fake/1",)


def test_ids_may_be_shortened(some: Ledger, claims: list[str]) -> None:
    assert some.find(claims[0][:9], "claim") == claims[0]
    assert some.find(claims[0], "claim", "document") == claims[0]
    with pytest.raises(InputError, match="begins the ids of several"):
        some.find("c-", "claim")
    with pytest.raises(InputError, match="There is no claim or document with the id x"):
        some.find("x", "claim", "document")


def test_records_that_are_not_there_are_named(some: Ledger) -> None:
    with pytest.raises(InputError, match="There is no document x"):
        some.document("x")
    with pytest.raises(InputError, match="There is no claim x"):
        some.claim("x")


def test_a_claim_made_by_hand_counts_until_undone(some: Ledger) -> None:
    name = document(some)
    before = [kept.claim.id for kept in some.claims()]
    at = TEXT.index("Later")
    made = some.claim_by_hand(name, (at, len(TEXT)), {"kind": "injured", "number": "2", "place": "Bor"}, by="ana")
    assert [kept.claim.id for kept in some.claims()] == [*before, made.subject]
    assert some.claim(made.subject).state.status is Review.ACCEPTED
    assert made.subject in some.view().dossier.claims
    some.decide("undo", made.id, by="ana")
    assert [kept.claim.id for kept in some.claims()] == before
    assert made.subject not in some.view().dossier.claims
    assert not list(some.verify())


def test_only_claims_made_by_hand_are_claimed(some: Ledger, claims: list[str]) -> None:
    with pytest.raises(InputError, match="accept it instead"):
        some.decide("claim", claims[0], by="ana")


@pytest.mark.parametrize(
    ("verdict", "more", "says"),
    [
        ("flag", {"field": "colour", "value": "wrong"}, "no field of a claim"),
        ("flag", {"field": "number", "value": "maybe"}, "right or wrong"),
        ("review", {"value": "approved"}, "no event"),
        ("grade", {"value": "fair", "reason": "why"}, "no event"),
    ],
)
def test_flags_and_reviews_that_cannot_be_are_refused(
    some: Ledger, claims: list[str], verdict: str, more: dict[str, str], says: str
) -> None:
    with pytest.raises(InputError, match=says):
        some.decide(verdict, claims[0], by="ana", **more)


def test_a_claim_made_by_hand_was_not_known_before_it_was_made(some: Ledger) -> None:
    made = some.claim_by_hand(document(some), (0, 30), {"kind": "attack"}, by="ana")
    assert made.subject in some.view(made.at.date()).dossier.claims
    assert made.subject not in some.view(DAY).dossier.claims
