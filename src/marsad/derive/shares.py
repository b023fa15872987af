"""Figures of one event that can be added up: the parties that are told apart, and those that are not."""

from collections.abc import Callable, Iterable

from marsad.derive.bounds import Bounds, either, remainder, total
from marsad.model import Figure

PEOPLE = "person"


def shares(figures: Iterable[Figure], measure: str) -> dict[str | None, Bounds]:
    """Return how many people of each party, and under None of no told party, `measure` counts in one event.

    No two shares count the same people: where a figure for all stands beside figures by party, None holds what it
    leaves beyond them. Their bests therefore add up to `whole`'s; their bounds can only be wider.
    """
    told = _told(figures, measure)
    everybody = told.pop(None, None)
    if everybody is None or not told:
        return told if everybody is None else {None: everybody}
    rest = remainder(everybody, total(told.values()))
    return dict(told) if rest.high == 0 else {**told, None: rest}


def whole(figures: Iterable[Figure], measure: str) -> Bounds | None:
    """Return how many people `measure` counts in one event in all; None where no figure says.

    A figure for all is taken to include the parties that are told apart. Where these come to more, the greater stands.
    """
    told = _told(figures, measure)
    everybody = told.pop(None, None)
    if not told:
        return everybody
    parties = total(told.values())
    return parties if everybody is None else either(everybody, parties)


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
            found.append(compare(measure, everybody, total(told.values())))
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


def _told(figures: Iterable[Figure], measure: str) -> dict[str | None, Bounds]:
    return {
        figure.party: Bounds.of(figure) for figure in figures if figure.measure == measure and figure.unit == PEOPLE
    }
