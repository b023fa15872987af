import io
import json
import os
import sys
from datetime import date
from pathlib import Path

import pytest

from marsad import Document
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.inputs import count_documents, read_inputs


class Desk:
    """Reads inputs and keeps what was complained of."""

    def __init__(self) -> None:
        self.told: list[str] = []
        self.complaints = Complaints(self.told.append)

    def read(self, *inputs: object, published: date | None = None, outlet: str = "") -> list[Document]:
        defaults = Defaults(published, outlet)
        return list(read_inputs([str(name) for name in inputs], defaults, self.complaints))


@pytest.fixture
def desk() -> Desk:
    return Desk()


def write_lines(path: Path, *objects: object) -> Path:
    path.write_text("\n".join(json.dumps(value) for value in objects), "utf-8")
    return path


@pytest.mark.parametrize("name", ["a.txt", "A.TXT", "a.md", "report"])
def test_a_text_file_is_one_document_and_nothing_is_stripped(tmp_path: Path, desk: Desk, name: str) -> None:
    path = tmp_path / name
    path.write_bytes("\n Headline\r\n\r\n“Six died,” he said.\n".encode())
    [document] = desk.read(path, published=date(2020, 1, 28), outlet="Wire")
    assert document.text == "\n Headline\r\n\r\n“Six died,” he said.\n"
    assert (document.locator, document.published, document.outlet) == (str(path), date(2020, 1, 28), "Wire")
    assert desk.told == []


def test_lines_give_documents_with_their_own_fields_before_the_defaults(tmp_path: Path, desk: Desk) -> None:
    path = write_lines(
        tmp_path / "a.jsonl",
        {"id": "x", "title": "T", "published": "2015-02-12", "outlet": "O", "text": "One.", "more": 1},
        {"id": 7, "title": None, "published": None, "outlet": "", "text": "Two."},
    )
    first, second = desk.read(path, published=date(2020, 1, 28), outlet="Wire")
    assert (first.id, first.title, first.published, first.outlet) == ("x", "T", date(2015, 2, 12), "O")
    assert (second.id, second.title, second.published, second.outlet) == ("7", "", date(2020, 1, 28), "Wire")
    assert first.locator == f"{path}:1"


def test_a_document_without_an_id_gets_one_from_its_place_and_text(tmp_path: Path, desk: Desk) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": "Same."}, {"text": "Same."})
    first, second = desk.read(path)
    assert first.id != second.id
    assert [document.id for document in Desk().read(path)] == [first.id, second.id]


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b"{not json}", "not JSON"),
        (b"[1, 2]", "not a JSON object"),
        (b'"text"', "not a JSON object"),
        (b"{}", "the text is empty"),
        (b'{"text": " \\n"}', "the text is empty"),
        (b'{"text": 5}', "`text` is not a string"),
        (b'{"text": "a", "title": ["b"]}', "`title` is not a string"),
        (b'{"text": "a", "id": {"b": 1}}', "`id` is not a string"),
        (b"[" * 100_000, "nested too deep"),
        (b'{"text": "a", "id": ' + b"9" * 5000 + b"}", "too long a number"),
        (b"\0\0\0\0", "binary"),
    ],
)
def test_a_bad_line_is_refused_by_number_and_the_next_is_read(
    tmp_path: Path, desk: Desk, line: bytes, reason: str
) -> None:
    path = tmp_path / "a.jsonl"
    path.write_bytes(b'{"text": "before"}\n\n' + line + b'\n{"text": "after"}')
    assert [document.text for document in desk.read(path)] == ["before", "after"]
    [told] = desk.told
    assert told.startswith(f"{path}:3: ")
    assert reason in told
    assert desk.complaints.refused == 1


@pytest.mark.parametrize("published", ["0001-01-01", "soon", "2020-13-01", 20200128])
def test_an_absurd_date_is_reported_and_never_replaced(tmp_path: Path, desk: Desk, published: object) -> None:
    path = write_lines(tmp_path / "a.jsonl", {"text": "a", "published": published})
    [document] = desk.read(path, published=date(2020, 1, 28))
    assert document.published is None
    assert "is no day of publication" in desk.told[0]
    assert desk.complaints.refused == 1


