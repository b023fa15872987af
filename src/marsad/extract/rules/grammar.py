"""Who does what to whom, read off the tree in terms that do not depend on voice or wording."""

from dataclasses import dataclass, field
from itertools import takewhile

from marsad.extract.sentence import Token
from marsad.lexicon import load

NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
_PASSIVE = frozenset({"nsubjpass", "auxpass", "csubjpass"})
_COMPLEMENTS = frozenset({"aux", "auxpass", "dobj", "ccomp", "xcomp"})
_LEFT = frozenset(
    {
        "det",
        "amod",
        "compound",
        "nummod",
        "nmod",
        "poss",
        "quantmod",
        "predet",
        "advmod",
        "npadvmod",
        "neg",
        "punct",
        "case",
    }
)
_IN_PHRASE = NOUNS | {"DET", "ADJ", "PART"}
_BEFORE = frozenset({"compound", "amod", "nmod", "nummod", "npadvmod"})
_TOWARDS = frozenset({"at", "on", "with", "into", "against", "upon", "to", "towards", "toward", "for", "over"})
_DURING = frozenset({"in", "during", "by", "amid"})
_HOMEWARD = frozenset({"back", "home", "away"})  # adverbs below which the tree puts the preposition: "go back to"
_GOING = frozenset({"return", "arrive", "come", "go", "flee"})  # "had returned by the coast road": by no agent
_CHAINS = frozenset({"acomp", "conj", "xcomp", "advcl", "ccomp", "pcomp", "dep", "parataxis"})
_HEDGE = frozenset(
    {"at", "least", "more", "than", "about", "around", "over", "nearly", "almost", "up", "to", "fewer", "no", "some"}
)


_FIELDS = frozenset({"subject", "object", "modifiers", "possessor"})


@dataclass(slots=True)
class Arguments:
    """The words around a trigger.

    `subject` and `object` are the logical ones (a passive's object is its grammatical subject), `preps` are the objects
    of each preposition, `modifiers` the words before a noun, `possessor` its owner.
    """

    subject: list[Token] = field(default_factory=list)
    object: list[Token] = field(default_factory=list)
    preps: dict[str, list[Token]] = field(default_factory=dict)
    modifiers: list[Token] = field(default_factory=list)
    possessor: list[Token] = field(default_factory=list)

    def at(self, path: str) -> list[Token]:
        """The words at `path`: a field's name, or a preposition."""
        return getattr(self, path) if path in _FIELDS else self.preps.get(path, [])


def arguments(trigger: Token, *, verbal: bool = False, transitive: bool = False) -> Arguments:
    """Collect the arguments of a verb or a noun.

    `verbal` says that a word tagged as a noun is read as a verb, as headlines need; `transitive` that the verb needs an
    object, so that one is looked for beside it where the tree gives none.
    """
    if trigger.pos not in ("VERB", "AUX") or _is_noun(trigger):
        return _beside(trigger) if verbal else _of_noun(trigger)
    found = _of_verb(trigger)
    if transitive and not found.object:
        _find_object(trigger, found)
    return found


def _is_noun(word: Token) -> bool:
    """Whether a word in -ing, held for a verb, is told of as nouns are: "Bordurian shelling", "killed in shelling"."""
    if word.tag != "VBG" or any(kid.dep in ("dobj", "aux") for kid in word.kids):
        return False
    if word.dep == "pcomp" and word.head.low in _DURING:
        return True
    return any(kid.i < word.i and kid.dep in ("amod", "compound", "nmod", "det") for kid in word.kids)


def is_passive(verb: Token) -> bool:
    """Whether the verb's grammatical subject suffers: by auxiliary, or as a bare participle after its noun."""
    if any(kid.dep in _PASSIVE for kid in verb.kids):
        return True
    if verb.tag == "VBN" and _own(verb, "agent"):
        return not (verb.lemma in _GOING and _own(verb, "nsubj"))
    if verb.tag != "VBN" or any(kid.dep in ("aux", "nsubj", "dobj") for kid in verb.kids):
        return (
            verb.tag == "VBN"
            and verb.dep == "conj"
            and not _own(verb, "aux")
            and not _own(verb, "dobj")
            and is_passive(verb.head)
        )
    return verb.dep in ("acl", "amod", "advcl", "relcl", "ROOT", "acomp") or (
        verb.dep == "conj" and is_passive(verb.head)
    )


