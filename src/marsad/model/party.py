"""Who: parties to a conflict and those who speak of it, with an identity."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """A state, force, group or class of people of `data/actors/`.

    `id` is a short English slug that never changes. `kind` is a word of the registry ("state", "army", "police",
    "armed-group", "coalition", "civilians", ...). `parent` is the party that it belongs to or fights under, `side` the
    conflict's side it is on ("government", "opposition", ...: never a judgement). `first` and `last` bound when it
    existed. `countries` are ISO codes of where it acts.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    parent: str | None = None
    side: str | None = None
    countries: tuple[str, ...] = ()
    first: date | None = None
    last: date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """A monitor, agency, ministry, outlet or body of `data/sources/` that reports speak through.

    `aligned` is the id of the party whose voice it is, None where it is nobody's or not known. `copies` are ids of
    speakers whose words it is known to carry.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    aligned: str | None = None
    copies: tuple[str, ...] = ()
