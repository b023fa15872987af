"""What ends an `add` at any moment costs nothing that was reported, and leaves nothing half done."""

import random
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.store import Store, open_store
from run.adding_apart import Adding, added
from run.ledgers import ledger, written

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed")

DOCUMENTS = 500
MOMENTS = 100
BATCH = 5


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    texts = (f"In week {number}, {number + 1} people were killed in Kayseri." for number in range(DOCUMENTS))
    return written(tmp_path / "reports.jsonl", texts)


def test_whenever_an_add_is_killed_nothing_reported_is_lost_and_a_rerun_completes(
    tmp_path: Path, reports: Path
) -> None:
    """Each `add` goes on where the one before was killed, after a few batches and then at any moment."""
    moments = random.Random(20200128)  # noqa: S311 - the same moments in each run
    reported: set[str] = set()
    path = _made(tmp_path / "0.marsad")
    for number in range(MOMENTS):
        with added(path, reports, batch=BATCH) as adding:
            _kill_after(adding, moments.randint(0, 2 * BATCH), moments.uniform(0, 0.03))
        reported |= adding.heard()
        _check(path, reported, whole=number % 10 == 0)
        if len(reported) == DOCUMENTS:
            path, reported = _made(tmp_path / f"{number + 1}.marsad"), set()
    with ledger(open_store(str(path))) as some:
        assert some.add([reports]).known >= len(reported)
    _check(path, {f"d{number}" for number in range(DOCUMENTS)})


def test_two_adds_at_once_both_finish_and_what_follows_is_of_both(tmp_path: Path, reports: Path) -> None:
    path = _made(tmp_path / "x.marsad")
    more = written(
        tmp_path / "more.jsonl", ["Rain.", *(f"{number} people were killed in Bor." for number in range(99))]
    )
    renamed = more.read_text("utf-8").replace('"d', '"m')
    more.write_text(renamed, "utf-8")
    with added(path, reports, derive=True) as one, added(path, more, derive=True) as other:
        assert [one.ended(), other.ended()] == [True, True]
    with ledger(open_store(str(path))) as some:
        counts = some.store.counts()
        assert (counts.documents, counts.claims) == (DOCUMENTS + 100, DOCUMENTS + 99)
        assert counts.derived == {"aside": DOCUMENTS + 99, "gist": DOCUMENTS + 100}
        assert some.fresh()
        assert not list(some.verify())


def test_a_full_disk_is_said_and_costs_nothing_that_was_kept(tmp_path: Path, reports: Path) -> None:
    path = _made(tmp_path / "x.marsad")
    with added(path, reports, room=path.stat().st_size + 300_000) as adding:
        assert adding.ended()
    assert adding.heard()
    _check(path, adding.heard())
    with ledger(open_store(str(path))) as some:
        assert some.add([reports]).documents == DOCUMENTS - len(adding.heard())
        assert not list(some.store.verify())


def _made(path: Path) -> Path:
    open_store(str(path), create=True).close()
    return path


def _check(path: Path, reported: set[str], *, whole: bool = True) -> None:
    with open_store(str(path)) as store:
        kept = dict(_claims_of_documents(store))
        assert reported <= kept.keys(), "what was reported as added is there"
        assert set(kept.values()) <= {1}, "no document is there without its claim"
        assert not (whole and list(store.verify()))


def _claims_of_documents(store: Store) -> Iterator[tuple[str, int]]:
    with_claims = {kept.claim.document_id for kept in store.claims(limit=DOCUMENTS).items}
    for kept in store.documents(limit=DOCUMENTS).items:
        yield kept.document.id, int(kept.document.id in with_claims)


def _kill_after(adding: Adding, documents: int, seconds: float) -> None:
    """Kill it some time after it reported some documents, or at its end."""
    while len(adding.heard()) < documents and adding.process.is_alive():
        time.sleep(0.002)
    time.sleep(seconds)
    adding.process.kill()
    adding.process.join()