def negation(token: Token) -> str:
    """The word that negates a verb or a noun; "without" above counts, too; empty where none does."""
    table = load("lexicon/en/polarity.yml")["denied"]["negations"]["words"]
    for kid in token.kids:
        if kid.dep == "neg" or (kid.low in table and kid.dep in ("det", "preconj", "nsubj", "nsubjpass")):
            return kid.text
    if token.low in ("nobody", "none", "nothing"):
        return token.text
    return "without" if token.dep in ("pobj", "pcomp") and token.head.low == "without" else ""


def conjuncts(token: Token) -> list[Token]:
    """The token and those joined to it by "and", "or", "as well as", in reading order."""
    found = [token]
    for kid in token.kids:
        if kid.dep in ("conj", "appos") and kid.i > token.i and kid.dep == "conj":
            found.extend(conjuncts(kid))
    return found


def phrase(head: Token, keep: frozenset[str] = frozenset({"of"})) -> list[Token]:
    """The words of a noun phrase: what stands before the noun, and its "of" phrase."""
    words = [head]
    for kid in head.kids:
        if kid.i < head.i and kid.dep in _LEFT:
            words.extend(kid.subtree())
        elif kid.i > head.i and (kid.dep == "case" or (kid.dep == "prep" and kid.low in keep)):
            words.append(kid)
            words.extend(word for pobj in kid.kids if pobj.dep == "pobj" for word in phrase(pobj, keep))
    return sorted(words, key=lambda word: word.i)


def _find_object(verb: Token, found: Arguments) -> None:
    """Find the object that the tree does not give: a joined verb's, a headline's before it, or the next noun."""
    shared = next(
        (below for kid in verb.kids if kid.dep == "conj" and kid.pos == "VERB" for below in _own(kid, "dobj")), None
    )
    after = next((kid.next for kid in verb.kids if kid.dep == "prt" and kid.n == verb.n + 1), verb.next)
    if shared is not None and not is_passive(verb) and after is not None and after.pos in ("CCONJ", "PUNCT"):
        found.object = [shared]
    elif (above := _relative_head(verb)) is not None:
        found.object = [above]
    elif is_passive(verb):
        found.object = _counted_between(verb) or _noun_before(verb)
    elif _is_headline_passive(verb):
        found.subject, found.object = found.preps.get("by", []), found.subject or _noun_before(verb)
    else:
        found.object = _noun_after(verb)


def _counted_between(verb: Token) -> list[Token]:
    """Who stands behind a fronted range that the tree takes for a place: "Between 7 and 11 people were killed"."""
    ranges = (kid for kid in verb.kids if kid.low == "between" and kid.i < verb.i)
    return [
        kid for lead in ranges for kid in lead.kids if kid.dep == "pobj" and any(n.dep == "nummod" for n in kid.kids)
    ]


def _is_headline_passive(verb: Token) -> bool:
    """A participle without auxiliary, nothing after it that could be its object: "12 killed in blast"."""
    subject = min((kid.i for kid in verb.kids if kid.dep == "nsubj"), default=verb.i)
    after = (kid for kid in verb.kids if kid.dep != "ccomp" or kid.i > subject)  # "Bomb explodes, 12 soldiers killed"
    if verb.tag not in ("VBN", "VBD") or any(kid.dep in _COMPLEMENTS for kid in after):
        return False
    word = verb.next.next if verb.next is not None and verb.next.low == "dead" else verb.next  # "12 shot dead"
    if word is not None and word.low in _HOMEWARD:
        return False  # "troops fired back"
    return word is None or (word.pos in ("ADP", "PUNCT", "SCONJ", "CCONJ", "ADV") and word.low not in _TOWARDS)


