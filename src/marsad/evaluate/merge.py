"""How well groups of reports agree with groups that people made: pairwise and B-cubed, never one alone."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeVar

Item = TypeVar("Item")
Groups = Mapping[Item, str]
"""Items, each with the name of its group."""


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, 0 to 1; 1 where there is nothing to be wrong about."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Their harmonic mean."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


def pairwise(gold: Groups[Item], found: Groups[Item]) -> Agreement:
    """Agreement on which pairs of the items of `gold`, all of which are in `found`, belong together."""
    both = _pairs(Counter((gold[item], found[item]) for item in gold))
    return Agreement(
        _share(both, _pairs(Counter(found[item] for item in gold))), _share(both, _pairs(Counter(gold.values())))
    )


def b_cubed(gold: Groups[Item], found: Groups[Item]) -> Agreement:
    """Agreement on the company of each item (Bagga and Baldwin 1998): the mean share of it that is right, and found."""
    shared = Counter((gold[item], found[item]) for item in gold)
    theirs, ours = Counter(gold.values()), Counter(found[item] for item in gold)
    precision = sum(count * count / ours[name] for (_, name), count in shared.items())
    recall = sum(count * count / theirs[name] for (name, _), count in shared.items())
    return Agreement(_share(precision, len(gold)), _share(recall, len(gold)))


def _pairs(sizes: Mapping[object, int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes.values())


def _share(part: float, whole: float) -> float:
    return part / whole if whole else 1.0
