"""Whether a fact is asserted, denied, or only planned, feared, supposed."""

from functools import cache

from marsad.extract.parse import Token
from marsad.extract.rules.frames import Finding
from marsad.lexicon import load
from marsad.model import Polarity

_REALISED = frozenset({"manage", "begin", "start", "continue", "come", "help", "succeed", "go", "serve", "allow", "enable", "let", "see", "hear", "force", "find", "watch", "cease", "stop", "resume", "proceed", "use", "be", "leave", "have", "appear", "seem", "say", "believe", "report", "know", "think", "allege", "claim", "suppose"})  # fmt: skip


@cache
def _words(key: str) -> frozenset[str]:
    return frozenset(load("lexicon/en/polarity.yml")[key])


def polarity(finding: Finding, victim: Token | None) -> tuple[Polarity, str]:
    """The polarity of a finding and the word that makes it so ("" when asserted)."""
    denied = _denied(finding, victim)
    if denied:
        return Polarity.DENIED, denied
    unrealised = _unrealised(finding.trigger)
    return (Polarity.UNREALISED, unrealised) if unrealised else (Polarity.ASSERTED, "")


def _denied(finding: Finding, victim: Token | None) -> str:
    trigger = finding.trigger
    if trigger.lemma in _words("denied_results"):
        return trigger.text
    for token in (trigger, victim, *_governing(trigger)):
        if token is None:
            continue
        for kid in token.kids:
            if kid.dep == "neg" or (kid.low in ("no", "without", "neither", "nobody") and kid.dep in ("det", "preconj", "nsubj", "nsubjpass")):
                return kid.text
        if token.low in ("nobody", "none", "nothing"):
            return token.text
        if token.dep == "pobj" and token.head.low == "without":
            return "without"
        if token.dep == "pcomp" and token.head.low == "without":
            return "without"
    denier = next((above for above in trigger.ancestors() if above.lemma in _words("deny_verbs")), None)
    return denier.text if denier is not None and not any(kid.dep == "neg" for kid in denier.kids) and _inside(trigger, denier) else ""


def _inside(token: Token, verb: Token) -> bool:
    """Whether the token hangs under the verb's object or clause, not under its subject."""
    below = token
    for above in token.ancestors():
        if above is verb:
            return below.dep in ("dobj", "ccomp", "xcomp", "pcomp", "prep", "nsubjpass")
        below = above
    return False


def _governing(token: Token) -> list[Token]:
    """The verb that a noun trigger leans on ("no attack took place", "did not carry out the attack")."""
    if token.pos in ("NOUN", "PROPN") and token.dep in ("dobj", "nsubj", "nsubjpass") and token.head.pos in ("VERB", "AUX"):
        return [token.head]
    return []


def _unrealised(trigger: Token) -> str:
    token = trigger
    for above in [trigger, *trigger.ancestors()]:
        word = _modal(above)
        if word:
            return word
        if above is not token and (above.lemma in _words("unrealised_verbs") and _to_clause(token, above)):
            return above.text
        if above is not token and above.pos == "NOUN" and above.lemma in _words("attempt_nouns") and token.dep in ("acl", "pobj", "prep", "relcl", "pcomp") and token.dep != "relcl":
            return above.text if token.tag == "VB" or above.lemma in ("threat", "fear", "risk", "possibility", "prospect", "plan") else ""
        if token.tag == "VB" and any(kid.low == "to" for kid in token.lefts) and token.dep in ("advcl", "xcomp", "acl", "relcl") and above is not token and above.lemma not in _REALISED:
            return "to"
        if above.dep in ("relcl", "parataxis") or (above.pos in ("VERB", "AUX") and above.dep in ("ccomp", "advcl") and above is not trigger and above.lemma not in _words("unrealised_verbs")):
            return _condition(above)
        token = above
    return ""


def _condition(verb: Token) -> str:
    return next((kid.text for kid in verb.kids if kid.dep == "mark" and kid.low in _words("conditional")), "")


def _modal(token: Token) -> str:
    if token.pos not in ("VERB", "AUX", "NOUN"):
        return ""
    for kid in token.kids:
        if kid.dep == "aux" and kid.low in _words("modals"):
            return kid.text
    return _condition(token)


def _to_clause(token: Token, verb: Token) -> bool:
    return token.dep in ("xcomp", "ccomp", "dobj", "advcl", "prep", "pcomp", "pobj", "acl") and (token.tag in ("VB", "VBG", "NN", "NNS") or verb.lemma in ("fear", "warn", "expect", "predict"))
