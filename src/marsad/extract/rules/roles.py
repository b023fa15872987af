"""Where a frame's roles are looked for: the paths of the frame language, and what may fill a role."""

from collections.abc import Callable
from dataclasses import replace
from functools import cache

from marsad.extract.rules.finding import Finding
from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.grammar import NOUNS, arguments
from marsad.extract.rules.nouns import (
    HUMAN,
    counted,
    country_names,
    has_figure,
    is_country,
    is_name,
    noun_classes,
    number_words,
)
from marsad.extract.rules.parties import is_listed
from marsad.extract.sentence import Token
from marsad.lexicon import load

ARMED = frozenset({"parties", "combatants"})


@cache
def words(name: str) -> frozenset[str]:
    """A list of ``frame_words.yml``."""
    return frozenset(load("lexicon/en/frame_words.yml")[name])


def at(finding: Finding, path: str) -> list[Token]:
    """The words at a path: a function, a preposition, "of-object" for one below the other, or a named path."""
    if path in _PATHS:
        return _PATHS[path](finding)
    if "-" in path:
        preposition, base = path.split("-", 1)
        return [pobj for item in at(finding, base) for pobj in _below(item, preposition)]
    return finding.args.at(path)


def _below(token: Token, preposition: str) -> list[Token]:
    return [
        pobj
        for kid in token.kids
        if kid.dep == "prep" and kid.low == preposition
        for pobj in kid.kids
        if pobj.dep == "pobj"
    ]


def fits(role: str, item: Token, finding: Finding) -> bool:
    """Whether a word can fill a role at all: no days, no prices, no places as actors."""
    if item.lemma in words("days"):
        return False
    if role == "actor":
        return is_a(item, "party") or (
            item.pos in ("NOUN", "PRON") and not noun_classes(item) & {"places", "facilities"}
        )
    if role == "place":
        return is_a(item, "territory")
    if role == "victim" and finding.frame.part == "adjective" and finding.kind != "trapped":
        return is_a(item, "human") or item.pos == "PROPN"
    if role == "target" and finding.frame.part == "noun":
        return (bool(noun_classes(item)) or is_name(item)) and not _is_outcome(item)
    return True


def _is_outcome(item: Token) -> bool:
    """Whether it is what an act led to: "the attack caused a gas tank to explode"."""
    return item.dep == "dobj" and item.head.lemma in words("bringing_about") and is_a(item, "thing")


def is_a(token: Token, name: str) -> bool:
    """Whether a word belongs to a semantic class of the frame language."""
    noun = counted(token)
    found = noun_classes(token) if noun is token else noun_classes(token) | noun_classes(noun)
    if name in _NOUNS:
        return not found.isdisjoint(_NOUNS[name])
    listed = _LISTS.get(name)
    if listed and not words(listed).isdisjoint((token.lemma, noun.lemma)):
        return True
    return _CLASSES[name](token, found) if name in _CLASSES else False


def is_place_name(token: Token) -> bool:
    """Whether the word is a name that the gazetteer lists."""
    return token.pos == "PROPN" and is_known(token.text)


def _is_human(token: Token, found: frozenset[str]) -> bool:
    if found & HUMAN or ("parties" in found and "places" not in found) or token.pos in ("NUM", "PRON"):
        return True
    if token.low in number_words() or token.low in words("bare_counts"):
        return True
    if token.pos == "PROPN" and any(kid.dep == "nummod" for kid in token.kids):
        return True
    named = token.pos == "PROPN" and not found and not is_country(token) and not is_place_name(token)
    return named or _is_nationals(token)


def _is_people(token: Token, found: frozenset[str]) -> bool:
    if found & HUMAN or token.tag in ("PRP", "WP", "CD"):
        return token.low not in ("it", "its")
    named = token.pos == "PROPN" and not found and not is_country(token) and not is_place_name(token)
    return (named and any(kid.dep == "compound" for kid in token.kids)) or _is_nationals(token)


