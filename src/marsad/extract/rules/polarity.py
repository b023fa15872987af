"""Whether a fact is asserted, denied, or only planned, feared, supposed."""

from collections.abc import Iterator
from functools import cache

from marsad.extract.rules.finding import Finding
from marsad.extract.rules.grammar import negation
from marsad.extract.sentence import Token
from marsad.lexicon import load
from marsad.model import Polarity

_CLAUSES = frozenset({"ccomp", "advcl"})
_OBJECTS = frozenset({"xcomp", "ccomp", "dobj", "advcl", "prep", "pcomp", "pobj", "acl", "nsubjpass"})


@cache
def _words(*keys: str) -> frozenset[str]:
    table = load("lexicon/en/polarity.yml")
    for key in keys:
        table = table[key]
    return frozenset(table["words"])


def polarity(finding: Finding, victim: Token | None) -> tuple[Polarity, str]:
    """The polarity of a finding and the word that makes it so ("" when asserted)."""
    by_not = finding.frame.rule.get("told_by_not", False)
    denied = "" if by_not else _denied(finding.trigger, victim)
    if denied and not _is_pledged(finding.trigger):
        return Polarity.DENIED, denied
    unrealised = finding.trigger.text if finding.frame.rule.get("demand") else _unrealised(finding)
    if by_not and unrealised in _words("unrealised", "able"):
        return Polarity.ASSERTED, ""  # "cannot leave"
    return (Polarity.UNREALISED, unrealised) if unrealised else (Polarity.ASSERTED, "")


def _is_pledged(trigger: Token) -> bool:
    """Whether it is only promised not to be: "will not carry out air strikes"."""
    verb = trigger if trigger.pos == "VERB" else trigger.head
    return _is_negated(verb) and any(kid.dep == "aux" and kid.low in _words("pledging") for kid in verb.kids)


def _denied(trigger: Token, victim: Token | None) -> str:
    if trigger.low in _words("denied", "results"):
        return trigger.text
    for token in (trigger, victim, *_joined(trigger), *_governing(trigger)):
        word = negation(token) if token is not None else ""
        if word:
            return word
    denier = next((above for above in _of_clause(trigger) if above.lemma in _words("denied", "verbs")), None)
    return denier.text if denier is not None and not _is_negated(denier) and _inside(trigger, denier) else ""


def _of_clause(trigger: Token) -> Iterator[Token]:
    """The words above that may deny it: none above "in which nine died", which tells what nobody denies."""
    for token in (trigger, *trigger.ancestors()):
        if token is not trigger:
            yield token
        if token.dep == "relcl":
            return


def _is_negated(verb: Token) -> bool:
    return any(kid.dep == "neg" for kid in verb.kids)


def _inside(token: Token, verb: Token) -> bool:
    """Whether the token hangs under the verb's object or clause, not under its subject."""
    below = token
    for above in token.ancestors():
        if above is verb:
            return below.dep in ("dobj", "ccomp", "xcomp", "pcomp", "prep", "nsubjpass")
        below = above
    return False


def _joined(trigger: Token) -> list[Token]:
    """The word whose "not" an "or" carries on: "have not killed or abducted anybody"."""
    carries = trigger.dep == "conj" and any(kid.low in ("or", "nor") for kid in trigger.head.kids)
    return [trigger.head] if carries else []


def _governing(trigger: Token) -> Iterator[Token]:
    """The verbs whose "not" is the fact's own: what a noun leans on, and verbs of belief above."""
    token = trigger
    if token.dep == "pobj" and token.head.low == "of" and token.head.head.lemma in _words("denied", "accounts"):
        yield token.head.head
    if token.pos in ("NOUN", "PROPN", "ADJ"):
        if (
            token.dep == "pobj"
            and token.head.dep == "prep"
            and token.head.low in ("in", "to")
            and token.head.head.lemma in ("result", "lead")
        ):
            token = token.head
        elif token.dep not in ("dobj", "nsubj", "nsubjpass", "attr", "acomp"):
            return
        token = token.head
        if token.pos not in ("VERB", "AUX", "ADP"):
            return
        token = token.head if token.pos == "ADP" else token
        if token.lemma in _words("denied", "telling"):
            return  # "nobody claimed the attack": it took place
        yield token
    while token.dep in ("xcomp", "ccomp") and token.head.lemma in _words("denied", "raising") and not _is_asked(token):
        token = token.head
        yield token


def _is_asked(clause: Token) -> bool:
    """Whether the clause is a question in other words: "did not say how many had died"."""
    return clause.subtree()[0].tag in ("WRB", "WP", "WDT")


def _unrealised(finding: Finding) -> str:
    trigger = finding.trigger
    if finding.frame.part in ("suffix", "adjective") or (
        finding.frame.part == "noun" and finding.frame.rule.get("change") == "held"
    ):
        return ""
    if finding.frame.part == "verb" or trigger.pos in ("VERB", "AUX"):
        return _of_verb(trigger)
    return _of_noun(trigger)


