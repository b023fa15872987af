"""Whose the dead, the wounded, the held and the struck things are: the party behind a noun."""

from marsad.extract.parse import Token
from marsad.extract.rules.draft import Report
from marsad.extract.rules.frames import Finding
from marsad.extract.rules.grammar import arguments, conjuncts, phrase
from marsad.extract.rules.nouns import HUMAN, clean, counted, has_figure, is_country, is_name, lemma, noun_classes, party_name
from marsad.extract.rules.parties import is_listed
from marsad.extract.rules.parties import words as _words
from marsad.model import Mention, Span

CIVILIANS = "civilians"
_ARMED = frozenset({"combatants", "parties"})
_THINGS = frozenset({"facilities", "vehicles", "arms", "military"})
_BELONGS = frozenset({"of", "for", "from", "by", "to"})
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})


def party_of(head: Token, report: Report) -> Mention | None:
    """The party of people: "civilians" for residents, women, children; none for bare people; else its name."""
    noun = counted(head)
    for item in [noun, *(other for other in conjuncts(noun) if other is not noun and not has_figure(other) and not _definite(other))]:
        found = _party(item, report)
        if found is not None:
            return found
    return None


def _definite(token: Token) -> bool:
    return any(kid.low == "the" for kid in token.kids)


def _party(noun: Token, report: Report) -> Mention | None:
    found = noun_classes(noun)
    if "civilians" in found:
        return Mention(CIVILIANS, _span(noun), noun.text)
    if lemma(noun) in _words("losses"):
        return _loser(noun, report)
    if noun.pos in ("PRON", "NUM", "DET"):
        return None
    if "people" in found and not found & _ARMED:
        return _of_people(noun, report)
    return named(noun, report)


def _of_people(noun: Token, report: Report) -> Mention | None:
    """"Civilian victims", "Kurdish people", "people, mostly women", "a man named …"; bare people are nobody's."""
    if any("civilians" in noun_classes(kid) for kid in noun.lefts) or _mostly_civilian(noun) or _is_named_man(noun):
        return Mention(CIVILIANS, _span(noun), noun.text)
    if any(kid.dep in _BEFORE and (noun_classes(kid) & (_ARMED | {"civilians"}) or is_name(kid) or is_country(kid)) for kid in noun.lefts):
        return named(noun, report)
    owner = next((item for item in _below(noun, frozenset({"of", "from"})) if noun_classes(item) & (_ARMED | {"civilians"})), None)
    return _party(owner, report) if owner is not None else None


def _mostly_civilian(noun: Token) -> bool:
    """Whether the words after say that most of them were women, children, residents."""
    words = noun.sentence.tokens[noun.n + 1 : noun.n + 12]
    opens = next((at for at, word in enumerate(words) if word.low in ("mostly", "mainly", "most", "all", "majority")), None)
    return opens is not None and any("civilians" in noun_classes(word) for word in words[opens : opens + 5])


def _is_named_man(noun: Token) -> bool:
    """"A man named …": an unarmed person told of by name."""
    return noun.lemma in ("man", "woman") and any(kid.dep == "acl" and kid.lemma in ("name", "identify", "call") for kid in noun.kids)


def _loser(noun: Token, report: Report) -> Mention | None:
    """Whose losses: "army casualties", "casualties among civilians", "inflicted casualties on X", "X suffered losses"."""
    near = [kid for kid in noun.lefts if kid.dep in _BEFORE and noun_classes(kid) & (_ARMED | {"civilians"})]
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in ("inflict", "cause"):
        near += arguments(verb).at("on") + arguments(verb).at("among") + _below(noun, frozenset({"on"}))
    elif noun.dep == "dobj" and verb.lemma in ("suffer", "sustain", "take", "incur", "lose", "report"):
        near += [item for item in arguments(verb).subject if noun_classes(item) & _ARMED] if verb.lemma != "report" else []
    near += _below(noun, frozenset({"among", "of", "on", "amongst"}))
    return next((found for item in near if item is not noun and (found := _party(item, report)) is not None), None)


def named(noun: Token, report: Report) -> Mention | None:
    """The party as named: whose leader or fighter it is, the name without "militants" after it, or the fuller name it takes up."""
    member = lemma(noun) in _words("members")
    if member:
        owner = next((item for item in _below(noun, frozenset({"of", "from", "in", "with"})) if _which(item) or is_group(item, report)), None)
        if owner is not None:
            return named(owner, report)
    core = _core(noun, report) if lemma(noun) in _words("irregulars") or member else None
    if core:
        return Mention(core, _span(noun), noun.text)
    fuller = report.parties.fuller(noun)
    name = (fuller and (_core(fuller.head, report) or fuller.name)) or party_name(noun, report.text)
    return Mention(name, _span(noun), noun.text) if name else None


