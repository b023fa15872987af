"""What is made to break readers: each is refused in a sentence, and what stands beside it is read."""

import gzip
import io
import json
import os
import stat
import sys
import time
import zipfile
from pathlib import Path

import pytest

import samples
from marsad.read.limits import MEBIBYTE, Limits
from read.conftest import Batch

BEFORE, AFTER = "One died.", "Two died."
SMALL = Limits(bytes=MEBIBYTE, unpacked=4 * MEBIBYTE, members=50)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def refusal(batch: Batch, name: str, content: bytes | str | None, limits: Limits | None = None) -> str:
    """Read a file between two good ones, which must be read, and return what was said of it."""
    if content is not None:
        batch.put(f"folder/{name}", content)
    first = batch.put("1.txt", BEFORE)
    last = batch.put("2.html", samples.PAGE.replace(samples.REPORT, AFTER))
    texts = [found.document.text for found in batch.read(first, batch.folder / "folder", last, limits=limits)]
    assert (texts[0], texts[-1]) == (BEFORE, samples.REPORT)
    assert len(texts) == 2
    [told] = batch.told
    return told.removeprefix("folder/")


@pytest.mark.parametrize("tag", ["<div>", "<b>", "<font size=1>"])
def test_100_000_unclosed_tags(batch: Batch, tag: str) -> None:
    page = samples.PAGE.replace("<article>", "<article>" + tag * 100_000)
    told = refusal(batch, "a.html", page)
    assert "its tags are nested 100,00" in told
    assert told.endswith("deep, as no report is; save the report's text as .txt.")


def test_tags_nested_10_000_deep(batch: Batch) -> None:
    page = samples.PAGE.replace("<article>", "<div>" * 10_000).replace("</article>", "</div>" * 10_000)
    assert "its tags are nested 10,00" in refusal(batch, "a.html", page)


def test_100_000_tags_of_other_sorts_end_in_time(batch: Batch) -> None:
    for number, tag in enumerate(["<p>", "<a href='", "<!--", "<script>"]):
        batch.put(f"{number}.html", f"<html><body><p>{samples.LEAD}</p>" + tag * 100_000)
    batch.put("b", BEFORE)
    start = time.monotonic()
    found = batch.read(limits=Limits(seconds=1))
    assert found[-1].document.text == BEFORE
    assert time.monotonic() - start < 30
    assert len(found) + batch.complaints.refused == 5


def test_json_nested_10_000_deep(batch: Batch) -> None:
    told = refusal(batch, "a.json", '[{"text": ' + "[" * 100_000)
    assert (
        told == "a.json: JSON nested too deep or with too long a number; write one object a line, or one array of them."
    )


def test_a_page_larger_than_any_report(batch: Batch) -> None:
    told = refusal(batch, "a.html", "<html>" + "<p>Six died.</p>" * 400_000)
    assert told == "a.html: a page of more than 5 MB without its images; save the report's text as .txt."


def test_a_zip_bomb_of_one_file(batch: Batch) -> None:
    told = refusal(batch, "a.zip", samples.archive({"a.txt": b"\0" * 65 * MEBIBYTE}))
    assert told == "a.zip!a.txt: larger than 64 MB; split it into reports."


def test_a_zip_bomb_of_many_files(batch: Batch) -> None:
    bomb = samples.archive({f"{number}.bin": bytes([number]) * MEBIBYTE for number in range(1, 40)})
    batch.put("folder/a.zip", bomb)
    batch.put("b.txt", BEFORE)
    texts = [found.document.text[:20] for found in batch.read(limits=SMALL)]
    assert texts[0] == BEFORE
    assert len(texts) < 10
    assert batch.told[-1] == "folder/a.zip: it unpacks to more than 4 MB; unpack it and read what you need of it."


def test_a_zip_of_more_files_than_anyone_reads(batch: Batch) -> None:
    told = refusal(batch, "a.zip", samples.archive({f"{number}.txt": "x" for number in range(51)}), SMALL)
    assert told == "a.zip: it has 51 files, and at most 50 are read; split it."


@pytest.mark.parametrize("layers", [1, 2])
def test_a_gzip_bomb(batch: Batch, layers: int) -> None:
    bomb = gzip.compress(b"\0" * 65 * MEBIBYTE)
    told = refusal(batch, "a.gz", bomb if layers == 1 else gzip.compress(bomb))
    assert told == (
        "a.gz: it unpacks to more than 64 MB; unpack it and read what you need of it."
        if layers == 1
        else "a.gz: an archive inside of another like it; unpack the outer one."
    )


def test_a_web_archive_whose_page_unpacks_to_a_bomb(batch: Batch) -> None:
    page = samples.crawl(
        [("https://h.example/", "text/plain\r\nContent-Encoding: gzip", gzip.compress(b"\0" * 65 * MEBIBYTE))]
    )
    told = refusal(batch, "a.warc", page)
    assert told == "a.warc: it unpacks to more than 64 MB; unpack it and read what you need of it."


