"""Places named side by side, which one fact has in common: "Harga, Konga and Tarsk provinces"."""

from collections.abc import Sequence

from marsad.extract.rules.place_names import geography
from marsad.extract.rules.places import PlaceMention, between
from marsad.extract.sentence import Token

_TO_CONJUNCT = frozenset({"compound", "nmod", "amod", "pobj", "prep"})


def stretch(place: PlaceMention, row: Sequence[PlaceMention]) -> tuple[int, int]:
    """Return where the list that `place` stands in begins and ends; its own name where it stands in none.

    `row` is what its sentence names. A list closes with "and" or "or": commas alone say that a place lies in another.
    """
    at = next(index for index, each in enumerate(row) if each.start == place.start)
    first, last = at, at
    while first and _is_linked(row[first - 1], row[first]):
        first -= 1
    while last + 1 < len(row) and _is_linked(row[last], row[last + 1]):
        last += 1
    while last > first and not _is_joined(row[last - 1], row[last]):
        last -= 1
    return (_start(row[first]), _end(row[last])) if last > first and last >= at else (place.start, place.end)


def _is_linked(one: PlaceMention, two: PlaceMention) -> bool:
    """Whether two places may stand in one list: joined, or the second behind a comma, which may have been lost."""
    bare = {token.low for token in between(one, two)} <= {","} and (_relation(two) == "conj" or one.level <= two.level)
    return _is_joined(one, two) or (bare and _relation(two) in ("conj", "appos"))


def _is_joined(one: PlaceMention, two: PlaceMention) -> bool:
    """Whether "and" or "or" joins them, with nothing but words for what they are, and the parser agrees."""
    words, joints = {token.low for token in between(one, two)}, geography("joints")
    besides = geography("between_listed") | geography("types") | geography("directions")
    return not words.isdisjoint(joints) and words <= joints | besides and _relation(two) == "conj"


def _relation(place: PlaceMention) -> str:
    """How the place, or what it names or leads, hangs on what stands before it."""
    token = place.head
    while token.dep in _TO_CONJUNCT and token.head is not token:
        token = token.head
    return token.dep


def _start(place: PlaceMention) -> int:
    """Where the list begins: with the "between" before it, as what happens between two places happens in neither."""
    before = next((token for token in reversed(place.head.sentence.tokens) if token.end <= place.start), None)
    return before.start if before is not None and before.low == "between" else place.start


def _end(place: PlaceMention) -> int:
    """Where the list ends: with the word for what its places are, if there is one ("Harga and Konga provinces")."""
    after = next((token for token in place.head.sentence.tokens if token.start >= place.end), None)
    return after.end if after is not None and _is_plural_type(after) else place.end


def _is_plural_type(token: Token) -> bool:
    return token.tag == "NNS" and token.lemma in geography("types")
