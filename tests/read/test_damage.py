"""Whatever happens to a file, reading it ends with documents or with sentences."""

import gzip
import json

from hypothesis import given, settings
from hypothesis import strategies as st

import samples
from marsad.read.complaints import Complaints
from marsad.read.reader import Reader
from marsad.read.sandbox import Sandbox
from marsad.read.source import Source
from marsad.read.terms import Terms
from read.conftest import THEN

WHOLE = [
    samples.PAGE.encode(),
    samples.RSS.encode(),
    samples.ATOM.encode(),
    json.dumps(samples.RELIEFWEB, indent=1).encode(),
    json.dumps(samples.GDELT).encode(),
    samples.TABLE.replace("Full Text", "text").encode(),
    samples.mail(samples.REPORT),
    samples.mail(samples.PAGE, "html"),
    samples.pdf(samples.LEAD, ""),
    samples.archive({"a.html": samples.PAGE, "b.txt": samples.REPORT}),
    samples.crawl([("https://h.example/", "text/html", samples.PAGE.encode())]),
    samples.crawl([("https://h.example/", "text/html", samples.PAGE.encode())], compressed=True),
    gzip.compress(samples.REPORT.encode()),
    samples.lines({"text": "One died.", "id": 1, "published": "2020-01-28"}),
]


def check(data: bytes, sandbox: Sandbox) -> None:
    told: list[str] = []
    reader = Reader(Terms(at=THEN), Complaints(told.append), sandbox)
    found = list(reader.read(Source.of_bytes(data, "damaged", THEN)))
    assert found or told
    assert all(line.startswith("damaged") and line.endswith(".") and line.isprintable() for line in told)
    assert all(item.document.text.strip() and item.document.text.encode() for item in found)


@given(st.sampled_from(WHOLE), st.integers(0, 4000), st.binary(max_size=8), st.integers(0, 8))
@settings(deadline=None, max_examples=150)
def test_a_damaged_file_gives_documents_or_sentences(
    shared_sandbox: Sandbox, whole: bytes, place: int, put_in: bytes, left_out: int
) -> None:
    at = place % (len(whole) + 1)
    check(whole[:at] + put_in + whole[at + left_out :], shared_sandbox)


@given(st.sampled_from(WHOLE), st.integers(0, 4000))
@settings(deadline=None, max_examples=80)
def test_a_file_cut_short_gives_documents_or_sentences(shared_sandbox: Sandbox, whole: bytes, place: int) -> None:
    check(whole[: place % (len(whole) + 1)], shared_sandbox)


@given(
    st.sampled_from([b"", b"%PDF-", b"PK\x03\x04", b"\x1f\x8b", b"WARC/1.0\r\n", b"<html>", b"<rss>", b"{", b"["]),
    st.binary(),
)
@settings(deadline=None, max_examples=80)
def test_any_bytes_give_documents_or_sentences(shared_sandbox: Sandbox, head: bytes, data: bytes) -> None:
    check(head + data, shared_sandbox)
