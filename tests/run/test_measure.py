import json
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.read.complaints import Complaints
from marsad.run.measure import measure

pytestmark = pytest.mark.usefixtures("fake_extract")

DOCUMENT = {"id": "d", "text": "Officials said 5 people were killed in Kayseri."}
GOLD = {
    "doc": "d", "kind": "killed", "evidence": ["5 people were killed in Kayseri"], "number": 5, "qualifier": "exact",
    "place": "Kayseri", "polarity": "asserted",
}  # fmt: skip


@pytest.fixture
def complaints() -> Complaints:
    return Complaints(lambda _: None)


def write(path: Path, *rows: object) -> str:
    path.write_text("\n".join(json.dumps(row) for row in rows), "utf-8")
    return str(path)


def test_extraction_is_measured_on_the_reports(tmp_path: Path, complaints: Complaints) -> None:
    score = measure(write(tmp_path / "d.jsonl", DOCUMENT), write(tmp_path / "g.jsonl", GOLD), complaints)
    assert (score.detection.f1, score.core.f1, score.whole.f1, score.evidence) == (1, 1, 1, 1)
    assert complaints.refused == 0


def test_predictions_may_come_from_a_file(tmp_path: Path, complaints: Complaints) -> None:
    other = {**GOLD, "number": 6, "evidence": [{"start": 15, "end": 46}]}
    predicted = write(tmp_path / "p.jsonl", other)
    score = measure(write(tmp_path / "d.jsonl", DOCUMENT), write(tmp_path / "g.jsonl", GOLD), complaints, predicted)
    assert (score.detection.f1, score.core.f1) == (1, 0)
    assert score.meetings[0].wrong == ("number",)


def test_a_row_that_is_no_claim_is_refused_and_those_of_other_reports_are_passed_over(
    tmp_path: Path, complaints: Complaints
) -> None:
    gold = write(tmp_path / "g.jsonl", GOLD, {"doc": "d"}, {**GOLD, "doc": "other"}, {**GOLD, "number": "5"})
    score = measure(write(tmp_path / "d.jsonl", DOCUMENT), gold, complaints)
    assert score.detection.gold == 1
    assert complaints.refused == 2


def test_files_that_do_not_go_together_are_refused(tmp_path: Path, complaints: Complaints) -> None:
    documents = write(tmp_path / "d.jsonl", DOCUMENT)
    with pytest.raises(InputError, match="give files that go together"):
        measure(documents, write(tmp_path / "g.jsonl", {**GOLD, "doc": "other"}), complaints)
    with pytest.raises(InputError, match="No such file"):
        measure(documents, str(tmp_path / "absent.jsonl"), complaints)
