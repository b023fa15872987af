"""Whose the dead, the wounded, the held and the struck things are: the party behind a noun."""

from marsad.extract.rules.draft import Report
from marsad.extract.rules.frames import Finding
from marsad.extract.rules.grammar import arguments, conjuncts, is_unclaimed, phrase
from marsad.extract.rules.nouns import (
    HUMAN,
    clean,
    counted,
    has_figure,
    is_country,
    is_name,
    is_numeral,
    lemma,
    noun_classes,
    party_name,
)
from marsad.extract.rules.parties import is_listed, ranks
from marsad.extract.rules.parties import words as _words
from marsad.extract.rules.referents import doer_before, owner, subject_before, taken_up
from marsad.extract.rules.roles import words as frame_words
from marsad.extract.sentence import Sentence, Token
from marsad.model import Mention, Span

CIVILIANS = "civilians"
_ARMED = frozenset({"combatants", "parties"})
_THINGS = frozenset({"facilities", "vehicles", "arms", "military"})
_LONGEST = 11  # words of a name; a line of keywords before a report is none
_BEFORE = frozenset({"compound", "amod", "nmod", "poss", "npadvmod"})


def party_of(head: Token, report: Report) -> Mention | None:
    """The party of people: "civilians" for residents, women, children; none for bare people; else its name."""
    noun = counted(head)
    joined = [item for item in conjuncts(noun) if item is noun or not (has_figure(item) or _definite(item))]
    return next((found for item in joined if (found := _party(item, report)) is not None), None)


def _definite(token: Token) -> bool:
    return any(kid.low == "the" for kid in token.kids)


def _party(noun: Token, report: Report, *, back: bool = True) -> Mention | None:
    """The party of one noun. `back` lets its words point back, once: to whom they lead is read by his own words."""
    found = noun_classes(noun)
    if "civilians" in found:
        return Mention(CIVILIANS, _span(noun), noun.text)
    if is_loss(noun):
        return _loser(noun, report)
    if back and (meant := taken_up(noun, report)) is not None:
        return _party(meant, report, back=False)
    if noun.pos in ("PRON", "DET") or is_numeral(noun):
        return _said_to_be(noun, report) if back else None
    if "people" in found and not found & _ARMED:
        return _of_people(noun, report, back=back)
    return named(noun, report, back=back)


def _said_to_be(noun: Token, report: Report) -> Mention | None:
    """The party of those of whom it is said: "six of the dead were children"."""
    count = noun.head.head if noun.dep == "pobj" and noun.head.low == "of" else noun
    if count.dep != "nsubj" or count.head.lemma != "be":
        return None
    said = (kid for kid in count.head.kids if kid.dep == "attr" and noun_classes(kid) & HUMAN and kid is not noun)
    return next((_party(kid, report, back=False) for kid in said), None)


def is_loss(noun: Token) -> bool:
    """Whether the noun counts a side's dead and wounded together ("casualties")."""
    return lemma(noun) in _words("losses")


def lived_in(target: Mention, sentence: Sentence) -> bool:
    """Whether what was struck is a building of civil life, so that civilians hurt with it are whom it hit."""
    start = target.span.start if target.span is not None else -1
    token = next((token for token in sentence.tokens if token.start == start), None)
    return (
        token is not None and "facilities" in noun_classes(token) and not noun_classes(token) & (_ARMED | {"military"})
    )


def _of_people(noun: Token, report: Report, *, back: bool) -> Mention | None:
    """Read "civilian victims", "Kurdish people", "people, mostly women", "a man named …"; bare people are nobody's."""
    if any("civilians" in noun_classes(kid) for kid in noun.lefts) or _mostly_civilian(noun) or _is_named_man(noun):
        return Mention(CIVILIANS, _span(noun), noun.text)
    before = [kid for kid in noun.lefts if kid.dep in _BEFORE]
    if lemma(noun) in _words("bodies_found"):
        return next((found for kid in before if (found := _party(kid, report)) is not None), None)
    if any(noun_classes(kid) & _ARMED or is_name(kid) or is_country(kid) for kid in before):
        return named(noun, report)
    if "held" in noun_classes(noun):
        return named(noun, report)
    below = [*_below(noun, frozenset({"of", "from"})), *_apposed(noun)]
    side = next((item for item in below if noun_classes(item) & (_ARMED | {"civilians"}) or is_listed(item)), None)
    whose = side or (owner(noun, report) if back else None)
    if whose is not None:
        return _party(whose, report, back=False)
    return _said_to_be(noun, report) if back else None


