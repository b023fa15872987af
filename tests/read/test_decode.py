import codecs
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.errors import InputError
from marsad.read.decode import decode, whole_characters


@given(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1))
def test_utf8_comes_out_as_it_went_in(text: str) -> None:
    assert decode(b"\n" + text.encode()).text == "\n" + text


@given(st.binary(max_size=200))
def test_any_bytes_are_text_or_refused(data: bytes) -> None:
    with suppress(InputError):
        decode(data).text.encode()


@pytest.mark.parametrize(
    ("data", "text", "assumed"),
    [
        ("naïve “quote” 💥".encode(), "naïve “quote” 💥", ""),
        (codecs.BOM_UTF8 + b"said\r\n", "said\r\n", ""),
        (codecs.BOM_UTF16_LE + "قتل 5".encode("utf-16-le"), "قتل 5", ""),
        (codecs.BOM_UTF16_BE + "قتل 5".encode("utf-16-be"), "قتل 5", ""),
        (codecs.BOM_UTF16_LE + b"a\0b", "a\ufffd", "damaged UTF-16; U+FFFD stands for what is lost"),
        ("he said “no”".encode("cp1252"), "he said “no”", "not UTF-8; read as Windows-1252"),
        (b"caf\xe9 \x81", "café \x81", "not UTF-8; read as Latin-1"),
        ("قتل خمسة".encode()[:-1], "قتل خمس\ufffd", "damaged UTF-8; U+FFFD stands for what is lost"),
        (b"a" * 500 + b"\0", "a" * 500 + "\0", ""),
        (b"", "", ""),
    ],
)
def test_encodings(data: bytes, text: str, assumed: str) -> None:
    decoded = decode(data)
    assert (decoded.text, decoded.assumed) == (text, assumed)


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b"%PDF-1.7 ...", "a PDF"),
        (b"PK\x03\x04...", "a ZIP archive or an office document"),
        (b"\x89PNG\r\n", "an image"),
        (b"\x00\x01\x02\x03", "binary data"),
        ("utf-16 without a mark".encode("utf-16-le"), "binary data"),
    ],
)
def test_what_is_no_text_is_named(data: bytes, name: str) -> None:
    with pytest.raises(InputError, match=f"{name}, not text; convert it"):
        decode(data)


def test_half_a_surrogate_pair_is_replaced_one_for_one() -> None:
    assert whole_characters("a\ud83db💥") == "a\ufffdb💥"
