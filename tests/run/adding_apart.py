"""An `add` in a process of its own, to be killed.

The process is forked from a server that has one thread. Forked from the tests, which have many, it might wait for
ever on a lock that another thread held.
"""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.process import BaseProcess
from pathlib import Path
from time import monotonic_ns

import pytest

from marsad import Document
from marsad.errors import StoreError
from marsad.run import adding
from marsad.store import open_store
from run.ledgers import ledger

_APART = get_context("forkserver")
_APART.set_forkserver_preload(["run.adding_apart"])


@dataclass(frozen=True)
class Adding:
    """A process that adds, and the file into which it writes what it reports as added."""

    process: BaseProcess
    journal: Path

    def heard(self) -> set[str]:
        """Return the ids of the documents that it reported."""
        return set(self.journal.read_text("utf-8").split()) if self.journal.exists() else set()

    def ended(self) -> bool:
        """Say whether it came to its end by itself, without a failure."""
        self.process.join(60)
        return self.process.exitcode == 0


@contextmanager
def added(
    path: Path, reports: Path, *, batch: int | None = None, room: int | None = None, derive: bool = False
) -> Iterator[Adding]:
    """Add reports in batches of some documents, on a disk with room for files of some bytes, then derive or not."""
    journal = path.with_suffix(f".{monotonic_ns()}")
    process = _APART.Process(target=_add, args=(path, reports, journal, batch, room, derive))
    process.start()
    try:
        yield Adding(process, journal)
    finally:
        process.kill()
        process.join()


def _add(path: Path, reports: Path, journal: Path, batch: int | None, room: int | None, derive: bool) -> None:
    descriptor = os.open(journal, os.O_CREAT | os.O_WRONLY | os.O_APPEND)
    adding.KEPT = batch or adding.KEPT

    def report(document: Document) -> None:
        os.write(descriptor, f"{document.id}\n".encode())

    with ledger(open_store(str(path))) as some, _disk(room):
        some.add([reports], progress=report)
        if derive:
            some.refresh()


@contextmanager
def _disk(room: int | None) -> Iterator[None]:
    """Fail unless the disk gets full, if there is to be little room."""
    if room is None:
        yield
        return
    import resource  # noqa: PLC0415 - not on every system

    resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))
    with pytest.raises(StoreError, match="disk is full"):
        yield
