from typing import Any

import pytest

from marsad.lexicon import load
from marsad.merge import families
from marsad.merge.families import FILE
from marsad.model.edits import KINDS


@pytest.mark.parametrize("example", load(FILE)["examples"], ids=lambda example: f"{example['left']}-{example['right']}")
def test_methods_that_reports_take_for_one_another(example: dict[str, Any]) -> None:
    assert families.compatible(example["left"], example["right"]) is example["compatible"]
    assert families.compatible(example["right"], example["left"]) is example["compatible"]


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_in_one_family(kind: str) -> None:
    assert sum(kind in kinds for kinds in load(FILE)["families"].values()) == 1


def test_a_kind_of_its_own_is_a_family_of_its_own() -> None:
    assert families.family("parade") == "parade"


def test_silent_methods_say_nothing() -> None:
    assert not families.telling(None)
    assert not families.telling("other")
    assert families.telling("airstrike")