def _apposed(noun: Token) -> list[Token]:
    """What a comma says of people: "the rider, a member of the militia"."""
    return [kid for kid in noun.kids if kid.dep == "appos" and lemma(kid) in _words("members")]


def _mostly_civilian(noun: Token) -> bool:
    """Whether the words after say that most of them were women, children, residents."""
    words = noun.sentence.tokens[noun.n + 1 : noun.n + 12]
    most = ("mostly", "mainly", "most", "all", "majority")
    opens = next((at for at, word in enumerate(words) if word.low in most), None)
    return opens is not None and any("civilians" in noun_classes(word) for word in words[opens : opens + 5])


def _is_named_man(noun: Token) -> bool:
    """Whether it is "a man named …": an unarmed person told of by name."""
    naming = ("name", "identify", "call")
    return noun.lemma in ("man", "woman") and any(kid.dep == "acl" and kid.lemma in naming for kid in noun.kids)


def _loser(noun: Token, report: Report) -> Mention | None:
    """Whose losses: "army casualties", "casualties among civilians", "casualties on X", "X suffered losses"."""
    near = [kid for kid in noun.lefts if kid.dep in _BEFORE and noun_classes(kid) & (_ARMED | {"civilians"})]
    verb = noun.head
    if noun.dep in ("dobj", "nsubjpass") and verb.lemma in ("inflict", "cause"):
        on = [*_below(noun, frozenset({"on"})), *arguments(verb).at("on"), *arguments(verb).at("among")]
        near += [item for item in on if item.lemma not in frame_words("days")]
    elif noun.dep == "dobj" and verb.lemma in frame_words("suffering"):
        near += [item for item in arguments(verb).subject if noun_classes(item) & _ARMED]
    near += _below(noun, frozenset({"among", "of", "on", "amongst"}))
    return next((found for item in near if item is not noun and (found := _party(item, report)) is not None), None)


def named(noun: Token, report: Report, *, back: bool = True) -> Mention | None:
    """The party's name: whose fighter it is, the name without "militants", or the fuller name that it takes up."""
    if (called := _called(noun)) is not None:
        return named(called, report, back=False)
    member = lemma(noun) in _words("members")
    if member:
        below = _below(noun, frozenset({"of", "from", "in", "with"}))
        body = next((item for item in below if _which(item) or is_group(item, report)), None)
        body = body or _group_of(noun, below, report) or (owner(noun, report) if back else None)
        if body is not None:
            return named(body, report, back=False)
    core = _core(noun, report) if lemma(noun) in _words("irregulars") or member else None
    if core:
        return Mention(core, _span(noun), noun.text)
    fuller = report.parties.fuller(noun)
    taken = fuller and ((fuller.head.pos != "PROPN" and _core(fuller.head, report)) or fuller.name)
    name = taken or _of_many(noun, report)
    return Mention(name, _span(noun), noun.text) if name and len(name.split()) <= _LONGEST else None


def _group_of(member: Token, below: list[Token], report: Report) -> Token | None:
    """The noun that takes up a group named before: "a commander of the group", "the movement's fighters"."""
    whose = (kid for kid in member.kids if kid.dep == "poss")
    return next((item for item in (*below, *whose) if report.parties.fuller(item) is not None), None)


def _of_many(noun: Token, report: Report) -> str:
    """The name of those of whom it tells one: "Bordurian soldiers" of "a Bordurian soldier"."""
    name, printed = party_name(noun, report.text), report.text[noun.start : noun.end]
    many = ranks().get(noun.low) if noun.dep not in _BEFORE else None
    if many is None or not name.endswith(printed):
        return name
    return name.removesuffix(printed) + (many.upper() if printed.isupper() else many)


def _called(noun: Token) -> Token | None:
    """The name that is printed right behind a noun for a body that has none yet: "the extremist group Boko Haram"."""
    found = noun_classes(noun)
    body = ("parties" in found and noun.tag in ("NN", "JJ")) or ("combatants" in found and noun.tag == "JJ")
    if any(kid.pos == "PROPN" and kid.dep in _BEFORE and not is_country(kid) for kid in noun.lefts):
        return None
    names = (kid for kid in noun.rights if kid.dep == "appos" and kid.pos == "PROPN")
    return next((name for name in names if phrase(name)[0].n == noun.n + 1), None) if body else None


