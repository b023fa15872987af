from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import marsad
from marsad import Claim, Document
from marsad.errors import EvidenceError, StoreError
from marsad.fetch import Fetched
from marsad.model import Evidence, Review, Span
from marsad.read.found import Found
from marsad.run import adding
from marsad.run.ledger import Ledger
from marsad.store import Query, Reading
from run.ledgers import AT, TEXT, extract, found, ledger, nobody, written

DAY = date(2020, 1, 28)


def test_what_is_read_is_kept_with_its_claims_and_bytes(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    some = ledger()
    addition = some.add([path], published="2020-01-28", outlet="Wire")
    assert (addition.documents, addition.claims, addition.known, addition.refused) == (1, 2, 0, [])
    [kept] = some.documents()
    assert (kept.document.text, kept.document.published, kept.document.outlet) == (TEXT, DAY, "Wire")
    assert some.store.raw(kept.snapshots[0].sha256) == TEXT.encode()
    assert [claim.claim.origin for claim in some.claims()] == ["fake/1", "fake/1"]
    assert not list(some.store.verify())


def test_the_same_input_twice_changes_nothing(tmp_path: Path) -> None:
    some = ledger()
    path = written(tmp_path / "a.jsonl", [TEXT, "Nothing happened."])
    some.add([path])
    head = some.store.head()
    addition = some.add([path, str(path)])
    assert (addition.documents, addition.anew, addition.known) == (0, 0, 4)
    assert some.store.head() == head


FOUND = st.builds(
    found,
    st.sampled_from(["1 people were killed", "2 people were killed in Bor", "Rain"]),
    st.sampled_from(["a", "b", "http://a/"]),
    st.sampled_from(["text/plain", "application/x-ndjson"]),
    id=st.sampled_from(["", "x", "y"]),
    published=st.sampled_from([None, DAY, date(2020, 1, 29)]),
    title=st.sampled_from(["", "T"]),
)


@settings(max_examples=25, deadline=None)
@given(st.lists(FOUND, max_size=8), st.integers(1, 3))
def test_adding_twice_is_adding_once_whatever_is_added(inputs: list[Found], size: int) -> None:
    with ledger() as some, pytest.MonkeyPatch.context() as monkeypatch:
        monkeypatch.setattr(adding, "KEPT", size)
        first = some.add(inputs)
        head = some.store.head()
        again = some.add(inputs)
        assert some.store.head() == head
        assert (again.documents, again.anew, again.known) == (0, 0, len(inputs))
        assert not first.refused
        texts = {(item.document.text) for item in inputs}
        assert {kept.document.text for kept in some.documents(Query(superseded=True))} == texts
        assert not list(some.store.verify())


def test_two_texts_with_one_id_are_both_kept() -> None:
    some = ledger()
    one, other = Document(text="1 people were killed", id="x"), Document(text="2 people were killed", id="x")
    some.add([one, other])
    first, second = some.documents()
    assert first.document.id == "x"
    assert second.document.id.startswith("x~")
    assert second.revises == ""
    assert some.add([other, one]).known == 2


def test_a_file_that_changed_revises_what_it_held() -> None:
    some = ledger()
    some.add([found("1 people were killed")])
    some.add([found("2 people were killed")])
    some.add([found("3 people were killed")])
    assert [kept.claim.quantity and kept.claim.quantity.value for kept in some.claims()] == [3]
    first, second, third = some.documents(Query(superseded=True))
    assert (second.revises, third.revises) == (first.document.id, second.document.id)
    assert (first.revised_by, second.revised_by) == (second.document.id, third.document.id)


def test_an_id_whose_text_changed_at_its_address_is_revised() -> None:
    some = ledger()
    for text in ("1 people were killed", "2 people were killed", "3 people were killed"):
        some.add([found(text, "list.jsonl:1", "application/x-ndjson", id="x", locator="http://a/")])
    assert [kept.claim.quantity and kept.claim.quantity.value for kept in some.claims()] == [3]


@pytest.mark.parametrize("place", ["standard input", "a.jsonl:1"])
def test_what_stands_in_a_place_that_others_may_take_revises_nothing(place: str) -> None:
    some = ledger()
    media_type = "application/x-ndjson" if ":" in place else "text/plain"
    some.add([found("1 people were killed", place, media_type)])
    some.add([found("2 people were killed", place, media_type)])
    assert len(list(some.documents())) == 2


def test_a_day_that_becomes_known_is_read_anew_and_ids_stay() -> None:
    some = ledger()
    some.add([found(TEXT)])
    before = [kept.claim.id for kept in some.claims()]
    addition = some.add([found(TEXT, published=DAY)])
    assert (addition.documents, addition.anew, addition.claims) == (0, 1, 2)
    [kept] = some.documents()
    assert (kept.document.published, kept.origins) == (DAY, ("fake/1", "fake/1@2020-01-28"))
    assert [kept.claim.id for kept in some.claims()] == before
    assert some.add([found(TEXT)]).known == 1, "what is not said again is not taken back"


def test_a_day_that_is_known_is_not_changed_by_another_input() -> None:
    some = ledger()
    some.add([found(TEXT, published=DAY)])
    told: list[str] = []
    assert some.add([found(TEXT, published=date(2020, 1, 29))], tell=told.append).known == 1
    assert "gives 2020-01-29 as its day of publication; the ledger has 2020-01-28" in told[0]
    assert [kept.document.published for kept in some.documents()] == [DAY]


def test_a_text_that_is_met_elsewhere_too_keeps_all_it_was_read_from() -> None:
    some = ledger()
    some.add([found(TEXT, "a.txt", id="x", published=DAY), found(TEXT, "b.txt", id="x")])
    [kept] = some.documents()
    assert [shot.locator for shot in kept.snapshots] == ["a.txt", "b.txt"]
    assert (kept.document.published, kept.origins) == (DAY, ("fake/1",))


def test_an_outlet_that_becomes_known_is_kept_without_reading_again() -> None:
    some = ledger()
    some.add([found(TEXT, published=DAY)])
    some.add([found(TEXT, outlet="Wire")])
    [kept] = some.documents()
    assert (kept.document.outlet, kept.document.published, kept.origins) == ("Wire", DAY, ("fake/1",))


def test_a_newer_extractor_keeps_old_readings_and_what_people_judged() -> None:
    old = ledger()
    old.add([found(TEXT), found("1 people were killed", "b.txt")])
    claim = next(old.claims()).claim
    old.decide("reject", claim.id, by="ana", reason="not a claim")
    new = ledger(old.store, "fake/2")
    assert new.add([found(TEXT)]).anew == 1
    assert new.reread().anew == 1
    assert new.reread().anew == 0
    kept = new.claim(claim.id)
    assert (kept.claim.origin, kept.state.status) == ("fake/2", Review.REJECTED)
    assert [reading.origin for reading in new.store.readings(claim.id)] == ["fake/1", "fake/2"]
    assert not list(new.store.verify())


def test_reading_again_counts_from_the_day_that_a_person_set(monkeypatch: pytest.MonkeyPatch) -> None:
    some = ledger()
    some.add([found(TEXT)])
    [kept] = some.documents()
    some.decide("published", kept.document.id, by="ana", value="2020-01-28")
    seen: list[Document] = []

    def remembered(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        for document in documents:
            seen.append(document)
            yield from extract([document])

    newer = Ledger(some.store, extract=remembered, resolve=nobody, origin="fake/2")  # type: ignore[arg-type]
    newer.reread()
    newer.add([found(TEXT, published=date(2020, 2, 2))])
    assert [document.published for document in seen] == [DAY]


def test_a_text_on_which_extraction_fails_costs_no_other() -> None:
    some = ledger()
    texts = ["1 people were killed", "kaboom", "2 people were killed", "Rain", "kaboom again"]
    addition = some.add([found(text, f"{number}.txt") for number, text in enumerate(texts)])
    assert (addition.documents, addition.claims) == (3, 2)
    assert [line.partition(":")[0] for line in addition.refused] == ["1.txt", "4.txt"]
    assert "ZeroDivisionError: kaboom" in addition.refused[0]


def test_what_fails_outside_of_extraction_is_not_taken_for_a_bad_document() -> None:
    def broken() -> Iterator[Found]:
        yield found("1 people were killed")
        raise OSError(5, "the disk is gone")

    some = ledger()
    with pytest.raises(OSError, match="the disk is gone"):
        some.add(broken())
    with pytest.raises(OSError, match="the disk is gone"):
        some._adding(None, None).add(map(_as_reading, broken()), "")


def test_a_quotation_that_is_not_in_its_text_costs_no_other_document() -> None:
    def misquoting(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        for document, claims in extract(documents):
            wrong = (Evidence(Span(0, 3), "XXX"),)
            yield document, [replace(claim, evidence=wrong) if "2" in document.text else claim for claim in claims]

    some = ledger()
    some._extract = misquoting
    addition = some.add([Document(text=f"{number} people were killed", locator=str(number)) for number in range(4)])
    assert (addition.documents, len(addition.refused)) == (3, 1)
    assert addition.refused[0].startswith("2: ")


def test_a_store_that_fails_ends_the_work(monkeypatch: pytest.MonkeyPatch) -> None:
    some = ledger()

    def full(_batch: object) -> None:
        raise StoreError("the disk is full")

    monkeypatch.setattr(some.store, "add", full)
    with pytest.raises(StoreError, match="the disk is full"):
        some.add([found(TEXT)])


def test_refusals_are_told_and_progress_hears_of_every_document(tmp_path: Path) -> None:
    some = ledger()
    path = written(tmp_path / "a.jsonl", ["Rain", "", "Sun"])
    told: list[str] = []
    heard: list[Document] = []
    addition = some.add([path, tmp_path / "absent.txt"], tell=told.append, progress=heard.append)
    assert addition.refused == told
    assert [line.partition(": ")[0] for line in told] == [f"{path}:2", str(tmp_path / "absent.txt")]
    assert [document.id for document in heard] == ["d0", "d2"]
    some.add([path], progress=heard.append)
    assert [document.id for document in heard] == ["d0", "d2", "d0", "d2"]


def test_addresses_are_fetched_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    class Fetcher:
        def __call__(self, url: str) -> Fetched:
            return Fetched(url, TEXT.encode(), "utf-8", AT)

    monkeypatch.setattr("marsad.fetch.Fetcher", Fetcher)
    some = ledger()
    assert not some.add(["https://example.org/report"]).anything
    assert some.add(["https://example.org/report"], fetch=True).documents == 1
    [kept] = some.documents()
    assert (kept.document.locator, kept.snapshots[0].retrieved) == ("https://example.org/report", AT)


def test_a_ledger_is_opened_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "x.marsad"
    with pytest.raises(StoreError, match="marsad init"):
        marsad.open(path)
    with marsad.open(path, create=True) as some:
        assert some.status().counts.documents == 0
    with marsad.open("memory:") as some:
        assert some.status().latest is None


def test_the_parser_is_not_loaded_for_what_is_known() -> None:
    some = ledger()
    some.add([found(TEXT)])

    def unloadable(_documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        raise EvidenceError("loaded")

    some._extract = unloadable
    assert some.add([found(TEXT)]).known == 1


def _as_reading(item: Found) -> Reading:
    return Reading(document=item.document, snapshot=item.snapshot, raw=item.raw)
