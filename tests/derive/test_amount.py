import pytest

from marsad.derive.amount import CONVENTIONS, amount, vague
from marsad.derive.bounds import Bounds
from marsad.lexicon import load
from warring import figure_of


@pytest.mark.parametrize(("words", "bounds"), load(CONVENTIONS)["examples"].items())
def test_vague_words_bound_what_the_conventions_say(words: str, bounds: list[float]) -> None:
    found = vague(words)
    assert ([found.low, found.high] if found else []) == bounds
    assert found is None or found.best is None


@pytest.mark.parametrize(
    ("printed", "bounds"),
    [
        ("12", Bounds(12, 12, 12)),
        ("~12", Bounds(12, 12, 12)),
        (">=12", Bounds(12, 12, None)),
        ("<=12", Bounds(None, None, 12)),
        ("10-15", Bounds(10, 12, 15)),
        ("40000-60000", Bounds(40000, 50000, 60000)),
        ("0", Bounds(0, 0, 0)),
    ],
)
def test_hedges_say_which_bounds_are_stated(printed: str, bounds: Bounds) -> None:
    assert amount(figure_of(printed)) == bounds


def test_words_without_a_magnitude_bound_nothing() -> None:
    assert amount(figure_of("several")) is None
