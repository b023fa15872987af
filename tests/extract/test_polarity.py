"""Every example of ``polarity.yml``, read as a report of its own."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

import marsad
from marsad.extract.parse import parse
from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.draft import Draft, Report
from marsad.lexicon import load
from marsad.model import Document, Polarity

TABLE: dict[str, Any] = load("lexicon/en/polarity.yml")


def entries(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield every entry, at whatever depth."""
    for value in node.values():
        if "words" in value:
            yield value
        else:
            yield from entries(value)


EXAMPLES = [example for entry in entries(TABLE) for example in entry["examples"]]


@cache
def read() -> dict[str, list[Draft]]:
    """Return the drafts of every example, parsed together."""
    documents = [Document(text=example["text"], published=date(2020, 1, 28)) for example in EXAMPLES]
    return {
        document.text: drafts(Report(document, sentences))
        for document, sentences in zip(documents, parse(documents), strict=True)
    }


@pytest.mark.parametrize("example", EXAMPLES, ids=[example["text"] for example in EXAMPLES])
def test_examples(example: dict[str, str]) -> None:
    found = [draft for draft in read()[example["text"]] if draft.kind == example["kind"]]
    assert {draft.polarity.value for draft in found} == {example["polarity"]}


def test_what_made_it_so_is_noted() -> None:
    draft = next(
        draft
        for draft in read()["The army will attack the rebels in Harga, the general said."]
        if draft.kind == "attack"
    )
    assert [reason.because for reason in draft.reasons if reason.slot == "polarity"] == ['"will"']


def test_what_a_semicolon_parts_is_denied_apart() -> None:
    text = "Officials said shelling of Korvan killed nine people; the army denied targeting civilians."
    (claim,) = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    assert claim.polarity is Polarity.ASSERTED
    assert claim.source is not None
    assert claim.source.name == "Officials"
