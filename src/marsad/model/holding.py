"""Who holds a place, from when to when, and who says so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.event import Origin
from marsad.model.place import Place


class Status(StrEnum):
    """How sure a holding is."""

    HELD = "held"  # agreed by opposed sources, admitted by the loser, or told by two independent origins
    CLAIMED = "claimed"  # only the holder's side says so
    CONTESTED = "contested"  # fighting, partial entry, or opposed claims that stand together
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """What was said of one place over a span of days (inclusive), until later word overrides it.

    `parties` are ids of the holder, or of those who contest it; empty where unknown. `end` is None while nothing has
    overridden it. `last_word` is the last day of which any claim speaks. A province's holding says nothing of its
    towns.
    """

    place: Place
    status: Status
    start: date
    end: date | None = None
    parties: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    claim_ids: tuple[str, ...] = ()
    last_word: date | None = None
    because: str = ""

    def age(self, day: date) -> int | None:
        """Days from the last word to `day`; None where there was none."""
        return (day - self.last_word).days if self.last_word else None