@pytest.mark.parametrize("name", ["../../etc/cron.d/x", "/etc/x", "a/../../x", "..\\..\\x", "C:\\x", "..."])
def test_zip_slip(batch: Batch, name: str) -> None:
    data = samples.archive({name: "Six died.", "good.txt": AFTER})
    texts = [found.document.text for found in batch.read(batch.put("a.zip", data), batch.put("b.txt", BEFORE))]
    if name == "...":  # an odd name that leads nowhere
        assert "Six died." in texts or batch.told == []
        return
    assert texts == [AFTER, BEFORE]
    [told] = batch.told
    assert told.endswith(
        "its name leads out of the archive, as only hostile archives do; unpack it with care if you need it."
    )
    assert sorted(path.name for path in batch.folder.iterdir()) == ["a.zip", "b.txt"]


def test_names_that_would_write_on_the_terminal(batch: Batch) -> None:
    files: dict[str, str | bytes] = {"a\x1b[2J\u202e\nb: all is well.txt": AFTER, "c\rd.txt": b"\0"}
    [found] = batch.read(batch.put("a.zip", samples.archive(files)))
    assert found.document.locator.endswith("a.zip!a\ufffd[2J\ufffd\ufffdb: all is well.txt")
    assert batch.told == ["a.zip!c\ufffdd.txt: this looks like binary data, not text; convert it to UTF-8 text first."]


def test_a_link_in_an_archive(batch: Batch) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as writer:
        link = zipfile.ZipInfo("a.txt")
        link.external_attr = (stat.S_IFLNK | 0o777) << 16
        writer.writestr(link, "/etc/passwd")
    told = refusal(batch, "a.zip", out.getvalue())
    assert told == "a.zip!a.txt: a link, and links in archives are not followed; name the file that it leads to."


def test_a_link_that_leads_out_of_a_folder(batch: Batch, tmp_path_factory: pytest.TempPathFactory) -> None:
    secret = tmp_path_factory.mktemp("elsewhere") / "secret.txt"
    secret.write_text("The password is 12345.")
    (batch.folder / "folder").mkdir()
    (batch.folder / "folder" / "a.txt").symlink_to(secret)
    told = refusal(batch, "", None)
    assert told == "a.txt: a link that leads out of the folder; name the file itself to read it."


def test_a_link_within_a_folder_is_followed(batch: Batch) -> None:
    (batch.folder / "b.txt").symlink_to(batch.put("sub/a.txt", BEFORE))
    assert [found.document.text for found in batch.read()] == [BEFORE, BEFORE]


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_a_pipe_in_a_folder_that_nobody_writes_to(batch: Batch) -> None:
    (batch.folder / "folder").mkdir()
    os.mkfifo(batch.folder / "folder" / "a.txt")
    assert refusal(batch, "", None) == "a.txt: no regular file; name it by itself to read from it."


def test_archives_in_archives(batch: Batch) -> None:
    inner = samples.archive({"a.txt": "Six died."})
    told = refusal(batch, "a.zip", samples.archive({"inner.zip": inner}))
    assert told == "a.zip!inner.zip: an archive inside of another like it; unpack the outer one."


@pytest.mark.parametrize(
    "declared",
    [
        f'<!DOCTYPE rss [<!ENTITY l0 "ha">{LAUGHS}]>',
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "file:///etc/passwd">]>',
        '<!DOCTYPE rss [<!ENTITY l9 SYSTEM "http://127.0.0.1:9/">]>',
        '<!DOCTYPE rss [<!ENTITY % x SYSTEM "http://127.0.0.1:9/x.dtd"> %x;]>',
    ],
)
def test_entities_of_xml(batch: Batch, declared: str) -> None:
    feed = f'<?xml version="1.0"?>{declared}<rss version="2.0"><channel><title>a</title>'
    told = refusal(
        batch, "a.xml", f"{feed}<item><title>t</title><description>&l9;</description></item></channel></rss>"
    )
    assert told == "a.xml: it declares XML entities, which feeds have no use for; save it again, or leave it."


def test_a_pdf_that_takes_for_ever(batch: Batch) -> None:
    told = refusal(batch, "a.pdf", samples.slow_pdf(6_000_000), Limits(seconds=3))
    assert told == "a.pdf: reading it took longer than 3 s; save its text as .txt."


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not limit what a process may reserve")
def test_a_pdf_that_takes_all_memory(batch: Batch) -> None:
    told = refusal(batch, "a.pdf", samples.slow_pdf(10_000_000), Limits(memory=160 * MEBIBYTE))
    assert told == "a.pdf: reading it took more than 160 MB of memory; save its text as .txt."