def test_folders_are_searched_in_name_order_and_what_tells_of_them_is_passed_over(tmp_path: Path, desk: Desk) -> None:
    for name in ("b.txt", "a/z.md", "a/.hidden.txt", ".git/c.txt", "README.md", "LICENSE.txt", "photo.jpg", "c.jsonl"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text('{"text": "c"}' if name == "c.jsonl" else name, "utf-8")
    assert [document.text for document in desk.read(tmp_path)] == ["b.txt", "c", "a/z.md"]
    assert desk.told == []


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("empty.txt", b"", "the text is empty; give a report to read."),
        ("blank.txt", b" \n\t", "the text is empty; give a report to read."),
        ("a.txt", b"\x89PNG\r\n", "this is an image, not text; convert it to .txt first."),
        ("gone.txt", None, "No such file or directory; check the name and its permissions."),
    ],
)
def test_a_refused_file_is_one_line_and_the_batch_goes_on(
    tmp_path: Path, desk: Desk, name: str, content: bytes | None, reason: str
) -> None:
    if content is not None:
        (tmp_path / name).write_bytes(content)
    (tmp_path / "good.txt").write_text("Good.", "utf-8")
    assert [document.text for document in desk.read(tmp_path / name, tmp_path / "good.txt")] == ["Good."]
    assert desk.told == [f"{tmp_path / name}: {reason}"]


def test_a_folder_with_nothing_to_read_is_said(tmp_path: Path, desk: Desk) -> None:
    assert desk.read(tmp_path) == []
    assert desk.told == [f"{tmp_path}: nothing in this folder can be read; name another."]


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="needs a user whom permissions bind")
def test_a_folder_that_may_not_be_searched_is_said(tmp_path: Path, desk: Desk) -> None:
    (tmp_path / "locked").mkdir(mode=0)
    assert desk.read(tmp_path) == []
    assert "Permission denied" in desk.told[0]


def test_a_document_given_twice_is_read_once(tmp_path: Path, desk: Desk) -> None:
    path = tmp_path / "a.txt"
    path.write_text("a", "utf-8")
    assert len(desk.read(path, path)) == 1
    assert "was already read from" in desk.told[0]


@pytest.mark.skipif(sys.platform == "darwin", reason="its file systems refuse such names")
def test_a_name_that_is_not_utf8_can_be_printed(tmp_path: Path, desk: Desk) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.txt"))
    path.write_text("a", "utf-8")
    [document] = desk.read(path)
    assert document.locator.endswith("\ufffd.txt")
    document.locator.encode()


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        (b"A report.\n", ["A report.\n"]),
        (b'\n{"text": "One."}\n{"text": "Two."}\n', ["One.", "Two."]),
    ],
)
def test_standard_input_is_a_report_or_lines_of_them(
    monkeypatch: pytest.MonkeyPatch, desk: Desk, data: bytes, texts: list[str]
) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))
    assert [document.text for document in desk.read("-")] == texts


def test_empty_or_closed_standard_input_is_refused(monkeypatch: pytest.MonkeyPatch, desk: Desk) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert desk.read("-") == []
    assert desk.told == ["standard input: the text is empty; give a report to read."]


def test_documents_are_counted_without_reading_them(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("a", "utf-8")
    write_lines(tmp_path / "b.jsonl", {"text": "1"}, {"text": "2"})
    assert count_documents([str(tmp_path)]) == 3
    assert count_documents([str(tmp_path), "-"]) is None


def test_five_megabytes_and_control_characters_are_read_as_they_are(tmp_path: Path, desk: Desk) -> None:
    text = ("Shelling\x07 killed\u202e six\x1b[2J. 💥\n" * 150_000)[: 5 * 2**20]
    (tmp_path / "a.txt").write_text(text, "utf-8")
    [document] = desk.read(tmp_path / "a.txt")
    assert document.text == text
