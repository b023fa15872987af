"""Match the frames under ``data/lexicon/en/frames`` against a sentence: which words tell of which fact, with whom in which role."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.grammar import NOUNS, Arguments, arguments
from marsad.extract.rules.nouns import HUMAN, counted, is_country, is_name, lemma, noun_classes
from marsad.lexicon import load

FILES = ("killed", "injured", "people", "control", "attack", "other")
_POS = {"verb": frozenset({"VERB", "AUX"}), "noun": frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"}), "adjective": frozenset({"ADJ", "VERB", "NOUN", "ADV"})}


@dataclass(frozen=True, slots=True, eq=False)
class Frame:
    """One way of telling a fact: a trigger word, what must stand around it, and where its roles are found.

    `word` is the trigger as listed; `part` its part of speech; `rule` the entry of the data file.
    """

    kind: str
    part: str
    word: str
    rule: dict[str, Any]

    def paths(self, role: str) -> list[str]:
        """Where a role is looked for, best first."""
        return list(self.rule.get(role, _DEFAULTS.get(self.part, {}).get(role, [])))


_ATTACK_NOUN = {"actor": ["by", "possessor", "subject", "modifier_party"], "target": ["on", "against", "object", "with", "of", "targeting", "at"], "place": ["in", "on", "near", "at", "of", "against", "outside"], "count": ["self"]}
_DEFAULTS = {"noun": _ATTACK_NOUN, "verb": {"actor": ["subject", "by"]}, "adjective": {}, "suffix": {}}


@dataclass(slots=True, eq=False)
class Finding:
    """A frame met in a sentence, with the words that fill its roles."""

    frame: Frame
    trigger: Token
    args: Arguments
    roles: dict[str, list[Token]] = field(default_factory=dict)

    @property
    def kind(self) -> str:
        """The kind of claim."""
        return self.frame.kind

    @property
    def sentence(self) -> Sentence:
        """Where it stands."""
        return self.trigger.sentence

    def role(self, name: str) -> list[Token]:
        """The words found for a role; none where the text gives none."""
        return self.roles.get(name, [])


def findings(sentence: Sentence) -> Iterator[Finding]:
    """Frames met in the sentence, in reading order; of several for one word and kind, the most specific."""
    for token in sentence.tokens:
        met: dict[str, Finding] = {}
        for frame in _candidates(token):
            if frame.kind in met:
                continue
            finding = _try(frame, token)
            if finding is not None:
                met[frame.kind] = finding
        yield from met.values()


@cache
def all_frames() -> tuple[Frame, ...]:
    """Every frame of every file, in the order of the files."""
    found = []
    for name in FILES:
        table = load(f"lexicon/en/frames/{name}.yml")
        for group in table.get("groups", [table]):
            for rule in group["frames"]:
                part = next(key for key in ("verb", "noun", "adjective", "suffix") if key in rule)
                found.extend(Frame(group["kind"], part, word, _specific(rule, word)) for word in rule[part])
    return tuple(found)


def _specific(rule: dict[str, Any], word: str) -> dict[str, Any]:
    """The rule with what it requires of this one word."""
    return {**rule, **rule.get("requires", {}).get(word, {})}


@cache
def _index() -> dict[str, tuple[Frame, ...]]:
    """Frames by the key word of their trigger: a verb's first, a noun's last; longer triggers first."""
    table: dict[str, list[Frame]] = {}
    for frame in all_frames():
        words = frame.word.split()
        table.setdefault(words[0] if frame.part == "verb" else words[-1], []).append(frame)
    return {word: tuple(sorted(frames, key=lambda f: -len(f.word.split()))) for word, frames in table.items()}


def _candidates(token: Token) -> Iterator[Frame]:
    keys = dict.fromkeys((token.lemma, lemma(token), token.low))  # in this order, so that every run reads alike
    if "-" in token.low:
        keys[token.low.rsplit("-", 1)[1]] = None
    for key in keys:
        for frame in _index().get(key, ()):
            if _trigger_matches(frame, token):
                yield frame


def _trigger_matches(frame: Frame, token: Token) -> bool:
    words = frame.word.split()
    if frame.part == "suffix":
        return token.low == words[0] and token.previous is not None and token.previous.text == "-" and token.n >= 2
    if token.pos not in _POS[frame.part]:
        return False
    if frame.part == "verb":
        return all(_particle(token, word) for word in words[1:])
    if frame.part == "adjective":
        return token.pos != "VERB" or token.dep in ("amod", "acomp")
    if token.pos in ("ADJ", "VERB") and token.dep not in ("nsubj", "dobj", "pobj", "nsubjpass", "conj", "ROOT", "appos", "oprd"):
        return False
    before = token.sentence.tokens[max(0, token.n - len(words) + 1) : token.n]
    return len(before) == len(words) - 1 and all(word in (item.low, item.lemma) for word, item in zip(words[:-1], before, strict=True))


def _particle(verb: Token, word: str) -> bool:
    return any(word in (kid.low, kid.lemma) for kid in verb.kids) or any(word == grandkid.low for kid in verb.kids for grandkid in kid.kids if kid.i > verb.i)


def _try(frame: Frame, token: Token) -> Finding | None:
    finding = Finding(frame, token, arguments(token))
    if frame.rule.get("never") or not _conditions(finding):
        return None
    for role in ("victim", "actor", "target", "place", "count"):
        for path in frame.paths(role):
            found = [item for item in _at(finding, path) if _fits(role, item, finding)]
            if found:
                finding.roles[role] = found
                break
    return finding


def _conditions(finding: Finding) -> bool:
    rule = finding.frame.rule
    if any(not any(_is(item, name) for item in _at(finding, path)) for path, name in rule.get("needs", {}).items()):
        return False
    if "with" in rule and not any(_has(finding, path, words) for path, words in rule["with"].items()):
        return False
    if any(words and _has(finding, path, words) for path, words in rule.get("without", {}).items()):
        return False
    if rule.get("with_any") and not _near(finding, rule["with_any"]):
        return False
    if "with_path" in rule and not any(_at(finding, path) for path in rule["with_path"]):
        return False
    return all(_CHECKS[name](finding) for name in _CHECKS if rule.get(name))


def _near(finding: Finding, words: list[str]) -> bool:
    low = {form for token in finding.sentence.tokens for form in (token.low, token.lemma)}
    return any(word in low for word in words)


def _has(finding: Finding, path: str, words: list[str]) -> bool:
    """Whether a word of the list stands at `path`; an empty list asks only that something does."""
    found = _at(finding, path)
    if not words:
        return bool(found) or any(kid.low == path for kid in finding.trigger.kids)
    return any(word in (item.lemma, lemma(item), item.low) or _compound(item) == word for item in found for word in words)


def _compound(token: Token) -> str:
    return f"{token.previous.low} {token.lemma}" if token.previous is not None else token.lemma


def _at(finding: Finding, path: str) -> list[Token]:
    """The words at a path of the frame language."""
    if path in _PATHS:
        return _PATHS[path](finding)
    if "-" in path:
        preposition, base = path.split("-", 1)
        return [pobj for item in finding.args.at(base) for pobj in _below(item, preposition)]
    return finding.args.at(path)


def _below(token: Token, preposition: str) -> list[Token]:
    return [pobj for kid in token.kids if kid.dep == "prep" and kid.low == preposition for pobj in kid.kids if pobj.dep == "pobj"]


def _small_clause(finding: Finding) -> list[Token]:
    """In "left 12 people dead": what "dead" is said of; the adjective itself serves as condition."""
    verb = finding.trigger
    dead = [token for token in verb.subtree() if token.lemma == "dead" and token.i > verb.i]
    if not dead:
        return []
    between = [token for token in dead[0].sentence.tokens[verb.n + 1 : dead[0].n] if token.pos in NOUNS]
    return [dead[0], *between[-1:]]


def _noun_of(finding: Finding) -> list[Token]:
    token = finding.trigger
    if finding.frame.part == "suffix":
        token = next((above for above in [token, *token.ancestors()] if above.pos in NOUNS and above.i > token.i), token)
        return [token] if token is not finding.trigger else []
    return [token.head] if token.dep in ("amod", "acl") and token.head.pos in NOUNS else []


def _predicate_subject(finding: Finding) -> list[Token]:
    """The subject of the verb that the adjective completes ("twelve are missing")."""
    token = finding.trigger
    if token.dep in ("acomp", "attr", "oprd", "ROOT", "conj", "ccomp"):
        verb = token.head
        return [kid for kid in verb.kids if kid.dep in ("nsubj", "nsubjpass")] + [kid for kid in token.kids if kid.dep == "nsubj"]
    return finding.args.subject


def _modifiers(finding: Finding, wanted: frozenset[str]) -> list[Token]:
    return [item for item in finding.args.modifiers if noun_classes(item) & wanted or is_country(item) or is_name(item)]


def _toll(finding: Finding) -> list[Token]:
    """The numeral that states a toll: after "to", "at", "of", or as its predicate."""
    found = [item for path in ("to", "at", "of", "object") for item in finding.args.at(path)]
    verb = finding.trigger.head
    if finding.trigger.dep in ("nsubj", "nsubjpass", "dobj") and verb.pos in ("VERB", "AUX"):
        outer = arguments(verb)
        found += [item for path in ("to", "at", "by", "over") for item in outer.at(path)] + [kid for kid in verb.kids if kid.dep in ("attr", "dobj") and kid is not finding.trigger]
    return [item for item in found if any(word.pos == "NUM" or word.lemma in ("dozen", "score", "hundred", "thousand") for word in item.subtree())][:1]


_PATHS = {
    "self": lambda finding: [finding.trigger],
    "self_figure": lambda finding: [finding.trigger] if any(kid.dep == "nummod" for kid in finding.trigger.kids) else [],
    "noun": _noun_of,
    "life": lambda finding: [item for item in finding.args.object if any(kid.dep == "nummod" for kid in item.kids)],
    "small_clause": _small_clause,
    "toll": _toll,
    "modifier_party": lambda finding: _modifiers(finding, frozenset({"parties", "combatants"})),
    "modifier_person": lambda finding: [item for item in finding.args.modifiers if noun_classes(item) & HUMAN],
    "predicate_subject": _predicate_subject,
    "apposition": lambda finding: [kid for kid in finding.trigger.kids if kid.dep == "appos"] + ([finding.trigger.head] if finding.trigger.dep == "appos" else []),
    "subject_of": _predicate_subject,
}


def _is(token: Token, name: str) -> bool:
    """Whether a word belongs to a semantic class of the frame language."""
    found = noun_classes(counted(token)) | noun_classes(token)
    if name == "human":
        return bool(found & HUMAN or "parties" in found and "places" not in found) or token.pos in ("NUM", "PRON") or (token.pos == "PROPN" and not found and not is_country(token))
    if name == "civilian":
        return bool(found & {"civilians", "people"}) or token.pos in ("NUM", "PRON")
    if name == "territory":
        return bool(found & {"places", "facilities"}) or (token.pos in ("PROPN", "X") and not found & (HUMAN | {"parties"})) or token.lemma in ("half", "most", "percent", "%")
    if name == "party":
        return bool(found & {"parties", "combatants"}) or token.pos in ("PROPN", "PRON") or is_country(token)
    if name == "thing":
        return bool(found & {"facilities", "vehicles", "arms", "places"}) and not (found & HUMAN)
    if name == "device":
        return bool(found & {"arms", "vehicles"}) or token.lemma in ("bomber", "attacker", "device", "explosion", "he", "she", "himself")
    return token.lemma in ("bomb", "barrel", "rocket", "mortar", "shell", "missile", "projectile", "round", "munition", "drone", "grenade", "bullet")


def _fits(role: str, item: Token, finding: Finding) -> bool:
    """Whether a word can fill a role at all: no days, no prices, no places as actors."""
    if item.lemma in _DAYS:
        return False
    if role in ("actor",):
        return _is(item, "party") or item.pos in ("NOUN", "PRON") and not noun_classes(item) & {"places", "facilities"}
    if role == "place":
        return _is(item, "territory")
    if role == "target" and finding.frame.part == "noun":
        return bool(noun_classes(item)) or is_name(item)
    return True


_DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day", "week", "month", "year", "yesterday", "today", "night", "morning", "evening", "january", "february", "march", "april", "may", "june", "july", "august", "september", "october", "november", "december", "hour"])


def _violent(finding: Finding) -> bool:
    """For everyday verbs ("hit", "strike", "target"): a weapon, an armed actor or a bodily target must be near."""
    around = [*finding.args.subject, *finding.args.preps.get("by", []), *finding.args.preps.get("with", [])]
    if any(noun_classes(item) & {"parties", "combatants", "arms", "vehicles"} or item.lemma in _ACTS or is_country(item) for item in around):
        return True
    return any(noun_classes(item) & {"facilities", "places", "civilians", "combatants", "vehicles"} or item.pos == "PROPN" for item in finding.args.object) and _near(finding, list(_ACTS))


_ACTS = frozenset(["strike", "airstrike", "raid", "attack", "bombing", "shelling", "bomb", "shell", "missile", "rocket", "mortar", "fire", "explosion", "blast", "gunfire", "bullet", "bombardment", "drone", "assault", "fighting", "warplane", "artillery", "kill", "wound"])


def _air(finding: Finding) -> bool:
    low = {token.low for token in finding.args.modifiers} | {token.low for token in finding.sentence.tokens}
    return bool(low & _AIR) or finding.trigger.low.endswith(("airstrike", "airstrikes")) or not low & {"hunger", "labour", "labor", "general", "workers", "union", "teachers"} and finding.trigger.lemma == "strike"


_AIR = frozenset(["air", "aerial", "warplane", "warplanes", "jet", "jets", "aircraft", "plane", "planes", "helicopter", "helicopters", "airstrike", "airstrikes", "bombing", "bomb", "bombs", "coalition", "drone", "raids"])


def _action(finding: Finding) -> bool:
    """For weapons named as things: they must do something ("a bomb exploded", "rockets hit"), not lie in a store."""
    token = finding.trigger
    verb = token.head
    acts = ("explode", "detonate", "hit", "strike", "kill", "wound", "injure", "fall", "land", "destroy", "go", "target", "slam", "rain", "pound", "tear", "rip", "blow", "damage", "leave", "attack", "blast", "shoot", "fire")
    if token.dep in ("nsubj", "nsubjpass", "dobj") and verb.lemma in acts:
        return True
    return token.dep == "pobj" and verb.low == "by" and verb.head.lemma in (*acts, "cause")


_CHECKS = {
    "violent": _violent,
    "air": _air,
    "action": _action,
    "party": lambda finding: any(_is(item, "party") and item.tag != "PRP" for item in finding.args.object + finding.args.preps.get("against", []) + finding.args.preps.get("with", []) + finding.args.subject),
    "siege": lambda finding: False,
    "with_party": lambda finding: bool(_at(finding, "modifier_party") or finding.args.possessor or finding.args.preps.get("of")),
    "under": lambda finding: finding.trigger.dep == "pobj" and finding.trigger.head.low == "under",
}
