import csv
import json
from pathlib import Path

import pytest

from conftest import Run
from marsad.evaluate.coded import COLUMNS

FIELDS = (*COLUMNS, "location", "actor1", "actor2", "actor3", "deaths_best", "injuries_best")
ROW = {
    "date_start": "2010-11-27",
    "date_end": "2010-11-27",
    "city": "Alma",
    "latitude": "5.4",
    "longitude": "-4.0",
    "geo_precision": "3.0",
    "deaths_best": "12",
}
ROWS = [
    {"id": "a", "event_id": "X-1", "source": "Wire", "actor1": "Police"},
    {"id": "b", "event_id": "X-1", "source": "Post", "actor1": "Unknown actor", "deaths_best": "15"},
    {"id": "c", "event_id": "X-3", "source": "Wire", "date_start": "2010-12-05", "date_end": "2010-12-05"},
    {"id": "d", "event_id": "X-5", "source": "Wire", "latitude": "", "longitude": "", "geo_precision": "1.0"},
]


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "table.csv"
    with path.open("w", encoding="utf-8", newline="") as stream:
        writer = csv.DictWriter(stream, FIELDS, restval="")
        writer.writeheader()
        writer.writerows(ROW | row for row in ROWS)
    return path


def test_coded_reports_are_measured_beside_the_simple_rule(marsad: Run, table: Path) -> None:
    found = marsad("evaluate-merge", "--coded", table, "--json")
    assert found.code == 0
    values = json.loads(found.out)
    for way in ("simple rule", "marsad", "marsad, rows of one report apart"):
        assert values[f"held out: {way}"]["reports"] == 4
        assert values[f"held out: {way}"]["b_cubed"]["f1"] == 1


def test_linked_reports_are_read_and_compared(marsad: Run, fake_extract: None, tmp_path: Path) -> None:
    texts = {"a": "Today 12 people were killed in Idlib", "b": "There 12 people were killed in Idlib", "c": "Nothing"}
    reports, events = tmp_path / "reports.jsonl", tmp_path / "events.jsonl"
    reports.write_text("\n".join(json.dumps({"id": name, "text": text}) for name, text in texts.items()), "utf-8")
    event = {"event": "Idlib", "articles": [{"doc": "a"}, {"doc": "b"}], "ucdp": [{"best": 12}]}
    events.write_text(json.dumps(event), "utf-8")
    found = marsad("evaluate-merge", "--linked", events, reports)
    assert found.code == 0
    assert "linked, among 1 others" in found.out
    assert "pairs of two happenings in one event: 0" in found.out


def test_bad_input_is_told_in_a_sentence(marsad: Run, tmp_path: Path, table: Path) -> None:
    nothing = marsad("evaluate-merge")
    assert nothing.code == 2
    assert "Nothing to measure" in nothing.err
    assert marsad("evaluate-merge", "--coded", tmp_path / "none.csv").code == 2
    table.write_text("id,event_id\na,X-1\n", "utf-8")
    assert "no column date_start" in marsad("evaluate-merge", "--coded", table).err
