import json
import re
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.segment import segments
from marsad.extract.truecase import Habits, habits, truecase
from marsad.lexicon import load

GOLD = Path(__file__).parents[1] / "gold"
SHARE = 0.95  # of words that come back in the case they had


@pytest.mark.parametrize("example", load("lexicon/en/case.yml")["examples"], ids=lambda example: example["text"][:30])
def test_examples(example: dict[str, str]) -> None:
    assert truecase(example["text"], habits(example["text"])) == example["cased"]


@given(st.text(), st.booleans())
def test_no_character_moves(text: str, capitals: bool) -> None:
    recased = truecase(text, Habits(capitals=capitals))

    assert len(recased) == len(text)
    assert all(b in (a, a.lower(), a.upper()) for a, b in zip(text, recased, strict=True))


@given(st.text(st.characters(categories=["Lu", "Lt", "Po", "Zs"])))
def test_no_character_moves_in_capitals(text: str) -> None:
    assert len(truecase(text, habits(text))) == len(text)


def test_running_text_is_left_alone() -> None:
    text = "Troops of the FSA said on Monday that NATO jets hit the town of Harga."

    assert truecase(text, habits(text)) == text


def test_a_short_line_follows_its_document() -> None:
    assert truecase("BLAST IN HARGA", Habits(capitals=True)) == "Blast in Harga"
    assert truecase("BLAST IN HARGA", Habits()) == "BLAST IN HARGA"


def test_a_headline_in_capitals_over_running_text_is_recased_alone() -> None:
    text = "GUNMEN ATTACK THE MARKET OF THE TOWN OF HARGA\nA bomb hit the NATO base, the BBC said, and many fled."

    assert "".join(segment.parsed for segment in segments(text)) == (
        "Gunmen attack the market of the town of Harga A bomb hit the NATO base, the BBC said, and many fled."
    )


def test_the_word_list_is_sorted_plain_and_without_the_names() -> None:
    words = (files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split("\n")[:-1]

    assert words == sorted(set(words))
    assert all(word.isalpha() and word.islower() for word in words)
    assert not set(words) & set(load("lexicon/en/case.yml")["names"])
    assert {"march", "may", "general", "bush", "rose"} <= set(words)
    assert "paris" not in words


@pytest.mark.parametrize("name", ["seed", "syria", "afghan"])
def test_capitals_come_back(name: str) -> None:
    """Reports put in capitals: nearly every word gets its case again; headlines in title case are left out."""
    path = GOLD / f"{name}.docs.jsonl"
    texts = [json.loads(line)["text"] for line in path.read_text("utf-8").split("\n") if line]
    pairs = [pair for text in texts for pair in words(text, recased(text))]

    assert sum(before == after for before, after in pairs) >= SHARE * len(pairs)


def recased(text: str) -> str:
    shouted = "".join(letter.upper() if len(letter.upper()) == 1 else letter for letter in text)
    characters = list(shouted)
    for segment in segments(shouted):
        characters[segment.start : segment.start + len(segment.parsed)] = segment.parsed
    return "".join(characters)


def words(text: str, again: str) -> list[tuple[str, str]]:
    found: list[tuple[str, str]] = []
    for sentence in re.finditer(r"[^.!?\n]+", text):
        spans = [word.span() for word in re.compile(r"[^\W\d_]+").finditer(text, *sentence.span())]
        if sum(text[start].isupper() for start, _ in spans) < len(spans) / 2:
            found.extend((text[start:end], again[start:end]) for start, end in spans)
    return found


def test_capitals_alone_are_no_dateline_in_a_text_of_capitals() -> None:
    text = "REBELS ATTACKED A POST OF THE ARMY IN HARGA."

    assert [segment.parsed for segment in segments(text)] == ["Rebels attacked a post of the army in Harga."]
