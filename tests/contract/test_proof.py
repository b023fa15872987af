"""Whatever is changed behind a store's back is found, and it is said where."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Table, TableClause, select, update
from sqlalchemy import column as named_column
from sqlalchemy import table as table_named

from contract.samples import ALEPPO, HOMS, NOON, batch, event, judgement, reading, resolutions
from marsad.model import Verdict
from marsad.store import Derivation, LogEntry, Records, Store, tables
from marsad.store.base import Record
from marsad.store.packing import pack, unpack
from marsad.store.records import Sort, chained, digest_of, drafts
from marsad.store.sql import SqlStore


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
def changed(store: SqlStore, table: Table, row: Any, column: str, value: Any) -> Iterator[None]:
    """Write `value` into a row, and put back what was there."""
    keys, plain = [each.name for each in table.primary_key.columns], bare(table)
    now = {name: value if name == column else getattr(row, name) for name in keys}
    for where, what in (({name: getattr(row, name) for name in keys}, value), (now, getattr(row, column))):
        with store._writing() as connection:
            matched = [plain.c[name] == each for name, each in where.items()]
            connection.execute(update(plain).where(*matched).values({column: what}))
        if what is value:
            yield


def bare(table: Table) -> TableClause:
    """Return the table with what the database holds, whatever that stands for."""
    return table_named(table.name, *(named_column(each.name) for each in table.columns))


def changes(store: SqlStore, table: Table) -> Iterator[tuple[Any, str, Any]]:
    """Yield each row with each of its columns and what could stand there instead."""
    with store._reading() as connection:
        rows = connection.execute(select(bare(table))).all()
    for row in rows:
        for each in table.columns:
            for value in flipped(getattr(row, each.name)):
                yield row, each.name, value


def test_nothing_is_wrong_with_what_is_as_it_was(kept: SqlStore) -> None:
    assert list(kept.verify()) == []
    assert list(kept.check_derived(derivation())) == []


def test_any_change_of_a_record_is_found_and_named(kept: SqlStore) -> None:
    tried = 0
    for row, column, value in changes(kept, tables.records):
        with changed(kept, tables.records, row, column, value):
            faults = list(kept.verify())
        said = " ".join(f"{fault.where}: {fault.what}" for fault in faults)
        assert any(part in said for part in (str(row.name), f"record {row.key}", f"log entry {row.entry}")), (
            row,
            column,
        )
        tried += 1
    assert tried > 100
    assert list(kept.verify()) == []


def test_any_change_of_the_log_is_found_and_named(kept: SqlStore) -> None:
    for row, column, value in changes(kept, tables.log):
        with changed(kept, tables.log, row, column, value):
            faults = list(kept.verify())
        assert any(fault.where.startswith("log entry") for fault in faults), (row, column)
    assert list(kept.verify()) == []


@pytest.mark.parametrize("table", [tables.documents, tables.readings, tables.claims, tables.judgements, tables.states])
def test_any_change_of_the_index_is_found(kept: SqlStore, table: Table) -> None:
    last = {column: (row, column, value) for row, column, value in changes(kept, table)}
    for row, column, value in last.values():
        with changed(kept, table, row, column, value):
            faults = list(kept.check_derived(derivation()))
        assert any(fault.where.startswith(table.name) for fault in faults), (row, column)
    assert list(kept.check_derived(derivation())) == []


@pytest.mark.parametrize("table", [tables.records, tables.log])
def test_what_is_taken_away_is_missed(kept: SqlStore, table: Table) -> None:
    with kept._writing() as connection:
        [key] = table.primary_key.columns
        connection.execute(table.delete().where(key == 2))
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
