"""One fact from one source is one claim, however often it is told."""

from marsad.extract.rules.choices.model import probability
from marsad.extract.rules.choices.same import keep_features, pair_features
from marsad.extract.rules.draft import Draft

_REACH = 400  # drafts back that a telling is compared with, so that a book costs no square
_SAME = 0.5
_KEEP = 0.4


def fold(made: list[Draft]) -> list[Draft]:
    """Drop tellings that are no claims, and join those that tell one fact from one source."""
    kept: list[Draft] = []
    for draft in kept_drafts(made):
        best = max(kept[-_REACH:], key=lambda other: likeness(other, draft), default=None)
        if best is None or likeness(best, draft) < _SAME:
            kept.append(draft)
        else:
            join(best, draft, made)
    return kept


def kept_drafts(made: list[Draft]) -> list[Draft]:
    """The tellings that are claims."""
    return [draft for draft in made if probability("keep", keep_features(draft, made)) >= _KEEP]


def likeness(one: Draft, two: Draft) -> float:
    """How likely two tellings are one claim, 0 to 1."""
    if one.kind != two.kind:
        return 0.0
    return probability("same", pair_features(one, two))


def join(kept: Draft, other: Draft, made: list[Draft]) -> None:
    """Add the other telling's evidence, and what it knows that the first does not."""
    kept.also.extend([(other.start, other.end), *other.also])
    for slot in ("source", "via", "actor", "target", "place", "when", "quantity"):
        if getattr(kept, slot) is None:
            setattr(kept, slot, getattr(other, slot))
    if kept.method == "other":
        kept.method = other.method
    if kept.place is not None and other.place is not None and other.place.level < kept.place.level:
        kept.place = other.place
    for draft in made:
        if draft.parent is other:
            draft.parent = kept
