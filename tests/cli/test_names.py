"""Names of private persons are covered by what people look through, until they ask, which the log keeps."""

import json
from pathlib import Path

import pytest

import chronicle
from conftest import Run
from marsad.model import Verdict
from marsad.run.ledger import Ledger
from marsad.store import open_store

NAME = "Dawooda"
TEXT = f"killed 1 {NAME} in Harga on 2020-01-09, said sohr."


@pytest.fixture
def name(tmp_path: Path, marsad: Run, monkeypatch: pytest.MonkeyPatch) -> str:
    def opened(locator: str, *, create: bool = False) -> Ledger:
        return chronicle.ledger(store=open_store(locator, create=create))

    monkeypatch.setattr("marsad.cli.ledgers.open_ledger", opened)
    path = str(tmp_path / "x.marsad")
    (tmp_path / "report.txt").write_text(f"{TEXT}\n", "utf-8")
    assert marsad("init", path).code == 0
    assert marsad("add", path, tmp_path / "report.txt", "--published", "2020-01-10").code == 0
    return path


@pytest.mark.parametrize("form", ["table", "jsonl"])
def test_search_and_show_cover_them(name: str, marsad: Run, form: str) -> None:
    [document] = map(json.loads, marsad("search", name, "--in", "documents", "--format", "jsonl").out.splitlines())
    [claim] = map(json.loads, marsad("search", name, "--format", "jsonl").out.splitlines())
    assert claim["target"] == "█" * len(NAME)
    assert document["text"] == TEXT.replace(NAME, "█" * len(NAME)) + "\n"
    for asked in (["search", name], ["show", "document", name, document["id"]], ["show", "claim", name, claim["id"]]):
        outcome = marsad(*asked, "--format", form)
        assert (outcome.code, NAME in outcome.out, "█" in outcome.out) == (0, False, True)


def test_who_asks_sees_them_and_the_log_keeps_that(name: str, marsad: Run) -> None:
    [claim] = map(json.loads, marsad("search", name, "--format", "jsonl").out.splitlines())
    assert json.loads(marsad("show", "claim", name, claim["id"], "--names").out)["target"] == NAME
    with Ledger(open_store(name)) as ledger:
        [looked] = ledger.judgements(claim["doc"])
    assert looked.verdict is Verdict.REVEAL
