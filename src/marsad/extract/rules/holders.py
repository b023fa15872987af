"""Whose words, thoughts or wishes a cue tells."""

from functools import cache

from marsad.extract.rules.grammar import is_passive
from marsad.extract.rules.nouns import counted, lemma
from marsad.extract.rules.reporting import is_reporting
from marsad.extract.rules.speaker_phrase import can_speak, is_carrier
from marsad.extract.sentence import Token
from marsad.lexicon import load

_OBLIQUE = frozenset({"me", "him", "them", "us", "her"})
_CLIMBS = frozenset({"conj", "xcomp", "advcl", "parataxis"})


@cache
def _words(name: str) -> frozenset[str]:
    return frozenset(load("lexicon/en/attitudes.yml")[name])


def holder_of(verb: Token) -> Token | None:
    """The noun that holds what the verb tells: its subject, or a passive's agent."""
    if not is_passive(verb):
        return subject(verb)
    by = next((kid for kid in verb.kids if kid.dep == "agent"), None)
    return next((kid for kid in by.kids if kid.dep == "pobj"), None) if by is not None else None


def subject(verb: Token) -> Token | None:
    """The verb's subject, its own or that of the verb above that it shares: "he left, saying …", "in calling for …"."""
    own = next((kid for kid in verb.kids if kid.dep == "nsubj"), None)
    if own is not None:
        return own
    if verb.dep == "acl" and verb.tag == "VBG":
        return verb.head
    if verb.dep == "pcomp" and verb.head.low == "as":  # "quoted the mayor as saying"
        return next((kid for kid in verb.head.head.kids if kid.dep in ("dobj", "nsubjpass")), None)
    above = joined_to(verb) or (verb.head.head if verb.dep == "pcomp" else verb.head if verb.dep in _CLIMBS else verb)
    return subject(above) if above is not verb and above.pos in ("VERB", "AUX") else None


def joined_to(verb: Token) -> Token | None:
    """The cue that the verb goes on: "said that … and said that …", which the parser takes for one long clause."""
    if verb.dep != "conj" or not is_reporting(verb) or not any(kid.dep == "ccomp" for kid in verb.kids):
        return None
    if any(kid.dep in ("nsubj", "nsubjpass") for kid in verb.kids):
        return None
    top = verb.head
    while top.dep == "conj" and top.head is not top:
        top = top.head
    return top.head if top.dep == "ccomp" and top.head.n < top.n else None


def is_holder(token: Token | None) -> bool:
    """Whether the word, or the noun that it takes up, stands for somebody who can hold an opinion."""
    if token is None:
        return False
    token = _antecedent(token)
    if token.tag == "PRP":
        return token.low not in _OBLIQUE
    if token.pos == "PRON" and token.tag in ("DT", "WDT", "WP", "EX"):
        return token.low in _words("holders")
    noun = counted(token)
    named = token.pos in ("PROPN", "NUM") or can_speak(noun)
    return named or bool({noun.low, lemma(noun)} & _words("holders"))


def is_document(token: Token | None) -> bool:
    """Whether the word stands for something that can be read: a poll, a video, a statement."""
    return token is not None and (is_carrier(token) or lemma(token) in _words("documents"))


def can_tell(token: Token | None) -> bool:
    """Whether the word can be the subject of a verb of saying."""
    return is_holder(token) or is_document(token) or (token is not None and token.tag == "WDT")


def _antecedent(token: Token) -> Token:
    if token.tag in ("WP", "WDT"):
        return next((above.head for above in token.ancestors() if above.dep == "relcl"), token)
    return token
