import gzip
import io
import os
import sys
from datetime import UTC, datetime
from threading import Thread

import pytest

import samples
from read.conftest import Batch


def texts(batch: Batch, name: str, content: bytes) -> list[str]:
    return [found.document.text for found in batch.read(batch.put(name, content))]


def test_files_of_an_archive_are_read_each_as_what_it_is(batch: Batch) -> None:
    files: dict[str, str | bytes] = {
        "b/page": samples.PAGE,
        "a.txt": "Two died.",
        "c.jsonl": samples.lines({"text": "Three died."}),
        "d.gz": gzip.compress(b"Four died."),
        "e.warc.gz": samples.crawl([("https://h.example/5", "text/plain", b"Five died.")], compressed=True),
        "README.md": "About these reports.",
        "page_files/style": "p {}",
        "photo.jpg": b"\xff\xd8\xff",
        "__MACOSX/._a.txt": b"\0\0",
    }
    path = batch.put("reports", samples.archive(files))
    found = batch.read(path)
    assert [item.document.text for item in found] == [
        samples.REPORT, "Two died.", "Three died.", "Four died.", "Five died."
    ]  # fmt: skip
    assert [item.snapshot.locator for item in found] == [
        f"{path}!b/page", f"{path}!a.txt", f"{path}!c.jsonl:1", f"{path}!d.gz", f"{path}!e.warc.gz!https://h.example/5"
    ]  # fmt: skip
    assert (batch.told, found[1].raw) == ([], b"Two died.")


def test_an_archive_of_an_office_document_is_named_as_that(batch: Batch) -> None:
    assert texts(batch, "a.docx", samples.archive({"[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"})) == []
    assert batch.told == ["a.docx: this is an office document or an e-book; save it as PDF or .txt."]


def test_a_damaged_file_of_an_archive_is_refused_and_the_next_is_read(batch: Batch) -> None:
    data = samples.archive({"a.txt": "One died, the mayor said on Friday.", "b.txt": "Two died."})
    at = data.index(b"a.txt") + len(b"a.txt") + 4
    assert texts(batch, "z", data[:at] + b"\xff\xff" + data[at + 2 :]) == ["Two died."]
    assert "z!a.txt: it cannot be unpacked" in batch.told[0]


def test_an_archive_cut_short_is_refused(batch: Batch) -> None:
    assert texts(batch, "z", samples.archive({"a.txt": "One died." * 99})[:-30]) == []
    assert texts(batch, "g", gzip.compress(b"One died." * 99)[:-20]) == []
    assert batch.told[0] == "z: the ZIP file is damaged (File is not a zip file); get it again."
    assert batch.told[1] == "g: the gzip file is damaged or cut short; get it again."


def test_a_web_archive_gives_what_was_captured_when_and_where(batch: Batch) -> None:
    page = samples.PAGE.replace("utf-8", "").encode("cp1252")
    pages = [
        ("https://h.example/1", "text/html; charset=windows-1252", page),
        ("https://h.example/logo", "image/png", b"\x89PNG"),
        ("https://h.example/x.js", "text/javascript", b"x()"),
        ("https://h.example/2", "text/plain", b"Two died."),
    ]
    first, second = batch.read(batch.put("crawl", samples.crawl(pages)))
    assert (first.document.text, first.document.locator) == (samples.REPORT, "https://h.example/1")
    assert first.snapshot.retrieved == datetime(2020, 1, 29, 10, tzinfo=UTC)
    assert (first.raw, second.raw) == (page, b"Two died.")
    assert batch.told == ["crawl: passed over: pictures, scripts and the like (2)."]


def test_errors_and_redirects_of_a_web_archive_are_counted(batch: Batch) -> None:
    pages = [("https://h.example/1", "text/html", samples.PAGE.encode())]
    assert texts(batch, "crawl", samples.crawl(pages, status="404 Not Found")) == []
    assert batch.told == ["crawl: passed over: answers of 404 (1).", "crawl: there are no reports in it; name another."]


def test_a_damaged_web_archive_gives_what_stands_before_the_damage(batch: Batch) -> None:
    pages = [("https://h.example/1", "text/plain", b"One died.")]
    assert texts(batch, "crawl", samples.crawl(pages) + b"XARC/1.0\r\n\r\n") == ["One died."]
    assert "crawl: the web archive is damaged" in batch.told[0]


def test_an_archive_is_read_from_standard_input_too(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(samples.archive({"a.txt": "One died."}))))
    [found] = batch.read("-")
    assert (found.document.text, found.document.locator) == ("One died.", "standard input!a.txt")


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_is_read_from_its_start(batch: Batch) -> None:
    path = batch.folder / "pipe"
    os.mkfifo(path)
    data = samples.lines(*({"text": f"{number} died."} for number in range(9999)))
    writer = Thread(target=path.write_bytes, args=[data])
    writer.start()
    assert len(batch.read(path)) == 9999
    writer.join()
