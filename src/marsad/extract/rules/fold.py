"""One fact from one source is one claim, however often it is told."""

from marsad.extract.rules.draft import Draft
from marsad.model import Hedge

_NAMES = ("source", "actor", "target")


def fold(made: list[Draft]) -> list[Draft]:
    """Join drafts that tell one fact from one source; a title or lead without credit goes to the credited one."""
    kept: list[Draft] = []
    for draft in made:
        same = next((other for other in kept if _same(other, draft)), None)
        if same is None:
            kept.append(draft)
        else:
            _join(same, draft)
            for other in made:
                if other.parent is draft:
                    other.parent = same
    return kept


def _same(one: Draft, two: Draft) -> bool:
    if one.kind != two.kind or one.polarity != two.polarity or one.subset != two.subset or one.change != two.change:
        return False
    if not _same_figure(one, two):
        return False
    if one.source is not None and two.source is not None and one.source.name != two.source.name:
        return False
    if one.kind == "attack" and one.method != two.method and "other" not in (one.method, two.method):
        return False
    if not _same_name(one.target, two.target) or not _same_name(one.actor, two.actor):
        return False
    if not _same_day(one, two):
        return False
    if one.quantity is not None and one.quantity.value is not None and one.quantity.value > 2:
        return True
    return _same_place(one, two)


def _same_figure(one: Draft, two: Draft) -> bool:
    a, b = one.quantity, two.quantity
    if a is None or b is None:
        return a is b or (one.kind == "attack")
    if a.value is None and b.value is None:
        return a.text.lower() == b.text.lower()
    return a.value == b.value and a.unit == b.unit and Hedge.RANGE not in {a.hedge, b.hedge} - {a.hedge}


def _same_name(one, two) -> bool:  # type: ignore[no-untyped-def]
    if one is None or two is None:
        return True
    a, b = set(one.name.lower().split()), set(two.name.lower().split())
    return bool(a & b)


def _same_day(one: Draft, two: Draft) -> bool:
    a, b = one.when, two.when
    if a is None or b is None or a.start is None or b.start is None:
        return True
    return a.start == b.start


def _same_place(one: Draft, two: Draft) -> bool:
    if one.place is None or two.place is None:
        return True
    a, b = one.place.name.lower(), two.place.name.lower()
    return a in b or b in a


def _join(kept: Draft, other: Draft) -> None:
    """Add the other telling's evidence, and what it knows that the first does not."""
    kept.also.append((other.start, other.end))
    for slot in ("source", "via", "actor", "target", "place", "when", "quantity"):
        if getattr(kept, slot) is None:
            setattr(kept, slot, getattr(other, slot))
    if kept.method == "other":
        kept.method = other.method
    if kept.place is not None and other.place is not None and other.place.level < kept.place.level:
        kept.place = other.place
