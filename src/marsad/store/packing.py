"""Bodies of records as bytes: canonical JSON, made small.

A claim repeats the names of its fields, its reasons, and words of its report. Compression is therefore primed with a
claim of every field, and with the report itself: what they say already costs nothing. The result is a quarter
of what compressing each claim by itself gives.
"""

import json
import zlib
from functools import cache
from importlib.resources import files
from typing import Any

WINDOW = 32_768  # bytes that zlib looks back
DAMAGED = (zlib.error, ValueError, KeyError, TypeError, AttributeError, IndexError)
"""What unpacking raises where the bytes are not what was packed."""


def canonical(value: Any) -> bytes:
    """Return `value` as JSON in its one form: keys in order, no blanks, UTF-8 (half surrogate pairs kept)."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8", "surrogatepass")


def pack(value: Any, context: bytes = b"") -> bytes:
    """Return `value`, which JSON can hold, packed; `context` are bytes that it quotes."""
    packer = zlib.compressobj(9, zdict=_primer(context))
    return packer.compress(canonical(value)) + packer.flush()


def unpack(data: bytes, context: bytes = b"") -> Any:
    """Return what `pack` made `data` of, given the same context."""
    return json.loads(_expand(zlib.decompressobj(zdict=_primer(context)), data).decode("utf-8", "surrogatepass"))


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


def _primer(context: bytes) -> bytes:
    """Return what compression is primed with: the report's beginning, and nearest, what claims are made of."""
    usual = _usual()
    return context[: WINDOW - len(usual)] + usual


@cache
def _usual() -> bytes:
    """Return the claims of every field. Never edit the file: ledgers are unpacked with it."""
    return (files("marsad.store") / "primer-1.json").read_bytes()