def _is_nationals(token: Token) -> bool:
    """Whether the word names people by their country: "Afghans", "45 Palestinians"."""
    return is_country(token) and token.low not in _country_names() and token.low.endswith("s")


def _is_territory(token: Token, found: frozenset[str]) -> bool:
    if found & {"places", "facilities"} or token.lemma in words("stretches"):
        return True
    return token.pos in ("PROPN", "X") and not found & (HUMAN | {"parties"})


def _is_settlement(token: Token, found: frozenset[str]) -> bool:
    return (
        "places" in found
        or is_place_name(token)
        or (token.pos == "PROPN" and not found and not _is_people(token, found))
    )


def _is_force(token: Token, found: frozenset[str]) -> bool:
    if found & ARMED or token.tag in ("PRP", "WP", "WDT") or is_country(token):
        return True
    return token.pos == "PROPN" and not found & {"places", "facilities"} and not is_place_name(token)


def _is_side(token: Token, found: frozenset[str]) -> bool:
    """Whether it may have dead of its own: a party, or people."""
    return bool(found & (ARMED | HUMAN)) or token.pos in ("PRON", "PROPN")


def _is_thing(_: Token, found: frozenset[str]) -> bool:
    return bool(found & {"facilities", "vehicles", "arms", "places"}) and not found & (HUMAN - {"people"})


_NOUNS = {"combatant": frozenset({"combatants"}), "arms": frozenset({"arms", "vehicles"})}
_LISTS = {"captive": "captives", "aircraft": "aircraft", "device": "devices", "projectile": "projectiles"}
_CLASSES: dict[str, Callable[[Token, frozenset[str]], bool]] = {
    "human": _is_human,
    "people": _is_people,
    "civilian": lambda token, found: (
        bool(found & {"civilians", "people"}) or token.pos in ("NUM", "PRON") or _is_nationals(token)
    ),
    "territory": _is_territory,
    "settlement": _is_settlement,
    "party": lambda token, found: bool(found & ARMED) or token.pos in ("PROPN", "PRON") or is_country(token),
    "armed": lambda token, found: (
        bool(found & ARMED)
        or is_listed(token)
        or (token.pos == "PROPN" and token.text.isupper() and not is_country(token))
    ),
    "force": _is_force,
    "side": _is_side,
    "thing": _is_thing,
    "device": lambda _, found: "arms" in found,
}


def _small_clause(finding: Finding) -> list[Token]:
    """In "left 12 people dead": what "dead" is said of; the adjective itself serves as condition."""
    verb = finding.trigger
    dead = [token for token in verb.subtree() if token.lemma == "dead" and token.i > verb.i]
    if not dead:
        return []
    between = [token for token in dead[0].sentence.tokens[verb.n + 1 : dead[0].n] if token.pos in NOUNS]
    return [dead[0], *between[-1:]]


def _counted_self(finding: Finding) -> list[Token]:
    """The trigger, or the numeral that takes some of it ("two of the victims", "35 Dead, Dozens Wounded")."""
    token = finding.trigger
    above = token.head.head if token.dep == "pobj" and token.head.low == "of" else token.previous
    counts = above is not None and above.pos == "NUM" and not any(kid.dep == "nummod" for kid in token.kids)
    return [above] if above is not None and counts else [token]


def _among(finding: Finding) -> list[Token]:
    """Who was "among the dead", before or behind the verb."""
    token = finding.trigger.head if finding.trigger.dep == "acl" else finding.trigger  # "among those killed"
    if token.dep != "pobj" or token.head.low not in ("among", "amongst") or token.head.head.lemma != "be":
        return []
    told = [kid for kid in token.head.head.kids if kid.dep in ("nsubj", "attr")]
    return [kid for kid in told if is_a(kid, "human") or (kid.pos == "NOUN" and not is_a(kid, "thing"))]


def _noun_of(finding: Finding) -> list[Token]:
    """The noun that an adjective or a suffix belongs to."""
    token = finding.trigger
    if finding.frame.part == "suffix":
        above = next(
            (above for above in [token, *token.ancestors()] if above.pos in NOUNS and above.i > token.i), token
        )
        return [above] if above is not token else []
    return [token.head] if token.dep in ("amod", "acl") and token.head.pos in NOUNS else []


