"""What only a file can suffer: flipped bits, full disks, other programs, sudden deaths."""

import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contract.samples import ALEPPO, HOMS, batch, judgement, reading
from marsad.errors import StoreError
from marsad.model import Verdict
from marsad.store import Store, open_store, sqlite
from marsad.store.sql import SqlStore

TESTS = Path(__file__).parents[1]

WRITER = """
import sys
from contract.samples import batch, reading
from marsad.store import open_store
path, name, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
with open_store(path, create=True) as store:
    for number in range(count):
        store.add(batch(reading(f"{name} says that {number} people were killed.", f"{name}-{number}")))
        print(number, flush=True)
"""


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.marsad"


def writer(path: Path, name: str, count: int) -> subprocess.Popen[str]:
    """Start a program that adds documents, one a batch, and prints the number of each that is kept."""
    folders = os.pathsep.join(str(folder) for folder in (TESTS, TESTS.parent / "src"))
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, str(path), name, str(count)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": folders},
    )


# damage


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("original") / "war.marsad"
    with open_store(str(path), create=True) as store:
        store.add(batch(reading()))
        said = judgement(reading().claims[0].id, Verdict.REJECT)
        raw = random.Random(1).randbytes(40_000)  # noqa: S311 - bytes that do not compress
        store.add(batch(reading(HOMS, "report-2", raw), judgements=[said]))
    return path


def kept(path: Path) -> Any:
    """All records and log entries of a file as SQLite reads them, or that it cannot."""
    with closing(sqlite3.connect(path)) as connection:
        connection.text_factory = bytes
        try:
            tables = ("SELECT * FROM records ORDER BY key", "SELECT * FROM log ORDER BY number")
            return [connection.execute(table).fetchall() for table in tables]
        except (sqlite3.Error, UnicodeDecodeError):
            return None


def faulty(path: Path) -> bool:
    """Whether the ledger is refused, or found to be damaged."""
    try:
        with open_store(str(path)) as store:
            return bool(list(store.verify()))
    except StoreError:
        return True


