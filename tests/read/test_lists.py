"""Inputs that hold many documents: feeds, JSON, tables, and lists of addresses."""

import json
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace

import pytest

import samples
from marsad.errors import InputError
from marsad.read.defaults import Defaults
from marsad.read.fields import parse_columns
from read.conftest import Batch

NAMED = parse_columns(["text=Full Text", "title=Headline", "published=Date", "url=Link"])
PAGE_URL, LIST_URL = "https://herald.example/harga", "https://gdelt.example/list"


class Web:
    """A web of three addresses."""

    def __init__(self) -> None:
        page = samples.PAGE.replace('content="2020-01-28T23:30:00+02:00"', "").replace("The Herald", "")
        self.pages = {
            PAGE_URL: page.encode("cp1252"),
            LIST_URL: json.dumps(samples.GDELT).encode(),
            "https://loop.example/": b'{"url": "https://loop.example/"}',
        }

    def __call__(self, url: str) -> SimpleNamespace:
        if url not in self.pages:
            raise InputError("the server answered 404.")
        return SimpleNamespace(
            url=url, body=self.pages[url], charset="windows-1252", retrieved=datetime(2020, 2, 2, tzinfo=UTC)
        )


def test_a_feed_gives_a_document_for_each_entry_that_has_a_text(batch: Batch) -> None:
    whole, summary = batch.read(batch.put("feed", samples.RSS))
    document = whole.document
    assert document.text == f"{samples.LEAD}\n{samples.DENIAL}"
    assert (document.title, document.outlet) == ("Six killed in Harga", "The Herald & Post")
    assert (document.published, document.locator) == (date(2020, 1, 28), PAGE_URL)
    assert summary.document.text == "Talks on a ceasefire began in Morna."
    assert whole.snapshot.warnings == ()
    assert summary.snapshot.warnings == ("only what the feed gives of the report, often its first sentences.",)
    assert whole.raw is summary.raw
    assert (
        batch.told[0] == "feed#3: https://herald.example/video has no text in this feed; save its page and read that."
    )
    assert batch.complaints.refused == 1


def test_an_entry_of_atom_is_read_like_one_of_rss(batch: Batch) -> None:
    document = batch.one("feed", samples.ATOM).document
    assert (document.text, document.published, document.locator) == (samples.LEAD, date(2020, 1, 28), PAGE_URL)


def test_a_feed_that_is_no_xml_is_read_as_far_as_can_be(batch: Batch) -> None:
    assert len(batch.read(batch.put("feed", samples.RSS.replace("</description>", "", 1)))) >= 1
    assert "the feed is not well-formed XML" in batch.told[0]


def test_a_feed_without_entries_is_refused(batch: Batch) -> None:
    assert batch.read(batch.put("feed", '<rss version="2.0"><channel><title>x</title></channel></rss>')) == []
    assert batch.told == ["feed: no entries in this feed; save it again, or name another."]


@pytest.mark.parametrize("indent", [None, 1])
def test_an_answer_of_reliefweb_gives_its_reports(batch: Batch, indent: int | None) -> None:
    first, second = batch.read(batch.put("answer", json.dumps(samples.RELIEFWEB, indent=indent)))
    document = first.document
    assert (document.id, document.text) == ("reliefweb-3512345", samples.REPORT)
    assert (document.title, document.published) == ("Harga: Flash Update No. 3", date(2020, 1, 28))
    assert (document.outlet, document.locator[:22]) == ("OFEX, Herald", "https://reliefweb.int/")
    assert second.document.id == "reliefweb-3512346"
    assert second.document.text == f"{samples.LEAD}\n{samples.DENIAL}"
    assert batch.told == []


def test_a_report_of_reliefweb_without_its_body_is_refused(batch: Batch) -> None:
    answer = {"data": [{"id": "1", "fields": {"title": "Map"}}, samples.RELIEFWEB["data"][0]]}
    assert len(batch.read(batch.put("answer", json.dumps(answer)))) == 1
    assert batch.told == ["answer:1#1: the text is empty; give a report to read."]


@pytest.mark.parametrize(
    "content", [b'[{"text": "One."}, 5, {"text": "Two."}]', b'[\n{"text": "One."},\n5,\n{"text": "Two."}]']
)
def test_an_array_gives_its_objects(batch: Batch, content: bytes) -> None:
    assert [found.document.text for found in batch.read(batch.put("a", content))] == ["One.", "Two."]
    assert batch.told == ["a#2: not a JSON object; write one object a line."]


def test_fields_go_by_the_names_that_are_given(batch: Batch) -> None:
    columns = parse_columns(["text=body", "outlet=source"])
    data = samples.lines({"body": "One.", "source": "Herald", "url": PAGE_URL, "title": "T"})
    [found] = batch.read(batch.put("a", data), columns=columns)
    document = found.document
    assert (document.text, document.outlet, document.title, document.locator) == ("One.", "Herald", "T", PAGE_URL)


def test_a_record_without_the_field_for_the_text_is_refused_with_those_it_has(batch: Batch) -> None:
    assert batch.read(batch.put("a", samples.lines({"body": "One.", "title": "T"}))) == []
    assert batch.told == [
        "a:1: it has no field `text`, but body, title; name the one with the report by --map text=NAME."
    ]


def test_what_goes_by_its_own_name_needs_no_other(batch: Batch) -> None:
    batch.put("a.csv", samples.TABLE)
    batch.put("b.csv", "text,title\nThree died.,T\n")
    batch.put("c.jsonl", samples.lines({"text": "Four died."}))
    assert [found.document.text for found in batch.read(columns=NAMED)][-2:] == ["Three died.", "Four died."]
    assert batch.told == []


