"""Ledgers of every schema that was ever released are opened for ever."""

import shutil
from pathlib import Path

import pytest

from contract.samples import HOMS, batch, everything, reading
from marsad.store import Order, Query, migrations, open_store
from marsad.store.sql import SqlStore

FIXTURES = sorted((Path(__file__).parent / "fixtures").glob("schema-*.marsad"))


def test_there_is_a_ledger_of_each_schema() -> None:
    assert [path.stem for path in FIXTURES] == [f"schema-{number}" for number in range(1, len(migrations.STEPS) + 1)]


@pytest.mark.parametrize("fixture", FIXTURES, ids=lambda path: path.stem)
def test_a_ledger_of_an_old_schema_opens_and_goes_on(fixture: Path, tmp_path: Path) -> None:
    path = tmp_path / "old.marsad"
    shutil.copy(fixture, path)
    with open_store(str(path)) as store, open_store("memory:") as fresh:
        assert list(store.verify()) == []
        everything(fresh)
        old, new = store.documents(Query(superseded=True)), fresh.documents(Query(superseded=True))
        assert [kept.document for kept in old.items] == [kept.document for kept in new.items]
        old_claims, new_claims = store.claims(Query(order=Order.DAY)), fresh.claims(Query(order=Order.DAY))
        assert [kept.claim for kept in old_claims.items] == [kept.claim for kept in new_claims.items]
        assert [kept.state for kept in old_claims.items] == [kept.state for kept in new_claims.items]
        assert store.judgements() == fresh.judgements()
        store.add(batch(reading(HOMS, "report-9")))
        assert list(store.verify()) == []
        assert list(store.check_derived(store.derivation())) == []


def test_every_step_is_applied_once_and_noted(tmp_path: Path) -> None:
    for _ in range(2):
        with open_store(str(tmp_path / "war.marsad"), create=True) as store:
            assert isinstance(store, SqlStore)
            with store._reading() as connection:
                rows = connection.all("SELECT number, name FROM migrations")
            assert rows == [(1, "m001_ledger"), (2, "m002_numbers"), (3, "m003_counts"), (4, "m004_packing")]


def test_steps_are_numbered_in_order() -> None:
    names = [step.__name__ for step in migrations.STEPS]
    assert [name[:5] for name in names] == [f"m{number:03d}_" for number in range(1, len(names) + 1)]
