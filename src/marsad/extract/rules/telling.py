"""Cues in a sentence, and the words that they tell: what is said, thought, wanted and judged."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from marsad.extract.rules.grammar import is_passive
from marsad.extract.rules.holders import can_tell, holder_of, is_document, is_holder, joined_to, subject
from marsad.extract.rules.reporting import FINITE, as_saying, reporting_verbs, speaker_behind, speaker_of
from marsad.extract.rules.speaker_phrase import CLITICS
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load

_LATE = frozenset({"advcl", "prep", "npadvmod", "advmod", "xcomp"})  # may follow the clause told and belong to it
_QUOTED = frozenset({"xcomp", "acomp", "oprd", "dep", "parataxis", "intj", "dobj", "npadvmod", "attr"})
_QUOTED_BEFORE = frozenset({"dep", "advcl", "intj", "dobj", "npadvmod", "nsubj", "attr", "csubj"})
_ABOUT_OBJECT = frozenset({"for", "of", "as", "over"})
_THAT = 9  # words between a verb and its "that", at most


@dataclass(frozen=True, slots=True)
class Telling:
    """A cue: its words, those that name the holder, and those that it tells, none where they stand elsewhere.

    `frame` is how it tells: clause, quotation (somewhere near), infinitive, preposition, object, noun, adjective or
    according.
    """

    frame: str
    cue: list[Token]
    holder: list[Token]
    told: list[Token]


def tellings(sentence: Sentence) -> list[Telling]:
    """Return the cues of a sentence in reading order."""
    return [found for token in sentence.tokens if (found := _telling(token)) is not None]


def _telling(token: Token) -> Telling | None:
    readers = _READERS.get(token.pos, ())
    found = next((found for read in readers if (found := read(token)) is not None), None)
    return found or (_waiting(token) if token.pos == "VERB" else None)


@cache
def _words(kind: str, frame: str, preposition: str = "") -> frozenset[str]:
    table = load("lexicon/en/attitudes.yml")[kind][frame]
    found = frozenset(table.get(preposition, ()) if isinstance(table, dict) else table)
    return found | _reporting(frame) if kind == "verbs" else found


def _reporting(frame: str) -> frozenset[str]:
    """The verbs of attribution.yml that take a clause, or an object."""
    kinds = {"clause": ("plain", "act", "clause", "witness"), "object": ("act",)}.get(frame, ())
    return frozenset(verb for verb, kind in reporting_verbs().items() if kind in kinds)


def _waiting(verb: Token) -> Telling | None:
    """A verb of saying without its words, which may be a quotation near by."""
    if verb.lemma not in _words("verbs", "clause") or (verb.tag == "VB" and verb.lemma != "say"):
        return None
    return Telling("quotation", [verb], _phrase(holder_of(verb), []), [])


# --- verbs ------------------------------------------------------------------------------------------------------------


def _according(token: Token) -> Telling | None:
    to = token.next
    if token.low != "according" or to is None or to.low != "to":
        return None
    source = next((kid for kid in to.kids if kid.dep == "pobj"), None)
    told = _without(token.sentence.tokens, token.subtree())
    return Telling("according", [token, to], _phrase(source, []), told) if source is not None else None


def _clause(verb: Token) -> Telling | None:
    """A clause or a quotation that the verb tells: "said that …", "“…,” said X", "…, X said, …"."""
    if verb.lemma not in _words("verbs", "clause"):
        return None
    behind = speaker_behind(verb)
    told = _clause_told(verb) or (verb.sentence.tokens[: verb.n] if behind else [])
    head = holder_of(verb)
    if behind and (head is None or head in told):
        return Telling("clause", [verb], behind, _without(told, behind))
    if head is None and (speaker := speaker_of(verb)):
        head = speaker[-1]
    found = _told("clause", [verb], head, told) if told and can_tell(head) else None
    return _with_speaker(found, verb) if found is not None and not found.holder else found


def _with_speaker(found: Telling, verb: Token) -> Telling:
    """With the speaker taken out of the words told, where a lost comma makes him part of them."""
    speaker = speaker_of(verb)
    return Telling(found.frame, found.cue, speaker, _without(found.told, speaker))


def _clause_told(verb: Token) -> list[Token]:
    after = [kid for kid in verb.rights if kid.dep == "ccomp" or (kid.dep in _QUOTED and _starts_quoted(kid))]
    late = [kid for kid in verb.rights if after and kid.i > after[0].i and _is_late(kid)]
    front = [kid for kid in verb.lefts if _is_front(kid, verb)]
    told = [*_before(verb, front), *_below(after + late)]
    return _to_joined(verb, told) or _around(verb) or _to_joined(verb, _after_that(verb))


def _is_late(kid: Token) -> bool:
    return kid.dep in _LATE and not (kid.dep == "advcl" and kid.tag == "VBG")


def _is_front(kid: Token, verb: Token) -> bool:
    return kid.dep in ("ccomp", "parataxis") or (kid.dep in _QUOTED_BEFORE and _is_quoted_before(kid, verb))


def _before(verb: Token, front: list[Token]) -> list[Token]:
    """What is told before the verb, up to its subject."""
    told = _below(front)
    head = subject(verb)
    ahead = head is not None and head.i < verb.i and not any(head is word for word in told)
    end = head.subtree()[0].i if head is not None and ahead else verb.i
    return [word for word in told if word.i < end]


def _to_joined(verb: Token, told: list[Token]) -> list[Token]:
    """The words told, up to a second "and said that …" with clauses of its own."""
    second = next((word for word in told if word.i > verb.i and joined_to(word) is verb), None)
    return _without(told, second.subtree()) if second is not None else told


def _around(verb: Token) -> list[Token]:
    """The sentence around an insertion: "the toll, he said, has risen", "as he said, …"."""
    above = verb.head
    if above is verb or above.pos not in ("VERB", "AUX"):
        return []
    as_said = any(kid.low == "as" and kid.dep in ("mark", "advmod") for kid in verb.kids)
    open_ended = not any(kid.dep in ("xcomp", "dobj") for kid in verb.kids)
    if verb.dep != "parataxis" and not (verb.dep == "advcl" and as_said and open_ended):
        return []
    return _without(above.subtree(), verb.subtree())


def _after_that(verb: Token) -> list[Token]:
    """A clause that the parser hangs elsewhere: "told the paper that …", "said, by phone, that …"."""
    near = verb.sentence.tokens[verb.n + 1 : verb.n + 1 + _THAT]
    that = next((word for word in near if word.low == "that" and word.tag == "IN" and word.dep == "mark"), None)
    if that is None or any(word.tag in FINITE for word in near[: that.n - verb.n - 1]):
        return []
    return [word for word in that.head.subtree() if word.i >= that.i]


def _starts_quoted(kid: Token) -> bool:
    first = kid.subtree()[0]
    return first.text == '"' or (first.previous is not None and first.previous.text in ('"', ":"))


def _is_quoted_before(kid: Token, verb: Token) -> bool:
    last = kid.subtree()[-1]
    return any(word.text == '"' for word in verb.sentence.tokens[last.n + 1 : verb.n])


def _infinitive(verb: Token) -> Telling | None:
    """What somebody wants to do, or wants of others: "refused to …", "urged them to …"."""
    if verb.lemma not in _words("verbs", "infinitive"):
        return None
    between = any(kid.dep == "dobj" for kid in verb.kids)
    deps = ("xcomp", "ccomp", "advcl") if between else ("xcomp", "ccomp")
    clause = next((kid for kid in verb.rights if kid.dep in deps and _to(kid) is not None), None)
    head = holder_of(verb)
    if clause is None or not is_holder(head):
        return None
    start = _to(clause)
    return _told("infinitive", [verb], head, [word for word in clause.subtree() if start and word.i >= start.i])


def _to(verb: Token) -> Token | None:
    return next((kid for kid in verb.kids if kid.low == "to" and kid.dep == "aux"), None)


def _preposition(verb: Token) -> Telling | None:
    """What follows the verb's preposition, its object included: "called for …", "accused them of …"."""
    head = holder_of(verb)
    if not is_holder(head):
        return None
    for kid in verb.rights:
        if kid.dep == "prep" and verb.lemma in _words("verbs", "prepositions", kid.low):
            asked = [late for late in verb.rights if late.i > kid.i and late.dep in ("xcomp", "advcl") and _to(late)]
            if asked or f"{verb.lemma} {kid.low}" not in _words("verbs", "urging"):
                things = _things(verb, kid)
                told = _below([*things, kid, *asked])
                return _told("preposition", [verb] if things else [verb, kid], head, told)
    return None


