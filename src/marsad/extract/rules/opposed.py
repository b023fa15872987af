"""Who fights whom where the words name both sides at once: "clashes between A and B", "A and B fought"."""

from dataclasses import dataclass

from marsad.extract.rules.draft import Report
from marsad.extract.rules.finding import Finding
from marsad.extract.rules.grammar import conjuncts, phrase
from marsad.extract.rules.nouns import is_country, noun_classes, printed_name
from marsad.extract.rules.parties import words
from marsad.extract.rules.roles import words as frame_words
from marsad.extract.rules.whose import is_group
from marsad.extract.sentence import Token
from marsad.model import Mention, Span

_ARMED = frozenset({"combatants", "parties"})
_MODIFYING = frozenset({"nmod", "compound", "amod"})


@dataclass(frozen=True, slots=True)
class _Side:
    """One side: its nouns, and all its words."""

    head: Token
    words: list[Token]


def opposed(finding: Finding, report: Report) -> tuple[Mention, Mention] | None:
    """The two sides of a fight in the order named, of three the last two as one; None where one side is named apart."""
    for head in _named_together(finding):
        first, *others = _sides(head)
        if others and all(_is_party(side.head, report) for side in (first, *others)):
            together = [word for side in others for word in side.words]
            return _mention(first.head, first.words, report), _mention(others[-1].head, together, report)
    return None


def _named_together(finding: Finding) -> list[Token]:
    if finding.kind != "attack":
        return finding.args.at("between") or [doer for doer in finding.role("actor") if not mediates(doer)]
    if finding.frame.part != "verb":
        return finding.args.at("between")
    apart = [*finding.args.at("with"), *finding.args.at("against"), *finding.args.at("alongside")]
    apart += [item for item in finding.args.object if item.low not in ("other", "another", "fire")]
    mutual = finding.trigger.lemma in words("mutual") and not apart
    return finding.args.subject if mutual else []


def mediates(doer: Token) -> bool:
    """Whether a truce is only brokered by it, or it brokers one."""
    verb = doer.head.head if doer.dep == "pobj" else doer.head
    return verb.lemma in frame_words("mediating")


def _sides(head: Token) -> list[_Side]:
    """Each side; of "army and militia fighters" the first is what stands before the "and"."""
    joined = conjuncts(head)
    if len(joined) > 1:
        return _parted(joined)
    first = next((kid for kid in head.lefts if kid.dep in _MODIFYING and len(conjuncts(kid)) > 1), None)
    if first is None:
        return [_Side(head, phrase(head)), *_sunk(head)]
    second = min(phrase(conjuncts(first)[1]), key=lambda word: word.n)
    return [_Side(first, phrase(first)), _Side(head, head.sentence.tokens[second.n : head.n + 1])]


def _parted(joined: list[Token]) -> list[_Side]:
    """Each side with its own words, also where the tree hangs those of the last on the first: "A and some of B"."""
    every = {word.n: word for noun in joined for word in phrase(noun)}
    starts = [phrase(noun, frozenset())[0].n for noun in joined]
    ends = [*starts[1:], max(every) + 1]
    return [
        _Side(noun, [every[n] for n in sorted(every) if start <= n < end])
        for noun, start, end in zip(joined, starts, ends, strict=True)
    ]


def _sunk(head: Token) -> list[_Side]:
    """The other side where the tree joins it to a word about the first: "fighters loyal to X and soldiers clashed"."""
    below = [noun for word in head.subtree() if word.i > head.i for noun in conjuncts(word)[1:]]
    other = next((noun for noun in below if noun.tag in ("NNS", "NN") and noun_classes(noun) & _ARMED), None)
    return [_Side(other, phrase(other))] if other is not None else []


def _is_party(noun: Token, report: Report) -> bool:
    return bool(noun_classes(noun) & _ARMED) or is_country(noun) or is_group(noun, report)


def _mention(head: Token, side: list[Token], report: Report) -> Mention:
    return Mention(printed_name(side, report.text) or head.text, Span(head.start, head.end), head.text)