def sparse(path: Path, head: bytes) -> None:
    with path.open("wb") as stream:
        stream.write(head)
        stream.truncate(1024 * MEBIBYTE)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (b"", "this looks like binary data, not text; convert it to UTF-8 text first."),
        (b"Six died. " * 9999, "larger than 64 MB; split it into reports, one a line of a .jsonl file."),
        (b"%PDF-1.7\n", "larger than 64 MB; split it into reports, one a line of a .jsonl file."),
        (samples.PAGE.encode() * 99, "larger than 64 MB; split it into reports, one a line of a .jsonl file."),
        (b"PK\x03\x04", "the ZIP file is damaged (File is not a zip file); get it again."),
        (b"\x1f\x8b\x08\0", "the gzip file is damaged or cut short; get it again."),
    ],
)
def test_a_gigabyte_of_zeros(batch: Batch, head: bytes, reason: str) -> None:
    (batch.folder / "folder").mkdir()
    sparse(batch.folder / "folder" / "a.txt", head)
    start = time.monotonic()
    assert refusal(batch, "", None) == f"a.txt: {reason}"
    assert time.monotonic() - start < 10


def test_a_gigabyte_of_zeros_behind_good_captures(batch: Batch) -> None:
    sparse(batch.folder / "a.warc", samples.crawl([("https://h.example/", "text/plain", BEFORE.encode())]))
    batch.put("b.txt", AFTER)
    assert [found.document.text for found in batch.read(limits=Limits(seconds=3))] == [BEFORE, AFTER]
    assert batch.told == ["a.warc: reading it took longer than 3 s; save its text as .txt."]


def test_a_gigabyte_of_zeros_behind_good_lines(batch: Batch) -> None:
    sparse(batch.folder / "a.jsonl", samples.lines({"text": BEFORE}))
    assert [found.document.text for found in batch.read()] == [BEFORE]
    assert batch.told == ["a.jsonl: line 2 is larger than 64 MB, and nothing behind it was read; leave that line out."]


@pytest.mark.parametrize(
    ("data", "text", "told"),
    [
        ("قتل خمسة".encode()[:-1], "قتل خمس\ufffd", "damaged UTF-8; U+FFFD stands for what is lost."),
        (b"Six died\xff\xfe.", "Six diedÿþ.", "not UTF-8; read as Windows-1252."),
    ],
)
def test_invalid_utf8_is_read_and_said(batch: Batch, data: bytes, text: str, told: str) -> None:
    found = batch.one("a.txt", data)
    assert found.document.text == text
    assert found.snapshot.warnings == (told,)
    assert batch.told == [f"a.txt: {told}"]


def test_nuls_here_and_there_do_not_cut_a_text_short(batch: Batch) -> None:
    assert batch.one("a.txt", "Six died. " * 50 + "\0" + AFTER).document.text.endswith("\0" + AFTER)
    assert batch.one("b.html", samples.PAGE.replace("The army", "\0The\0army")).document.text.endswith(samples.SCHOOL)


@pytest.mark.parametrize("year", ["0001", "9999", "12020"])
def test_absurd_dates(batch: Batch, year: str) -> None:
    batch.put("a.jsonl", samples.lines({"text": "a", "published": f"{year}-01-28"}))
    batch.put("b.csv", f"id,text,published\n1,b,{year}-01-28\n")
    batch.put("c.eml", samples.mail("c").replace(b" 2020 ", f" {year} ".encode()))
    batch.put("d.rss", samples.RSS.replace("2020", year))
    batch.put("e.warc", samples.crawl([("https://h.example/", "text/plain", b"e")], date=f"{year}-99-28T00:00:00Z"))
    batch.put("f.json", json.dumps(samples.RELIEFWEB, indent=1).replace("2020-", f"{year}-"))
    found = batch.read()
    assert len(found) == 8
    assert all(item.document.published is None for item in found)
    absurd = [line for line in batch.told if "is no day of publication; write it as YYYY-MM-DD" in line]
    assert len(absurd) == 6
    assert all(line.endswith("The report is read without it.") for line in absurd)


def test_an_absurd_date_of_a_page_is_none(batch: Batch) -> None:
    assert batch.one("a.html", samples.PAGE.replace("2020-01-28T", "9999-01-28T")).document.published is None


@pytest.mark.parametrize(
    "name", ["../../etc/passwd", "/etc/passwd", "a/b", "..", "a\\b", "a\0b", "a b", "a\nb", "x" * 999]
)
def test_ids_with_characters_of_paths(batch: Batch, name: str) -> None:
    batch.put("a.jsonl", samples.lines({"id": name, "text": "a"}, {"id": "fine-1.2:3", "text": "b"}))
    first, second = batch.read()
    assert first.document.id.startswith("d-")
    assert second.document.id == "fine-1.2:3"
    [told] = batch.told
    assert told.endswith("can be no id (letters, digits and .:@+~#_- can); the report is read under one of its own.")
    assert batch.complaints.refused == 1


@pytest.mark.parametrize("address", ["javascript:alert(1)", "file:///etc/passwd", "https://h.example/a b", "https://"])
def test_addresses_that_lead_nowhere_on_the_web(batch: Batch, address: str) -> None:
    found = batch.one("a.jsonl", samples.lines({"url": address, "text": "a"}))
    assert found.document.locator == str(batch.folder / "a.jsonl:1")


def test_a_quotation_mark_that_never_closes(batch: Batch) -> None:
    told = refusal(batch, "a.csv", 'id,text\n1,"Six died.\n' + "2,Seven died.\n" * 99_999)
    assert told.startswith("a.csv: line 2 and what follows are no CSV")
