"""Inputs of every sort, small and made up, for tests of reading them."""

import gzip
import io
import json
import zipfile
import zlib
from collections.abc import Mapping, Sequence
from email.message import EmailMessage
from typing import Any

LEAD = "At least six people were killed when shells hit a market in the town of Harga on Tuesday, the mayor said."
DENIAL = "The army denied that it had fired on the town. “We did not shell Harga,” a spokesman said."
SCHOOL = (
    "Residents said that a school was damaged and that 14 wounded people were brought to the hospital on 2 March 2018."
)
REPORT = f"{LEAD}\n{DENIAL}\n{SCHOOL}"

PAGE = f"""<!-- saved from url=(0044)https://herald.example/world/harga-shelling -->
<!DOCTYPE html>
<html lang="en"><head><meta charset="utf-8"><title>Shelling kills six in Harga - The Herald</title>
<meta property="og:title" content="Shelling kills six in Harga"><meta property="og:site_name" content="The Herald">
<meta property="article:published_time" content="2020-01-28T23:30:00+02:00">
<style>p {{ color: black }}</style><script>var page = "<p>not text</p>";</script></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article>
<p>{LEAD}</p>
<p>{DENIAL}</p>
<p>{SCHOOL}</p>
</article><footer><p>Copyright 2014-05-06 The Herald. We use cookies.</p></footer></body></html>
"""

RSS = f"""<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Herald &amp; Post</title><link>https://herald.example/</link><description>News</description>
<item><title>Six killed in Harga</title><link>https://herald.example/harga</link>
<pubDate>Tue, 28 Jan 2020 23:30:00 +0200</pubDate>
<description>Six killed.</description>
<content:encoded><![CDATA[<p>{LEAD}</p><p>{DENIAL}</p>]]></content:encoded></item>
<item><title>Talks in Morna</title><link>https://herald.example/morna</link>
<pubDate>Wed, 29 Jan 2020 08:00:00 GMT</pubDate>
<description>&lt;b&gt;Talks&lt;/b&gt; on a ceasefire began in Morna.</description></item>
<item><title>Watch: the market of Harga</title><link>https://herald.example/video</link></item>
</channel></rss>
"""

ATOM = f"""<?xml version="1.0"?>
<feed xmlns="http://www.w3.org/2005/Atom"><title>Herald</title><id>urn:x</id><updated>2020-01-28T00:00:00Z</updated>
<entry><title>Six killed</title><id>urn:1</id><link href="https://herald.example/harga"/>
<published>2020-01-28T23:30:00+02:00</published><content type="html">&lt;p&gt;{LEAD}&lt;/p&gt;</content></entry></feed>
"""

RELIEFWEB: dict[str, Any] = {
    "time": 12,
    "href": "https://api.reliefweb.int/v2/reports",
    "totalCount": 2,
    "count": 2,
    "data": [
        {
            "id": "3512345",
            "score": 1,
            "href": "https://api.reliefweb.int/v2/reports/3512345",
            "fields": {
                "title": "Harga: Flash Update No. 3",
                "url_alias": "https://reliefweb.int/report/harga/flash-update-no-3",
                "body": REPORT,
                "date": {"created": "2020-01-29T07:00:00+00:00", "original": "2020-01-28T00:00:00+00:00"},
                "source": [{"name": "Office for Examples", "shortname": "OFEX"}, {"name": "Herald"}],
            },
        },
        {"id": 3512346, "fields": {"title": "Maps", "body-html": f"<p>{LEAD}</p><p>{DENIAL}</p>"}},
    ],
}

GDELT: dict[str, Any] = {
    "articles": [
        {
            "url": "https://herald.example/harga",
            "url_mobile": "",
            "title": "Six killed in Harga",
            "seendate": "20200128T231500Z",
            "socialimage": "",
            "domain": "herald.example",
            "language": "English",
            "sourcecountry": "Morna",
        },
        {
            "url": "https://post.example/harga",
            "title": "Harga",
            "seendate": "20200129T001500Z",
            "domain": "post.example",
        },
    ]
}

