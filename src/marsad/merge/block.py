"""Which accounts are worth comparing: those of one neighbourhood, time and family.

Places are put into cubes of space as wide as the reach of the comparison, so that neighbours of any latitude lie in the
same cube or in one beside it; areas are found by their ids among the parents of what lies in them.
"""

import math
from collections import defaultdict
from collections.abc import Iterator
from itertools import product

from marsad.merge.account import Account
from marsad.merge.findings import EARTH, REACH
from marsad.model import Place, Precision

SLACK = 1  # days by which reports may err
LONGEST = 31  # days: who tells of a longer time tells of no one happening

Cube = tuple[int, int, int]
_AROUND = tuple(product((-1, 0, 1), repeat=3))


class Index:
    """Accounts by place and day: grows one account at a time, and finds those near an account."""

    def __init__(self) -> None:
        self._near: dict[tuple[str, Cube, int], list[Account]] = defaultdict(list)
        self._areas: dict[tuple[str, str, int], list[Account]] = defaultdict(list)
        self._inside: dict[tuple[str, str, int], list[Account]] = defaultdict(list)

    def add(self, account: Account) -> None:
        """File `account`, which must be `comparable`, under each of its days."""
        for group in self._filed(account):
            group.append(account)

    def _filed(self, account: Account) -> Iterator[list[Account]]:
        """Yield the groups in which `account` belongs."""
        for day, place in _days(account, 0):
            if cube := _cube(place):
                yield self._near[account.family, cube, day]
            if _is_area(place):
                yield self._areas[account.family, place.id, day]
            for parent in place.parents:
                yield self._inside[account.family, parent, day]

    def remove(self, account: Account) -> None:
        """Take `account` out again."""
        for group in self._filed(account):
            group.remove(account)

    def near(self, account: Account) -> list[Account]:
        """The accounts filed in the neighbourhood of `account`, by id; among them itself if it was filed."""
        found: dict[str, Account] = {}
        for day, place in _days(account, SLACK):
            for group in self._groups(account.family, place, day):
                for other in group:
                    found[other.id] = other
        return [found[each] for each in sorted(found)]

    def _groups(self, family: str, place: Place, day: int) -> Iterator[list[Account]]:
        for cube in _cubes_around(place):
            yield self._near.get((family, cube, day), [])
        for area in (place.id, *place.parents):
            yield self._areas.get((family, area, day), [])
        if _is_area(place):
            yield self._inside.get((family, place.id, day), [])


def comparable(account: Account) -> bool:
    """Whether place and days are known well enough to look for other reports of the same."""
    return account.placed and account.end - account.start < LONGEST  # type: ignore[operator]


def _days(account: Account, slack: int) -> Iterator[tuple[int, Place]]:
    if account.start is not None and account.end is not None and account.place:
        for day in range(account.start - slack, account.end + slack + 1):
            yield day, account.place


def _is_area(place: Place) -> bool:
    return place.precision >= Precision.DISTRICT


def _cube(place: Place) -> Cube | None:
    """The cube in which a place lies, None for areas and for places without coordinates."""
    if _is_area(place) or place.latitude is None or place.longitude is None:
        return None
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    sides = (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))
    x, y, z = (math.floor(side * EARTH / REACH) for side in sides)
    return x, y, z


def _cubes_around(place: Place) -> Iterator[Cube]:
    if cube := _cube(place):
        for x, y, z in _AROUND:
            yield cube[0] + x, cube[1] + y, cube[2] + z
