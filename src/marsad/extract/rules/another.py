"""Facts that are told to be others than those told before: "another five were killed", "in a separate attack"."""

from collections.abc import Iterator

from marsad.extract.rules.draft import Draft
from marsad.extract.rules.nouns import HUMAN, noun_classes
from marsad.extract.rules.parties import words as parties
from marsad.extract.rules.place_names import geography
from marsad.extract.rules.roles import words
from marsad.extract.sentence import Sentence, Token


def is_another(draft: Draft, counted: str) -> bool:
    """Whether its own words say that it is another fact than those told before.

    `counted` is the kind of fact whose people were told of last: "wounded three others" tells of others than the dead.
    """
    return any(map(_is_further, _acts(draft))) or (_counts_others(draft) and counted == draft.kind)


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


def is_apart(sentence: Sentence) -> bool:
    """Whether the sentence tells of an act of its own, by whomever: "In a separate attack", "Elsewhere"."""
    if sentence.tokens[0].low in geography("turning"):
        return True
    told = (token.head for token in sentence.tokens if token.low in words("apart"))
    return any(noun.lemma in words("deeds") for noun in told)


def counts_more(draft: Draft) -> bool:
    """Whether its people are a figure and "more" alone, of those told of before: "Thirteen more were killed"."""
    victim = draft.victim
    if victim is None or draft.finding.frame.part != "verb":
        return False
    if noun_classes(victim) & HUMAN and victim.lemma not in parties("figures"):
        return False
    return any(token.low == "more" and not _compares(token) for token in (victim, *victim.kids))


def _counts_others(draft: Draft) -> bool:
    """Whether the people counted are others: "another five", "three more"; those who died later were counted before."""
    victim = draft.victim
    if victim is None or draft.finding.trigger.lemma in words("dying"):
        return False
    near = [victim, *victim.kids, *(below for kid in victim.kids if kid.pos == "NUM" for below in kid.kids)]
    return any(token.low in words("others") and not _compares(token) for token in near)


def _compares(token: Token) -> bool:
    """Whether it only compares: "more than five"."""
    return token.next is not None and token.next.low == "than"
