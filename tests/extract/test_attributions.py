"""Who says what: every example of the data file, and what must hold for any text."""

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from labelled import GOLD, documents
from marsad import lexicon
from marsad.extract import attributions
from marsad.model import Attribution, Document

WORDS: dict[str, Any] = lexicon.load("lexicon/en/attitudes.yml")


def found_in(text: str) -> list[Attribution]:
    return next(found for _, found in attributions([Document(text=text)]))


def written(found: Attribution, text: str) -> str:
    """Write an attribution as the examples do."""
    content = " | ".join(text[part.start : part.end] for part in found.content)
    name = found.source.name if found.source else "-"
    return f"{name} [{text[found.cue.start : found.cue.end]}]: {content}{' (nested)' if found.nested else ''}"


@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda example: example["text"][:60])
def test_examples_of_the_lexicon(example: dict[str, Any]) -> None:
    assert [written(found, example["text"]) for found in found_in(example["text"])] == example["attributions"]


PIECES = (
    'said, told reporters believes wants to denied the raid on called for according to as saying that the army " “ ” : '
    "Amina Yusuf he it troops left town, . ! \n\n as — ( ) don't"
).split(" ")


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join))
@example('said, reporters believes said, " Yusuf')  # the parser has one word told twice
def test_what_is_told_stands_in_the_text_in_order_and_apart_from_its_cue(text: str) -> None:
    for found in found_in(text):
        assert found.content
        assert all(0 <= part.start < part.end <= len(text) for part in found.content)
        assert all(one.end <= two.start for one, two in pairwise(found.content))
        assert not any(part.overlaps(found.cue) for part in found.content)
        if found.source is not None and found.source.span is not None:
            assert text[found.source.span.start : found.source.span.end] == found.source.text


def test_reports_are_read_in_reading_order_and_what_is_not_nested_is_told_once() -> None:
    for document, found in attributions(documents(GOLD, "syria")[:6]):
        cues = [each.cue.start for each in found]
        assert cues == sorted(cues)
        told = sorted((part.start, part.end) for each in found if not each.nested for part in each.content)
        assert all(one[1] <= two[0] for one, two in pairwise(told)), document.id


def test_a_pronoun_and_a_surname_go_back_to_the_name() -> None:
    text = "Amina Yusuf, a nurse, said the clinic was hit. She wants the road to be opened. Yusuf fears new raids."

    assert [each.source and each.source.name for each in found_in(text)] == ["Amina Yusuf"] * 3


def test_nobody_is_made_up_where_the_report_names_nobody() -> None:
    text = "The strike was condemned. Nobody was hurt."

    assert all(each.source is not None for each in found_in(text))
