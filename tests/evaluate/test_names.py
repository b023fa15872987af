import pytest

from marsad import lexicon
from marsad.evaluate.names import same_name

EXAMPLES = [pair for entry in lexicon.load("evaluation.yml")["one_name"] for pair in entry["examples"]]


@pytest.mark.parametrize(("one", "other"), EXAMPLES)
def test_each_entrys_examples_are_one_body(one: str, other: str) -> None:
    assert same_name(one, other)
    assert same_name(other, one)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (None, None, True),
        (None, "", True),
        ("rebels", None, False),
        ("the rebels", "Rebel", True),
        ("RSF", "Rapid Support Forces", True),
        ("Rapid Support Forces", "RSF fighters", True),
        ("Ta'iz", "Taiz", True),
        ("Syrian army", "Syria", True),
        ("Sudanese army", "Sudanese police", False),
        ("Sudan", "Sudanese police", True),
        ("حماس", "حماس", True),
        ("حماس", "فتح", False),
        ("the", "The", True),
    ],
)
def test_names(one: str | None, other: str | None, same: bool) -> None:
    assert same_name(one, other) is same
