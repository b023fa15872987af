"""RSS and Atom: one document for each entry that has a text."""

import io
from collections.abc import Iterator
from typing import Any
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler

import defusedxml.sax  # type: ignore[import-untyped]
import feedparser  # type: ignore[import-untyped]
from defusedxml import DefusedXmlException

from marsad.errors import InputError
from marsad.read.day import internet_day
from marsad.read.markup import plain
from marsad.read.parts import Article, Job, Part, Refusal, Remark


def parts(job: Job) -> Iterator[Part]:
    """Yield an article for each entry; one without a text is refused."""
    data = job.stream.read()
    if not _is_well_formed(data):
        yield Remark("the feed is not well-formed XML; its entries were read as far as they can be told apart.")
    # As a stream: feedparser takes a string for an address to fetch or a file to open, if it looks like one.
    feed = feedparser.parse(io.BytesIO(data), response_headers={"content-location": job.url})
    if not feed.entries:
        raise InputError("no entries in this feed; save it again, or name another.")
    for number, entry in enumerate(feed.entries, 1):
        yield _part(entry, f"#{number}", plain(feed.feed.get("title", "")))


def _is_well_formed(data: bytes) -> bool:
    try:
        defusedxml.sax.parseString(data, ContentHandler(), forbid_dtd=False)
    except DefusedXmlException as error:
        raise InputError(
            "it declares XML entities, which feeds have no use for; save it again, or leave it."
        ) from error
    except SAXParseException:
        return False
    return True


def _part(entry: Any, item: str, outlet: str) -> Part:
    whole = "\n".join(content.value for content in entry.get("content", ()))
    text = plain(whole or entry.get("summary", ""))
    if not text:
        return Refusal(item, f"{_address(entry)} has no text in this feed; save its page and read that.")
    warnings = () if whole else ("only what the feed gives of the report, often its first sentences.",)
    return Article(
        text=text,
        title=plain(entry.get("title", "")),
        published=internet_day(str(entry.get("published") or entry.get("updated") or "")),
        outlet=outlet,
        url=entry.get("link", ""),
        item=item,
        warnings=warnings,
    )


def _address(entry: Any) -> str:
    return str(entry.get("link") or entry.get("title") or "the entry")
