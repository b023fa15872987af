"""What opens a report before its first sentence is left out."""

import pytest

from marsad.extract.segment import dateline, segments
from marsad.lexicon import load

EXAMPLES = load("lexicon/en/dateline.yml")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_datelines(example: dict[str, str]) -> None:
    assert example["text"][dateline(example["text"]) :] == example["rest"]


def test_each_paragraph_of_a_digest_has_its_place_apart() -> None:
    text = "KONGA - Two soldiers died.\n\nHARGA - Gunmen killed a lawyer."
    parsed = [segment.parsed for segment in segments(text)]
    assert parsed == ["KONGA - ", "Two soldiers died.", "HARGA - ", "Gunmen killed a lawyer."]


def test_a_town_in_small_letters_opens_a_paragraph_of_a_digest_if_it_is_known() -> None:
    text = "Mosul - Two soldiers died.\n\nKirkuk - Gunmen killed a lawyer.\n\nMinister: Nobody was hurt."
    parsed = [segment.parsed for segment in segments(text)]
    assert parsed == [
        "Mosul - ",
        "Two soldiers died.",
        "Kirkuk - ",
        "Gunmen killed a lawyer.",
        "Minister: Nobody was hurt.",
    ]


def test_a_second_bare_name_with_a_dash_is_no_dateline() -> None:
    text = "KONGA, Aug 6 (Meridian) - Two soldiers died.\n\nHARGA - Gunmen killed a lawyer."
    parsed = [segment.parsed for segment in segments(text)]
    assert parsed == ["Two soldiers died.", "HARGA - Gunmen killed a lawyer."]


def test_each_item_of_a_list_is_a_stretch_without_its_mark() -> None:
    items = "* Near Harga, two strikes hit a post\n• 300 people fled Konga\n- Belmar was shelled"
    found = segments(f"In the north, strikes went on.\n{items}")
    assert [segment.parsed.rstrip() for segment in found][-3:] == [
        "near Harga, two strikes hit a post",
        "300 people fled Konga",
        "Belmar was shelled",
    ]


def test_a_dash_within_a_sentence_is_no_mark_of_an_item() -> None:
    text = "The army took Harga after a week of fighting for the whole of the\n- as it says - liberated north."
    assert len(segments(text)) == 1
