from hypothesis import given
from hypothesis import strategies as st

from marsad.registry.fold import fold, words


def test_spellings_of_one_name_fold_alike() -> None:
    for group in (
        ("The al-Nusra Front", "Al Nusra Front's", "NUSRA FRONT", "Nusra front"),
        ("U.S.", "US"),
        ("Da'esh", "Da’esh", "Daesh", "DAESH"),
        ("Hay'at Tahrir al-Sham", "Hayat Tahrir al Sham"),
        ("Côte d'Ivoire", "Cote d’Ivoire"),
        ("جبهةُ النصرة", "جبهه النصره"),
        ("الأسايش", "الاسايش"),
        ("People's Defence Force", "People’s Defence Force", "PEOPLE'S DEFENCE FORCE"),
        ("Azərbaycan", "Azarbaycan"),
    ):
        assert len({fold(name) for name in group}) == 1, group


def test_different_names_stay_apart() -> None:
    assert (
        len({fold(name) for name in ("SAA", "SDF", "Jaysh al-Islam", "Liwa al-Islam", "داعش", "ИГИЛ", "တပ်မတော်")}) == 7
    )


letters = st.characters(categories=["Lu", "Ll", "Lo", "Nd", "Zs", "Pd"]) | st.sampled_from("'’.,&()")


@given(st.text(letters, max_size=60))
def test_folding_twice_is_folding_once(name: str) -> None:
    assert fold(fold(name)) == fold(name)


@given(st.lists(st.text("abcdefgh", min_size=2, max_size=8), min_size=1, max_size=6))
def test_words_folded_one_by_one_are_the_name_folded(parts: list[str]) -> None:
    name = " ".join(parts)
    assert " ".join(word.folded for word in words(name)) == fold(name)


def test_punctuation_that_joins_is_a_word_of_its_own() -> None:
    assert [word.folded for word in words("YPG, PKK & the al-Nusra (JN)")] == [
        "ypg",
        ",",
        "pkk",
        "&",
        "nusra",
        "(",
        "jn",
        ")",
    ]
