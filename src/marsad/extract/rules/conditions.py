"""What must stand around a trigger for its frame to hold: classes at paths, words near by, named conditions."""

from collections.abc import Callable
from functools import cache, lru_cache, partial
from itertools import islice

from marsad.extract.rules.finding import Finding, Frame
from marsad.extract.rules.gazetteer import is_known
from marsad.extract.rules.grammar import conjuncts, negation, teller
from marsad.extract.rules.nouns import counted, is_country, is_name, lemma, noun_classes
from marsad.extract.rules.roles import ARMED, at, is_a, words
from marsad.extract.sentence import Sentence, Token

Condition = Callable[[Finding], bool]
_IT = frozenset({"it", "they", "we"})
_HARMS = frozenset({"killed", "injured"})
_GOVERNED = frozenset({"dobj", "pobj", "prep", "pcomp", "xcomp", "acl"})
_ABOVE = 4  # words up the tree within which it stands that harm is averted
_WORN = 4  # words within which it is said what somebody bears and wears


def holds(finding: Finding) -> bool:
    """Whether everything that the frame asks for is there, and nothing that it excludes."""
    return all(condition(finding) for condition in _conditions(finding.frame))


@cache
def _conditions(frame: Frame) -> list[Condition]:
    """What a frame asks for and excludes, read off its rule once; what is cheap to tell comes first."""
    rule = frame.rule
    return [
        *([partial(near, listed=frozenset(rule["with_any"]))] if rule.get("with_any") else []),
        *([_not(partial(near, listed=frozenset(rule["without_any"])))] if rule.get("without_any") else []),
        *(partial(_is_there, path=path, name=name) for path, name in rule.get("needs", {}).items()),
        *([partial(_has_any, wanted=rule["with"])] if "with" in rule else []),
        *([partial(_leads, paths=rule["with_path"])] if "with_path" in rule else []),
        *([_not(partial(_has_any, wanted=rule["without"]))] if rule.get("without") else []),
        *(_CHECKS[name] for name in rule if name in _CHECKS),
        *([_not(_is_averted)] if frame.kind in _HARMS else []),
        *([_not(_died_of_it)] if frame.kind == "injured" else []),
    ]


def _not(condition: Condition) -> Condition:
    return lambda finding: not condition(finding)


def _is_averted(finding: Finding) -> bool:
    """Whether somebody sees to it that the harm is not done: "to avoid casualties", "the risk of harming civilians"."""
    token = finding.trigger
    for above in islice(finding.trigger.ancestors(), _ABOVE):
        if token.dep not in _GOVERNED:
            return False
        if above.lemma in words("averting"):
            return True
        token = above
    return False


def _died_of_it(finding: Finding) -> bool:
    """Whether those who were hurt are told to have died: "a wounded man died", "a man hit by a sniper died"."""
    token = finding.trigger
    hurt = token.head if token.dep in ("amod", "acl") else token
    return hurt is not token and hurt.dep in ("nsubj", "nsubjpass") and hurt.head.lemma in words("dying")


def _leads(finding: Finding, paths: list[str]) -> bool:
    """Whether a word stands at one of the paths."""
    return any(at(finding, path) for path in paths)


def _has_any(finding: Finding, wanted: dict[str, list[str]]) -> bool:
    """Whether at one of the paths stands a word of its list."""
    return any(_has(finding, path, listed) for path, listed in wanted.items())


def _is_there(finding: Finding, path: str, name: str) -> bool:
    """Whether a word of the class stands at `path`, or is joined to what stands there."""
    return any(is_a(item, name) for head in at(finding, path) for item in conjuncts(head))


def near(finding: Finding, listed: frozenset[str]) -> bool:
    """Whether one of the words, as printed or as lemma, stands in the sentence."""
    return not listed.isdisjoint(_forms_in(finding.sentence))


@lru_cache(maxsize=256)
def _forms_in(sentence: Sentence) -> frozenset[str]:
    return frozenset(form for token in sentence.tokens for form in (token.low, token.lemma))


