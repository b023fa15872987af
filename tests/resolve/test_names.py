"""The names that the labelled reports print, against what a person took them to stand for."""

import csv
import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from functools import cache
from itertools import zip_longest
from pathlib import Path

import pytest

from marsad import Document
from marsad.registry import registry
from marsad.resolve.parties import resolve_parties
from marsad.resolve.speakers import resolve_speakers
from marsad.resolve.theatre import theatre_of
from naming import claim

HERE = Path(__file__).parent
GOLD = HERE.parent / "gold"
RIGHT = {"actor": 0.92, "target": 0.92, "source": 0.92, "via": 0.95}  # of the names in each slot; the bar is 0.90


@cache
def documents() -> dict[str, Document]:
    texts = (file.read_text("utf-8") for file in sorted(GOLD.glob("*.docs.jsonl")))
    rows = (json.loads(line) for text in texts for line in text.split("\n") if line)
    return {
        row["id"]: Document(
            text=row["text"],
            id=row["id"],
            title=row.get("title", ""),
            outlet=row.get("outlet", ""),
            published=date.fromisoformat(row["published"]) if row.get("published") else None,
        )
        for row in rows
    }


@cache
def labelled() -> dict[str, list[dict[str, str]]]:
    """Return the labelled names by document."""
    found: defaultdict[str, list[dict[str, str]]] = defaultdict(list)
    with (HERE / "names.tsv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            found[row["document"]].append(row)
    return found


def answers(slot: str) -> Iterator[tuple[str, str, str]]:
    """Yield name, label and answer for each name in a slot; the theatre is told from the text alone."""
    for key, rows in labelled().items():
        document = documents()[key]
        claims = [claim(document.text, **{row["slot"]: row["name"]}) for row in rows]
        found = [*resolve_parties(document, claims, theatre_of(document)), *resolve_speakers(document, claims)]
        asked = (row for row in rows if row["slot"] == slot)  # resolutions come in the order of claims
        answered = (resolution.entities for resolution in found if resolution.slot == slot)
        for row, entities in zip(asked, answered, strict=True):
            yield row["name"], row["stands_for"], "+".join(entities).replace(key, "DOC")


def within(answer: str, label: str) -> bool:
    """Whether each answer is the party of the label, or belongs to it: a state's air force for the state."""
    above = registry().actors.above
    pairs = list(zip_longest(answer.split("+"), label.split("+"), fillvalue="?"))
    return all(right in (given, *above(given)) for given, right in pairs)


@pytest.mark.parametrize("slot", list(RIGHT))
def test_names_stand_for_what_a_person_says(slot: str) -> None:
    found = list(answers(slot))
    wrong = [(name, answer, label) for name, label, answer in found if not within(answer, label)]
    right = 1 - len(wrong) / len(found)
    print(f"{slot}: {right:.3f} of {len(found)} names")  # noqa: T201 - shown with pytest -rP
    assert right >= RIGHT[slot], wrong
