"""Every example of the frames' files, read as a report of its own: the drafts that come out before choices are made."""

from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from marsad.extract.parse import parse
from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.frames import FILES, all_frames
from marsad.lexicon import load
from marsad.model import Document


def groups() -> Iterator[dict[str, Any]]:
    """Yield what is said of each kind."""
    for name in FILES:
        table = load(f"lexicon/en/frames/{name}.yml")
        yield from table.get("groups", [table])


EXAMPLES = [
    (group["kind"], example["text"], example["gives"])
    for group in groups()
    for rule in group["frames"]
    for example in rule["examples"]
]
NONE = [(group["kind"], text) for group in groups() for text in group["none"]]


@cache
def read() -> dict[str, list[Draft]]:
    """Return the drafts of every example, parsed together."""
    texts = list(dict.fromkeys([text for _, text, _ in EXAMPLES] + [text for _, text in NONE]))
    documents = [Document(text=text, published=date(2020, 1, 28)) for text in texts]
    return {
        document.text: drafts(Report(document, sentences))
        for document, sentences in zip(documents, parse(documents), strict=True)
    }


def field(draft: Draft, name: str) -> Any:
    """Return a field of a draft as the examples write it; its place is chosen later, from what its clause holds."""
    if name == "place":
        roles = [word.text for item in draft.finding.role("place") for word in item.subtree()]
        return " ".join(
            [*roles, *(word.text for word in draft.sentence.tokens if draft.start <= word.start < draft.end)]
        )
    if name in ("actor", "target"):
        mention = getattr(draft, name)
        return mention.name if mention else None
    if name in ("number", "qualifier", "unit"):
        figure = draft.quantity
        return figure and {"number": figure.value, "qualifier": figure.hedge.value, "unit": figure.unit}[name]
    return draft.polarity.value if name == "polarity" else getattr(draft, name)


def agrees(draft: Draft, gives: dict[str, Any]) -> bool:
    """Whether the draft says what the example gives; of names and places, that they hold the words."""
    for name, wanted in gives.items():
        found = field(draft, name)
        loose = name in ("actor", "target", "place") and wanted is not None
        if not ((loose and found and wanted.lower() in found.lower()) or found == wanted):
            return False
    return True


@pytest.mark.parametrize(("kind", "text", "gives"), EXAMPLES, ids=[f"{kind}: {text}" for kind, text, _ in EXAMPLES])
def test_examples_of_the_frames(kind: str, text: str, gives: dict[str, Any]) -> None:
    made = [draft for draft in read()[text] if draft.kind == kind]
    found = [{name: field(draft, name) for name in gives} for draft in made]
    assert any(agrees(draft, gives) for draft in made), found


@pytest.mark.parametrize(("kind", "text"), NONE, ids=[f"no {kind}: {text}" for kind, text in NONE])
def test_what_only_sounds_like_a_fact_of_the_kind(kind: str, text: str) -> None:
    assert [draft.finding.trigger.text for draft in read()[text] if draft.kind == kind] == []


def test_every_frame_has_examples() -> None:
    assert all(rule["examples"] for group in groups() for rule in group["frames"])


def test_requirements_are_of_words_that_the_frame_lists() -> None:
    for frame in all_frames():
        listed = frame.rule[frame.part]
        assert set(frame.rule.get("requires", {})) <= set(listed), listed
