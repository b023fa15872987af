"""A linear choice among candidates: the sum of weights that anybody can read in ``data/weights``.

Each option carries the names of what speaks for or against it; the option with the highest sum wins. Weights are
trained by ``scripts/train.py`` as a conditional logit (McFadden 1974); a feature without a weight counts nothing.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from math import exp
from typing import Generic, TypeVar

Features = tuple[str, ...]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Option(Generic[T]):
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
    weight = weights(slot).get
    return sum([weight(name, 0.0) for name in features])


def choose(slot: str, options: Sequence[Option[T]]) -> Option[T]:
    """The option with the highest score, the first of equals."""
    return max(options, key=lambda option: score(slot, option.features))


def chances(slot: str, options: Sequence[Option[T]]) -> list[float]:
    """How likely each option is the right one; they sum to 1."""
    scores = [score(slot, option.features) for option in options]
    raised = [exp(one - max(scores)) for one in scores]
    return [one / sum(raised) for one in raised]


def probability(slot: str, features: Features) -> float:
    """For yes-or-no slots: how likely the answer is yes, 0 to 1."""
    value = score(slot, features)
    return 1 / (1 + exp(-value)) if value > -50 else 0.0
