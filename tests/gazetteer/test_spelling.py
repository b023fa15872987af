import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.gazetteer.spelling import fold, likeness, neighbours, sound, sounds
from marsad.lexicon import load

ALIKE = [(group[0], name) for group in load("gazetteer/spelling.yml")["examples"] for name in group[1:]]


@pytest.mark.parametrize(("one", "other"), ALIKE)
def test_spellings_of_one_name_share_a_sound(one: str, other: str) -> None:
    assert {*sounds(fold(one))} & {*sounds(fold(other))}


@pytest.mark.parametrize(
    ("name", "folded"),
    [
        ("Ma‘arrat an-Nu‘mān", "maarrat an numan"),
        ("U.S.", "us"),
        ("São Tomé", "sao tome"),
        ("  Deir   Ezzor ", "deir ezzor"),
        ("الفاشر", "الفاشر"),
        ("مدينة", "مدينه"),
    ],
)
def test_folding(name: str, folded: str) -> None:
    assert fold(name) == folded


@pytest.mark.parametrize("names", [("Idlib", "Aleppo"), ("Regiment 46", "Regiment 111"), ("Homs", "Hama")])
def test_other_names_sound_otherwise(names: tuple[str, str]) -> None:
    assert sound(fold(names[0])) != sound(fold(names[1]))


@given(st.text(max_size=30))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.text(max_size=30), st.text(max_size=30))
def test_likeness_is_a_share_and_symmetric(one: str, other: str) -> None:
    one, other = fold(one), fold(other)
    assert 0 <= likeness(one, other) <= 1
    assert likeness(one, other) == pytest.approx(likeness(other, one))


def test_neighbours_are_one_consonant_off() -> None:
    found = neighbours("hlb")
    assert "hl" in found
    assert "hlbn" in found
    assert "hmb" in found
    assert "hlb" not in found