def _standing(finding: Finding) -> list[Token]:
    """Who is in the state that the noun names with its preposition ("are in captivity", "18 people with wounds")."""
    token = finding.trigger
    if token.dep != "pobj" or token.head.low not in ("in", "behind", "on", "with"):
        return []
    above = token.head.head
    if above.pos in NOUNS:
        return [above]
    return [kid for kid in above.kids if kid.dep == "nsubj"] if above.lemma in words("staying") else []


def _predicate_subject(finding: Finding) -> list[Token]:
    """The subject of the verb that the adjective completes ("twelve are missing")."""
    token = finding.trigger
    if token.dep != "pobj" and (numbers := [kid for kid in token.kids if kid.dep == "nummod"]):
        return [] if token.dep == "dobj" else numbers  # "leaving three dead", "and 12 missing": nothing of the subject
    if token.dep in ("acomp", "attr", "oprd", "ROOT", "conj", "ccomp", "advcl") or _ends_clause(token):
        verb = token.head
        if token.dep in ("oprd", "acomp") and (judged := [kid for kid in verb.kids if kid.dep == "dobj"]):
            return judged
        own = [kid for kid in token.kids if kid.dep == "nsubj"]
        return own or [kid for kid in verb.kids if kid.dep in ("nsubj", "nsubjpass")]
    return finding.args.subject


def _said_of(finding: Finding) -> list[Token]:
    """Of whom it is said that they are, or became, what the noun tells: "two million have become refugees"."""
    return _predicate_subject(finding) if finding.trigger.dep == "attr" else []


def _judged(finding: Finding) -> list[Token]:
    """What the trigger is said to be: "the battle is a turning point"."""
    verb = finding.trigger.head
    be = finding.trigger.dep == "nsubj" and verb.lemma == "be"
    return [kid for kid in verb.kids if kid.dep == "attr"] if be else []


def _located(finding: Finding) -> list[Token]:
    """What the trigger's phrase says something of: "the town is in rebel hands", "a house in ruins"."""
    preposition = finding.trigger.head
    if finding.trigger.dep != "pobj" or preposition.dep not in ("prep", "acomp", "oprd", "attr"):
        return []
    above = preposition.head.head if preposition.head.pos == "ADV" else preposition.head
    if above.pos in NOUNS and above.dep != "ROOT":
        return [above]
    outer = arguments(above)
    return [*outer.object, *outer.subject]


def _ends_clause(adjective: Token) -> bool:
    """Whether it tells how somebody came out of it: "the driver escaped unhurt"."""
    return adjective.dep == "advmod" and not adjective.kids and adjective.head.pos == "VERB"


def _can_own(item: Token) -> bool:
    """Whether a word before a noun names a party ("rebel stronghold"), not a place ("Harga blast")."""
    if noun_classes(item) & ARMED:
        return True
    if is_country(item):
        return item.low not in _country_names() or len(item.text.replace(".", "")) <= 3
    return is_name(item) and not is_known(item.text) and "places" not in noun_classes(item)


def _leads(item: Token) -> bool:
    """Whether it only leads or backs whose deed it is: "a Borduria-led coalition strike"."""
    return item.head.low in ("led", "backed", "aligned") and item.head.dep in ("amod", "compound", "nmod")


@cache
def _country_names() -> frozenset[str]:
    return frozenset(name.lower() for name in country_names())


