import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.store.words import LONGEST, SEAM, Sought, maybe, says, sought, words_of


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Two barrel-bombs hit al-Bab.", "two barrel bombs hit al bab"),
        ("Café in ÂLAYN", "cafe in alayn"),
        ("STRASSE straße", "strasse strasse"),
        ("أُحُد", "احد"),
        ("snake_case 10th $5", "snake case 10th 5"),
        ("x" * 5000, "x" * LONGEST),
        ("—!?", ""),
    ],
)
def test_words_are_without_case_accents_and_marks(text: str, words: str) -> None:
    assert words_of(text) == words.split()


@pytest.mark.parametrize(
    ("text", "words", "phrases"),
    [
        ("barrel bombs", {"barrel", "bombs"}, ()),
        ('"barrel bombs" Aleppo', {"barrel", "bombs", "aleppo"}, (("barrel", "bombs"),)),
        ('al-Bab "two', {"al", "bab", "two"}, (("al", "bab"),)),
        ('"" -', set(), ()),
    ],
)
def test_what_people_type(text: str, words: set[str], phrases: tuple[tuple[str, ...], ...]) -> None:
    assert sought(text) == Sought(frozenset(words), phrases) or set(sought(text).phrases) == set(phrases)
    assert sought(text).words == words


@given(st.text(), st.text(), st.text())
def test_a_text_says_what_stands_in_it(before: str, inside: str, after: str) -> None:
    inside = inside.replace(SEAM, " ")
    if phrase := tuple(words_of(inside)):
        assert says(f"{before} {inside} {after}", phrase)


def test_a_phrase_is_made_of_whole_words() -> None:
    assert not says("barrels bombs", ("barrel", "bombs"))
    assert not says("barrel and bombs", ("barrel", "bombs"))


def test_no_phrase_goes_from_one_passage_to_the_next() -> None:
    told = f"Shells hit the market{SEAM}Two people died"
    assert says(told, ("the", "market"))
    assert not says(told, ("market", "two"))


@given(st.lists(st.text(alphabet='ab \n\t"\\-\x00\x1e', max_size=12), max_size=4), st.text(alphabet="ab -", max_size=8))
def test_json_in_which_a_phrase_may_stand_is_told_from_other(passages: list[str], typed: str) -> None:
    phrase = tuple(words_of(typed))
    if phrase and any(says(passage.replace(SEAM, " "), phrase) for passage in passages):
        assert maybe(phrase).search(json.dumps(passages).lower())
