import json
from pathlib import Path

import pytest

from conftest import Run

pytestmark = pytest.mark.usefixtures("fake_extract")

DOCUMENT = {"id": "d", "text": "Officials said 5 people were killed in Kayseri. Shelling went on."}
KILLED = {"doc": "d", "kind": "killed", "evidence": ["5 people were killed in Kayseri"], "number": 5, "place": "Bor"}
ATTACK = {"doc": "d", "kind": "attack", "evidence": ["Shelling went on"], "method": "shelling"}


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    documents, gold = tmp_path / "d.jsonl", tmp_path / "g.jsonl"
    documents.write_text(json.dumps(DOCUMENT), "utf-8")
    gold.write_text(f"{json.dumps(KILLED)}\n{json.dumps(ATTACK)}\n", "utf-8")
    return documents, gold


def test_figures_are_printed(marsad: Run, files: tuple[Path, Path]) -> None:
    outcome = marsad("evaluate", *files)
    assert outcome.code == 0
    assert "2 labelled, 1 predicted, 1 met, 0 duplicates" in outcome.out
    assert "detection       1.000   0.500  0.667" in outcome.out
    assert "missed" not in outcome.out


def test_errors_are_listed(marsad: Run, files: tuple[Path, Path]) -> None:
    outcome = marsad("evaluate", "--errors", *files)
    assert "place: 'Bor' expected, 'Kayseri' found" in outcome.out
    assert "missed attack shelling: “Shelling went on”" in outcome.out


def test_figures_come_as_json(marsad: Run, files: tuple[Path, Path], tmp_path: Path) -> None:
    predicted = tmp_path / "p.jsonl"
    predicted.write_text(json.dumps(KILLED), "utf-8")
    figures = json.loads(marsad("evaluate", "--json", "--pred", predicted, *files).out)
    assert figures["core"]["recall"] == 0.5
    assert figures["kinds"]["attack"]["gold"] == 1


def test_a_missing_file_is_one_sentence(marsad: Run, files: tuple[Path, Path]) -> None:
    outcome = marsad("evaluate", files[0], "absent.jsonl")
    assert outcome.code == 2
    assert outcome.err == "marsad: absent.jsonl: No such file or directory; check the name and its permissions.\n"
