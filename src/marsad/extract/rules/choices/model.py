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


Weights = dict[str, dict[str, float]]
_tables: Weights = {}
_DIGITS = 9  # of a score that count


class Group:
    """Features that come together, each once: worded once, as they come again and again, and weighed once."""

    __slots__ = ("_weighed", "names")

    def __init__(self, *names: str) -> None:
        self.names: Features = tuple(dict.fromkeys(names))
        self._weighed: dict[str, _Weighed] = {}

    def weighed(self, slot: str, table: dict[str, float]) -> "_Weighed":
        """The features that have a weight in the slot's table, and their sum."""
        found = self._weighed.get(slot)
        if found is None or found.table is not table:
            each = {name: table[name] for name in self.names if name in table}
            found = self._weighed[slot] = _Weighed(table, each, sum(each.values()))
        return found


class _Weighed(NamedTuple):
    table: dict[str, float]
    each: dict[str, float]
    total: float


class Option(NamedTuple, Generic[T]):
    """A candidate for a slot: what it would put there, what speaks for it, and the reason in words.

    No feature is in two of its `groups`. Those `told` of it, several of one sort, may share some, which count once.
    """

    value: T
    groups: Sequence[Group]
    why: str = ""
    told: Sequence[Group] = ()

    @property
    def features(self) -> Features:
        """Everything that speaks for it or against it."""
        several = dict.fromkeys(name for group in self.told for name in group.names)
        return (*(name for group in self.groups for name in group.names), *several)


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
    """The score of each option: the sum of its features' weights, rounded so that equals are equal however added up."""
    table = weights(slot)
    return [
        round(sum(group.weighed(slot, table).total for group in one.groups) + _several(slot, table, one.told), _DIGITS)
        for one in options
    ]


def _several(slot: str, table: dict[str, float], groups: Sequence[Group]) -> float:
    """The sum of the weights of what these groups hold, each feature once."""
    each: dict[str, float] = {}
    for group in groups:
        each.update(group.weighed(slot, table).each)
    return sum(each.values())


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
