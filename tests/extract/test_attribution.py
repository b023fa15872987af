from typing import Any

import pytest

from marsad import lexicon
from marsad.extract.parse import parse
from marsad.extract.rules.attribution import credited
from marsad.extract.rules.credit import Credit
from marsad.extract.rules.speaker_name import read
from marsad.extract.rules.speaker_phrase import after, before
from marsad.model import Document

WORDS: dict[str, Any] = lexicon.load("lexicon/en/attribution.yml")


def found_in(text: str) -> list[Credit]:
    """Read the credits of a text, in reading order."""
    sentences = next(iter(parse([Document(text=text, id="d")])))
    return [credit for row in credited(sentences, text) for credit in row]


def written(credit: Credit, text: str) -> str:
    """Write a credit as the examples do."""
    via = f" via {credit.via}" if credit.via else ""
    also = f" with {', '.join(mention.name for mention in credit.also)}" if credit.also else ""
    return f"{credit.name}{via}{also}: {text[credit.start : credit.end].strip()}"


@pytest.mark.parametrize("example", WORDS["examples"], ids=lambda example: example["text"][:60])
def test_examples_of_the_lexicon(example: dict[str, Any]) -> None:
    found = found_in(example["text"])

    assert [written(credit, example["text"]) for credit in found] == example["credits"]


def test_kinds_of_reporting_verbs_do_not_overlap() -> None:
    kinds = [set(WORDS["say"][kind]) for kind in ("plain", "act", "clause", "witness")]

    assert sum(map(len, kinds)) == len(set().union(*kinds))


def test_a_phrase_is_read_back_from_its_verb() -> None:
    tokens = next(iter(parse([Document(text="The army's spokeswoman Ann Petrov said so.", id="d")])))[0].tokens

    assert read(before(tokens[5])).person == "Ann Petrov"


def test_a_phrase_is_read_on_from_its_cue() -> None:
    tokens = next(iter(parse([Document(text="It fell, according to the Ministry of Defence on Friday.", id="d")])))[
        0
    ].tokens
    at = next(token.n for token in tokens if token.low == "the")

    assert read(after(at, tokens)).body == "Ministry of Defence"


def test_a_text_without_words_credits_nobody() -> None:
    assert found_in(" … ") == []


def test_a_town_that_was_hit_does_not_say_so() -> None:
    text = "Nine people died when shells hit Konga, the Syrian Observatory for Human Rights said."
    assert [credit.name for credit in found_in(text)] == ["Syrian Observatory for Human Rights"]
