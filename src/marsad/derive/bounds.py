"""Figures added and subtracted: bounds add, unknown absorbs, and unknown is never zero."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from marsad.model import Figure


class Bounds(NamedTuple):
    """Least, best and most. None is unknown; an unknown `high` is open."""

    low: float | None = None
    best: float | None = None
    high: float | None = None

    @classmethod
    def of(cls, figure: Figure) -> "Bounds":
        """Return the bounds of a figure."""
        return cls(figure.low, figure.best, figure.high)

    @property
    def known(self) -> bool:
        """Whether anything is known."""
        return self != UNKNOWN

    @property
    def stated(self) -> float | None:
        """The best, or the least where no best is known: what can be said at all."""
        return self.low if self.best is None else self.best


UNKNOWN = Bounds()


def total(parts: Iterable[Bounds]) -> Bounds:
    """Return the sum of counts of different people.

    An unknown best or high makes that of the sum unknown. The lows that are known add up to a floor, for no count is
    below zero; where none is known, neither is the sum's, and no parts have an unknown sum.
    """
    added = list(parts)
    if not added:
        return UNKNOWN
    return Bounds(
        known_sum(part.low for part in added),
        _strict([part.best for part in added]),
        _strict([part.high for part in added]),
    )


def known_sum(values: Iterable[float | None]) -> float | None:
    """Return the sum of those values that are known, None where none is."""
    known = [value for value in values if value is not None]
    return sum(known) if known else None


def remainder(whole: Bounds, part: Bounds) -> Bounds:
    """Return what `whole` leaves beyond `part` of it: how many are in neither of the parties that are told apart."""
    return Bounds(
        _beyond(whole.low, part.high) if part.high is not None else None,
        _beyond(whole.best, part.best),
        _beyond(whole.high, part.low),
    )


def either(whole: Bounds, parts: Bounds) -> Bounds:
    """Return the bounds of a count that is told in all and by parts, of which neither is forced on the other."""
    return Bounds(
        max((each for each in (whole.low, parts.low) if each is not None), default=None),
        max((each for each in (whole.best, parts.best) if each is not None), default=None),
        top((whole, parts)),
    )


def top(told: Iterable[Bounds]) -> float | None:
    """Return the greatest of several accounts of one count; None where a floor is above what anybody caps."""
    accounts = list(told)
    ceiling = max((each.high for each in accounts if each.high is not None), default=None)
    floor = max((each.low for each in accounts if each.high is None and each.low is not None), default=None)
    return None if floor is not None and ceiling is not None and floor > ceiling else ceiling


def _strict(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) if len(known) == len(values) else None


def _beyond(whole: float | None, part: float | None) -> float | None:
    if whole is None or part is None:
        return None
    return max(0.0, whole - part)
