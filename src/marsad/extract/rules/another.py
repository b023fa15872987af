"""Facts that are told to be others than those told before: "another five were killed", "in a separate attack"."""

from collections.abc import Iterable, Iterator

from marsad.extract.parse import Token
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft
from marsad.extract.rules.roles import words


def is_another(draft: Draft, told: Iterable[Draft]) -> bool:
    """Whether its own words say that it is another fact than earlier ones; `told` are those of its sentence.

    "Killed 12 people and wounded three others" tells of others than the dead, not of other wounded.
    """
    besides = (other for other in told if other.kind in PEOPLE_KINDS and other.kind != draft.kind)
    more = draft.victim is not None and _is_other(draft.victim)
    return any(map(_is_further, _acts(draft))) or (more and not any(other.start < draft.start for other in besides))


def _acts(draft: Draft) -> Iterator[Token]:
    """The nouns that may name the act: the fact's own, who or what did it, and what it happened in."""
    finding = draft.finding
    yield finding.trigger
    yield from finding.args.subject
    yield from finding.args.preps.get("in", ())


def _is_further(noun: Token) -> bool:
    """Whether it is a further one, told for the first time: "a second strike", not "the second strike"."""
    if noun.pos not in ("NOUN", "PROPN"):
        return False
    low = {kid.low for kid in noun.kids if kid.i < noun.i}
    return not low.isdisjoint(words("further")) and "the" not in low


def _is_other(victim: Token) -> bool:
    """Whether the people counted are others: "another five", "three more", "two other men"."""
    near = [victim, *victim.kids, *(below for kid in victim.kids if kid.pos == "NUM" for below in kid.kids)]
    return any(token.low in words("others") for token in near)
