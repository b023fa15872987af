"""What people take out is gone for good, and what is left still proves itself."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contract.samples import ALEPPO, HOMS, batch, event, judgement, reading, resolutions
from marsad.errors import ConflictError, StoreError
from marsad.model import Judgement, Review, Verdict
from marsad.store import CLAIM, DOCUMENT, Derivation, Query, Store, copy, open_store, tables
from marsad.store.sql import SqlStore

SOURCE = b"<p>" + ALEPPO.encode() + b"</p>"


def filled(store: Store) -> Store:
    store.add(batch(reading(ALEPPO, "report-1", raw=SOURCE), reading(HOMS, "report-2")))
    return store


def taken_out(store: Store) -> Store:
    """Return a filled store whose first report was taken out."""
    filled(store)
    store.add(batch(judgements=[order("report-1")], minutes=1))
    store.expunge(["report-1"])
    return store


def order(document: str) -> Judgement:
    return judgement(document, Verdict.EXPUNGE, 1, value="legal", reason="a court's order")


def everything(store: Store) -> str:
    """Return all that the records and the index hold, unpacked."""
    assert isinstance(store, SqlStore)
    held = [record for entry in store.entries() for record in entry.records]
    with store._reading() as connection:
        rows = [str(row) for table in tables.INDEX for row in connection.all(f"SELECT * FROM {table.name}")]  # noqa: S608
    return " ".join([*rows, *(str(store.raw(record.name)) for record in held)])


def test_content_is_gone_and_the_other_report_is_there(store: Store) -> None:
    taken_out(store)
    assert "market" not in everything(store)
    assert [kept.document.id for kept in store.documents().items] == ["report-2"]
    assert {kept.claim.document_id for kept in store.claims().items} == {"report-2"}
    assert store.count(CLAIM, Query(text="market")) == store.count(DOCUMENT, Query(text="bombs")) == 0
    assert store.count(DOCUMENT, Query(text="village")) == 1
    assert store.claim(reading().claims[0].id) is None


def test_what_is_left_says_what_was_there(store: Store) -> None:
    taken_out(store)
    kept = store.document("report-1")
    assert kept
    assert kept.state.status is Review.EXPUNGED
    assert (kept.document.text, kept.document.title) == ("", "")
    assert kept.snapshots[0].size == len(SOURCE)
    assert store.raw(kept.snapshots[0].sha256) is None
    assert store.judgements_named([kept.state.last])[0].reason == "a court's order"
    assert [each.document.id for each in store.documents(Query(statuses=(Review.EXPUNGED,))).items] == ["report-1"]


def test_all_still_proves_itself(store: Store) -> None:
    taken_out(store)
    assert list(store.verify()) == []
    assert list(store.check_derived(Derivation(stamp={}))) == []
    store.replace_derived(Derivation(stamp={}))
    assert list(store.verify()) == []
    assert store.known(["report-1"])["report-1"].text_id == reading(ALEPPO).document.text_id


def test_what_was_to_be_taken_out_and_is_there_is_a_fault(store: Store) -> None:
    filled(store)
    store.add(batch(judgements=[order("report-1")], minutes=1))
    assert "expunge" in " ".join(fault.what for fault in store.verify())


def test_what_was_emptied_without_a_word_is_a_fault(store: Store) -> None:
    taken_out(store)
    store.add(batch(reading("Nothing else happened.", "report-3"), minutes=2))
    assert isinstance(store, SqlStore)
    with store._writing() as connection:
        texts = connection.all("SELECT key, name, body FROM records WHERE sort = 'text' ORDER BY key")
        (_, _, gone), *_, (key, name, _) = texts
        connection.update("records", {"body": gone}, "key", key)
    assert any(name in fault.where for fault in store.verify())


def test_it_needs_a_judgement_of_every_document_of_that_text(store: Store) -> None:
    filled(store)
    with pytest.raises(StoreError, match="report-1"):
        store.expunge(["report-1"])
    store.add(batch(reading(ALEPPO, "copy"), judgements=[order("report-1")], minutes=1))
    assert store.of_same_text(["report-1"]) == ["report-1", "copy"]
    with pytest.raises(StoreError, match="copy"):
        store.expunge(["report-1"])
    assert store.document("report-1").document.text == ALEPPO  # type: ignore[union-attr]


def test_done_twice_it_changes_nothing(store: Store) -> None:
    before = everything(taken_out(store))
    store.expunge(["report-1"])
    assert everything(store) == before


def test_it_does_not_come_back(store: Store) -> None:
    taken_out(store)
    with pytest.raises(ConflictError, match="taken out"):
        store.add(batch(reading(ALEPPO, "elsewhere"), minutes=2))
    assert store.known(["report-1"])["report-1"].expunged


def test_what_is_derived_goes(store: Store) -> None:
    filled(store)
    first = reading().claims[0]
    store.replace_derived(Derivation(stamp={}, resolutions=resolutions(first), records=[event("e-1", [first])]))
    store.add(batch(judgements=[order("report-1")], minutes=1))
    store.expunge(["report-1"])
    assert store.count("event") == store.count(CLAIM, Query(place="place:1")) == 0


def test_a_copy_has_it_no_more_and_the_same_head(empty: Callable[[], Store]) -> None:
    old, new = filled(empty()), empty()
    copy(old, new)  # while it was there
    old.add(batch(judgements=[order("report-1")], minutes=1))
    old.expunge(["report-1"])
    copy(old, new)
    copy(old, fresh := empty())
    for each in (new, fresh):
        assert "market" not in everything(each)
        assert each.head() == old.head()
        assert list(each.verify()) == []


def test_nothing_of_it_stays_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "one.marsad"
    with open_store(str(path), create=True) as store:
        filled(store)
        held = [row.body for entry in store.entries() for row in entry.records if row.sort in {"text", "raw", "claims"}]
        there = [body for body in held if body in path.read_bytes() + Path(f"{path}-wal").read_bytes()]
        store.add(batch(judgements=[order("report-1")], minutes=1))
        store.expunge(["report-1"])
        left = path.read_bytes() + Path(f"{path}-wal").read_bytes()
        assert len(there) > len([body for body in there if body in left]) == 2  # the other report's text and claims
        assert b"barrel" not in left