def _core(noun: Token, report: Report) -> str | None:
    """The group's own name before a general noun: "Taliban" of "Taliban militants"; none if nothing names it."""
    before = [kid for kid in noun.lefts if kid.dep in _BEFORE and is_group(kid, report)]
    if not before:
        return None
    owners = [kid for kid in noun.lefts if kid.dep == "poss" and kid.pos == "PROPN"]  # "People's Army rebels"
    words = [word for kid in (*owners, *before) for word in phrase(kid)]
    return clean(report.text[min(word.start for word in words) : before[-1].end])


def is_group(token: Token, report: Report) -> bool:
    """Whether a name stands for a group or people, not for a place, a country or a person's post."""
    if is_listed(token):
        return True
    known = noun_classes(token) & (_THINGS | {"places", "people", "professions"})
    if token.pos != "PROPN" or is_country(token) or known or is_numeral(token):
        return False
    return not in_place(token, report) and token.low.rstrip(".") not in _words("no_groups")


def in_place(token: Token, report: Report) -> bool:
    """Whether the word is part of a place's name."""
    return any(place.start <= token.start < place.end for place in report.places[token.sentence.index])


def _which(token: Token) -> bool:
    return bool(noun_classes(token) & _ARMED) and any(is_name(word) or is_country(word) for word in phrase(token))


def owner_of(thing: Token, report: Report) -> Mention | None:
    """The party that a struck thing belongs to: "M23 tanks", "positions of the militia", "a Russian helicopter"."""
    before = next((kid for kid in _before(thing) if _owns(kid, thing, report)), None)
    if before is not None:
        return Mention(party_name(before, report.text), _span(before), before.text)
    behind = [holder for item in conjuncts(thing) for kid in item.rights for holder in _holders(kid)]
    held = [item for item in behind if item is not thing and (noun_classes(item) & _ARMED or is_group(item, report))]
    holder = next(iter(held), None) or owner(thing, report)
    return named(holder, report, back=False) if holder is not None else None


def _before(thing: Token) -> list[Token]:
    """The words before a thing, "held" and the like opened ("rebel-held")."""
    kids = [kid for kid in thing.lefts if kid.dep in _BEFORE]
    return [word for kid in kids for word in (kid.subtree() if kid.lemma in _words("holding") else [kid])]


def _owns(word: Token, thing: Token, report: Report) -> bool:
    if is_group(word, report) or _is_country_of(word, thing):
        return True
    holds = word.head.lemma in _words("holding")  # "government-held"
    return bool(noun_classes(word) & _ARMED) and (holds or word.low not in _words("no_owners"))


def _holders(kid: Token) -> list[Token]:
    """Who follows "of", "for", "held by", "belonging to", "used by" after a thing."""
    if kid.dep == "prep" and kid.low in ("of", "for"):
        return _below_prep(kid)
    if kid.dep in ("acl", "relcl") and kid.lemma in _words("holding"):
        found = arguments(kid)
        return [*found.at("by"), *found.at("to"), *found.subject]
    return []


def _is_country_of(kid: Token, thing: Token) -> bool:
    found = noun_classes(thing)
    of_war = found & {"vehicles", "arms"} or ("military" in found and not found & {"facilities", "places"})
    owned = any(above.lemma == "own" for above in (kid.head, *kid.lefts))  # "a Greek-owned tanker" is no state's
    return is_country(kid) and bool(of_war) and not owned


def attacked(head: Token, report: Report) -> Mention | None:
    """The party attacked: people, a body, the owner of what was struck, or the thing itself; none for a bare place."""
    if (meant := subject_before(head, report)) is not None:
        return party_of(meant, report)
    noun = counted(head)
    found = noun_classes(noun)
    if found & HUMAN or (found & {"parties"} and not found & _THINGS):
        return party_of(head, report)
    if is_country(noun):
        return _fought(noun, head, report)
    if found & (_THINGS | {"places"}):
        return owner_of(noun, report) or _struck(noun, report)
    if any(kid.dep == "compound" and "military" in noun_classes(kid) for kid in noun.lefts):
        return Mention(party_name(noun, report.text), _span(noun), noun.text)  # "Combat Outpost Harga"
    return named(noun, report) if is_group(noun, report) else None