def _has(finding: Finding, path: str, listed: list[str]) -> bool:
    """Whether a word of the list stands at `path`; an empty list asks only that something does."""
    found = [item for head in at(finding, path) for item in conjuncts(head)]
    if not listed:
        return bool(found) or any(kid.low == path for kid in finding.trigger.kids)
    return any(not _forms(item).isdisjoint(listed) for item in found)


def _forms(item: Token) -> set[str]:
    """The words as which a listed one may stand there."""
    return {item.lemma, lemma(item), item.low, counted(item).lemma, _compound(item)}


def _compound(token: Token) -> str:
    return f"{token.previous.low} {token.lemma}" if token.previous is not None else token.lemma


def _is_violent(finding: Finding) -> bool:
    """For everyday verbs ("hit", "strike", "target"): a weapon, an armed actor or a bodily target must be near."""
    around = [*_subjects(finding), *finding.args.at("by"), *finding.args.at("with")]
    if any(item.low in words("above") for item in finding.args.at("from")):
        return True  # "was hit from the air"
    if any(
        noun_classes(item) & (ARMED | {"arms", "vehicles"}) or item.lemma in words("acts") or is_country(item)
        for item in around
    ):
        return True
    if any(item.text.isupper() and len(item.text) > 1 and item.text.isalpha() for item in around):
        return True  # a body by its initials, whatever the tagger makes of "IS"
    bodily = frozenset({"facilities", "places", "civilians", "combatants", "vehicles"})
    return any(noun_classes(item) & bodily or item.pos == "PROPN" for item in finding.args.object) and near(
        finding, words("acts")
    )


def _subjects(finding: Finding) -> list[Token]:
    """Who acts; whoever says so where it is "it": "the army said it had struck a house"."""
    return [(teller(item.head) if item.low in _IT else None) or item for item in finding.args.subject]


def _is_armed(finding: Finding) -> bool:
    """Whether an armed party acts; where no actor is told, violence must be near."""
    actors = [*_subjects(finding), *finding.args.at("by")]
    return (
        any((is_a(item, "force") and item.low not in ("it", "which", "that")) or _bears_arms(item) for item in actors)
        if actors
        else near(finding, words("acts"))
    )


def _bears_arms(item: Token) -> bool:
    """Whether people are said to bear arms, hide their faces, or be a party's: "armed men", "men of the brigade"."""
    if item.lemma in words("ranks") and any(
        is_a(below, "force") for kid in item.kids if kid.low == "of" for below in kid.kids
    ):
        return True
    return any(word.low in words("armed") for word in item.subtree() if abs(word.i - item.i) <= _WORN)


def _is_strike(finding: Finding) -> bool:
    """No strike of workers."""
    token = finding.trigger
    idle = (
        token.dep == "pobj"
        and token.head.low == "on"
        and not any(kid.dep in ("det", "poss", "amod", "compound") for kid in token.kids)
    )
    return not idle and not near(finding, words("labour"))


def _is_raid(finding: Finding) -> bool:
    """A raid from the air or by an armed party."""
    args = finding.args
    around = [
        *args.modifiers,
        *args.possessor,
        *args.subject,
        *args.at("by"),
        *args.object,
        *args.at("on"),
        *args.at("against"),
        *args.at("in"),
        *args.at("near"),
    ]
    return near(finding, words("air")) or any(
        noun_classes(item) & (ARMED | {"places", "facilities"}) or item.pos == "PROPN" for item in around
    )


def _does_harm(finding: Finding) -> bool:
    """For weapons named as things: they must do something ("a bomb exploded", "rockets hit"), not lie in a store."""
    token, verb = finding.trigger, finding.trigger.head
    if any(kid.dep in ("acl", "relcl") and kid.lemma in words("used") for kid in token.kids):
        return True
    if token.dep in ("nsubj", "nsubjpass") and verb.lemma in words("effects"):
        return True
    if token.dep == "dobj" and verb.lemma in ("hit", "strike", "detonate", "explode", "trigger"):
        return True
    return (
        token.dep == "pobj"
        and verb.low in ("by", "with", "from")
        and (verb.head.lemma in words("effects") or verb.head.lemma == "catch")
    )


