"""The manner of an attack: the frame's own, or by the weapon, the aircraft or the parties named around it."""

from functools import cache

from marsad.extract.rules.conditions import near
from marsad.extract.rules.finding import Finding
from marsad.extract.rules.grammar import arguments, conjuncts
from marsad.extract.rules.nouns import counted, is_country, lemma, noun_classes
from marsad.extract.rules.roles import ARMED, words
from marsad.extract.sentence import Token
from marsad.lexicon import load

_DEFAULTS = {"explosion": "other", "operation": "clash", "from_subject": "shelling"}
_BY_OBJECT = frozenset({"from_object", "from_subject", "explosion"})


def method(finding: Finding) -> str:
    """The manner of an attack, one of the codebook's."""
    own = str(finding.frame.rule.get("method", "other"))
    if own not in _FALLBACKS and own not in _DEFAULTS:
        return _sharpened(own, finding)
    if own == "weapon" and finding.trigger.lemma in words("blasts"):
        return _of_blast(finding)
    if own == "from_object" and finding.trigger.lemma in ("throw", "hurl", "toss"):
        return "other"
    return _by_weapon(_near_words(finding, own)) or _DEFAULTS.get(own) or _FALLBACKS[own](finding)


def manners(finding: Finding) -> list[tuple[str, Token | None]]:
    """The manners of an attack with several weapons ("warplanes and artillery"), each with its word; else its own."""
    first = str(finding.method)
    if finding.frame.part == "noun":
        joined = [finding.trigger.head, finding.trigger] if finding.trigger.dep == "conj" else []
        lists = [joined] if joined and joined[0].low in words("air") else []
    else:
        around = [*finding.args.subject, *finding.args.at("by"), *finding.args.at("with"), *finding.args.object]
        lists = [conjuncts(head) for head in around]
    for items in lists:
        found: dict[str, Token | None] = {}
        for item in items:
            if (name := _by_weapon(_forms([item]))) is not None:
                found.setdefault(name, item)
        if len(found) > 1 and first in found:
            return list(found.items())
    return [(first, None)]


def _of_blast(finding: Finding) -> str:
    """A blast is what its bomb was; what blew up ("plane explosion") says nothing of the manner."""
    args = finding.args
    found = _by_weapon(_forms([*args.modifiers, *args.at("by"), *args.at("with"), *finding.means]))
    return found if found and found != "airstrike" else "other"


def _sharpened(own: str, finding: Finding) -> str:
    """A bomb with its bearer is what the bearer makes it; fighting told with aircraft is an air strike."""
    if own in ("clash", "ied", "car_bomb") and finding.means:
        found = _by_weapon(_forms(finding.means))
        return found if found in ("suicide_bombing", "car_bomb", "airstrike") else own
    return own


@cache
def _methods() -> dict[str, frozenset[str]]:
    return {name: frozenset(listed) for name, listed in load("lexicon/en/method.yml")["weapons"].items()}


def _by_weapon(forms: set[str]) -> str | None:
    """The first method of the list of which a word is among the forms."""
    return next((name for name, listed in _methods().items() if forms & listed), None)


def _near_words(finding: Finding, own: str) -> set[str]:
    """Forms of the words that can name the weapon: before the noun, subject, after "by", "with", "in", "using"."""
    args = finding.args
    if own in _BY_OBJECT:
        found = [*args.object, *args.subject, *args.at("with")]
    else:
        found = [
            *args.modifiers,
            *args.subject,
            *args.at("by"),
            *args.at("with"),
            *args.at("in"),
            *args.at("under"),
            *finding.means,
        ]
    found = [word for item in found if not noun_classes(item) & {"places"} for word in [item, *_filled_with(item)]]
    found += [
        item
        for kid in finding.trigger.kids
        if kid.low in ("using", "involving", "detonating")
        for item in arguments(kid).object
    ]
    return _forms([*found, *_filled_with(finding.trigger)])


def _filled_with(token: Token) -> list[Token]:
    """What a thing or a salvo is of: "barrage of rockets", "truck packed with explosives"."""
    found = []
    for kid in token.kids:
        if kid.dep == "prep" and kid.low == "of":
            found += [pobj for pobj in kid.kids if pobj.dep == "pobj" and noun_classes(pobj) & {"arms", "vehicles"}]
        elif kid.dep == "acl" and kid.low in words("filled"):
            found += kid.subtree()
    return found


