"""Accounts into groups that tell of one happening each: agglomeration that never joins what contradicts.

Two groups join where every pair across them has been compared, none contradicts, and the mean score is above 0; the
pair of groups with the highest mean goes first (average linkage). Groups therefore do not grow along chains of
accounts of which the first and the last have nothing in common.
"""

import heapq
from collections.abc import Callable, Iterable, Mapping
from typing import Generic, TypeVar

from marsad.merge.account import Account
from marsad.merge.judged import pair

Score = Callable[[Account, Account], float]
Name = TypeVar("Name", str, int)
Edges = Mapping[tuple[str, str], float]
"""Scores above 0 of pairs of accounts, the lesser id first."""


class Forest(Generic[Name]):
    """Groups of names that hang together (union-find). A group is led by its least name."""

    def __init__(self) -> None:
        self._above: dict[Name, Name] = {}

    def lead(self, name: Name) -> Name:
        """The least name of the group of `name`."""
        above = self._above
        while (up := above.get(name, name)) != name:
            above[name] = name = above.get(up, up)
        return name

    def join(self, left: Name, right: Name) -> bool:
        """Put two names into one group; whether they were in two."""
        one, other = sorted((self.lead(left), self.lead(right)))
        self._above[other] = one
        return one != other


def components(names: Iterable[Name], edges: Iterable[tuple[Name, Name]]) -> list[tuple[Name, ...]]:
    """The names that hang together by edges, each group sorted, in the order of their first."""
    forest = Forest[Name]()
    for left, right in edges:
        forest.join(left, right)
    groups: dict[Name, list[Name]] = {}
    for each in sorted(names):
        groups.setdefault(forest.lead(each), []).append(each)
    return [tuple(group) for group in groups.values()]


class _Groups:
    """The groups of one component as they grow. A group is named after its least id."""

    def __init__(self, accounts: Mapping[str, Account], edges: Edges, score: Score) -> None:
        self._accounts = accounts
        self._score = score
        self.members: dict[str, tuple[str, ...]] = {each: (each,) for each in accounts}
        self._sums = dict(edges)
        self._beside: dict[str, set[str]] = {each: set() for each in accounts}
        self._heap: list[tuple[float, str, str, int]] = []
        for (left, right), score_of_pair in edges.items():
            self._beside[left].add(right)
            self._beside[right].add(left)
            self._offer(left, right, score_of_pair)

    def bind(self, left: str, right: str) -> None:
        """Join the groups of two accounts, whatever their score."""
        one, other = sorted(next(name for name, ids in self.members.items() if each in ids) for each in (left, right))
        if one != other:
            self._join(one, other)

    def grow(self) -> None:
        """Join groups until none of the rest should be."""
        while self._heap:
            _, left, right, size = heapq.heappop(self._heap)
            if left in self.members and right in self.members and size == self._size(left, right):
                self._join(left, right)

    def _size(self, left: str, right: str) -> int:
        return len(self.members[left]) + len(self.members[right])

    def _join(self, left: str, right: str) -> None:
        beside = sorted((self._beside.pop(left) | self._beside.pop(right)) - {left, right})
        sums = [self._sum(left, each) + self._sum(right, each) for each in beside]
        self.members[left] = tuple(sorted(self.members[left] + self.members.pop(right)))
        self._beside[left] = set(beside)
        for each, total in zip(beside, sums, strict=True):
            self._beside[each].discard(right)
            self._beside[each].add(left)
            self._offer(left, each, total)

    def _offer(self, left: str, right: str, total: float) -> None:
        """Put the pair of groups up for joining where that would be right."""
        one, other = pair(left, right)
        self._sums[one, other] = total
        mean = total / (len(self.members[one]) * len(self.members[other]))
        if mean > 0:
            heapq.heappush(self._heap, (-mean, one, other, self._size(one, other)))

    def _sum(self, left: str, right: str) -> float:
        """The sum of scores across two groups; found by comparing where nobody did so before."""
        groups = pair(left, right)
        if groups not in self._sums:
            ours, theirs = ([self._accounts[each] for each in self.members[name]] for name in groups)
            self._sums[groups] = sum(self._score(one, other) for one in ours for other in theirs)
        return self._sums[groups]


def cluster(
    accounts: Mapping[str, Account], edges: Edges, score: Score, bound: Iterable[tuple[str, str]] = ()
) -> list[tuple[str, ...]]:
    """The groups of accounts, each sorted, in the order of their first; `bound` pairs are in one group in any case."""
    groups = _Groups(accounts, edges, score)
    for left, right in bound:
        groups.bind(left, right)
    groups.grow()
    return [groups.members[each] for each in sorted(groups.members)]
