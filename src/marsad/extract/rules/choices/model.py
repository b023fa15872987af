"""A linear choice among candidates: the sum of weights that anybody can read in ``data/weights``.

Each option carries the names of what speaks for or against it; the option with the highest sum wins. Weights are
trained by ``scripts/train.py`` as a conditional logit (McFadden 1974); a feature without a weight counts nothing.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.resources import files
from itertools import repeat
from math import exp
from typing import Generic, NamedTuple, TypeVar

Features = tuple[str, ...]
T = TypeVar("T")


class Option(NamedTuple, Generic[T]):
    """A candidate for a slot: what it would put there, what speaks for it, and the reason in words."""

    value: T
    features: Features
    why: str = ""


Weights = dict[str, dict[str, float]]
_tables: Weights = {}


def weights(slot: str) -> dict[str, float]:
    """The trained weights of a slot, read once; none where it has not been trained."""
    if slot not in _tables:
        path = files("marsad") / "data" / "weights" / f"{slot}.json"
        _tables[slot] = dict(json.loads(path.read_text("utf-8"))) if path.is_file() else {}
    return _tables[slot]


@contextmanager
def using(tables: Weights) -> Iterator[None]:
    """Weigh with other weights than the shipped ones, as cross-validation must."""
    shipped = dict(_tables)
    _tables.clear()
    _tables.update(tables)
    try:
        yield
    finally:
        _tables.clear()
        _tables.update(shipped)


def score(slot: str, features: Features) -> float:
    """The sum of the features' weights."""
    return sum(map(weights(slot).get, features, repeat(0.0)))


def scores(slot: str, options: Sequence[Option[T]]) -> list[float]:
    """The score of each option."""
    return [score(slot, option.features) for option in options]


def chances(scores: list[float]) -> list[float]:
    """How likely each option is the right one, by the options' scores; they sum to 1."""
    highest = max(scores)
    raised = [exp(one - highest) for one in scores]
    total = sum(raised)
    return [one / total for one in raised]


def probability(slot: str, features: Features) -> float:
    """For yes-or-no slots: how likely the answer is yes, 0 to 1."""
    value = score(slot, features)
    return 1 / (1 + exp(-value)) if value > -50 else 0.0