TABLE = f"""Headline,Date,Full Text,Link
Six killed,2020-01-28,"{LEAD} He added:
""We will rebuild"" soon.",https://herald.example/harga
Talks,2020-01-29,Talks on a ceasefire began in Morna.,
"""

LEAF = "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Resources << /Font << /F1 3 0 R >> >>"


def mail(body: str, subtype: str = "plain", **headers: str) -> bytes:
    """Return a message."""
    message = EmailMessage()
    given = {"From": "Herald Wire <wire@herald.example>", "To": "desk@example.org", "Subject": "Six killed in Harga"}
    for name, value in {**given, "Date": "Tue, 28 Jan 2020 23:30:00 +0200", **headers}.items():
        message[name] = value
    message.set_content(body, subtype=subtype)
    return message.as_bytes()


def pdf(*pages: str, title: str = "") -> bytes:
    """Return a PDF with one line of text a page; a page without text is a picture of nothing."""
    first = 4
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        stream = f"BT /F1 12 Tf 72 720 Td ({text}) Tj ET" if text else ""
        objects += [
            f"{LEAF} /Contents {first + 2 * number + 1} 0 R >>",
            f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        ]
    return pdf_of([*(body.encode() for body in objects), f"<< /Title ({title}) >>".encode()])


def slow_pdf(operators: int) -> bytes:
    """Return a PDF whose one page tells to print a letter so many times."""
    stream = zlib.compress(b"BT /F1 12 Tf " + b"(a) Tj " * operators + b"ET", 9)
    return pdf_of(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [4 0 R] /Count 1 >>",
            b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
            f"{LEAF} /Contents 5 0 R >>".encode(),
            b"<< /Length %d /Filter /FlateDecode >>\nstream\n%b\nendstream" % (len(stream), stream),
            b"<< >>",
        ]
    )


def pdf_of(objects: Sequence[bytes]) -> bytes:
    """Return a PDF of these objects, the first of which is its catalogue and the last what it tells of itself."""
    out, places = io.BytesIO(b""), []
    out.write(b"%PDF-1.4\n")
    for number, body in enumerate(objects, 1):
        places.append(out.tell())
        out.write(b"%d 0 obj\n%b\nendobj\n" % (number, body))
    start = out.tell()
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    out.writelines(b"%010d 00000 n \n" % place for place in places)
    out.write(b"trailer\n<< /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (len(objects) + 1, len(objects)))
    out.write(b"startxref\n%d\n%%%%EOF\n" % start)
    return out.getvalue()


def archive(files: Mapping[str, str | bytes]) -> bytes:
    """Return a ZIP of these files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as writer:
        for name, content in files.items():
            writer.writestr(name, content)
    return out.getvalue()


def crawl(
    pages: Sequence[tuple[str, str, bytes]],
    *,
    compressed: bool = False,
    status: str = "200 OK",
    date: str = "2020-01-29T10:00:00Z",
) -> bytes:
    """Return a web archive of (address, content type, body)."""
    records = [_record("warcinfo", "", "application/warc-fields", b"software: a crawler\r\n", date)]
    for url, media_type, body in pages:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {media_type}\r\n\r\n".encode()
        records.append(_record("response", url, "application/http; msgtype=response", http + body, date))
    return b"".join(gzip.compress(record) if compressed else record for record in records)


def _record(kind: str, url: str, media_type: str, block: bytes, date: str) -> bytes:
    address = f"WARC-Target-URI: {url}\r\n" if url else ""
    head = f"WARC/1.0\r\nWARC-Type: {kind}\r\n{address}WARC-Date: {date}\r\nContent-Type: {media_type}\r\n"
    return f"{head}Content-Length: {len(block)}\r\n\r\n".encode() + block + b"\r\n\r\n"


def lines(*objects: object) -> bytes:
    """Return JSON Lines."""
    return "".join(f"{json.dumps(value)}\n" for value in objects).encode()
