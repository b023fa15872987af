"""Cut a printed name of somebody into words that name, describe, join or say nothing."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.registry import Actors
from marsad.registry.fold import Word, words

LONGEST = 10  # words of a name in the registries

Found = tuple[str, tuple[str, ...]]
Finder = Callable[[str, str], Found | None]
"""Takes folded words and the same as printed; gives what they are and the ids or values they stand for."""


@dataclass(frozen=True, slots=True)
class Item:
    """Some words of a name: `kind` is what they are ("name", "role", "nation", ...), `values` whom they can stand for."""

    kind: str
    values: tuple[str, ...]
    printed: str
    folded: str


def scan(name: str, find: Finder) -> list[Item]:
    """Return the items of `name` from left to right, of several readings the longest; unknown words are "unknown"."""
    listed = words(name)
    items: list[Item] = []
    at = 0
    while at < len(listed):
        item, at = _longest(listed, at, find)
        items.append(item)
    return items


def _longest(listed: Sequence[Word], at: int, find: Finder) -> tuple[Item, int]:
    for end in range(min(len(listed), at + LONGEST), at, -1):
        window = listed[at:end]
        folded, printed = " ".join(word.folded for word in window), " ".join(word.printed for word in window)
        # Apostrophes get lost: "Syrias army". A name that ends in "s" itself is found first.
        found = find(folded, printed) or (find(folded[:-1], printed) if len(folded) > 4 and folded.endswith("s") else None)  # noqa: E501
        if found:
            return Item(*found, printed, folded), end
    return Item("unknown", (), listed[at].printed, listed[at].folded), at + 1


def party_finder(actors: Actors, countries: Sequence[str], day: date | None) -> Finder:
    """Return a finder of parties, and of the words around them, in a report on `countries`."""

    def find(folded: str, printed: str) -> Found | None:
        if named := actors.folded(folded, printed=printed):
            return "name", named
        if any(actors.phrase_in(folded, country, day) for country in countries):
            return "phrase", (folded,)
        if led := actors.leader(folded, day):
            return "name", led
        if term := actors.term(folded):
            return term[0], (term[1],)
        if country := actors.nation(folded, printed=printed):
            return "nation", (country,)
        if country := actors.metonym(folded, printed=printed):
            return "metonym", (country,)
        return None

    return find


def parts(items: Sequence[Item]) -> Iterator[list[Item]]:
    """Yield the items of each of several that a name joins, up to the words that say where or when."""
    part: list[Item] = []
    for item in items:
        if item.kind == "ending" and any(known.kind != "neutral" for known in part):
            break
        if item.kind == "joining" or item.folded in (",", "/", "&", ";"):
            if part:
                yield part
            part = []
        else:
            part.append(item)
    if part:
        yield part