@given(place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=100, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_a_record_is_found(original: Path, tmp_path: Path, place: float, bit: int) -> None:
    data = bytearray(original.read_bytes())
    data[int(place * len(data))] ^= 1 << bit
    path = tmp_path / "flipped.marsad"
    for old in tmp_path.glob("flipped*"):
        old.unlink()
    path.write_bytes(data)
    same = kept(path) == kept(original)  # no record is made of the bytes between them
    assert same or faulty(path)


@given(which=st.integers(0, 99), place=st.floats(0, 1, exclude_max=True), bit=st.integers(0, 7))
@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_flipped_bit_of_a_body_is_located(
    original: Path, tmp_path: Path, which: int, place: float, bit: int
) -> None:
    path = tmp_path / "flipped.marsad"
    shutil.copy(original, path)
    with closing(sqlite3.connect(path)) as connection:
        records = connection.execute("SELECT key, body FROM records ORDER BY key").fetchall()
        key, body = records[which % len(records)]
        at = int(place * len(body))
        flipped = body[:at] + bytes([body[at] ^ 1 << bit]) + body[at + 1 :]
        connection.execute("UPDATE records SET body = ? WHERE key = ?", (flipped, key))
        connection.commit()
    with open_store(str(path)) as store:
        first, *_ = store.verify()
    assert first.where.endswith(f"(record {key})")


def test_every_byte_of_raw_bytes_is_watched(original: Path, tmp_path: Path) -> None:
    data = original.read_bytes()
    with closing(sqlite3.connect(original)) as connection:
        [(body,)] = connection.execute("SELECT body FROM records ORDER BY length(body) DESC LIMIT 1").fetchall()
    part = body[20_000:20_050]
    at = data.index(part)
    for offset in range(0, len(part), 7):
        path = tmp_path / f"{offset}.marsad"
        path.write_bytes(data[: at + offset] + bytes([data[at + offset] ^ 255]) + data[at + offset + 1 :])
        with open_store(str(path)) as store:
            [fault] = store.verify()
            assert fault.where.startswith("the raw bytes ")
            assert "digest" in fault.what


def test_a_file_cut_short_is_refused_or_faulty(original: Path, tmp_path: Path) -> None:
    data = original.read_bytes()
    for number, length in enumerate((0, 50, 100, 8192, len(data) // 2, len(data) - 1)):
        path = tmp_path / f"{number}.marsad"
        path.write_bytes(data[:length])
        assert faulty(path), length


# what is no ledger


def test_other_names_and_files_are_refused(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match=r"give it the ending \.marsad"):
        open_store(str(tmp_path / "war.db"), create=True)
    (tmp_path / "text.marsad").write_text("Not a database, and longer than the header of one. " * 99)
    with pytest.raises(StoreError, match="is no ledger, or its beginning is damaged"):
        open_store(str(tmp_path / "text.marsad"))
    with pytest.raises(StoreError, match="cannot be made"):
        open_store(str(tmp_path / "nowhere" / "war.marsad"), create=True)
    with closing(sqlite3.connect(tmp_path / "other.marsad")) as connection:
        connection.execute("CREATE TABLE claims (id)")
    with pytest.raises(StoreError, match="There is no ledger"):
        open_store(str(tmp_path / "other.marsad"))
    with pytest.raises(StoreError, match=r"something else already \(a table claims\)"):
        open_store(str(tmp_path / "other.marsad"), create=True)


def test_a_ledger_of_a_newer_version_is_refused(path: Path) -> None:
    with open_store(str(path), create=True) as store:
        assert isinstance(store, SqlStore)
        with store._writing() as connection:
            connection.run("INSERT INTO migrations VALUES (999, 'm999_telepathy')")
    with pytest.raises(StoreError, match=r"newer version of marsad \(m999_telepathy\); update marsad"):
        open_store(str(path))


# others


def test_readers_go_on_while_one_writes(path: Path) -> None:
    with open_store(str(path), create=True) as store, open_store(str(path)) as other:
        store.add(batch(reading()))
        assert isinstance(store, SqlStore)
        with store._writing():
            assert len(other.claims().items) == 2


def test_two_writers_both_finish(path: Path) -> None:
    programs = [writer(path, name, 15) for name in ("one", "two")]
    assert [program.wait(timeout=60) for program in programs] == [0, 0]
    for program in programs:
        assert program.stdout
        program.stdout.close()
    with open_store(str(path)) as store:
        assert store.counts().documents == store.counts().entries == 30
        assert list(store.verify()) == []


def test_who_waits_too_long_is_told_so(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with open_store(str(path), create=True) as store:
        monkeypatch.setattr(sqlite, "PATIENCE", 0.05)
        assert isinstance(store, SqlStore)
        with (
            open_store(str(path)) as other,
            store._writing(),
            pytest.raises(StoreError, match="by another program; run this again"),
        ):
            other.add(batch(reading()))


@pytest.mark.parametrize("moment", [0.0, 0.002, 0.01, 0.03])
def test_after_a_sudden_death_a_batch_is_there_or_it_is_not(path: Path, moment: float) -> None:
    program = writer(path, "one", 1000)
    assert program.stdout
    told = int(program.stdout.readline())
    time.sleep(moment)
    program.send_signal(signal.SIGKILL)
    program.wait()
    told = max([told, *(int(line) for line in program.stdout.read().split())])
    program.stdout.close()
    with open_store(str(path)) as store:
        counts = store.counts()
        assert counts.documents in (told + 1, told + 2), "what was told is there, and at most the next"
        assert counts.entries == counts.documents
        assert list(store.verify()) == []
        assert list(store.check_derived(store.derivation())) == []


# full disks


@contextmanager
def full(store: Store, pages: int = 0) -> Iterator[None]:
    """Let the file of `store` grow by no more than some pages."""
    assert isinstance(store, SqlStore)
    with store._reading() as connection:
        connection.run(f"PRAGMA max_page_count = {connection.one('PRAGMA page_count') + pages}")
    yield
    with store._reading() as connection:
        connection.run("PRAGMA max_page_count = 1073741823")


def test_a_ledger_that_cannot_grow_says_so_and_loses_nothing(path: Path) -> None:
    raw = random.Random(1).randbytes(100_000)  # noqa: S311
    with open_store(str(path), create=True) as store:
        store.add(batch(reading()))
        with full(store), pytest.raises(StoreError, match="the disk is full; make room and run this again"):
            store.add(batch(reading(HOMS, "report-2", raw)))
        assert list(store.verify()) == []
        assert [item.document.id for item in store.documents().items] == ["report-1"]
        store.add(batch(reading(HOMS, "report-2", raw)))
        assert store.counts().documents == 2


LIMITED = """
import resource, signal, sys
from contract.samples import batch, reading
from marsad.errors import StoreError
from marsad.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
with open_store(sys.argv[1]) as store:
    resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, 300_000))
    try:
        for number in range(1000):
            store.add(batch(reading(f"Today {number} people were killed.", f"r-{number}", bytes(range(256)) * 20)))
    except StoreError as error:
        print(error)
"""


def test_a_file_that_the_system_will_not_let_grow(path: Path) -> None:
    """As on a full disk, writing fails in the middle of the log or of a page, not where SQLite counts pages."""
    with open_store(str(path), create=True) as store:
        store.add(batch(reading(ALEPPO)))
    folders = os.pathsep.join(str(folder) for folder in (TESTS, TESTS.parent / "src"))
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": folders},
    )
    assert "the disk is full" in done.stdout, done
    with open_store(str(path)) as store:
        assert store.document("report-1") is not None
        assert list(store.verify()) == []
        store.add(batch(reading(HOMS, "report-2")))


NO_ROOM = """
import resource, signal, sys
from contract.samples import HOMS, batch, reading
from marsad.errors import StoreError
from marsad.store import open_store
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
with open_store(sys.argv[1]) as store:
    print(store.counts().documents, list(store.verify()))
    try:
        store.add(batch(reading(HOMS, "report-2")))
    except StoreError as error:
        print(error)
try:
    open_store(sys.argv[1].replace("war", "new"), create=True)
except StoreError as error:
    print(error)
"""


def test_a_ledger_is_read_where_no_file_can_be_written_at_all(path: Path, tmp_path: Path) -> None:
    with open_store(str(path), create=True) as store:
        store.add(batch(reading(ALEPPO)))
    folders = os.pathsep.join(str(folder) for folder in (TESTS, TESTS.parent / "src"))
    done = subprocess.run(
        [sys.executable, "-c", NO_ROOM, str(path)],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": folders},
    )
    counted, added, made = done.stdout.splitlines()
    assert counted == "1 []"
    assert "the disk is full" in added
    assert "cannot be made" in made
    assert not (tmp_path / "new.marsad").exists()


def test_a_ledger_can_be_moved_as_one_file(path: Path, tmp_path: Path) -> None:
    with open_store(str(path), create=True) as store:
        store.add(batch(reading()))
    assert [item.name for item in tmp_path.iterdir()] == ["war.marsad"]
    moved = tmp_path / "moved.marsad"
    shutil.move(path, moved)
    with open_store(str(moved)) as store:
        assert len(store.claims().items) == 2