def _relative_head(verb: Token) -> Token | None:
    """The noun that the clause belongs to: "areas they control", "areas they say the army controls"."""
    top = verb.head if verb.dep == "ccomp" else verb
    named = any(kid.dep == "nsubj" and kid.tag not in ("WDT", "WP") for kid in top.kids) and any(
        kid.dep == "nsubj" for kid in verb.kids
    )
    return top.head if top.dep == "relcl" and named and not is_passive(verb) else None


def _noun_before(verb: Token) -> list[Token]:
    """The nearest noun to the left, over auxiliaries and adverbs."""
    at = verb.previous
    while at is not None and at.pos in ("AUX", "ADV", "PART"):
        at = at.previous
    return [at] if at is not None and at.pos in NOUNS and at.tag != "PRP$" else []


def _noun_after(verb: Token) -> list[Token]:
    """The head of the noun phrase that follows at once, or behind the words of its figure's hedge."""
    head, at = None, _behind_hedge(verb)
    while at is not None and at.pos in _IN_PHRASE:
        if at.pos in NOUNS:
            head = at
        at = at.next
    return [head] if head is not None else []


def _behind_hedge(verb: Token) -> Token | None:
    """The word after the verb, or the numeral that "at least" and the like stand before."""
    words = verb.sentence.tokens[verb.n + 1 : verb.n + 5]
    hedge = list(takewhile(lambda word: word.pos != "NUM", words))
    hedged = bool(hedge) and len(hedge) < len(words) and all(word.low in _HEDGE for word in hedge)
    return words[len(hedge)] if hedged else verb.next


def _beside(word: Token) -> Arguments:
    """Arguments by position alone, for a verb that the tree holds for a noun."""
    found = Arguments(subject=_noun_before(word), object=_noun_after(word))
    if word.low.endswith("ed"):
        described = word.dep == "amod" and word.head.pos == "NOUN" and word.head.i > word.i  # "61 abducted villagers"
        found.subject, found.object = [], [word.head] if described else found.subject
    anchor = found.object[0] if found.object else word
    for name, objects in _preps(anchor).items():
        found.preps.setdefault(name, []).extend(objects)
    return found


def _own(verb: Token, dep: str) -> list[Token]:
    return [kid for kid in verb.kids if kid.dep == dep]


def _of_verb(verb: Token) -> Arguments:
    found = Arguments(preps=_preps(verb))
    passive = is_passive(verb)
    grammatical = _own(verb, "nsubjpass") + _own(verb, "nsubj") or _shared_subject(verb, passive=passive)
    by = [
        pobj
        for kid in verb.kids
        if kid.dep == "agent" or (passive and kid.dep == "prep" and kid.low == "by")
        for pobj in _own(kid, "pobj")
    ]
    by += [doer for kid in _own(verb, "prep") for doer in _at_the_hands(kid)]
    found.subject = by if passive else grammatical or _counted_between(verb)
    given = [kid for kid in _own(verb, "dative") if kid.pos != "ADP"]
    found.object = grammatical if passive else _own(verb, "dobj") + given
    found.preps.setdefault("dative", []).extend(given)
    if passive and verb.dep in ("acl", "amod") and not _own(verb, "nsubjpass"):
        found.object = [verb.head]
    if not passive and verb.dep == "acl" and not _own(verb, "nsubj") and (verb.tag == "VBG" or found.object):
        found.subject = [verb.head]  # of "gunmen on foot killed two" the parser may make gunmen who were killed
    found.subject, found.object = _named(found.subject), _named(found.object)
    return found


def _at_the_hands(preposition: Token) -> list[Token]:
    """By whom it was done: "killed at the hands of rebels"."""
    hands = [kid for kid in _own(preposition, "pobj") if kid.low == "hands" and preposition.low == "at"]
    return [doer for kid in hands for of in _own(kid, "prep") if of.low == "of" for doer in _own(of, "pobj")]


