"""Merging may not get worse on events that people made."""

import json
import sys
from datetime import date
from pathlib import Path

import pytest

from eval import gate
from marsad.read.complaints import Complaints
from marsad.run.measure_linked import measure_linked
from marsad.run.measure_merge import measure_coded

CODED, LINKED, REPORTS = "merge/maverick-reports.csv", "merge/syria-events.jsonl", "corpus/fa-kes.jsonl"
NEAR = 1  # days: reports published so near to a linked one are read beside it


def shared(name: str) -> Path:
    """A file of the shared folder; the test is skipped where that is not here."""
    path = gate.shared() / name
    if not path.exists():
        pytest.skip(f"{name} is not here: set MARSAD_SHARED to the folder that has it")
    return path


def test_reports_coded_by_people_are_put_together_better_than_by_the_simple_rule() -> None:
    rows = {row.name: row for row in measure_coded(str(shared(CODED)))}
    ours, simple = rows["held out: marsad"], rows["held out: simple rule"]
    assert ours.pairs.f1 >= 0.73
    assert ours.cubed.f1 >= 0.90
    assert ours.pairs.f1 > simple.pairs.f1
    assert ours.cubed.f1 > simple.cubed.f1
    assert rows["held out: marsad, rows of one report apart"].pairs.f1 >= 0.76


def test_linked_reports_are_put_together_and_no_others(tmp_path: Path) -> None:
    events = shared(LINKED)
    reports = tmp_path / "reports.jsonl"
    reports.write_text("\n".join(json.dumps(row) for row in _near(events, shared(REPORTS))), "utf-8")
    found = measure_linked(str(events), str(reports), Complaints(sys.exit))
    assert found.cubed.f1 >= 0.85
    assert found.pairs.f1 >= 0.75
    assert found.wrong == ()
    stated = [toll for toll in found.tolls if toll.stated]
    assert sum(toll.inside for toll in stated) >= 0.6 * len(stated) > 0


def _near(events: Path, reports: Path) -> list[dict[str, str]]:
    """The linked reports, and those that were published about the same days."""
    rows = [json.loads(line) for line in reports.read_text("utf-8").split("\n") if line]
    happenings = [json.loads(line) for line in events.read_text("utf-8").split("\n") if line]
    linked = {article["doc"] for happening in happenings for article in happening["articles"]}
    days = {_day(row) for row in rows if row["id"] in linked}
    return [row for row in rows if any(abs(_day(row) - day) <= NEAR for day in days)]


def _day(row: dict[str, str]) -> int:
    return date.fromisoformat(row["published"]).toordinal()
