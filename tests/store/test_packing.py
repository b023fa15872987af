import hashlib
import zlib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model.rows import to_row
from marsad.store.packing import DERIVED, RECORDS, TEXTS, canonical, expand, pack, squeeze, unpack
from strategies import claims

json = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=10,
)


@given(json, st.binary(max_size=300))
def test_what_is_packed_is_unpacked(value: object, context: bytes) -> None:
    assert unpack(pack(value, context), context) == value


@given(st.binary())
def test_what_is_squeezed_is_expanded(data: bytes) -> None:
    assert expand(squeeze(data)) == data


@given(st.lists(claims, max_size=3))
def test_rows_of_claims_survive(made: list[object]) -> None:
    rows = [to_row(claim) for claim in made]  # type: ignore[arg-type]
    assert unpack(pack(rows)) == rows


@given(st.binary(min_size=1), st.data())
def test_bytes_that_end_early_or_go_on_are_refused(data: bytes, draw: st.DataObject) -> None:
    packed = squeeze(data)
    cut = draw.draw(st.integers(0, len(packed) - 1))
    for damaged in (packed[:cut], packed + b"x"):
        with pytest.raises(zlib.error):
            expand(damaged)


def test_another_context_is_told() -> None:
    with pytest.raises(zlib.error):
        unpack(pack(["a report's words"], b"the report"), b"another report")


def test_there_is_one_form_of_a_value() -> None:
    assert canonical({"b": 1, "a": ["é", None]}) == '{"a":["é",null],"b":1}'.encode()


@pytest.mark.parametrize(
    ("primer", "sha256"),
    [
        (TEXTS, "a0841c2d55c48287cfe9cb393eb06b4c49def1039c020f59b538362202265464"),
        (RECORDS, "4c576434813b4ccfe3b598f628c3e91d399e52d11ed9ce5b499819f53830fe47"),
        (DERIVED, "3b6a704c171d02046ab843de56a7a36cba4cfb8595adb10ed204f29c11878edd"),
    ],
)
def test_primers_are_what_they_always_were(primer: str, sha256: str) -> None:
    """Ledgers are unpacked with them: a change would make every one unreadable."""
    data = (files("marsad.store") / primer).read_bytes()
    assert hashlib.sha256(data).hexdigest() == sha256
