"""What opens a report before its first sentence is left out."""

import pytest

from marsad.extract.segment import dateline, segments
from marsad.lexicon import load

EXAMPLES = load("lexicon/en/dateline.yml")["examples"]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example["text"])
def test_datelines(example: dict[str, str]) -> None:
    assert example["text"][dateline(example["text"]) :] == example["rest"]


def test_only_the_first_bare_name_with_a_dash_is_a_dateline() -> None:
    text = "KONGA - Two soldiers died.\n\nHARGA - Gunmen killed a lawyer."
    parsed = [segment.parsed for segment in segments(text)]
    assert parsed == ["Two soldiers died.", "HARGA - Gunmen killed a lawyer."]