def _core(noun: Token, report: Report) -> str | None:
    """The group's own name before a general noun: "Taliban" of "Taliban militants"; none if the words before only describe."""
    before = [kid for kid in noun.lefts if kid.dep in _BEFORE and is_group(kid, report)]
    if not before:
        return None
    words = [word for kid in before for word in phrase(kid)]
    return clean(report.text[min(word.start for word in words) : before[-1].end])


def is_group(token: Token, report: Report) -> bool:
    """Whether a name stands for a group or people, not for a place, a country or a person's post."""
    if is_listed(token):
        return True
    if token.pos != "PROPN" or is_country(token) or noun_classes(token) & (_THINGS | {"places", "people", "professions"}):
        return False
    return not in_place(token, report) and token.low not in _words("no_groups")


def in_place(token: Token, report: Report) -> bool:
    """Whether the word is part of a place's name."""
    return any(place.start <= token.start < place.end for place in report.places[token.sentence.index])


def _which(token: Token) -> bool:
    return bool(noun_classes(token) & _ARMED) and any(is_name(word) or is_country(word) for word in phrase(token))


def owner_of(thing: Token, report: Report) -> Mention | None:
    """The party that a struck or destroyed thing belongs to: "ISIL tanks", "positions of the militia", "a Russian helicopter"."""
    for kid in thing.lefts:
        if kid.dep in _BEFORE and (is_group(kid, report) or noun_classes(kid) & _ARMED and kid.low not in _words("no_owners") or _is_country_of(kid, thing)):
            return Mention(party_name(kid, report.text), _span(kid), kid.text)
    for kid in [kid for item in conjuncts(thing) for kid in item.rights]:
        if kid.dep in ("prep", "acl", "relcl") and (kid.low in ("of", "for") or kid.lemma in _words("holding")):
            owner = next((item for item in (_below_prep(kid) if kid.dep == "prep" else arguments(kid).at("by") + arguments(kid).at("to") + arguments(kid).subject) if noun_classes(item) & _ARMED or is_group(item, report)), None)
            if owner is not None and owner is not thing:
                return named(owner, report)
    return None


def _is_country_of(kid: Token, thing: Token) -> bool:
    return is_country(kid) and bool(noun_classes(thing) & {"vehicles", "arms"} or "military" in noun_classes(thing) and not noun_classes(thing) & {"facilities", "places"})


def attacked(head: Token, report: Report) -> Mention | None:
    """The party attacked: people, a body, the owner of what was struck, or the thing itself; none for a bare place."""
    noun = counted(head)
    found = noun_classes(noun)
    if found & HUMAN or found & {"parties"} and not found & _THINGS:
        return party_of(head, report)
    if found & _THINGS or found & {"places"}:
        owner = owner_of(noun, report)
        if owner is not None:
            return owner
        if found & (_THINGS | {"parties"}) and not (found & {"places"} and not found & {"military"}):
            return Mention(party_name(noun, report.text), _span(noun), noun.text)
        return None
    if is_group(noun, report):
        return named(noun, report)
    return party_of(head, report) if is_country(noun) and noun.pos != "PROPN" else None


def defender(finding: Finding, report: Report) -> Mention | None:
    """Who threw an attack back: the subject of "repelled", "thwarted", "foiled" whose object the attack is."""
    verb = finding.trigger.head
    if finding.trigger.dep not in ("dobj", "nsubjpass") or verb.lemma not in _words("repelling"):
        return None
    return next((found for item in arguments(verb).subject if (found := party_of(item, report)) is not None), None)


def damaged(head: Token, report: Report) -> Mention:
    """The owner of a military thing, else what was damaged, as printed."""
    noun = counted(head)
    owner = owner_of(noun, report) if noun_classes(noun) & {"military"} else None
    return owner or Mention(party_name(noun, report.text), _span(noun), noun.text)


def _below(token: Token, prepositions: frozenset[str]) -> list[Token]:
    return [item for kid in token.kids if kid.dep in ("prep", "agent") and kid.low in prepositions for item in _below_prep(kid)]


def _below_prep(preposition: Token) -> list[Token]:
    return [item for kid in preposition.kids if kid.dep == "pobj" for item in conjuncts(kid)]


def _span(token: Token) -> Span:
    return Span(token.start, token.end)
