"""What bars a party from a slot: it was named as something else, suffered it, or is none of the war."""

from marsad.extract.rules.draft import Draft
from marsad.extract.rules.parties import alike, is_general, side, words
from marsad.extract.rules.whose import CIVILIANS
from marsad.extract.sentence import Token
from marsad.model import Mention

_OPPOSED = {"state", "irregular"}


def stands_for(mention: Mention, tokens: list[Token]) -> bool:
    """Whether the party was named by one of these words."""
    span = mention.span
    return span is not None and any(span.start <= token.start < span.end for token in tokens)


def suffers(draft: Draft, mention: Mention) -> bool:
    """Whether the party is the one that the fact befell, or civilians: neither did it."""
    victim = draft.victim
    return mention.name == CIVILIANS or (victim is not None and mention.name.lower().split()[-1:] == [victim.low])


def takes_no_part(draft: Draft, mention: Mention) -> bool:
    """Whether the party is none of a war: "according to the UN refugee agency", "on both sides"."""
    return draft.kind != "aid" and not words("outside").isdisjoint(
        {mention.name.lower(), mention.name.lower().removesuffix("s")}
    )


def may_be(own: str, name: str) -> bool:
    """Whether the one who is told to have done it may bear the name: a general word may, on its own side."""
    if is_general(own):
        return {side(own), side(name)} != _OPPOSED
    return alike(own, name)


def among(mention: Mention, names: list[str]) -> bool:
    """Whether the party goes by one of the names."""
    return any(alike(mention.name, name) for name in names)
