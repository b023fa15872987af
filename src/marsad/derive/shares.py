"""Figures of one event that can be added up: the parties that are told apart, and those that are not."""

import math
from collections.abc import Callable, Iterable

from marsad.derive.bounds import Bounds, either, remainder, total
from marsad.derive.sides import JOINT
from marsad.model import Figure

PEOPLE = "person"
Told = dict[str | None, Bounds]
"""How many of each party are told of, under None of all."""


def shares(figures: Iterable[Figure], measure: str) -> Told:
    """Return how many people of each party, and under None of no told party, `measure` counts in one event.

    No two shares count the same people: where a figure for several parties, or for all, stands beside figures for some
    of them, it holds what it leaves beyond these. The bests add up to `whole`'s.
    """
    told = _told(figures, measure)
    parts: Told = {}
    for party in sorted(told, key=_width):
        covered = [bounds for other, bounds in parts.items() if _covers(party, other)]
        rest = remainder(told[party], total(covered)) if covered else told[party]
        if not covered or (rest.best != 0 and rest.high != 0):
            parts[party] = rest
    return parts


def whole(figures: Iterable[Figure], measure: str) -> Bounds | None:
    """Return how many people `measure` counts in one event in all; None where no figure says.

    A figure for all is taken to include the parties that are told apart, and one for several parties each of them.
    Where these come to more, the greater stands.
    """
    told = _told(figures, measure)
    everybody = told.pop(None, None)
    if not told:
        return everybody
    parties = _together(told)
    return parties if everybody is None else either(everybody, parties)


def _together(told: Told) -> Bounds:
    """Return the sum over parties, of which some may be told of together and one by one."""
    left = dict(told)
    sums = []
    for party in sorted(told, key=_width, reverse=True):
        if party in left:
            covered = [left.pop(other) for other in list(left) if other != party and _covers(party, other)]
            own = left.pop(party)
            sums.append(either(own, total(covered)) if covered else own)
    return total(sums)


def _width(party: str | None) -> tuple[float, str]:
    """Sort parties before what joins them, and all people last."""
    return (party.count(JOINT), party) if party is not None else (math.inf, "")


def _covers(wide: str | None, narrow: str | None) -> bool:
    return wide is None or (narrow is not None and set(narrow.split(JOINT)) < set(wide.split(JOINT)))


def mismatches(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return, a sentence each, where figures by party do not come to what is told in all. Neither is changed."""
    given = list(figures)
    return excesses(given) + _each(given, _shortfall)


def excesses(figures: Iterable[Figure]) -> tuple[str, ...]:
    """Return, a sentence each, where parties come to more than is told in all, which cannot be."""
    return _each(list(figures), _excess)


def _each(figures: list[Figure], compare: Callable[[str, Bounds, Bounds], str]) -> tuple[str, ...]:
    found = []
    for measure in dict.fromkeys(figure.measure for figure in figures):
        told = _told(figures, measure)
        everybody = told.pop(None, None)
        if everybody and told:
            found.append(compare(measure, everybody, _together(told)))
    return tuple(filter(None, found))


def _excess(measure: str, everybody: Bounds, parties: Bounds) -> str:
    if everybody.high is None or parties.low is None or parties.low <= everybody.high:
        return ""
    return f"{measure}: the parties come to {parties.low:,.15g} or more, but {everybody.high:,.15g} are told in all"


def _shortfall(measure: str, everybody: Bounds, parties: Bounds) -> str:
    if everybody.low is None or parties.high is None or parties.high >= everybody.low:
        return ""
    rest = everybody.low - parties.high
    return f"{measure}: of {everybody.low:,.15g} told in all, {rest:,.15g} are of no told party"


def _told(figures: Iterable[Figure], measure: str) -> Told:
    return {
        figure.party: Bounds.of(figure) for figure in figures if figure.measure == measure and figure.unit == PEOPLE
    }