def _of_noun(noun: Token) -> str:
    """The noun of an act is real unless its adjective, its noun or the verb that carries it says otherwise."""
    for kid in noun.kids:
        if kid.i < noun.i and kid.low in _words("unrealised", "adjectives"):
            return kid.text
    above = noun.head
    if above.pos == "ADP" and noun.dep == "pobj":
        above = above.head
    if above is noun:
        return ""
    if above.pos == "NOUN" and above.lemma in _words("unrealised", "nouns") and noun.dep == "pobj":
        return above.text
    if above.pos not in ("VERB", "AUX"):
        return ""
    return _of_carried(noun, above)


def _of_carried(noun: Token, verb: Token) -> str:
    """The noun as object or subject: "called for a truce", "the offensive will begin", "is likely to rise"."""
    if noun.dep in ("dobj", "pobj", "nsubjpass") and verb.lemma in _wishes():
        return verb.text
    if noun.dep in ("nsubj", "nsubjpass"):
        due = [
            kid
            for kid in [verb, *verb.kids]
            if kid.low in _words("unrealised", "adjectives") and any(below.dep == "xcomp" for below in kid.kids)
        ]
        if due:
            return due[0].text
    rises = verb.lemma in ("rise", "climb", "increase", "grow")
    return _of_verb(verb) if noun.dep != "pobj" and (verb.lemma in _words("acts") or rises) else ""


@cache
def _wishes() -> frozenset[str]:
    """Verbs whose object is only wished for, planned or feared."""
    return _words("unrealised", "verbs") - _words("acts") - {"order", "discuss", "reject", "look", "work", "tell"}


def _of_verb(verb: Token) -> str:
    """Climb from the verb to what makes it a plan, a fear, a condition; stop where a clause stands for itself."""
    token = verb
    for above in [verb, *verb.ancestors()]:
        word = _modal(above) or (_leads_to(token, above, verb) if above is not token else "")
        if word:
            return word
        if _stands_alone(above, verb):
            return ""
        token = above
    return ""


def _stands_alone(token: Token, verb: Token) -> bool:
    """Whether what is above no longer bears on the fact: relative clauses, "troops holding", "after killing"."""
    if token.dep in ("relcl", "parataxis") or (token.dep == "acl" and token.tag in ("VBN", "VBG")):
        return True
    if token.pos == "ADP" and token.low in _words("after"):
        return True
    if token.dep == "advcl" and any(kid.dep == "mark" and kid.low in _words("after") for kid in token.kids):
        return True
    return (
        token is not verb
        and token.dep in _CLAUSES
        and token.pos in ("VERB", "AUX")
        and token.lemma not in _words("unrealised", "verbs")
    )


def _leads_to(token: Token, above: Token, verb: Token) -> str:
    """Whether the word above makes what hangs on it unreal: "vowed to", "a threat to", "likely to", a bare purpose."""
    if above.lemma in _words("unrealised", "verbs") and token.dep in _OBJECTS and not _is_aside(token, above):
        return above.text
    if above.low in _words("unrealised", "adjectives") and token.dep in ("xcomp", "ccomp"):
        return above.text
    if above.pos == "NOUN" and above.lemma in _words("unrealised", "nouns") and token.dep in ("acl", "prep"):
        return above.text if token.tag == "VB" or token.pos == "ADP" else ""
    purpose = (
        token.tag == "VB"
        and token.dep in ("advcl", "xcomp", "acl", "relcl")
        and any(kid.low == "to" for kid in token.lefts)
    )
    return (
        "to"
        if purpose and token is verb and above.lemma not in _words("realised") and verb.lemma not in _words("flight")
        else ""
    )


def _is_aside(token: Token, verb: Token) -> bool:
    """An adverbial beside the verb ("warned on Monday, killing"), which it does not govern."""
    if token.dep == "advcl":
        return token.tag != "VB"
    if token.dep == "prep":
        return token.low not in ("for", "of", "at", "to", "against", "on")
    return token.dep == "ccomp" and verb.lemma in (
        "call",
        "tell",
        "ask",
        "order",
        "agree",
        "decide",
        "try",
        "fail",
        "need",
        "look",
        "reject",
        "discuss",
    )


def _modal(token: Token) -> str:
    """A modal of the verb, or its "if"; the month of May is none."""
    if token.pos not in ("VERB", "AUX"):
        return ""
    for kid in token.kids:
        if kid.dep == "aux" and kid.low in _words("unrealised", "modals") and kid.text != "May":
            return kid.text
    return next(
        (kid.text for kid in token.kids if kid.dep == "mark" and kid.low in _words("unrealised", "conditional")), ""
    )
