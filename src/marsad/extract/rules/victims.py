"""Who suffered and how many: the counted nouns, each with its figure, and the parts that "including" names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from marsad.extract.parse import Token
from marsad.extract.rules.draft import Report
from marsad.extract.rules.grammar import conjuncts, phrase
from marsad.extract.rules.nouns import HUMAN, counted, is_name, lemma, noun_classes
from marsad.extract.rules.parties import words
from marsad.extract.rules.whose import is_loss
from marsad.lexicon import load
from marsad.model import Hedge, Quantity, Span

_OWNED = frozenset({"her", "his", "their", "its"})
_COUNTING = frozenset({"a", "an", "several", "many", "some", "dozens"})
_VAGUE = frozenset({"dozen", "score", "hundred", "thousand", "other"})
_STOPS = frozenset({";", "while", "when", "after", "in", "on", "at", "by"})
_MODIFYING = frozenset({"compound", "amod", "nmod", "nummod"})
_NEAR = 60  # characters after a group within which its parts are named


@dataclass(frozen=True, slots=True)
class Victim:
    """One counted group: the noun, and its figure if any."""

    head: Token
    quantity: Quantity | None


def victims(heads: list[Token], report: Report) -> list[Victim]:
    """The groups told by `heads` and what is joined to them."""
    return [
        Victim(group[0], _sum([figure(item, report) for item in group])) for head in heads for group in _groups(head)
    ]


def _groups(head: Token) -> list[list[Token]]:
    """Joined nouns, grouped: "a woman and her three children" is one group, "six men and two women" are two."""
    noun = counted(head)
    first, *others = conjuncts(head if _separate(head) else noun)
    groups = [[first]]
    for item in others:
        if _owned(item):
            groups[-1].append(item)
        elif _separate(item):
            groups.append([item])
    if first is not head:
        groups[0] = [head]
    return groups


def _separate(token: Token) -> bool:
    """Whether the noun is a group of its own: it has a numeral, an article, or is a vague count."""
    if token.pos == "NUM" or lemma(token) in _VAGUE:
        return True
    return any(kid.dep == "nummod" or kid.low in _COUNTING for kid in token.kids)


def _owned(token: Token) -> bool:
    return any(kid.low in _OWNED for kid in token.kids)


def _sum(quantities: list[Quantity | None]) -> Quantity | None:
    known = [item for item in quantities if item is not None]
    if len(known) < 2 or any(item.value is None for item in known):
        return known[0] if known else None
    first, last = known[0], known[-1]
    span = Span(first.span.start, last.span.end)
    total = sum(item.value or 0 for item in known)
    return Quantity(span, f"{first.text} + {last.text}", first.hedge, total, None, first.unit)


def figure(head: Token, report: Report) -> Quantity | None:
    """The figure that counts `head`: a numeral or vague word in its phrase, or "a" before a singular person."""
    printed = phrase(head, frozenset())
    start, end = printed[0].start, max(head.end, printed[-1].end)
    for item in report.figures[head.sentence.index]:
        span = item.quantity.span
        if (start <= item.core.start and item.core.end <= end) or span.start <= head.start < span.end:
            return _with_unit(item.quantity, head)
    if lemma(head) == "family" and (members := _members(head, report)) is not None:
        return members
    if head.tag == "NNS" and is_loss(head):
        return Quantity(Span(head.start, head.end), head.text, Hedge.VAGUE)
    if not _is_one(head):
        return None
    span = Span(printed[0].start, head.end)
    return Quantity(span, report.text[span.start : span.end], Hedge.EXACT, 1)


def _members(family: Token, report: Report) -> Quantity | None:
    """The people of "a family of five"."""
    counts = [number for of in family.kids if of.low == "of" for number in of.kids if number.pos == "NUM"]
    found = [
        item.quantity
        for item in report.figures[family.sentence.index]
        for one in counts
        if item.core.start == one.start
    ]
    return replace(found[0], unit="person") if found and family.tag == "NN" else None


def _with_unit(quantity: Quantity, head: Token) -> Quantity:
    families = lemma(counted(head)) in ("family", "household") and quantity.unit == "person"
    return replace(quantity, unit="household") if families else quantity


def _is_one(head: Token) -> bool:
    """Whether the noun stands for one person, exactly: "a policeman", "the bomber", a name."""
    found = noun_classes(head)
    if head.tag not in ("NN", "NNP") or lemma(head) in words("collectives"):
        return False
    if found & {"places", "parties"} and not found & HUMAN:
        return False
    if head.tag == "NNP":
        return is_name(head) and "parties" not in found
    return bool(found & HUMAN) or any(kid.low in ("a", "an", "one", "another") for kid in head.kids)


def parts(victim: Token, trigger: Token, report: Report) -> Iterator[Victim]:
    """Groups that "including", "among them", "mostly", "six of them" single out of the figure just told."""
    opens = frozenset(load("lexicon/en/subset.yml")["opens"])
    for token in victim.sentence.tokens[victim.n + 1 :]:
        if token.start - victim.end >= _NEAR:
            return
        if token.low in opens:
            yield from _listed(token, trigger, report)
            return
        if token.previous is not victim and (found := _some_of_them(token, report)) is not None:
            yield found


def _some_of_them(of: Token, report: Report) -> Victim | None:
    """The group in "six of them children", "six of whom were children"; None where `of` opens none."""
    count, them = of.previous, of.next
    if of.low != "of" or count is None or them is None or them.low not in ("them", "whom", "which"):
        return None
    found = next(
        (item.quantity for item in report.figures[of.sentence.index] if item.core.start <= count.start < item.core.end),
        None,
    )
    nouns = (token for token in of.sentence.tokens[them.n + 1 : them.n + 4] if _is_part(token))
    return Victim(next(nouns, count), found) if found is not None else None


def _listed(opener: Token, trigger: Token, report: Report) -> Iterator[Victim]:
    """The counted nouns in the list after an opener; the last is none of them where another verb takes it."""
    found: list[Victim] = []
    for token in opener.sentence.tokens[opener.n + 1 :]:
        if token.pos in ("VERB", "AUX"):
            verb = token.head if token.pos == "AUX" else token
            if found and verb is not trigger and found[-1].head.n == token.n - 1:
                found.pop()
            break
        if token.low in _STOPS:
            break
        if _is_part(token):
            quantity = figure(token, report)
            if quantity is not None or opener.low in ("among", "including", "mostly"):
                found.append(Victim(token, quantity))
    yield from found


def _is_part(token: Token) -> bool:
    human = noun_classes(token) & (HUMAN | {"parties"})
    return bool(human) and token.pos in ("NOUN", "PROPN", "NUM", "ADJ") and token.dep not in _MODIFYING