def _is_battle(finding: Finding) -> bool:
    """A battle of armed parties or for a place, not of wills."""
    args = finding.args
    around = [
        item for path in ("between", "with", "against", "for", "in", "near", "of", "over") for item in args.at(path)
    ]
    named = any(
        noun_classes(item) & (ARMED | {"places"}) or item.pos == "PROPN"
        for item in [*around, *args.modifiers, *args.subject]
    )
    return named or near(finding, words("acts"))


def _is_armed_operation(finding: Finding) -> bool:
    """An operation or campaign of arms: by its adjective, its enemy, or what it is meant to take."""
    token, args = finding.trigger, finding.args
    low = {item.low for item in args.modifiers}
    if low & words("peaceful"):
        return False
    if token.lemma == "operation" and (low & words("operations") or _is_named_operation(token)):
        return True
    aims = _leads_to(token, words("goals"))
    enemy = any(noun_classes(item) & ARMED or is_name(item) for item in args.at("against"))
    return (aims or enemy) and any(noun_classes(item) & ARMED or item.text.isupper() for item in token.sentence.tokens)


def _is_named_operation(token: Token) -> bool:
    """Whether the operation bears a name ("Operation Copper Bridge"), after which no troops are called."""
    after, name = token.next, token.head
    troops = name.dep == "pobj" and name.head.low == "of" and noun_classes(name.head.head) & ARMED
    return token.text.istitle() and after is not None and after.pos == "PROPN" and name.pos == "PROPN" and not troops


def _leads_to(noun: Token, verbs: frozenset[str]) -> bool:
    """Whether the noun is for something: "a campaign to isolate the city", "began a campaign to …"."""
    verb = next((above for above in noun.ancestors() if above.pos == "VERB"), noun)
    purposes = [
        kid
        for above in (noun, verb)
        for kid in above.kids
        if kid.dep in ("acl", "relcl", "advcl", "xcomp") and kid.i > noun.i
    ]
    return any(kid.lemma in verbs and kid.pos == "VERB" for kid in purposes)


def _assaults(finding: Finding) -> bool:
    """By an armed party: "attempted to seize the hospital", "is fighting to capture the city"."""
    return bool(at(finding, "goal")) and any(is_a(item, "force") for item in finding.args.subject)


def _is_shot(finding: Finding) -> bool:
    """Somebody, or at somebody."""
    args = finding.args
    return (
        any(is_a(item, "human") for item in args.object)
        or bool(args.at("at") or args.at("on"))
        or near(finding, words("guns"))
    )


def _of_people(finding: Finding) -> bool:
    """An execution of people, not of a plan."""
    victims = [*finding.args.at("of"), *finding.args.possessor]
    if victims:
        return any(is_a(item, "people") or is_a(item, "force") for item in victims)
    return finding.trigger.tag == "NNS" or bool({item.low for item in finding.args.modifiers} & words("people_words"))


def _leans_on(finding: Finding, verbs: frozenset[str]) -> bool:
    """Whether the noun is the object or subject of one of these verbs."""
    token = finding.trigger
    return token.dep in ("dobj", "nsubjpass", "nsubj") and token.head.lemma in verbs


def _may_rise(finding: Finding) -> bool:
    """Whether more may follow: "the toll could rise", "was expected to rise", "is likely to rise"."""
    verb = finding.trigger.head
    below = [token for token in verb.subtree() if token.lemma in words("rising") and token.i > finding.trigger.i]
    if finding.trigger.dep not in ("nsubj", "nsubjpass") or not below:
        return False
    modal = any(kid.tag == "MD" for kid in [*verb.kids, *below[0].kids])
    return modal or bool({token.lemma for token in [verb, *verb.kids]} & words("due"))


def _is_yet_to_be_found(finding: Finding) -> bool:
    """Whether somebody is "yet to be traced", "still to be found"."""
    verb = finding.trigger
    sought = [kid for kid in verb.kids if kid.dep == "xcomp" and kid.lemma in words("finding")]
    near_by = {kid.low for token in [verb, *sought] for kid in token.kids}
    return bool(sought) and bool(near_by & {"yet", "still"})


