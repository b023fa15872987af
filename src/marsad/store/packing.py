"""Bodies of records as bytes: canonical JSON, made small.

A claim repeats the names of its fields, its reasons, and words of its report. Compression is therefore primed with a
claim of every field, and with the report itself: what they say already costs nothing. The result is a quarter
of what compressing each claim by itself gives. Texts are primed with phrases that reports share; what was packed
before they were is unpacked all the same, since packed bytes say whether they need a primer.
"""

import json
import zlib
from functools import cache
from pathlib import Path
from typing import Any

TEXTS = "primer-texts-1.txt"
"""What reports are made of."""

RECORDS = "primer-records-1.json"
"""What claims and readings are made of."""

DERIVED = "primer-derived-1.json"
"""What resolutions and events are made of."""

WINDOW = 32_768  # bytes that zlib looks back
DAMAGED = (zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What unpacking raises where the bytes are not what was packed."""

_CANONICAL = json.JSONEncoder(
    ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False, check_circular=False
)


def canonical(value: Any) -> bytes:
    """Return `value` as JSON in its one form: keys in order, no blanks, UTF-8 (half surrogate pairs kept)."""
    return _CANONICAL.encode(value).encode("utf-8", "surrogatepass")


def pack(value: Any, context: bytes = b"", primer: str = RECORDS) -> bytes:
    """Return `value`, which JSON can hold, packed; `context` are bytes that it quotes, `primer` has others like it."""
    return pack_json(canonical(value), context, primer)


def pack_json(data: bytes, context: bytes = b"", primer: str = RECORDS) -> bytes:
    """Return JSON that was made already, packed likewise."""
    packer = zlib.compressobj(9, zdict=_dictionary(context, primer))
    return packer.compress(data) + packer.flush()


def unpack(data: bytes, context: bytes = b"", primer: str = RECORDS) -> Any:
    """Return what `pack` made `data` of, given the same context and primer."""
    return json.loads(unpack_json(data, context, primer))


def unpack_json(data: bytes, context: bytes = b"", primer: str = RECORDS) -> str:
    """Return the same as JSON."""
    unpacker = zlib.decompressobj(zdict=_dictionary(context, primer))
    return _expand(unpacker, data).decode("utf-8", "surrogatepass")


def squeeze(data: bytes, context: bytes = b"") -> bytes:
    """Return bytes compressed, given what they repeat."""
    packer = zlib.compressobj(9, zdict=context[:WINDOW])
    return packer.compress(data) + packer.flush()


def expand(data: bytes, context: bytes = b"") -> bytes:
    """Return what `squeeze` made `data` of, given the same context."""
    return _expand(zlib.decompressobj(zdict=context[:WINDOW]), data)


def _expand(expander: "zlib._Decompress", data: bytes) -> bytes:
    expanded = expander.decompress(data) + expander.flush()
    if not expander.eof or expander.unused_data:
        raise zlib.error("the bytes end early or go on too long")
    return expanded


def _dictionary(context: bytes, primer: str) -> bytes:
    """Return what compression starts from: the report's beginning, and nearest, what such values are made of."""
    examples = usual(primer)
    return context[: WINDOW - len(examples)] + examples


@cache
def usual(primer: str) -> bytes:
    """Return examples of what is packed. Never edit the files: ledgers are unpacked with them."""
    return (Path(__file__).parent / primer).read_bytes()
