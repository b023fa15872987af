import time
from collections.abc import Iterator
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import pytest
import yaml

from labelled import GOLD, HERE, SHIPPED, documents
from marsad.extract.relevance import subject, worth_parsing
from marsad.extract.rules.frames import FILES
from marsad.extract.triage import shows_violence, signs
from marsad.extract.vocabulary import words_of
from marsad.lexicon import load
from marsad.model import Document

PER_SECOND = 2_000  # texts of 2,000 characters on one core
TABLE = load("lexicon/en/triage.yml")
CONFLICT = yaml.safe_load((HERE / "data" / "conflict.yml").read_text("utf-8"))


def texts_of(node: Any) -> Iterator[str]:
    """Collect the texts of all examples in a data file."""
    if isinstance(node, dict):
        yield from (example["text"] for example in node.get("examples", ()) if "text" in example)
    for child in node.values() if isinstance(node, dict) else node if isinstance(node, list) else ():
        yield from texts_of(child)


@pytest.mark.parametrize("example", TABLE["examples"], ids=lambda example: example["text"][:40])
def test_examples(example: dict[str, Any]) -> None:
    text = example["text"] + " Nothing more was said about it by anyone there." * 5 * (not example["violent"])

    assert shows_violence(text) == example["violent"]


@pytest.mark.parametrize("name", SHIPPED)
def test_no_labelled_report_is_passed_over(name: str) -> None:
    assert [document.id for document in documents(GOLD, name) if not worth_parsing(document)] == []


def test_no_labelled_report_is_passed_over_elsewhere(shared: Path) -> None:
    assert [document.id for document in documents(shared / "gold", "world") if not worth_parsing(document)] == []


@pytest.mark.parametrize("text", CONFLICT)
def test_short_texts_of_conflict_are_read(text: str) -> None:
    assert shows_violence(text)
    assert subject(text).is_conflict, subject(text).because


@pytest.mark.parametrize("phrase", load("lexicon/en/relevance.yml")["neutral"])
def test_neutral_phrases_speak_for_no_subject(phrase: str) -> None:
    assert subject(f"They spoke of the {phrase.upper()}, again.").because == ""


@pytest.mark.parametrize("name", FILES)
def test_the_examples_of_the_frames_are_read(name: str) -> None:
    """Examples without any sign of violence are left out: alone, they may tell of anything."""
    texts = [text for text in texts_of(load(f"lexicon/en/frames/{name}.yml")) if signs().has_any(words_of(text))]

    assert texts
    assert [text for text in texts if not worth_parsing(Document(text=text))] == []


def test_a_book_is_read_if_any_stretch_of_it_is_about_conflict() -> None:
    sport = "The striker scored in the second half and the league leaders won the match. " * 400
    war = "Rebels shelled the town and killed nine soldiers; the army answered with air strikes and mortars. " * 200

    assert not worth_parsing(Document(text=sport))
    assert worth_parsing(Document(text=sport + war))


def test_speed() -> None:
    reports = [document.text for name in SHIPPED for document in documents(GOLD, name)]
    texts = [(text * 4)[:2_000] for text in islice(cycle(reports), PER_SECOND)]
    shows_violence(texts[0])
    started = time.process_time()
    for text in texts:
        shows_violence(text)

    assert time.process_time() - started < 1
