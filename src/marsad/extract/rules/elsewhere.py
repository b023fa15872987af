"""Figures of one fact in several places, the verb told once: "12 were killed in Harga and nine in Konga"."""

from dataclasses import dataclass

from marsad.extract.rules.draft import Report
from marsad.extract.rules.finding import Finding
from marsad.extract.rules.victims import counted_noun, figure_at, place_after
from marsad.extract.sentence import Token
from marsad.model import Quantity

_BEFORE_FIGURE = frozenset(
    {"another", "a", "further", "some", "at", "least", "about", "around", "nearly", "over", "almost", "more", "than"}
)


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """A figure with a place of its own: the numeral, how many, and the stretch that tells both."""

    head: Token
    quantity: Quantity
    start: int
    end: int


def told_elsewhere(finding: Finding, report: Report) -> list[Elsewhere]:
    """The figures that the fact has in further places, in reading order."""
    tokens, trigger = finding.sentence.tokens, finding.trigger
    found: list[Elsewhere] = []
    for token in tokens[trigger.n + 1 :]:
        place = place_after(token) if token.pos == "NUM" else None
        quantity = figure_at(token, report) if place is not None else None
        if place is not None and quantity is not None and _is_told_alike(token, trigger):
            found.append(Elsewhere(token, quantity, _hedge_start(token).start, place.end))
    return found


def _is_told_alike(number: Token, trigger: Token) -> bool:
    """Whether the figure is joined to the fact, or to the place before it, so that the verb is left out."""
    noun, first = counted_noun(number), _hedge_start(number)
    before = first.previous
    if noun.dep not in ("conj", "appos", "npadvmod", "dep") or before is None or before.low not in ("and", ",", ";"):
        return False
    between = number.sentence.tokens[trigger.n + 1 : number.n]
    verbs = any(token.pos in ("VERB", "AUX", "SCONJ") for token in between)
    return noun.head is trigger if verbs else _follows_place(before)


def _hedge_start(number: Token) -> Token:
    """Where the figure's phrase begins: "another nine", "at least four"."""
    first = number
    while (before := first.previous) is not None and before.low in _BEFORE_FIGURE:
        first = before
    return first


def _follows_place(joint: Token) -> bool:
    """Whether a place is named just before the "and" or comma, so that the two are told alike."""
    before = joint.previous
    if before is not None and before.low in (",", ";"):
        before = before.previous
    return before is not None and before.pos == "PROPN" and before.dep in ("pobj", "appos", "conj", "compound")
