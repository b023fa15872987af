"""The shortest clause that carries a fact."""

from marsad.extract.parse import Token

_OUT = frozenset({"parataxis", "mark", "cc", "punct", "discourse", "intj"})
_CLAUSES = frozenset({"advcl", "ccomp", "conj", "relcl", "parataxis"})
_REPORT = frozenset({"say", "tell", "report", "add", "according"})


def clause(trigger: Token, also: list[Token]) -> tuple[int, int]:
    """Start and end of the clause around `trigger` that also holds the words in `also`."""
    verb = _verb_of(trigger)
    words = _clause_words(verb, trigger) if verb is not None else _nominal(trigger)
    inside = [token for token in words if token.sentence is trigger.sentence]
    inside += [token for token in also if token.sentence is trigger.sentence]
    inside.append(trigger)
    return _trimmed(trigger, min(t.n for t in inside), max(t.n for t in inside))


def _verb_of(trigger: Token) -> Token | None:
    """The verb whose clause states the fact: the trigger itself, or the verb that a noun trigger leans on."""
    if trigger.pos in ("VERB", "AUX"):
        return trigger
    if trigger.dep in ("nsubj", "nsubjpass", "dobj", "attr", "acomp", "oprd") and trigger.head.pos in ("VERB", "AUX"):
        return trigger.head if trigger.head.lemma not in _REPORT else None
    return None


def _clause_words(verb: Token, trigger: Token) -> list[Token]:
    words = [verb]
    for kid in verb.kids:
        if kid.dep in _OUT or (kid.dep in _CLAUSES and trigger not in kid.subtree()):
            continue
        if kid.dep == "prep" and kid.low in ("according", "including") and kid.low == "according":
            continue
        words.extend(_below(kid))
    if verb.dep == "acl" or (verb.dep == "relcl" and not any(kid.dep in ("nsubj", "nsubjpass") and kid.tag not in ("WDT", "WP") for kid in verb.kids)):
        words.extend(_nominal(verb.head))
    return words


def _below(token: Token) -> list[Token]:
    """The subtree, joined clauses and long asides left out."""
    words = [token]
    for kid in token.kids:
        if kid.dep in ("parataxis", "advcl") or (kid.dep == "relcl" and len(kid.subtree()) > 12) or (kid.dep == "conj" and kid.pos == "VERB"):
            continue
        words.extend(_below(kid))
    return words


def _nominal(noun: Token) -> list[Token]:
    return [token for token in _below(noun) if token.dep != "punct" or True]


def _trimmed(trigger: Token, first: int, last: int) -> tuple[int, int]:
    tokens = trigger.sentence.tokens
    while first < trigger.n and (tokens[first].pos in ("PUNCT", "CCONJ", "SCONJ") or tokens[first].low == "that"):
        first += 1
    while last > trigger.n and (tokens[last].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP") and tokens[last].dep != "prt"):
        last -= 1
    return tokens[first].start, tokens[last].end