def _is_party_land(finding: Finding) -> bool:
    """Land by its holder, no people and no state: "rebel territory", "ISIS areas"; no "local government area"."""
    token = finding.trigger
    owner = token.previous
    if owner is None or any(kid.low in ("-", "local") for kid in token.kids):
        return False
    acronym = owner.text.isupper() and len(owner.text) > 1 and owner.pos == "PROPN" and not is_country(owner)
    return owner.low in words("land_words") or (acronym and owner.text not in ("UN", "EU", "DMZ"))


def _is_rebel(item: Token) -> bool:
    if lemma(item) in words("rebel_words"):
        return True
    named = item.pos == "PROPN" and not is_country(item) and not is_known(item.text)
    return named and (item.text.isupper() or "parties" in noun_classes(item))


def _is_non_state(finding: Finding) -> bool:
    """A capital, base or headquarters of those who are no state."""
    if any(item.low in words("claimed") for item in finding.args.modifiers):
        return True
    return any(_is_rebel(item) for item in [*finding.args.modifiers, *finding.args.possessor])


def _is_party_run(finding: Finding) -> bool:
    """Who runs it is an armed party: "Hamas-run Gaza", not "state-run"."""
    owner = finding.sentence.tokens[finding.trigger.n - 2]
    return lemma(owner) in words("rebel_words") or (
        owner.pos == "PROPN" and not is_country(owner) and not owner.text.startswith("UN")
    )


def _is_truce_deal(finding: Finding) -> bool:
    """A deal that ends fighting: by what it is to do, or between armed parties."""
    token = finding.trigger
    ends = _leads_to(token, words("ending"))
    sides = [*finding.args.at("between"), *finding.args.at("with")]
    between = [item for side in sides for item in conjuncts(side)]
    return ends or any("combatants" in noun_classes(item) or lemma(item) in words("rebel_words") for item in between)


def _names_a_party(finding: Finding) -> bool:
    args = finding.args
    around = [*args.object, *args.at("against"), *args.at("with"), *args.subject]
    return any(is_a(item, "party") and item.tag != "PRP" for item in around)


_CHECKS: dict[str, Callable[[Finding], bool]] = {
    "violent": _is_violent,
    "armed_actor": _is_armed,
    "strike": _is_strike,
    "raid": _is_raid,
    "action": _does_harm,
    "battle": _is_battle,
    "operation": _is_armed_operation,
    "assault_on": _assaults,
    "shot": _is_shot,
    "stormed": lambda finding: (
        any(is_a(item, "force") or is_a(item, "human") for item in finding.args.subject) or near(finding, words("acts"))
    ),
    "singular": lambda finding: finding.trigger.tag == "NN",
    "people": _of_people,
    "carried_out": lambda finding: _leans_on(finding, words("committed")),
    "inflicted": lambda finding: _leans_on(finding, words("inflicted")),
    "may_rise": _may_rise,
    "rises": lambda finding: _leans_on(finding, words("rising")),
    "caused": lambda finding: _leans_on(finding, words("causing")),
    "only_act": lambda finding: not near(finding, words("deeds") | words("assaulting")),
    "away": lambda finding: not _leans_on(finding, words("returning")),
    "brought": lambda finding: _leans_on(finding, words("bringing")),
    "put": lambda finding: _leans_on(finding, words("putting")),
    "revised": lambda finding: _leans_on(finding, words("revising")),
    "yet_to": _is_yet_to_be_found,
    "tally": lambda finding: bool(at(finding, "tally")),
    "claimed": lambda finding: any(is_a(item, "force") for item in finding.args.subject),
    "somebody": lambda finding: not any(map(negation, finding.args.subject)),
    "party": _names_a_party,
    "with_party": lambda finding: bool(
        at(finding, "modifier_party") or finding.args.possessor or finding.args.at("of")
    ),
    "after": lambda finding: finding.trigger.dep == "pobj" and finding.trigger.head.low in finding.frame.rule["after"],
    "negated": lambda finding: any(kid.dep == "neg" for kid in finding.trigger.kids) == finding.frame.rule["negated"],
    "party_land": _is_party_land,
    "non_state": _is_non_state,
    "party_run": _is_party_run,
    "truce_deal": _is_truce_deal,
}
