"""Bytes to text, whatever encoding a file is in."""

import codecs
import re
from dataclasses import dataclass

from marsad.errors import InputError

_SIGNATURES = {
    b"%PDF-": "a PDF",
    b"PK\x03\x04": "a ZIP archive or an office document",
    b"\xd0\xcf\x11\xe0": "an old office document",
    b"\x1f\x8b": "a gzip archive",
    b"\x89PNG": "an image",
    b"\xff\xd8\xff": "an image",
}
_ARCHIVES = (b"Rar!\x1a", b"7z\xbc\xaf", b"\xfd7zXZ", b"BZh9", b"\x28\xb5\x2f\xfd")
_HALF_PAIR = re.compile("[\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text, and what had to be assumed to read it (empty if nothing)."""

    text: str
    assumed: str = ""

    @property
    def doubts(self) -> tuple[str, ...]:
        """What had to be assumed, as a sentence, if anything."""
        return (f"{self.assumed}.",) if self.assumed else ()


def decode(data: bytes) -> Decoded:
    """Return the text of `data`: UTF-8, or UTF-16 with its mark, or else a Western code page.

    Nothing is stripped or joined but a byte order mark. Raise `InputError` for what is no text.
    """
    _refuse_binary(data)
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return _replacing(data, "utf-16")
    try:
        return Decoded(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        return _not_quite_utf8(data)


def whole_characters(text: str) -> str:
    """Return `text` with U+FFFD, one for one, for each half of a surrogate pair, which no output can print."""
    return _HALF_PAIR.sub("\ufffd", text)


def _refuse_binary(data: bytes) -> None:
    for signature, name in _SIGNATURES.items():
        if data.startswith(signature):
            raise InputError(f"this is {name}, not text; convert it to .txt first.")
    if data.startswith(_ARCHIVES):
        raise InputError("this is an archive of a sort that is not opened; unpack it and read what is in it.")
    marked = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    if not marked and data.count(0) * 100 > len(data):
        raise InputError("this looks like binary data, not text; convert it to UTF-8 text first.")


def _replacing(data: bytes, encoding: str) -> Decoded:
    text = data.decode(encoding, "replace")
    return Decoded(text, f"damaged {encoding.upper()}; U+FFFD stands for what is lost" if "\ufffd" in text else "")


def _not_quite_utf8(data: bytes) -> Decoded:
    """Tell UTF-8 with a broken character (a file cut short) from text in a code page."""
    damaged = _replacing(data, "utf-8-sig")
    lost = damaged.text.count("\ufffd")
    kept = sum(character > "\x7f" for character in damaged.text) - lost
    if lost * 2 < kept:  # a code page hardly ever looks like UTF-8 by chance
        return Decoded(damaged.text, "damaged UTF-8; U+FFFD stands for what is lost")
    try:
        return Decoded(data.decode("cp1252"), "not UTF-8; read as Windows-1252")
    except UnicodeDecodeError:
        return Decoded(data.decode("latin-1"), "not UTF-8; read as Latin-1")
