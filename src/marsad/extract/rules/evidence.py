"""The shortest clause that carries a fact."""

from marsad.extract.sentence import Token

_OUT = frozenset({"parataxis", "mark", "cc", "punct", "discourse", "intj"})
_CLAUSES = frozenset({"advcl", "ccomp", "conj", "relcl", "parataxis"})
_LONG = 12  # words above which a relative clause is an aside
_REPORT = frozenset({"say", "tell", "report", "add", "according"})


def clause(trigger: Token, also: list[Token]) -> tuple[int, int]:
    """Start and end of the clause around `trigger` that also holds the words in `also`."""
    verb = _verb_of(trigger)
    words = _clause_words(verb, trigger) if verb is not None else _below(trigger)
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
    words = [verb, *(word for kid in verb.kids if not _is_aside(kid, trigger) for word in _below(kid))]
    if verb.dep == "acl" or (verb.dep == "relcl" and not any(_is_subject(kid) for kid in verb.kids)):
        words.extend(_below(verb.head))
    return words


def _is_aside(kid: Token, trigger: Token) -> bool:
    """Whether what hangs on the verb is another clause, or says who tells of it."""
    if kid.dep in _OUT or (kid.dep in _CLAUSES and trigger not in kid.subtree()):
        return True
    return kid.dep == "prep" and kid.low == "according"


def _is_subject(kid: Token) -> bool:
    return kid.dep in ("nsubj", "nsubjpass") and kid.tag not in ("WDT", "WP")


def _below(token: Token) -> list[Token]:
    """The subtree, joined clauses and long asides left out."""
    words = [token]
    for kid in token.kids:
        if not _goes_on(kid):
            words.extend(_below(kid))
    return words


def _goes_on(kid: Token) -> bool:
    if kid.dep == "relcl":
        return len(kid.subtree()) > _LONG
    return kid.dep in ("parataxis", "advcl") or (kid.dep == "conj" and kid.pos == "VERB")


def _only_joins(token: Token) -> bool:
    """Whether a word at the front joins the clause to what stands before; the "since" of "since March" does not."""
    return token.low == "that" or (token.pos in ("PUNCT", "CCONJ", "SCONJ") and token.dep != "prep")


def _trimmed(trigger: Token, first: int, last: int) -> tuple[int, int]:
    tokens = trigger.sentence.tokens
    while first < trigger.n and _only_joins(tokens[first]):
        first += 1
    while last > trigger.n and (tokens[last].pos in ("PUNCT", "CCONJ", "SCONJ", "ADP") and tokens[last].dep != "prt"):
        last -= 1
    return tokens[first].start, tokens[last].end
