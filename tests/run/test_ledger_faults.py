"""What ends an `add` at any moment costs nothing that was reported, and leaves nothing half done."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marsad import Document
from marsad.errors import StoreError
from marsad.store import Store, open_store
from run.ledgers import ledger, written

pytestmark = [
    pytest.mark.skipif(sys.platform == "win32", reason="processes are forked and killed"),
    pytest.mark.filterwarnings("ignore:This process .* is multi-threaded:DeprecationWarning"),
]

DOCUMENTS = 500
MOMENTS = 100
BATCH = 5


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    texts = (f"In week {number}, {number + 1} people were killed in Kayseri." for number in range(DOCUMENTS))
    return written(tmp_path / "reports.jsonl", texts)


def test_whenever_an_add_is_killed_nothing_reported_is_lost_and_a_rerun_completes(
    tmp_path: Path, reports: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each `add` goes on where the one before was killed, after a few batches and then at any moment."""
    monkeypatch.setattr("marsad.run.adding.KEPT", BATCH)
    moments = random.Random(20200128)  # noqa: S311 - the same moments in each run
    reported: set[str] = set()
    path = _made(tmp_path / "0.marsad")
    for number in range(MOMENTS):
        with _adding(path, reports) as (process, heard):
            _kill_after(process, heard, moments.randint(0, 2 * BATCH), moments.uniform(0, 0.03))
        reported |= heard()
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
    with _adding(path, reports, derive=True) as (one, _), _adding(path, more, derive=True) as (other, _):
        assert [os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) for process in (one, other)] == [0, 0]
    with ledger(open_store(str(path))) as some:
        counts = some.store.counts()
        assert (counts.documents, counts.claims) == (DOCUMENTS + 100, DOCUMENTS + 99)
        assert counts.derived == {"aside": DOCUMENTS + 99}
        assert some.fresh()
        assert not list(some.verify())


def test_a_full_disk_is_said_and_costs_nothing_that_was_kept(tmp_path: Path, reports: Path) -> None:
    import resource  # noqa: PLC0415 - not on every system

    path = _made(tmp_path / "x.marsad")
    full = path.stat().st_size + 300_000

    def on_a_small_disk(work: Callable[[], None]) -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (full, full))
        with pytest.raises(StoreError, match="disk is full"):
            work()

    with _adding(path, reports, on_a_small_disk) as (process, heard):
        assert os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]) == 0
    assert heard()
    _check(path, heard())
    with ledger(open_store(str(path))) as some:
        assert some.add([reports]).documents == DOCUMENTS - len(heard())
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


@contextmanager
def _adding(
    path: Path,
    reports: Path,
    around: Callable[[Callable[[], None]], None] = lambda work: work(),
    *,
    derive: bool = False,
) -> Iterator[tuple[int, Callable[[], set[str]]]]:
    """Add the reports in another process; give its number, and what returns the ids that it reported as added."""
    journal = path.with_suffix(f".{time.monotonic_ns()}")
    process = os.fork()
    if not process:
        code = 1
        try:
            around(lambda: _add(path, reports, journal, derive=derive))
            code = 0
        finally:
            os._exit(code)
    yield process, lambda: set(journal.read_text("utf-8").split()) if journal.exists() else set()


def _add(path: Path, reports: Path, journal: Path, *, derive: bool = False) -> None:
    descriptor = os.open(journal, os.O_CREAT | os.O_WRONLY | os.O_APPEND)

    def report(document: Document) -> None:
        os.write(descriptor, f"{document.id}\n".encode())

    with ledger(open_store(str(path))) as some:
        some.add([reports], progress=report)
        if derive:
            some.refresh()


def _kill_after(process: int, heard: Callable[[], set[str]], documents: int, seconds: float) -> None:
    """Kill it some time after it reported some documents, or at its end."""
    while len(heard()) < documents and os.waitid(os.P_PID, process, os.WEXITED | os.WNOHANG | os.WNOWAIT) is None:
        time.sleep(0.002)
    time.sleep(seconds)
    os.kill(process, signal.SIGKILL)
    os.waitpid(process, 0)
