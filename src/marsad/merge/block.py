"""Which accounts are worth comparing: those of one neighbourhood, time and family.

Places are put into cubes of space as wide as the reach of the comparison, so that neighbours of any latitude lie in the
same cube or in one beside it; areas are found by their ids among the parents of what lies in them.
"""

import math
from collections.abc import Iterable, Iterator
from itertools import product

from marsad.merge.account import Account
from marsad.merge.findings import EARTH, REACH, is_area
from marsad.model import Place, Precision

SLACK = 1  # days by which reports may err
LONGEST = 31  # days: who tells of a longer time tells of no one happening

Cube = tuple[int, int, int]
_STEPS = tuple(product((-1, 0, 1), repeat=3))


Key = tuple[str, str, object, int]
"""How accounts are filed: family, kind of key, cube or area or name, day."""


class Index:
    """Accounts by place and day: grows one account at a time, and finds those near an account."""

    def __init__(self) -> None:
        self._filed: dict[Key, list[Account]] = {}

    def add(self, account: Account) -> None:
        """File `account`, which must be `comparable`, under each of its days."""
        for key in filed(account):
            self._filed.setdefault(key, []).append(account)

    def remove(self, account: Account) -> None:
        """Take `account` out again."""
        for key in filed(account):
            self._filed[key].remove(account)

    def near(self, account: Account) -> list[Account]:
        """The accounts filed in the neighbourhood of `account`, by id; among them itself if it was filed."""
        found: dict[str, Account] = {}
        for key in around(account):
            for other in self._filed.get(key, ()):
                found[other.id] = other
        return [found[each] for each in sorted(found)]


def filed(account: Account) -> Iterator[Key]:
    """Yield the keys under which an account is filed: where it lies, on each of its days."""
    return _keys(account, _own(account), 0)


def around(account: Account) -> Iterator[Key]:
    """Yield the keys under which those accounts are filed that are worth comparing with this one."""
    return _keys(account, _around(account), SLACK)


def _keys(account: Account, places: Iterable[tuple[str, object]], slack: int) -> Iterator[Key]:
    if account.start is None or account.end is None:
        return
    days = range(account.start - slack, account.end + slack + 1)
    for (kind, where), day in product(places, days):
        yield account.family, kind, where, day


def _own(account: Account) -> Iterator[tuple[str, object]]:
    """Yield where an account lies: its cube, or itself as an area; the areas around it; its words."""
    yield from _words(account)
    if place := _narrow(account):
        if cube := _cube(place):
            yield "cube", cube
        if is_area(place):
            yield "area", place.id
        yield from (("inside", parent) for parent in place.parents)


def _around(account: Account) -> Iterator[tuple[str, object]]:
    """Yield where the accounts lie that are worth comparing with this one."""
    yield from _words(account)
    if place := _narrow(account):
        if cube := _cube(place):
            yield from (("cube", tuple(map(sum, zip(cube, step, strict=True)))) for step in _STEPS)
        if is_area(place):
            yield "inside", place.id
        yield from (("area", area) for area in (place.id, *place.parents))


def _words(account: Account) -> Iterator[tuple[str, object]]:
    """Yield names of places that no gazetteer knows, and copied sentences: where words bring accounts together."""
    yield from (("name", name) for name in account.names)
    yield from (("text", text) for text in account.texts)


def _narrow(account: Account) -> Place | None:
    """The place, unless it is a whole country."""
    place = account.place
    return place if place and place.precision < Precision.COUNTRY else None


def comparable(account: Account) -> bool:
    """Whether place and days are known well enough to look for other reports of the same."""
    return account.placed and account.end - account.start < LONGEST  # type: ignore[operator]


def _cube(place: Place) -> Cube | None:
    """The cube in which a place lies, None for areas and for places without coordinates."""
    if is_area(place) or place.latitude is None or place.longitude is None:
        return None
    north, east = math.radians(place.latitude), math.radians(place.longitude)
    sides = (math.cos(north) * math.cos(east), math.cos(north) * math.sin(east), math.sin(north))
    x, y, z = (math.floor(side * EARTH / REACH) for side in sides)
    return x, y, z
