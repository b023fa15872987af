"""What an input is, told from its first bytes. Names are not asked: they are often wrong, and addresses have none."""

import codecs
import json
import re
import zlib
from collections.abc import Iterable
from enum import StrEnum

from marsad.errors import InputError
from marsad.read import table
from marsad.read.decode import decode

HEAD = 64 * 2**10  # bytes that are looked at


class Kind(StrEnum):
    """The sorts of input, by media type."""

    TEXT = "text/plain"
    HTML = "text/html"
    FEED = "application/rss+xml"
    LINES = "application/x-ndjson"
    JSON = "application/json"
    TABLE = "text/csv"
    PDF = "application/pdf"
    MAIL = "message/rfc822"
    ZIP = "application/zip"
    GZIP = "application/gzip"
    WARC = "application/warc"


_PROLOG = r"\A(?>\s+|<\?.*?\?>|<!--.*?-->|<!doctype(?!\s+html)(?:[^>\[]|\[.*?\])*>)*+"
_ROOT = re.compile(_PROLOG + r"<([a-z_][\w.-]*:)?([a-z_][\w.-]*)", re.IGNORECASE | re.DOTALL)
_HTML = re.compile(
    _PROLOG
    + r"<(?:!doctype\s+html|(?:html|head|body|title|meta|link|base|script|style|div|article|section|main|header|"
    r"nav|p|span|table|h[1-6]|font|center|iframe|form|br|b|i|a|ul|ol)\b)",
    re.IGNORECASE | re.DOTALL,
)
_FEEDS = frozenset({"rss", "feed", "rdf"})
_OBJECT = re.compile(r'\{\s*["}]')
_ARRAY = re.compile(r'\[\s*(?:\{\s*["}]|\]|\[\s*[\[\]{"])')
_HEADER = re.compile(r"([!-9;-~]+):[ \t]|[ \t]")
_MAIL_NAMES = frozenset(
    "from to subject date message-id mime-version received content-type return-path reply-to".split()
)


def recognise(head: bytes, columns: Iterable[str] = ()) -> Kind:
    """Return the kind of input that begins with the bytes `head`; what is nothing else is a text.

    `columns` are names that tell a table by its first line. Raise `InputError` for what is known and not read, such as
    an image, and for what is no text at all.
    """
    if head.startswith(b"%PDF-"):
        return Kind.PDF
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return Kind.ZIP
    if head.startswith(b"\x1f\x8b"):
        return Kind.WARC if _unzipped(head).startswith(b"WARC/") else Kind.GZIP
    if head.startswith(b"WARC/"):
        return Kind.WARC
    if kind := _of_json(head.decode("utf-8-sig", "replace").lstrip()):
        return kind  # though a line of it may be binary
    kind = _of_text(decode(head).text, columns)
    if kind in {Kind.TABLE, Kind.MAIL} and head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        raise InputError("it is written in UTF-16; save it as UTF-8.")
    return kind


def _unzipped(head: bytes) -> bytes:
    try:
        return zlib.decompressobj(wbits=31).decompress(head, 16)
    except zlib.error:
        return b""


def _of_json(text: str) -> Kind | None:
    if _is_lines(text):
        return Kind.LINES
    return Kind.JSON if _OBJECT.match(text) or _ARRAY.match(text) else None


def _of_text(text: str, columns: Iterable[str]) -> Kind:
    start = text.lstrip()
    if start.startswith("<"):
        return _of_markup(start)
    if _is_mail(start):
        return Kind.MAIL
    return Kind.TABLE if table.delimiter_of(text, columns) else Kind.TEXT


def _of_markup(text: str) -> Kind:
    root = _ROOT.match(text)
    name = root[2].lower() if root else ""
    if name in _FEEDS:
        return Kind.FEED
    if _HTML.match(text):
        return Kind.HTML
    if text.startswith("<?xml"):
        raise InputError(f"XML of a sort that is not read (<{name}>); save its text as .txt.")
    return Kind.TEXT


def _is_lines(text: str) -> bool:
    """Tell one object a line, some lines of which may be bad, from one object written on several lines."""
    lines = [line for line in text.splitlines()[:100] if line.strip()]
    if _is_object(lines[0]) if lines else False:
        return True
    if len(lines) == 1:
        return bool(_OBJECT.match(text)) and len(text) >= HEAD // 4  # cut off before the line's end
    return sum(map(_is_object, lines)) * 2 >= len(lines) > 0


def _is_object(line: str) -> bool:
    if not _OBJECT.match(line):
        return False
    try:
        return isinstance(json.loads(line), dict)
    except (ValueError, RecursionError):
        return False


def _is_mail(text: str) -> bool:
    found: set[str] = set()
    for line in text.splitlines():
        header = _HEADER.match(line)
        if not header:
            return not line and len(found) >= 2
        found |= {(header[1] or "").lower()} & _MAIL_NAMES
    return False
