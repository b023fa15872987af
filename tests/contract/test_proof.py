"""Whatever is changed behind a store's back is found, and it is said where."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest

from contract.samples import ALEPPO, HOMS, NOON, batch, event, judgement, reading, resolutions
from marsad.model import Verdict
from marsad.store import Derivation, LogEntry, Records, Store, tables
from marsad.store.base import Record
from marsad.store.packing import pack, unpack
from marsad.store.records import Sort, chained, digest_of, drafts
from marsad.store.sql import SqlStore
from marsad.store.tables import Table

Row = dict[str, Any]


@pytest.fixture
def kept(empty: Callable[[], Store]) -> SqlStore:
    """Return a store with two log entries, and records of every sort."""
    store = empty()
    assert isinstance(store, SqlStore)
    first = reading()
    store.add(batch(first))
    store.add(batch(reading(HOMS, "report-2"), judgements=[judgement(first.claims[0].id, Verdict.REJECT)], minutes=1))
    store.replace_derived(derivation())
    return store


def derivation() -> Derivation:
    first = reading().claims[0]
    return Derivation(stamp={}, resolutions=resolutions(first), records=[event("e-1", [first])])


def flipped(value: Any) -> Iterator[Any]:
    """Yield `value` with its first, middle or last byte changed; of a number, a high or its one bit."""
    if isinstance(value, int):
        yield value ^ 0x4000
        if value in {0, 1}:
            yield value ^ 1
        return
    for at in sorted({0, len(value) // 2, len(value) - 1}) if value else ():
        if isinstance(value, bytes):
            yield value[:at] + bytes([value[at] ^ 1]) + value[at + 1 :]
        else:
            yield value[:at] + chr(ord(value[at]) ^ 1) + value[at + 1 :]


@contextmanager
def changed(store: SqlStore, table: Table, row: Row, column: str, value: Any) -> Iterator[None]:
    """Write `value` into a row, and put back what was there."""
    [key] = table.key
    for where, what in ((row[key], value), (value if column == key else row[key], row[column])):
        with store._writing() as connection:
            connection.update(table.name, {column: what}, key, where)
        if what is value:
            yield


def changes(store: SqlStore, table: Table) -> Iterator[tuple[Row, str, Any]]:
    """Yield each row with each of its columns and what could stand there instead."""
    with store._reading() as connection:
        rows = connection.all(f"SELECT {', '.join(table.columns)} FROM {table.name}")  # noqa: S608
    for values in rows:
        row = dict(zip(table.columns, values, strict=True))
        for column in table.columns:
            for value in flipped(row[column]):
                yield row, column, value


def test_nothing_is_wrong_with_what_is_as_it_was(kept: SqlStore) -> None:
    assert list(kept.verify()) == []
    assert list(kept.check_derived(derivation())) == []


def test_any_change_of_a_record_is_found_and_named(kept: SqlStore) -> None:
    tried = 0
    for row, column, value in changes(kept, tables.RECORDS):
        with changed(kept, tables.RECORDS, row, column, value):
            faults = list(kept.verify())
        said = " ".join(f"{fault.where}: {fault.what}" for fault in faults)
        assert any(part in said for part in (row["name"], f"record {row['key']}", f"log entry {row['entry']}")), (
            row,
            column,
        )
        tried += 1
    assert tried > 100
    assert list(kept.verify()) == []


def test_any_change_of_the_log_is_found_and_named(kept: SqlStore) -> None:
    for row, column, value in changes(kept, tables.LOG):
        with changed(kept, tables.LOG, row, column, value):
            faults = list(kept.verify())
        assert any(fault.where.startswith("log entry") for fault in faults), (row, column)
    assert list(kept.verify()) == []


@pytest.mark.parametrize("table", [tables.DOCUMENTS, tables.READINGS, tables.CLAIMS, tables.JUDGEMENTS, tables.STATES])
def test_any_change_of_the_index_is_found(kept: SqlStore, table: Table) -> None:
    last = {column: (row, column, value) for row, column, value in changes(kept, table)}
    for row, column, value in last.values():
        with changed(kept, table, row, column, value):
            faults = list(kept.check_derived(derivation()))
        assert any(fault.where.startswith(table.name) for fault in faults), (row, column)
    assert list(kept.check_derived(derivation())) == []


@pytest.mark.parametrize("table", [tables.RECORDS, tables.LOG])
def test_what_is_taken_away_is_missed(kept: SqlStore, table: Table) -> None:
    with kept._writing() as connection:
        [key] = table.key
        connection.run(f"DELETE FROM {table.name} WHERE {key} = 2")  # noqa: S608
    assert list(kept.verify())


def test_a_forged_quotation_is_found(empty: Callable[[], Store]) -> None:
    """Whoever can write digests anew cannot make a text say what it does not."""
    store = empty()
    made = {draft.sort: Record(draft.sort, draft.name, draft.body()) for draft in drafts(reading())}
    text = ALEPPO.encode()
    rows = unpack(made[Sort.CLAIMS].body, text)
    rows[0]["evidence"][0]["text"] = "Two barrel bombs missed a market"
    made[Sort.CLAIMS] = replace(made[Sort.CLAIMS], body=pack(rows, text))
    entry = chained(LogEntry(1, NOON, "", 3, "", ""), [digest_of(1, record) for record in made.values()])
    store.append(Records(entry, tuple(made.values())))
    [fault] = store.verify()
    assert fault.where == "the claims of document report-1 as fake/1 read them (record 3)"
    assert "is not what the document says" in fault.what
