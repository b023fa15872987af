import gzip
import json

import pytest

import samples
from marsad.errors import InputError
from marsad.read.recognise import HEAD, Kind, recognise

PRETTY = json.dumps(samples.RELIEFWEB, indent=2).encode()
LONG = json.dumps({"text": "Shells fell. " * HEAD}).encode()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"", Kind.TEXT),
        (b"Six people were killed, the mayor said.\nThe army denied it.\n", Kind.TEXT),
        (b"# Harga\n\n- Six dead\n", Kind.TEXT),
        (b"BEIRUT, Lebanon\n\nShells fell, officials said, on a market.\n", Kind.TEXT),
        (b"[Updated] Six killed", Kind.TEXT),
        (b"[1] The mayor, in a call.", Kind.TEXT),
        (b"{Correction} Six killed", Kind.TEXT),
        (b"<Six> were killed", Kind.TEXT),
        (b"Note: see below.\n\nSix were killed.", Kind.TEXT),
        ("Шесть человек убиты".encode("cp1251"), Kind.TEXT),
        (samples.PAGE.encode(), Kind.HTML),
        (samples.PAGE.encode("utf-16"), Kind.HTML),
        (b"\n\n  <HTML><body>x", Kind.HTML),
        (b'<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0"><html>', Kind.HTML),
        (b"<div><div><div>", Kind.HTML),
        (samples.RSS.encode(), Kind.FEED),
        (samples.ATOM.encode(), Kind.FEED),
        (b'<rdf:RDF xmlns="http://purl.org/rss/1.0/">', Kind.FEED),
        (b'<?xml version="1.0"?><!-- a --><!DOCTYPE rss [<!ENTITY a "b">]><rss>', Kind.FEED),
        (b'{"text": "a"}', Kind.LINES),
        (b'{"text": "a"}\nnot JSON\nat all\n', Kind.LINES),
        (b'broken\n{"text": "a"}\n{"text": "b"}\n', Kind.LINES),
        (b'{"text": "a"}\n\0\0\0\0\n', Kind.LINES),
        (LONG, Kind.LINES),
        (PRETTY, Kind.JSON),
        (json.dumps([{"text": "a"}]).encode(), Kind.JSON),
        (b'[\n  {"text": "a"},\n  {"text": "b"}\n]', Kind.JSON),
        (b"[]", Kind.JSON),
        (samples.TABLE.encode(), Kind.TABLE),
        (b"id;title;text\n1;a;b\n", Kind.TABLE),
        (b"title\turl\nSix killed\thttps://herald.example/1\n", Kind.TABLE),
        (samples.mail("Six killed."), Kind.MAIL),
        (b"Received: from a\r\n by b\r\nSubject: x\r\n\r\nSix killed.", Kind.MAIL),
        (samples.pdf("x"), Kind.PDF),
        (samples.archive({"a": "x"}), Kind.ZIP),
        (gzip.compress(b"Six killed"), Kind.GZIP),
        (samples.crawl([]), Kind.WARC),
        (samples.crawl([], compressed=True), Kind.WARC),
    ],
)
def test_content_tells_the_kind(data: bytes, kind: Kind) -> None:
    assert recognise(data[:HEAD]) is kind


def test_names_of_columns_tell_a_table_that_none_of_the_usual_names_would() -> None:
    data = b"Wortlaut,Tag\nSechs Tote,2020-01-28\n"
    assert recognise(data) is Kind.TEXT
    assert recognise(data, ["Wortlaut", "Tag"]) is Kind.TABLE


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\0" * HEAD, "this looks like binary data, not text; convert it"),
        (b"\x89PNG\r\n\x1a\n", "this is an image, not text"),
        (b"Rar!\x1a\x07", "an archive of a sort that is not opened; unpack it"),
        (b'<?xml version="1.0"?><kml xmlns="x">', "XML of a sort that is not read (<kml>)"),
        ("text,title\na,b\n".encode("utf-16"), "written in UTF-16; save it as UTF-8"),
    ],
)
def test_what_is_known_and_not_read_is_named(data: bytes, reason: str) -> None:
    with pytest.raises(InputError) as refused:
        recognise(data)
    assert reason in str(refused.value)