def _toll(finding: Finding) -> list[Token]:
    """The numeral that states a toll: after "to", "at", "of", or as its predicate."""
    found = [item for path in ("to", "at", "of", "object") for item in finding.args.at(path)]
    verb = finding.trigger.head
    if finding.trigger.dep in ("nsubj", "nsubjpass", "dobj") and verb.pos in ("VERB", "AUX"):
        outer = arguments(verb)
        found += [item for item in outer.at("from") if any(kid.low == "to" for kid in item.kids)]  # "from 16 to 28"
        found += [item for path in ("to", "at", "by", "over") for item in outer.at(path)] + [
            kid for kid in verb.kids if kid.dep in ("attr", "dobj") and kid is not finding.trigger
        ]
    return [
        item
        for item in found
        if any(word.pos == "NUM" or word.lemma in ("dozen", "score", "hundred", "thousand") for word in item.subtree())
    ][:1]


def _figure_of(finding: Finding) -> list[Token]:
    """The counted noun after "of", also where the tree loses it ("the remains of at least 35 people")."""
    found = [item for item in finding.args.at("of") if has_figure(item)]
    of = finding.trigger.next
    if found or of is None or of.low != "of" or of.kids:
        return found
    after = of.sentence.tokens[of.n + 1 : of.n + 6]
    return [item for item in after if item.pos == "NOUN" and has_figure(item)][:1]


def _tally(finding: Finding) -> list[Token]:
    """The figure of a tally ("Killed: 5"): it stands alone behind a colon."""
    colon = finding.trigger.next
    number = colon.next if colon is not None and colon.low in (":", "-", "–") else None
    return [number] if number is not None and number.text[:1].isdigit() else []


def goals(act: Finding) -> list[Token]:
    """What an operation is to take, from whom: "launched an offensive to retake the rebel-held town"."""
    return _goal(replace(act, trigger=act.trigger.head)) if act.frame.part == "noun" else []


def marked(act: Finding) -> list[Token]:
    """Who or what is said to be the target of the act: "the hospital was the target of a drone attack"."""
    noun = act.trigger.head.head
    if act.trigger.dep != "pobj" or noun.lemma not in words("marks") or noun.dep != "attr":
        return []
    return [kid for kid in noun.head.kids if kid.dep == "nsubj"]


def _goal(finding: Finding) -> list[Token]:
    """What the verb of violence is to take that this one leads to, from whom: "attempted to seize the town from X"."""
    found = []
    for kid in finding.trigger.kids:
        if kid.dep in ("xcomp", "advcl", "acl") and kid.lemma in words("assaults") and kid.pos == "VERB":
            inner = arguments(kid, transitive=True)
            aims = [item for item in [*inner.object, *inner.at("on"), *inner.at("into")] if is_a(item, "territory")]
            found += [*(item for item in inner.at("from") if aims and is_a(item, "force")), *aims]
    return found


_PATHS: dict[str, Callable[[Finding], list[Token]]] = {
    "self": lambda finding: [finding.trigger],
    "self_figure": lambda finding: (
        [finding.trigger] if any(kid.dep == "nummod" for kid in finding.trigger.kids) else []
    ),
    "counted_self": _counted_self,
    "among": _among,
    "figure_of": _figure_of,
    "object_modifier": lambda finding: [
        kid for item in finding.args.object for kid in item.kids if kid.dep in ("compound", "amod")
    ],
    "noun": _noun_of,
    "life": lambda finding: [item for item in finding.args.object if any(kid.dep == "nummod" for kid in item.kids)],
    "small_clause": _small_clause,
    "toll": _toll,
    "tally": _tally,
    "goal": _goal,
    "modifier_party": lambda finding: [item for item in finding.args.modifiers if _can_own(item) and not _leads(item)],
    "modifier_person": lambda finding: [item for item in finding.args.modifiers if noun_classes(item) & HUMAN],
    "object_person": lambda finding: [item for item in finding.args.object if is_a(item, "people")],
    "subject_party": lambda finding: [item for item in finding.args.subject if is_a(item, "force")],
    "predicate_subject": _predicate_subject,
    "standing": _standing,
    "apposition": lambda finding: (
        [kid for kid in finding.trigger.kids if kid.dep == "appos"]
        + ([finding.trigger.head] if finding.trigger.dep == "appos" else [])
    ),
    "subject_of": _predicate_subject,
    "said_of": _said_of,
    "located": _located,
    "judged": _judged,
}