@pytest.mark.parametrize("pair", ["body", "body=text", "text=", "=x"])
def test_what_maps_no_field_is_refused(pair: str) -> None:
    with pytest.raises(InputError, match="maps no field; write FIELD=COLUMN"):
        parse_columns([pair])


@pytest.mark.parametrize(("delimiter", "encoding"), [(",", "utf-8"), (";", "utf-8-sig"), ("\t", "cp1252")])
def test_a_table_gives_a_document_for_each_row(batch: Batch, delimiter: str, encoding: str) -> None:
    rows = (
        "Headline,Date,Full Text,Link\r\n"
        f'Six killed,2020-01-28,"“Six”, he said.\r\n""All of them"" here.",{PAGE_URL}\r\n'
        "\r\nTalks,,Talks began.,\r\n"
    )
    path = batch.put("a", rows.replace(",", delimiter).replace(f"“Six”{delimiter}", "“Six”,").encode(encoding))
    first, second = batch.read(path, columns=NAMED, defaults=Defaults(date(2020, 3, 3), "Wire"))
    assert first.document.text == '“Six”, he said.\r\n"All of them" here.'
    assert (first.document.title, first.document.published) == ("Six killed", date(2020, 1, 28))
    assert (first.document.locator, second.document.locator) == (PAGE_URL, f"{path}:5")
    assert (second.document.published, second.document.outlet) == (date(2020, 3, 3), "Wire")
    assert first.snapshot.locator == str(path)
    assert batch.told == (["a: not UTF-8; read as Windows-1252 (2 documents)."] if encoding == "cp1252" else [])


def test_a_table_without_the_column_for_the_text_is_refused_with_those_it_has(batch: Batch) -> None:
    assert batch.read(batch.put("a.csv", samples.TABLE.replace("Link", "Where"))) == []
    assert batch.told == [
        "a.csv: it has no column `text`, but Headline, Date, Full Text, Where; name one by --map text=COLUMN."
    ]


def test_a_bad_row_is_refused_by_its_line_and_the_next_is_read(batch: Batch) -> None:
    rows = 'id,title,text\n1,a,One.\n2,b\n3,c,d,Three.\n4,d,""\n5,e,Five.\n6,f,"never closed\n7,g,Seven.\n'
    assert [found.document.text for found in batch.read(batch.put("a", rows))] == ["One.", "Five."]
    assert batch.told == [
        "a:3: 2 cells where the first line has 3; look at its separators and quotation marks.",
        "a:4: 4 cells where the first line has 3; look at its separators and quotation marks.",
        "a:5: the text is empty; give a report to read.",
        "a: line 7 and what follows are no CSV (unexpected end of data); look at the quotation marks there.",
    ]


def test_lines_are_kept_by_themselves_and_rows_with_their_file(batch: Batch) -> None:
    one, _ = batch.read(batch.put("a", samples.lines({"text": "One."}, {"text": "Two."})))
    row = batch.one("b", "id,text\n1,One.\n")
    assert (one.raw, one.snapshot.locator) == (b'{"text": "One."}\n', str(batch.folder / "a:1"))
    assert (row.raw, row.snapshot.locator) == (b"id,text\n1,One.\n", str(batch.folder / "b"))


def test_a_list_of_addresses_is_refused_where_nothing_is_fetched(batch: Batch) -> None:
    assert batch.read(batch.put("list", json.dumps(samples.GDELT))) == []
    reason = "2 of its reports have an address and no text; `marsad add --fetch` gets the pages."
    assert (batch.told, batch.complaints.refused) == ([f"list: {reason}"], 1)


def test_pages_of_a_list_are_fetched_and_the_list_fills_in_what_they_do_not_say(batch: Batch) -> None:
    [found] = batch.read(batch.put("list", json.dumps(samples.GDELT)), fetch=Web())
    document = found.document
    assert (document.text, document.locator) == (samples.REPORT, PAGE_URL)
    assert (document.title, document.outlet) == ("Shelling kills six in Harga", "herald.example")
    assert document.published == date(2020, 1, 28)
    assert found.snapshot.warnings == ("the day of publication is the one beside the page's address in the list.",)
    assert (found.snapshot.locator, found.snapshot.retrieved) == (PAGE_URL, datetime(2020, 2, 2, tzinfo=UTC))
    assert "https://post.example/harga: the server answered 404." in batch.told


def test_addresses_in_lines_are_fetched_too(batch: Batch) -> None:
    path = batch.put("a.jsonl", samples.lines({"url": PAGE_URL}))
    assert [found.document.text for found in batch.read(path, fetch=Web())] == [samples.REPORT]
    assert batch.told == []


@pytest.mark.parametrize("url", [PAGE_URL, LIST_URL])
def test_an_address_is_fetched_only_when_asked_for(batch: Batch, url: str) -> None:
    assert batch.read(url) == []
    assert batch.told == [f"{url}: an address; `marsad add --fetch` gets it, or save the page and name the file."]
    assert [found.document.text for found in batch.read(url, fetch=Web())] == [samples.REPORT]


def test_a_list_that_names_lists_is_followed_once(batch: Batch) -> None:
    assert batch.read("https://loop.example/", fetch=Web()) == []
    assert batch.told[0].startswith("https://loop.example/: 1 of its reports have an address and no text")


def test_a_file_of_that_name_is_no_address(batch: Batch, monkeypatch: pytest.MonkeyPatch) -> None:
    batch.put("https.txt", "Six died.")
    monkeypatch.chdir(batch.folder)
    assert len(batch.read(Path("https.txt"))) == 1