def _forms(found: list[Token]) -> set[str]:
    """Lower-case forms, lemmas and two-word compounds of the words and what stands before them."""
    every = [
        word
        for item in found
        for word in [item, *(kid for kid in item.kids if kid.i < item.i and kid.dep in ("compound", "amod", "nmod"))]
        if word is item or word.low != "gas" or "facilities" not in noun_classes(item)  # "a gas station"
    ]
    single = {form for word in every for form in (word.low, word.lemma)}
    return single | {
        f"{word.previous.low} {form}" for word in every if word.previous is not None for form in (word.low, word.lemma)
    }


def _thrown(finding: Finding) -> str:
    """What is dropped comes from the air; other things fired are shells."""
    return str(finding.frame.rule.get("falls", "shelling"))


def _actors(finding: Finding) -> list[Token]:
    args = finding.args
    return [*args.modifiers, *args.possessor, *args.subject, *args.at("by")]


def _is_state(item: Token) -> bool:
    """Whether a party is one that has aircraft."""
    return is_country(item) or lemma(item) in words("states") or any(is_country(kid) for kid in item.kids)


def _strike(finding: Finding) -> str:
    """A strike or raid with aircraft, or by one who strikes from the air; else an armed party's attack."""
    actors = _actors(finding)
    if near(finding, words("air")) or any(lemma(item) in ("coalition", "alliance") for item in actors):
        return "airstrike"
    if finding.trigger.lemma == "strike":
        ground = any(lemma(item) in words("ground") for item in actors) and not any(_is_state(item) for item in actors)
        return "other" if ground else "airstrike"
    around = [*actors, *finding.args.at("on"), *finding.args.at("against")]
    return "clash" if any(noun_classes(item) & ARMED for item in around) else "other"


def _bombing(finding: Finding) -> str:
    """A state or coalition bombs from the air, and a place is bombed from the air; others plant bombs."""
    if (
        near(finding, words("air"))
        or any(_is_state(item) for item in _actors(finding))
        or finding.trigger.head.lemma == "campaign"
    ):
        return "airstrike"
    over = [item for path in ("of", "on") for item in finding.args.at(path)]
    return "airstrike" if any(item.pos == "PROPN" or "places" in noun_classes(item) for item in over) else "ied"


def _bombing_verb(finding: Finding) -> str:
    """For "bombarded", "bombed": from the air only if the text says so; guerrillas plant bombs."""
    if near(finding, words("air")):
        return "airstrike"
    rebels = any(lemma(item) in words("rebel_words") for item in finding.args.subject)
    return "ied" if rebels and finding.trigger.lemma == "bomb" else "other"


def _bomb(finding: Finding) -> str:
    """A state's bombs and cluster bombs come from the air; a bomb that explodes was planted."""
    found = _by_weapon(_forms([finding.trigger, *finding.args.modifiers, *finding.means]))
    if found in ("airstrike", "suicide_bombing", "car_bomb"):
        return found
    dropped = finding.trigger.tag == "NNS" and any(_is_state(item) for item in finding.args.modifiers)
    return "airstrike" if dropped else "ied"


def _weapon(finding: Finding) -> str:
    """No weapon named: one armed party on another is a clash; fire alone is gunfire; a state strikes from the air."""
    if finding.trigger.lemma == "strike" and any(
        _is_state(item) and lemma(item) != "army" for item in _actors(finding)
    ):
        return "airstrike"
    if finding.trigger.lemma in ("come", "be") and any(
        item.low in ("fire", "gunfire") for item in finding.args.at("under")
    ):
        return "shooting"
    return "clash" if "armed" in finding.frame.rule and _is_armed_pair(finding) else "other"


def _is_armed_pair(finding: Finding) -> bool:
    """An attack by one armed party on another, or on what is the army's, or one that was beaten back."""
    token = finding.trigger
    beaten = token.dep in ("dobj", "nsubjpass") and token.head.lemma in words("beaten")
    return beaten or any(_is_military(counted(item)) for item in [*finding.role("target"), *finding.role("place")])


def _is_military(item: Token) -> bool:
    found = noun_classes(item)
    if "combatants" in found or ("parties" in found and "places" not in found and lemma(item) not in words("unarmed")):
        return True
    return item.lemma in words("bases") or bool({word.low for word in item.kids if word.i < item.i} & words("military"))


_FALLBACKS = {
    "weapon": _weapon,
    "strike": _strike,
    "bombing": _bombing,
    "bombing_verb": _bombing_verb,
    "bomb": _bomb,
    "from_object": _thrown,
}
