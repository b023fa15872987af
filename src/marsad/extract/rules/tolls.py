"""The numeral that a toll states apart from what it counts: "put the dead at 14", "the number of dead reached 13"."""

from collections.abc import Iterable
from itertools import takewhile

from marsad.extract.rules.nouns import lemma
from marsad.extract.rules.roles import words
from marsad.extract.sentence import Token

_CORE = frozenset({"dobj", "nsubj", "nsubjpass", "conj"})
_SCALE = frozenset({"at", "to"})
_REACH = 14  # words between what is counted and its figure
_HEDGING = 5  # words of a hedge: "at no fewer than"


def tolled(noun: Token) -> Token | None:
    """The numeral for `noun`, which a counting word governs ("the number of …") or which is itself told as a toll."""
    above = noun.head.head if noun.head.low == "of" else noun
    if above is noun and (lemma(noun) not in words("tolled") | words("tolls") or noun.dep not in _CORE):
        return None
    if above is not noun and above.lemma not in words("tolls"):
        return None
    verb = next((token for token in above.ancestors() if token.pos in ("VERB", "AUX")), None)
    if verb is None or verb.lemma not in words("tolling"):
        return None
    return _before(above, verb) or _after(noun, verb)


def _after(noun: Token, verb: Token) -> Token | None:
    """The numeral behind: "put the dead at 14", "the number of dead has reached 13"."""
    tokens = noun.sentence.tokens
    for token in tokens[noun.n + 1 : noun.n + _REACH]:
        if token.low in (";", ":"):
            return None
        reached = token is verb and verb.lemma in words("reaching")
        if (token.low in _SCALE and verb.n < token.n) or reached:
            number = _numeral(tokens[token.n + 1 : token.n + 1 + _HEDGING])
            if number is not None:
                return number
    return None


def _before(count: Token, verb: Token) -> Token | None:
    """The numeral between verb and counting word: "put at 9,770 the number of people killed"."""
    tokens = count.sentence.tokens[verb.n + 1 : count.n]
    return _numeral(tokens[1:]) if tokens and tokens[0].low in _SCALE else None


def _numeral(tokens: Iterable[Token]) -> Token | None:
    """The first numeral, where only words of a hedge stand before it."""
    hedge = {"ADV", "ADJ", "ADP", "SCONJ", "PUNCT", "DET", "NUM", "PART"}
    run = takewhile(lambda token: token.pos in hedge or token.lemma in words("vague_counts"), tokens)
    return next((token for token in run if token.pos == "NUM" or token.lemma in words("vague_counts")), None)
