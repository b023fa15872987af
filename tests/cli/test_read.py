import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from conftest import Run
from marsad import Claim, Document
from marsad.cli import reports

pytestmark = pytest.mark.usefixtures("fake_extract")

TEXT = "Officials said 5 people were killed in Kayseri."


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "report.txt"
    path.write_text(TEXT, "utf-8")
    return path


def test_elsewhere_than_on_a_terminal_claims_come_as_json_lines(marsad: Run, report: Path) -> None:
    outcome = marsad("read", report)
    row = json.loads(outcome.out)
    assert (outcome.code, outcome.err) == (0, "")
    assert (row["kind"], row["number"], row["place"], row["origin"]) == ("killed", 5, "Kayseri", "fake/1")
    assert [TEXT[item["start"] : item["end"]] for item in row["evidence"]] == [item["text"] for item in row["evidence"]]


def test_places_are_spelt_as_the_gazetteer_does_where_it_can_be_built(
    marsad: Run, report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert json.loads(marsad("read", report).out)["place_norm"].endswith("Turkey")

    def unwritable(*_: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("marsad.gazetteer.opening.build_if_missing", unwritable)
    monkeypatch.setattr("marsad.run.spelling._is_built", lambda: False)
    outcome = marsad("read", report)
    assert (outcome.code, json.loads(outcome.out)["place_norm"]) == (0, None)
    assert "place_norm stays empty" in outcome.err


def test_standard_input_is_read_with_the_given_day_and_outlet(marsad: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Document] = []

    def extract(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        seen.extend(documents)
        return iter([(document, []) for document in seen])

    monkeypatch.setattr("fakes.extract", extract)
    marsad("read", "-", "--published", "2016-12-17", "--outlet", "Wire", stdin=TEXT.encode())
    [document] = seen
    assert (document.text, str(document.published), document.outlet) == (TEXT, "2016-12-17", "Wire")


@pytest.mark.parametrize(
    ("names", "code"), [(["report.txt"], 0), (["empty.txt", "report.txt"], 1), (["empty.txt"], 2), (["absent"], 2)]
)
def test_exit_codes_tell_what_became_of_the_inputs(marsad: Run, report: Path, names: list[str], code: int) -> None:
    folder = report.parent
    (folder / "empty.txt").touch()
    outcome = marsad("read", *(folder / name for name in names))
    assert outcome.code == code
    assert len(outcome.err.splitlines()) == (code != 0)


def test_a_report_without_claims_is_no_failure(marsad: Run) -> None:
    outcome = marsad("read", "-", stdin=b"The price war goes on.")
    assert (outcome.code, outcome.out, outcome.err) == (0, "", "")


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["--format", "xml", "-"],
        ["--published", "Friday", "-"],
        ["--published", "9999-12-31", "-"],
        ["--no-such", "-"],
    ],
)
def test_wrong_usage_ends_with_2_and_a_sentence(marsad: Run, arguments: list[str]) -> None:
    outcome = marsad("read", *arguments, stdin=TEXT.encode())
    assert outcome.code == 2
    assert "Error: " in outcome.err
    assert outcome.out == ""


def test_the_table_can_be_had_in_a_pipe(marsad: Run, report: Path) -> None:
    outcome = marsad("read", "--format", "table", report)
    assert "killed" in outcome.out
    assert "“5 people were killed in Kayseri” — the report itself" in outcome.out
    assert "1 report, 1 claim" in outcome.out


@pytest.mark.parametrize(
    ("terminal", "wanted", "documents", "bar"),
    [(True, True, 30, True), (True, True, 3, False), (True, False, 30, False), (False, True, 30, False)],
)
def test_a_bar_is_shown_for_long_work_on_a_terminal(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, terminal: bool, wanted: bool, documents: int, bar: bool
) -> None:
    (tmp_path / "a.jsonl").write_text('{"text": "a"}\n' * documents, "utf-8")
    monkeypatch.setattr("sys.stderr.isatty", lambda: terminal, raising=False)
    with reports.progress([str(tmp_path)], wanted=wanted) as progress:
        assert (progress is not None) is bar
        if progress:
            progress(Document(text="a"))