def _struck(noun: Token, report: Report) -> Mention | None:
    """The thing itself, unless it is a bare place."""
    found = noun_classes(noun)
    if not found & (_THINGS | {"parties"}) or ("places" in found and not _is_built(noun, found, report)):
        return None
    return Mention(party_name(noun, report.text), _span(noun), noun.text)


def _is_built(noun: Token, found: frozenset[str], report: Report) -> bool:
    """Whether a word for a place tells of what stands there: "a training camp", "the bridge", no "Harga camp"."""
    thing = "facilities" in found and lemma(noun) not in _words("grounds")
    return "military" in found or (thing and not in_place(noun, report))


def _fought(noun: Token, head: Token, report: Report) -> Mention | None:
    """The state, where the words can mean no place: "clashes with Syldavia", "attacked the Syldavians"."""
    if noun.pos != "PROPN":
        return party_of(head, report)
    with_it = noun.dep == "pobj" and noun.head.low in ("with", "against") and noun.head.head.pos == "NOUN"
    return Mention(noun.text, _span(noun), noun.text) if with_it else None


def defender(finding: Finding, report: Report) -> Mention | None:
    """Who threw an attack back: the subject of "repelled", "thwarted", "foiled" whose object the attack is."""
    verb = finding.trigger.head
    if finding.trigger.dep not in ("dobj", "nsubjpass") or verb.lemma not in _words("repelling"):
        return None
    meant = (doer_before(item, report) if item.low in ("it", "they") else item for item in arguments(verb).subject)
    return next((found for item in meant if item and (found := party_of(item, report)) is not None), None)


def onlookers(trigger: Token) -> list[Token]:
    """Who hears of the act, tells of it, fears, flees or condemns it, looks into it or does not claim it."""
    above = (trigger, *trigger.ancestors())
    verbs = [noun.head for noun in above if noun.dep in ("dobj", "nsubjpass") and noun.pos in ("NOUN", "PROPN", "ADJ")]
    if trigger.tag == "VBG" and trigger.previous is trigger.head and not any(kid.dep == "dobj" for kid in trigger.kids):
        verbs.append(trigger.head)  # "reported shelling": a noun that the tagger holds for a verb
    looking = _words("outsiders") | _words("confirming")
    if trigger.lemma in frame_words("losses"):
        looking |= _words("announcing")
    looks_on = (verb for verb in verbs if verb.lemma in looking or is_unclaimed(verb))
    return [item for verb in looks_on for item in arguments(verb).subject]


def damaged(head: Token, report: Report) -> Mention:
    """The owner of a thing of war, else what was damaged, as printed."""
    noun = _thing_before(head) if head.pos == "PRON" else counted(head)
    of_war = noun_classes(noun) & {"military", "vehicles", "arms"} or _has_group(noun)
    owner = owner_of(noun, report) if of_war else None
    return owner or Mention(party_name(noun, report.text), _span(noun), noun.text)


def _thing_before(pronoun: Token) -> Token:
    """The thing that "it" takes up in its sentence ("hit a depot, setting it on fire"); itself where none is named."""
    before = reversed(pronoun.sentence.tokens[: pronoun.n])
    things = (token for token in before if token.pos == "NOUN" and token.dep not in _BEFORE)
    return next((token for token in things if noun_classes(token) & {"facilities", "vehicles"}), pronoun)


def _has_group(noun: Token) -> bool:
    """Whether a group's name stands before the thing ("M23-held buildings")."""
    return any(is_listed(word) for kid in noun.lefts for word in kid.subtree())


def _below(token: Token, prepositions: frozenset[str]) -> list[Token]:
    below = [kid for kid in token.kids if kid.dep in ("prep", "agent") and kid.low in prepositions]
    return [item for kid in below for item in _below_prep(kid)]


def _below_prep(preposition: Token) -> list[Token]:
    return [item for kid in preposition.kids if kid.dep == "pobj" for item in conjuncts(kid)]


def _span(token: Token) -> Span:
    return Span(token.start, token.end)