def _things(verb: Token, preposition: Token) -> list[Token]:
    """The verb's object before the preposition, a passive's subject."""
    dep = "nsubjpass" if is_passive(verb) else "dobj"
    return [kid for kid in verb.kids if kid.dep == dep and kid.i < preposition.i]


def _object(verb: Token) -> Telling | None:
    """The object of an act of speech or an attitude: "denied the attack", "calls them rebels"."""
    head = holder_of(verb)
    if verb.lemma not in _words("verbs", "object") or not (is_holder(head) or is_document(head)):
        return None
    passive = is_passive(verb)
    deps = ("nsubjpass",) if passive else ("dobj", "oprd", "ccomp")
    thing = next((kid for kid in verb.kids if kid.dep in deps and (passive or kid.i > verb.i)), None)
    if thing is None or thing.tag in ("PRP", "WDT", "WP", "DT") or as_saying(verb):
        return None
    late = [kid for kid in verb.rights if kid.i > thing.i and (kid.dep == "oprd" or kid.low in _ABOUT_OBJECT)]
    return _told("object", [verb], head, _below([thing, *late]))


# --- nouns and adjectives ---------------------------------------------------------------------------------------------


def _noun(noun: Token) -> Telling | None:
    """What a noun with a holder tells: "their claim that …", "voiced support for …"."""
    head = _owner(noun)
    return _of_word("noun", "nouns", noun, head, ("acl", "ccomp")) if head is not None else None