def _shared_subject(verb: Token, *, passive: bool) -> list[Token]:
    """The subject of the verb that this one hangs on: "was seized and burned", "after capturing it, the army …"."""
    head = verb.head
    if verb.dep == "relcl" or (head.pos in NOUNS and verb.dep == "pcomp"):
        return [head]
    if (meant := _of_gerund(verb, head)) is not None:
        return [meant]
    if verb.dep not in _CHAINS or (verb.dep == "ccomp" and verb.tag not in ("VBG", "VB")):
        return []
    head = head.head if head.dep == "prep" else head
    if head.pos == "ADJ" and verb.dep == "xcomp" and head.head.pos in ("VERB", "AUX"):
        return _own(head.head, "nsubj")
    return _from_above(verb, head, passive=passive) if head.pos in ("VERB", "AUX") else []


def _of_gerund(verb: Token, head: Token) -> Token | None:
    """Who does it, where another verb's object is meant: "accused the army of killing", "kept trucks from entering"."""
    if (
        verb.dep == "pcomp"
        and head.low == "from"
        and head.head.lemma in load("lexicon/en/frame_words.yml")["preventing"]
    ):
        return next(iter(_own(head.head, "dobj")), None)
    if verb.dep == "advcl" and verb.tag == "VBG":
        return _accused_before(head)
    return _accused(head) if verb.dep == "pcomp" else None


def _accused(preposition: Token) -> Token | None:
    """Who is said to have done it: "the army" of "accused the army of killing four"."""
    above = preposition.head
    verb = above.head if above.dep in ("dobj", "nsubjpass") else above
    if preposition.low not in ("of", "for") or verb.lemma not in load("lexicon/en/parties.yml")["accusing"]:
        return None
    blamed = _own(verb, "nsubjpass") if is_passive(verb) else _own(verb, "dobj")
    return blamed[0] if blamed else None


def _accused_before(verb: Token) -> Token | None:
    """Who is accused of what further harm comes of: "accused the army of shelling the town, killing a woman"."""
    leads = (kid for kid in verb.kids if kid.low == "of" and any(below.dep == "pcomp" for below in kid.kids))
    return next((_accused(kid) for kid in leads), None)


def _from_above(verb: Token, head: Token, *, passive: bool) -> list[Token]:
    if verb.dep == "xcomp" and _own(head, "dobj"):
        return _own(head, "dobj")
    if verb.dep == "conj" and (told := _told_before(head)) is not None:
        head = told
    own = _own(head, "nsubj") + _own(head, "nsubjpass")
    if passive and verb.dep in ("conj", "advcl"):
        return own or _shared_subject(head, passive=passive)
    agents = [pobj for kid in _own(head, "agent") for pobj in _own(kid, "pobj")]
    if verb.dep == "advcl" and is_passive(head):
        return agents or own
    return own or _shared_subject(head, passive=passive)


def teller(verb: Token) -> Token | None:
    """Who says what the verb tells: "the army" of "the army said, adding that it had struck …"."""
    while verb.dep == "conj":
        verb = verb.head
    says = verb.head if verb.dep == "ccomp" else verb
    while says is not verb and not _own(says, "nsubj") and says.dep in ("advcl", "conj"):
        says = says.head
    return next(iter(_own(says, "nsubj")), None) if says is not verb else None


def _told_before(verb: Token) -> Token | None:
    """The verb whose clause is told before who says so: "a bomb killed three, police said, and injured dozens"."""
    told = [verb.head] if verb.dep == "parataxis" else _own(verb, "ccomp")
    return next((clause for clause in told if clause.i < verb.i and clause.pos == "VERB"), None)


def _named(tokens: list[Token]) -> list[Token]:
    """Relative pronouns replaced by the noun that they stand for."""
    return [_antecedent(token) for token in tokens]


