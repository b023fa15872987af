import subprocess
from pathlib import Path
from typing import Any

import pytest

import samples
from marsad.errors import InputError
from marsad.read.limits import Limits
from marsad.read.parts import Article, Member
from marsad.read.sandbox import Sandbox
from read.conftest import Batch

PAGE = samples.PAGE.encode()


@pytest.fixture
def started(monkeypatch: pytest.MonkeyPatch) -> list["subprocess.Popen[bytes]"]:
    """Return the parsers' processes as they start."""
    popen = subprocess.Popen
    processes: list[subprocess.Popen[bytes]] = []

    def start(*arguments: Any, **options: Any) -> "subprocess.Popen[bytes]":
        processes.append(popen(*arguments, **options))
        return processes[-1]

    monkeypatch.setattr(subprocess, "Popen", start)
    return processes


def article(box: Sandbox, body: bytes = PAGE) -> str:
    [part] = box.parts("html", body)
    assert isinstance(part, Article)
    return part.text


def test_one_process_parses_many_inputs_and_ends_with_the_sandbox(started: list["subprocess.Popen[bytes]"]) -> None:
    with Sandbox(Limits()) as box:
        assert [article(box) for _ in range(20)] == [samples.REPORT] * 20
        assert len(started) == 1
    assert started[0].poll() is not None


def test_plain_inputs_need_no_process(batch: Batch, started: list["subprocess.Popen[bytes]"]) -> None:
    batch.put("a.txt", "One died.")
    batch.put("b.jsonl", samples.lines({"text": "Two died."}))
    batch.put("c.csv", "id,text\n1,Three died.\n")
    assert len(batch.read(limits=Limits(seconds=9))) == 3
    assert started == []


def test_what_is_unpacked_is_parsed_while_the_rest_is_still_packed(started: list["subprocess.Popen[bytes]"]) -> None:
    with Sandbox(Limits()) as box:
        members = box.parts("zip", samples.archive({f"{number}.html": PAGE for number in range(5)}))
        bodies = [member.body for member in members if isinstance(member, Member) and article(box)]
    assert (bodies, len(started)) == ([PAGE] * 5, 2)


def test_a_process_that_fell_is_replaced(started: list["subprocess.Popen[bytes]"]) -> None:
    with Sandbox(Limits()) as box:
        assert article(box) == samples.REPORT
        started[0].kill()
        with pytest.raises(InputError, match=r"its parser broke down \(code -9\); save its text as .txt."):
            article(box)
        assert article(box) == samples.REPORT
    assert len(started) == 2


def test_one_that_was_left_in_the_middle_is_not_used_again(started: list["subprocess.Popen[bytes]"]) -> None:
    with Sandbox(Limits()) as box:
        parts = box.parts("zip", samples.archive({"a.txt": "a", "b.txt": "b"}))
        assert isinstance(next(parts), Member)
        parts.close()  # type: ignore[attr-defined]
        assert started[0].poll() is not None
        assert article(box) == samples.REPORT


def test_a_refusal_leaves_its_process_at_work(started: list["subprocess.Popen[bytes]"]) -> None:
    with Sandbox(Limits()) as box:
        for _ in range(3):
            with pytest.raises(InputError, match="no article was found"):
                article(box, b"<html></html>")
        assert article(box) == samples.REPORT
    assert len(started) == 1


def test_modules_are_not_taken_from_the_folder_where_a_person_works(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "struct.py").write_text("raise SystemExit(3)")
    (tmp_path / "trafilatura.py").write_text("raise SystemExit(3)")
    monkeypatch.chdir(tmp_path)
    with Sandbox(Limits()) as box:
        assert article(box) == samples.REPORT
