import json
from pathlib import Path

from conftest import Run

TEXT = 'The mayor said that the town had fallen. "We will stay," he added.\n'
MARKS = """T1\tSource 0 9\tThe mayor
T2\tCue 10 14\tsaid
T3\tContent 15 39\tthat the town had fallen
T4\tAttribution 10 14\tsaid
E1\tAttribution:T4 Content:T3 Cue:T2 Source:T1
T5\tSource 57 59\the
T6\tCue 60 65\tadded
T7\tContent 41 55;56 57\t"We will stay," _
T8\tAttribution 60 65\tadded
E2\tAttribution:T8 Content:T7 Cue:T6 Source:T5
T9\tAttribution 60 65\tadded
E3\tAttribution:T9 Cue:T6
"""


def folder(path: Path, marks: str = MARKS) -> Path:
    (path / "one.txt").write_text(TEXT, "utf-8")
    (path / "one.ann").write_text(marks, "utf-8")
    return path


def test_the_figures_stand_beside_those_of_plain_quotation_marks(marsad: Run, tmp_path: Path) -> None:
    outcome = marsad("evaluate-attribution", folder(tmp_path), "--json")
    rows = {row["what"]: row for row in json.loads(outcome.out)[0]["rows"]}

    assert outcome.code == 0
    assert rows["marsad, all"]["F1"] == 1.0
    assert rows["marsad, all"]["source"] == 1.0
    assert rows["quotation marks, all"]["recall"] == 0.5


def test_the_table_says_what_was_measured(marsad: Run, tmp_path: Path) -> None:
    out = marsad("evaluate-attribution", folder(tmp_path)).out

    assert f"{tmp_path.name}: 1 texts" in out
    assert "marsad, tuned" in out


def test_single_files_are_sets_of_their_own(marsad: Run, tmp_path: Path) -> None:
    one = folder(tmp_path) / "one.ann"

    tables = json.loads(marsad("evaluate-attribution", one, tmp_path, "--json").out)

    assert [table["name"] for table in tables] == ["one.ann: 1 texts", f"{tmp_path.name}: 1 texts"]
    assert tables[0]["rows"] == tables[1]["rows"]


def test_what_is_no_brat_standoff_is_refused_in_a_sentence(marsad: Run, tmp_path: Path) -> None:
    assert "no .ann files" in marsad("evaluate-attribution", tmp_path).err
    outcome = marsad("evaluate-attribution", folder(tmp_path, "E1\tContent:T9\n"))
    assert outcome.code == 2
    assert "one.ann: cannot be read as brat standoff beside its .txt" in outcome.err
