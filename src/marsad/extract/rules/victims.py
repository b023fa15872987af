"""Who suffered and how many: the counted nouns of a finding, each with its figure, and the parts that "including" names."""

from collections.abc import Iterator
from dataclasses import dataclass

from marsad.extract.parse import Token
from marsad.extract.rules.draft import Report
from marsad.extract.rules.grammar import conjuncts, phrase
from marsad.extract.rules.nouns import HUMAN, classes, counted, is_name, lemma, noun_classes
from marsad.extract.rules.whose import is_loss, party_of
from marsad.lexicon import load
from marsad.model import Hedge, Mention, Quantity, Span

_OWNED = frozenset({"her", "his", "their", "its"})
_COLLECTIVE = frozenset({"family", "group", "crew", "number", "population", "convoy", "community", "public", "personnel", "unit", "force", "army", "government", "police", "toll", "total", "tribe", "team", "patrol", "militia", "many", "most", "some", "staff", "casualty", "all", "dozen", "hundred", "people", "couple", "congregation", "wedding", "household", "dead", "wounded", "they", "we", "who", "life", "death", "regime", "military", "group"})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Victim:
    """One counted group: the noun, its figure if any, and whether it is part of another group's figure."""

    head: Token
    quantity: Quantity | None
    part: bool = False


def victims(heads: list[Token], report: Report) -> list[Victim]:
    """The groups told by `heads` and what is joined to them, and the parts named after them."""
    found: list[Victim] = []
    for head in heads:
        for group in _groups(head):
            found.append(Victim(group[0], _sum([figure(item, report) for item in group])))
    return found


def _groups(head: Token) -> list[list[Token]]:
    """Joined nouns, grouped: "a woman and her three children" is one group, "six men and two women" are two."""
    groups: list[list[Token]] = []
    for item in conjuncts(counted(head)) if counted(head) is not head and not _separate(head) else conjuncts(head):
        if not groups or (_separate(item) and not _owned(item)):
            groups.append([item])
        elif _owned(item):
            groups[-1].append(item)
    if counted(head) is not head and groups and groups[0][0] is not head:
        groups[0] = [head]
    return groups


def _separate(token: Token) -> bool:
    """Whether the noun is a group of its own: it has a numeral, an article, or is a vague count."""
    return token.pos == "NUM" or any(kid.dep == "nummod" or kid.low in ("a", "an", "several", "many", "some", "dozens") for kid in token.kids) or lemma(token) in ("dozen", "score", "hundred", "thousand", "other")


def _owned(token: Token) -> bool:
    return any(kid.low in _OWNED for kid in token.kids)


def _sum(quantities: list[Quantity | None]) -> Quantity | None:
    known = [item for item in quantities if item is not None]
    if len(known) < 2 or any(item.value is None for item in known):
        return known[0] if known else None
    first, last = known[0], known[-1]
    total = sum(item.value or 0 for item in known)
    return Quantity(Span(first.span.start, last.span.end), f"{first.text} + {last.text}", first.hedge, total, None, first.unit)


def figure(head: Token, report: Report) -> Quantity | None:
    """The figure that counts `head`: a numeral or vague word in its phrase, or "a" before a singular person."""
    words = phrase(head, frozenset())
    start, end = words[0].start, max(head.end, words[-1].end)
    sentence = head.sentence
    for item in report.figures[sentence.index]:
        span = item.quantity.span
        if start <= item.core.start and item.core.end <= end or span.start <= head.start < span.end:
            return _with_unit(item.quantity, head)
    if head.tag == "NNS" and is_loss(head):
        return Quantity(Span(head.start, head.end), head.text, Hedge.VAGUE)
    return _one(head, words, report)


def _with_unit(quantity: Quantity, head: Token) -> Quantity:
    noun = counted(head)
    if lemma(noun) in ("family", "household") and quantity.unit == "person":
        return Quantity(quantity.span, quantity.text, quantity.hedge, quantity.value, quantity.high, "household")
    return quantity


def _one(head: Token, words: list[Token], report: Report) -> Quantity | None:
    """"A policeman", "the bomber", a person's name: one, exactly."""
    if head.tag not in ("NN", "NNP") or lemma(head) in _COLLECTIVE or noun_classes(head) & {"places", "parties"} and not noun_classes(head) & HUMAN:
        return None
    determined = any(kid.low in ("a", "an", "one", "another") for kid in head.kids)
    if head.tag == "NNP" and (not is_name(head) or noun_classes(head) & {"parties"}):
        return None
    if not determined and head.tag == "NN" and not noun_classes(head) & HUMAN:
        return None
    span = Span(words[0].start, head.end)
    return Quantity(span, report.text[span.start : span.end], Hedge.EXACT, 1)


def target(head: Token, report: Report) -> Mention | None:
    """The party that `head` belongs to, as `whose.party_of` has it."""
    return party_of(head, report)


def parts(victim: Token, sentence_end: int, report: Report) -> Iterator[Victim]:
    """Groups that "including", "among them", "mostly" single out of the figure just told."""
    opens = frozenset(load("lexicon/en/subset.yml")["opens"])
    tokens = victim.sentence.tokens
    for token in tokens[victim.n + 1 :]:
        if token.low in opens and token.start - victim.end < 60:
            yield from _listed(token, report)
            return


def _listed(opener: Token, report: Report) -> Iterator[Victim]:
    """The counted nouns in the list after an opener."""
    for token in opener.sentence.tokens[opener.n + 1 :]:
        if token.pos in ("VERB", "AUX") or token.low in (";", "while", "when", "after", "in", "on", "at", "by"):
            return
        if token.pos in ("NOUN", "PROPN", "NUM", "ADJ") and noun_classes(token) & (HUMAN | {"parties"}) and token.dep not in ("compound", "amod", "nmod", "nummod"):
            quantity = figure(token, report)
            if quantity is not None or opener.low in ("among", "including", "mostly"):
                yield Victim(token, quantity, part=True)


def is_measure(token: Token) -> bool:
    """Whether the noun only counts ("dozens", "members")."""
    return lemma(token) in classes()["measure_nouns"]
