"""Cut a printed name of somebody into words that name, describe, join or say nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.registry import Actors
from marsad.registry.common import is_common
from marsad.registry.fold import Word, words
from marsad.resolve.theatre import Theatre

Found = tuple[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Finder:
    """Finds what words are.

    `find` takes folded words and the same as printed, and gives what they are and the ids or values that they stand
    for; `reach` takes the first of folded words and gives how many may have to be taken together.
    """

    find: Callable[[str, str], Found | None]
    reach: Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Item:
    """Some words of a name: `kind` is what they are ("name", "role", ...), `values` whom they can stand for."""

    kind: str
    values: tuple[str, ...]
    printed: str
    folded: str


def scan(name: str, finder: Finder) -> list[Item]:
    """Return the items of `name` from left to right, of several readings the longest; unknown words are "unknown"."""
    listed = words(name)
    items: list[Item] = []
    at = 0
    while at < len(listed):
        item, at = _longest(listed, at, finder)
        items.append(item)
    items = [_leader(items, index) if item.kind == "leader" else item for index, item in enumerate(items)]
    whole = len(items) == 1 and items[0].kind in ("name", "who", "phrase", "role")
    return [replace(items[0], printed=name.strip())] if whole else items


def _longest(listed: Sequence[Word], at: int, finder: Finder) -> tuple[Item, int]:
    for end in range(min(len(listed), at + finder.reach(listed[at].folded)), at, -1):
        window = listed[at:end]
        folded, printed = " ".join([word.folded for word in window]), " ".join([word.printed for word in window])
        if found := finder.find(folded, printed) or _singular(folded, printed, finder):
            return Item(*found, printed, folded), end
    return Item("unknown", (), listed[at].printed, listed[at].folded), at + 1


def _singular(folded: str, printed: str, finder: Finder) -> Found | None:
    """Look words up without the "s" at their end: apostrophes get lost ("Syrias army")."""
    return finder.find(folded[:-1], printed) if len(folded) > 3 and folded.endswith("s") else None


def _leader(items: Sequence[Item], index: int) -> Item:
    """Return the party that a person leads; part of another's name ("Hadi Abdullah") is a name that nobody knows."""
    item, around = items[index], (*items[max(0, index - 1) : index], *items[index + 1 : index + 2])
    alone = " " in item.folded or not any(is_name(other) for other in around)
    return replace(item, kind="name") if alone else replace(item, kind="unknown", values=())


def is_name(item: Item) -> bool:
    """Whether an item is a word that nobody knows, printed as a name is."""
    return item.kind == "unknown" and item.printed[:1].isupper() and not is_common(item.printed)


def party_finder(actors: Actors, theatre: Theatre, day: date | None) -> Finder:
    """Return a finder of parties, and of the words around them, in a report on the countries of a theatre."""
    countries = tuple(theatre)

    def find(folded: str, printed: str) -> Found | None:
        if actors.phrase(folded, countries[:1], day):  # "Taliban", in Pakistan
            return "phrase", (folded,)
        if named := acting_there(folded, actors.folded(folded, printed=printed)):
            return "name", named
        if actors.phrase(folded, countries, day):
            return "phrase", (folded,)
        return _person_or_word(folded, printed, actors, day)

    def acting_there(folded: str, named: tuple[str, ...]) -> tuple[str, ...]:
        """Return the parties; of those whose name is a word as well, those of the theatre."""
        if not actors.is_word(folded):
            return named
        known = (party for key in named if (party := actors.party(key)))
        return tuple(party.id for party in known if theatre.keys() & party.countries)

    return Finder(find, actors.reach)


def _person_or_word(folded: str, printed: str, actors: Actors, day: date | None) -> Found | None:
    if led := actors.leader(folded, day):
        return "leader", led
    if term := actors.term(folded):
        return term
    if country := actors.nation(folded, printed=printed):
        return "nation", (country,)
    if country := actors.people(folded):
        return "people", (country,)
    country = actors.metonym(folded, printed=printed)
    return ("metonym", (country,)) if country else None


def parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each of several that a name joins."""
    part: list[Item] = []
    for item in items:
        if item.kind == "joining" or item.folded in (",", "/", "&", ";"):
            if part:
                yield part
            part = []
        else:
            part.append(item)
    if part:
        yield part


def without_where(items: Sequence[Item]) -> list[Item]:
    """Return the items up to the words that say where or when ("activists in the city")."""
    for index, item in enumerate(items):
        if item.kind == "ending" and any(known.kind != "neutral" for known in items[:index]):
            return list(items[:index])
    return list(items)
