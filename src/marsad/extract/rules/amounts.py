"""How many attacks, things and places a finding tells of."""

from dataclasses import replace

from marsad.extract.rules.draft import Report
from marsad.extract.rules.frames import Finding
from marsad.extract.rules.nouns import clean, counted, number_words
from marsad.extract.rules.roles import words
from marsad.extract.rules.victims import figure
from marsad.extract.sentence import Token
from marsad.model import Hedge, Quantity, Span

_PEOPLE = ("person", "household")


def acts_counted(finding: Finding, report: Report) -> Quantity | None:
    """The count of attacks, only if stated in numerals or as a vague many; a single attack has none."""
    heads = finding.role("count") or ([finding.trigger] if finding.frame.part == "noun" else [])
    for head in heads:
        found = None if _is_of_a_toll(head) else figure(head, report)
        if found is not None and _counts_acts(found, head):
            return replace(found, unit=clean(counted(head).lemma)) if _says_number(found) else None
    return None


def _is_of_a_toll(head: Token) -> bool:
    """Whether the figure beside it counts the dead: "the toll of the attack rose to 16"."""
    return head.dep == "pobj" and head.head.low == "of" and head.head.head.lemma in words("tolled")


def _counts_acts(found: Quantity, head: Token) -> bool:
    if found.text.lower().split()[0] in ("a", "an", "the", "another"):
        return False
    return found.hedge is not Hedge.VAGUE or head.tag in ("NNS", "NNPS")


def _says_number(found: Quantity) -> bool:
    first = found.text.lower().split()[0]
    several = (found.value or 0) > 1 or found.hedge is Hedge.VAGUE
    return several or first in number_words() or any(letter.isdigit() for letter in found.text)


def things_counted(finding: Finding, report: Report) -> Quantity | None:
    """How many things: a numeral, or "a mosque" = 1."""
    for head in finding.role("count"):
        noun = counted(head)
        found = figure(head, report) or (_single(noun, report) if finding.kind == "damage" else None)
        if found is not None:
            return replace(found, unit=clean(noun.lemma))
    return None


def _single(noun: Token, report: Report) -> Quantity | None:
    if noun.tag != "NN" or not any(kid.low in ("a", "an", "the") for kid in noun.kids):
        return None
    span = Span(min(kid.start for kid in noun.kids if kid.i < noun.i), noun.end)
    return Quantity(span, report.text[span.start : span.end], Hedge.EXACT, 1)


def area(finding: Finding, report: Report) -> Quantity | None:
    """How many places, or how much land, a finding of control tells of; people in them are not counted."""
    for head in finding.role("place"):
        found = figure(head, report)
        if found is not None and (found.unit not in _PEOPLE or (found.value and found.value > 1)):
            return found if found.unit != "person" else replace(found, unit=clean(counted(head).lemma))
    return None
