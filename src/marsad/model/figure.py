"""How many: bounds with what they rest on, and sums of them. None is unknown, which is never zero."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.event import Aside


class Policy(StrEnum):
    """How `best` is chosen among the figures of independent origins."""

    CONSERVATIVE = "conservative"  # the smallest figure of the best-corroborated origins, as ACLED does
    CENTRAL = "central"  # the median of origins
    LATEST = "latest"  # the most recent of the most independent origin
    ADMITTED = "admitted"  # the party's own figure for its own losses, where there is one


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measure of one event or toll, for one party.

    `measure` is the kind of the claims ("killed", ...), `unit` what is counted, `party` the id of the party whose
    they are, None where no claim says. `open_top` is True where the highest figure is a floor ("at least 12") that
    nobody caps: `high` then is None. `rule` says in words how `best` came about; `used` are ids of the live claims,
    `set_aside` those that do not count, with reasons.
    """

    measure: str
    party: str | None = None
    low: float | None = None
    best: float | None = None
    high: float | None = None
    open_top: bool = False
    unit: str = "person"
    policy: Policy = Policy.CENTRAL
    rule: str = ""
    used: tuple[str, ...] = ()
    set_aside: tuple[Aside, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One cell of a tally: events that share a key, summed; tolls beside them, never added.

    `key` names the cell's side of each dimension, in the order asked for (("place", "geonames:172057"), ("month",
    "2016-07")). `counted` are events with a figure, `without_figure` events that have none and make the sum a floor,
    `crossing` those whose span leaves the window (counted where they start), `set_aside` what does not count. `stated`
    is the sum of what each event states, its best or else its low: the figure's best where every event has one.
    """

    key: tuple[tuple[str, str], ...]
    figure: Figure
    stated: float | None = None
    counted: tuple[str, ...] = ()
    without_figure: tuple[str, ...] = ()
    crossing: tuple[str, ...] = ()
    toll_ids: tuple[str, ...] = ()
    set_aside: tuple[Aside, ...] = ()
    start: date | None = None
    end: date | None = None