def _owner(noun: Token) -> Token | None:
    """Who has the noun: its possessor, or the subject of the verb that it belongs to."""
    own = next((kid for kid in noun.kids if kid.dep == "poss"), None)
    if own is not None:
        return own if own.tag == "PRP$" or is_holder(own) else None
    verb = noun.head.head if noun.dep == "pobj" else noun.head if noun.dep in ("dobj", "attr", "conj") else noun
    head = subject(verb) if verb.pos in ("VERB", "AUX") else None
    return head if is_holder(head) else None


def _adjective(word: Token) -> Telling | None:
    """What a state of mind is about: "is sure that …", "was critical of …"."""
    if word.dep not in ("acomp", "ROOT", "conj", "oprd"):
        return None
    verb = word.head if word.dep in ("acomp", "oprd") else word
    head = subject(verb) or next((kid for kid in verb.kids if kid.dep == "nsubjpass"), None)
    return _of_word("adjective", "adjectives", word, head, ("ccomp",)) if is_holder(head) else None


def _of_word(frame: str, kind: str, word: Token, head: Token | None, clauses: tuple[str, ...]) -> Telling | None:
    form = word.lemma if kind == "nouns" else word.low
    for kid in word.rights:
        if kid.dep in clauses and form in _words(kind, "clause") and _is_that_clause(kid, kind):
            return _told(frame, [word], head, kid.subtree())
        if kid.dep in ("acl", "xcomp") and form in _words(kind, "infinitive") and _to(kid):
            return _told(frame, [word], head, kid.subtree())
        if kid.dep in ("prep", "agent") and form in _words(kind, "prepositions", kid.low):
            return _told(frame, [word, kid], head, _below(kid.kids))
    return None


def _is_that_clause(clause: Token, kind: str) -> bool:
    return kind != "nouns" or any(kid.low == "that" and kid.dep == "mark" for kid in clause.kids)


# --- words ------------------------------------------------------------------------------------------------------------


def _told(frame: str, cue: list[Token], head: Token | None, told: list[Token]) -> Telling:
    holder = _phrase(head, told)
    return Telling(frame, cue, holder, _without(told, [*cue, *holder]))


def _phrase(head: Token | None, told: list[Token]) -> list[Token]:
    """The holder's phrase, as far as it is not told itself."""
    words = _without(head.subtree(), told) if head is not None else []
    while words and (words[-1].pos == "PUNCT" or words[-1].text in CLITICS):
        words = words[:-1]
    return words


def _below(heads: Iterable[Token]) -> list[Token]:
    return [word for head in heads for word in head.subtree()]


def _without(words: list[Token], others: list[Token]) -> list[Token]:
    away = set(others)
    return [word for word in words if word not in away]


Reader = Callable[[Token], Telling | None]
_READERS: dict[str, tuple[Reader, ...]] = {
    "VERB": (_according, _clause, _infinitive, _preposition, _object, _adjective),
    "AUX": (_clause,),
    "NOUN": (_noun,),
    "ADJ": (_adjective,),
}
