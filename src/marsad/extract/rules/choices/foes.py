"""Who fights whom in a report, counted once, whichever fact asks."""

from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from marsad.extract.rules.draft import Draft
from marsad.extract.rules.parties import alike
from marsad.model import Mention

_OFTEN = 3  # enemies of one party that are offered


class Foe(NamedTuple):
    """One party, its enemy, and the fact that tells it."""

    one: Mention
    enemy: Mention
    by: Draft


class Foes:
    """The fights of a report, each told from both sides."""

    def __init__(self, fights: Iterable[tuple[Mention, Mention, Draft]]) -> None:
        self._all = [foe for one, two, by in fights for foe in (Foe(one, two, by), Foe(two, one, by))]
        self._of: dict[str, list[Foe]] = {}
        self._tallies: dict[str, _Tally] = {}
        self.most_fought = self._most_fought()

    def _most_fought(self) -> str:
        """The party that the report has hit most; none is the empty name."""
        counts = Counter(foe.enemy.name for foe in self._all if foe.enemy is foe.by.target)
        return counts.most_common(1)[0][0] if counts else ""

    def of(self, name: str, besides: Draft) -> list[tuple[Mention, int]]:
        """Whom a party fights in other facts than this one, and how often; the most often fought first."""
        if name not in self._tallies:
            self._of[name] = [foe for foe in self._all if _against(foe, name)]
            self._tallies[name] = _Tally(self._of[name])
        tally = self._tallies[name]
        if tally.rests_on(besides):
            tally = _Tally([foe for foe in self._of[name] if foe.by is not besides])
        return tally.without(besides)


class _Tally:
    """How often each enemy is fought; alike names count under the first of them."""

    def __init__(self, foes: list[Foe]) -> None:
        self._first: dict[str, Foe] = {}
        self._names: dict[str, str] = {}
        self._counts: Counter[str] = Counter()
        self._told: dict[int, Counter[str]] = {}
        for foe in foes:
            self._count(foe)

    def _count(self, foe: Foe) -> None:
        name = foe.enemy.name
        if name not in self._names:
            self._names[name] = next((first for first in self._first if alike(first, name)), name)
        counted = self._names[name]
        self._first.setdefault(counted, foe)
        self._counts[counted] += 1
        self._told.setdefault(id(foe.by), Counter())[counted] += 1

    def rests_on(self, fact: Draft) -> bool:
        """Whether the fact is the first to tell of an enemy, so that the names would be others without it."""
        return any(self._first[name].by is fact for name in self._told.get(id(fact), ()))

    def without(self, fact: Draft) -> list[tuple[Mention, int]]:
        """The enemies fought most often in all facts but this one."""
        told = self._told.get(id(fact))
        counts = self._counts - told if told else self._counts
        return [(self._first[name].enemy, times) for name, times in counts.most_common(_OFTEN)]


def _against(foe: Foe, name: str) -> bool:
    return alike(foe.one.name, name) and not alike(foe.enemy.name, name)
