"""A linear choice among candidates: the sum of weights that anybody can read in ``data/weights``.

Each option carries the names of what speaks for or against it; the option with the highest sum wins. Weights are
trained by ``scripts/train.py`` as a conditional logit (McFadden 1974); a feature without a weight counts nothing.
"""

import json
from collections.abc import Callable, Iterator, Sequence
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
_REMEMBERED = 1 << 17  # groups whose weight is kept, after which all are forgotten


class Group:
    """Features that come together, each once: worded once, as they come again and again, and weighed once."""

    __slots__ = ("names",)

    def __init__(self, *names: str) -> None:
        self.names: Features = tuple(dict.fromkeys(names))


class _Remembered(dict[Group, T]):
    """What is worked out of a group when it is first asked for, and only looked up from then on."""

    def __init__(self, work_out: Callable[[Group], T]) -> None:
        self._work_out = work_out

    def __missing__(self, group: Group) -> T:
        if len(self) > _REMEMBERED:
            self.clear()
        found = self[group] = self._work_out(group)
        return found


class _Scale:
    """Weighs groups for one slot: what each of its features adds that has a weight, and what they add together."""

    def __init__(self, table: dict[str, float]) -> None:
        self.each = _Remembered(lambda group: {name: table[name] for name in group.names if name in table})
        self.total = _Remembered(lambda group: sum(self.each[group].values()))

    def several(self, groups: Sequence[Group]) -> float:
        """The sum of the weights of what these groups hold, each feature once."""
        if len(groups) < 2:
            return self.total[groups[0]] if groups else 0.0
        each: dict[str, float] = {}
        for group in groups:
            each.update(self.each[group])
        return sum(each.values())


_scales: dict[str, _Scale] = {}


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
    _replace(tables)
    try:
        yield
    finally:
        _replace(shipped)


def _replace(tables: Weights) -> None:
    _tables.clear()
    _tables.update(tables)
    _scales.clear()


def score(slot: str, features: Features) -> float:
    """The sum of the features' weights."""
    return sum(map(weights(slot).get, features, repeat(0.0)))


def scores(slot: str, options: Sequence[Option[T]]) -> list[float]:
    """The score of each option: the sum of its features' weights, rounded so that equals are equal however added up."""
    if slot not in _scales:
        _scales[slot] = _Scale(weights(slot))
    total, several = _scales[slot].total, _scales[slot].several
    return [round(sum(map(total.__getitem__, one.groups)) + several(one.told), _DIGITS) for one in options]


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