def _antecedent(token: Token) -> Token:
    if token.tag in ("WDT", "WP") or (token.low == "that" and token.pos == "PRON"):
        for above in token.ancestors():
            if above.dep == "relcl":
                return above.head
    return token


def _of_noun(noun: Token) -> Arguments:
    found = Arguments(preps=_preps(noun), object=_own(noun, "dobj"))
    found.possessor = _own(noun, "poss")
    found.modifiers = [word for kid in noun.kids if kid.i < noun.i and kid.dep in _BEFORE for word in kid.subtree()]
    if noun.dep in ("dobj", "nsubjpass") or _is_one_of(noun):
        outer = _of_verb(noun.head.head.head if noun.dep == "pobj" else noun.head)
        _add_preps(found, outer)
        found.subject = _named(_blamed(noun.head, found)) or ([] if is_unclaimed(noun.head) else outer.subject)
    elif noun.dep == "pobj" and (accused := _accused(noun.head)) is not None:
        found.subject = _named([accused])
    elif noun.dep == "pobj" and noun.head.low == "to" and noun.head.head.lemma in _agreeing():
        found.subject = _named(_of_verb(noun.head.head).subject)
    elif noun.dep == "nsubj" and noun.head.pos == "VERB":
        outer = _of_verb(noun.head)
        found.object = outer.object
        _add_preps(found, outer)
    for kid in noun.kids:
        if kid.dep in ("acl", "relcl") and kid.pos == "VERB":
            _add_clause(found, kid)
    return found


def is_unclaimed(verb: Token) -> bool:
    """Whether nobody owns up to an act: "the rebels have not claimed the attack"."""
    return verb.lemma == "claim" and bool(_own(verb, "dobj")) and bool(negation(verb))


def _is_one_of(noun: Token) -> bool:
    """Whether it is told by how many there were: "launched a wave of air strikes"."""
    many = noun.head.head if noun.dep == "pobj" and noun.head.low == "of" else noun
    return many is not noun and many.dep in ("dobj", "nsubjpass") and many.lemma in _several()


def _several() -> frozenset[str]:
    return frozenset(load("lexicon/en/frame_words.yml")["several"])


def _agreeing() -> frozenset[str]:
    return frozenset(load("lexicon/en/frame_words.yml")["agreeing"])


def blaming() -> dict[str, str]:
    """Verbs of blame, each with the preposition behind which stands who is said to have done it."""
    found: dict[str, str] = load("lexicon/en/parties.yml")["blaming"]
    return found


def _blamed(verb: Token, found: Arguments) -> list[Token]:
    """On whom an act is blamed, taken out of what its prepositions lead to: "blamed the raid on Harga on rebels"."""
    told = found.preps.get(blaming().get(verb.lemma, ""), [])
    last = max(told, key=lambda token: token.i, default=None)
    if last is None:
        return []
    told.remove(last)
    return [last]


def _add_clause(found: Arguments, verb: Token) -> None:
    """What a clause beside the noun adds: "the attack carried out by rebels", "the strike that hit the bridge"."""
    inner = _of_verb(verb)
    if is_passive(verb):
        found.subject = found.subject or inner.subject
    else:
        found.object = found.object or inner.object
    _add_preps(found, inner)


def _add_preps(found: Arguments, other: Arguments) -> None:
    for name, objects in other.preps.items():
        found.preps.setdefault(name, []).extend(objects)


def _preps(token: Token) -> dict[str, list[Token]]:
    """Objects of the prepositions below `token`, "out of" style chains read by their last word."""
    found: dict[str, list[Token]] = {}
    for kid in token.kids:
        if kid.dep in ("prep", "agent", "prt") or kid.low in _HOMEWARD or (kid.dep == "dative" and kid.pos == "ADP"):
            for below in kid.kids:
                if below.dep == "pobj":
                    found.setdefault(kid.low, []).append(below)
                elif below.dep == "prep" and kid.low != "according":
                    found.setdefault(below.low, []).extend(_own(below, "pobj"))
    return found
