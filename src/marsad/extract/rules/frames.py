"""Match the frames of ``data/lexicon/en/frames`` to a sentence: which words tell of which fact, who is who in it."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache, lru_cache
from typing import Any

from marsad.extract.rules.acts import hurt_as_well, one_telling
from marsad.extract.rules.conditions import holds
from marsad.extract.rules.finding import Finding, Frame
from marsad.extract.rules.grammar import Arguments, arguments, conjuncts
from marsad.extract.rules.method import method
from marsad.extract.rules.nouns import as_noun, has_figure
from marsad.extract.rules.roles import at, fits, is_a
from marsad.extract.sentence import Sentence, Token
from marsad.lexicon import load

__all__ = ["Finding", "Frame", "all_frames", "findings"]

FILES = ("killed", "injured", "people", "control", "attack", "other")
_POS = {
    "verb": frozenset({"VERB", "AUX"}),
    "noun": frozenset({"NOUN", "PROPN", "ADJ", "VERB", "NUM"}),
    "adjective": frozenset({"ADJ", "VERB", "NOUN", "ADV"}),
}
_NOMINAL = frozenset({"nsubj", "dobj", "pobj", "nsubjpass", "conj", "ROOT", "appos", "oprd"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VB"})


def findings(sentence: Sentence) -> Iterator[Finding]:
    """Frames met, in reading order; of several for one word and kind, the most specific; one for each act."""
    found = [finding for token in sentence.tokens if (frames := _candidates(token)) for finding in _met(frames, token)]
    for finding in found:
        if finding.kind == "killed" and hurt_as_well(finding):
            finding.frame = replace(finding.frame, kind="injured")
    for finding in one_telling(found):
        if finding.kind == "attack":
            finding.method = method(finding)
        yield from _each(finding)


def _met(frames: Iterable[Frame], token: Token) -> Iterator[Finding]:
    """What the token tells, by the first frame met of each kind."""
    met: set[str] = set()
    parts = _parts(token)
    around: dict[tuple[bool, bool], Arguments] = {}
    for frame in frames:
        if frame.part in parts and frame.kind not in met and (frame.is_bare_word or _stands_whole(frame, token)):
            asked = frame.part == "verb", frame.transitive
            if asked not in around:
                around[asked] = arguments(token, verbal=asked[0], transitive=asked[1])
            finding = _try(frame, token, around[asked])
            if finding is not None:
                met.add(frame.kind)
                yield finding


@cache
def all_frames() -> tuple[Frame, ...]:
    """Every frame of every file, in the order of the files."""
    found: list[Frame] = []
    for name in FILES:
        table = load(f"lexicon/en/frames/{name}.yml")
        for group in table.get("groups", [table]):
            for rule in group["frames"]:
                part = next(key for key in ("verb", "noun", "adjective", "suffix") if key in rule)
                found.extend(Frame(group["kind"], part, word, _specific(rule, word)) for word in rule[part])
    return tuple(found)


def _specific(rule: dict[str, Any], word: str) -> dict[str, Any]:
    """The rule with what it requires of this one word; what it excludes is added to what the rule excludes."""
    own = rule.get("requires", {}).get(word, {})
    joined = {key: {**rule.get(key, {}), **own[key]} for key in ("needs", "without") if key in own}
    return {**rule, **own, **joined}


@cache
def _index() -> dict[str, tuple[Frame, ...]]:
    """Frames by the key word of their trigger: a verb's first, a noun's last; longer triggers first."""
    table: dict[str, list[Frame]] = {}
    for frame in all_frames():
        key = frame.words[0] if frame.part == "verb" else frame.words[-1]
        table.setdefault(key, []).append(frame)
    return {word: tuple(sorted(frames, key=lambda frame: -len(frame.words))) for word, frames in table.items()}


def _candidates(token: Token) -> tuple[Frame, ...]:
    """The frames whose key word the token may be: none for most words."""
    return _keyed(token.lemma, token.pos, token.low)


@lru_cache(maxsize=1 << 16)
def _keyed(given: str, pos: str, low: str) -> tuple[Frame, ...]:
    keys = dict.fromkeys((given, as_noun(given, pos, low), low, *_readings(low, pos)))
    return tuple(frame for key in keys for frame in _index().get(key, ()))


def _readings(low: str, pos: str) -> Iterator[str]:
    """Other words that a token may stand for: the end of a compound, a verb that the tagger does not know as one."""
    if "-" in low:
        yield low.rsplit("-", 1)[1]
    if pos in ("NOUN", "PROPN", "ADJ", "VERB") and low in _headline_verbs():
        yield _headline_verbs()[low]


@cache
def _headline_verbs() -> dict[str, str]:
    """Forms of verbs that are rarely anything else, to the verb."""
    return {
        form: verb for verb, forms in load("lexicon/en/frame_words.yml")["headline_verbs"].items() for form in forms
    }


def _parts(token: Token) -> set[str]:
    """The parts of speech as which the token may be a frame's trigger."""
    suffix = token.previous is not None and token.previous.text == "-" and token.n >= 2
    found = {part for part in ("noun", "adjective") if _may_be(part, token)}
    return found | ({"verb"} if _is_verbal(token) else set()) | ({"suffix"} if suffix else set())


def _may_be(part: str, token: Token) -> bool:
    if token.pos not in _POS[part] or (token.pos == "VERB" and not _may_be_nominal(token, part)):
        return False
    if part == "adjective" or token.pos != "ADJ" or token.dep in _NOMINAL:
        return True
    return any(kid.dep == "nummod" for kid in token.kids)


def _stands_whole(frame: Frame, token: Token) -> bool:
    """Whether the other words of the trigger stand with the token that it is found by."""
    words = frame.words
    if frame.part == "suffix":
        return token.low == words[0]
    if frame.part == "verb":
        return _particles(token).issuperset(words[1:])
    at = token.previous
    for word in reversed(words[:-1]):
        if at is None or word not in (at.low, at.lemma):
            return False
        at = at.previous
    return True


def _may_be_nominal(token: Token, part: str) -> bool:
    """Whether a word tagged as a verb may be a noun or adjective after all."""
    if part == "adjective":
        return token.dep in ("amod", "acomp") or token.tag == "VBG"
    if token.dep in ("pobj", "pcomp") and token.tag != "VBG":
        return True
    if token.previous is not None and token.previous.pos == "NUM" and token.previous.head is token.head:
        return True  # "received 33 wounded"
    finite = token.tag in _FINITE and not any(kid.dep in ("det", "amod") for kid in token.kids)
    return token.dep in _NOMINAL and not finite and not (token.tag == "VBN" and token.dep == "ROOT")


def _is_verbal(token: Token) -> bool:
    """Whether the word may be a verb: by its tag, by its form in a headline, or because it has an object."""
    if _ends_compound(token):
        return False
    return token.pos in _POS["verb"] or token.low in _headline_verbs() or any(kid.dep == "dobj" for kid in token.kids)


def _ends_compound(token: Token) -> bool:
    """Whether the participle ends a word like "rebel-held", of which a suffix frame speaks."""
    hyphen = token.previous
    glued = hyphen is not None and hyphen.text == "-" and hyphen.end == token.start
    return glued and token.tag in ("VBN", "VBD")


@lru_cache(maxsize=256)
def _particles(verb: Token) -> frozenset[str]:
    """The words that may belong to the verb: those that hang on it, and behind it those on these."""
    own = {form for kid in verb.kids if not _leads_to_day(kid) for form in (kid.low, kid.lemma)}
    return frozenset(own | {below.low for kid in verb.rights for below in kid.kids})


def _leads_to_day(preposition: Token) -> bool:
    """Whether it only says when: "on" of "fired mortars on Monday" is no part of the verb."""
    tables = load("lexicon/en/time.yml")["tables"]
    below = (kid.low for kid in preposition.kids if kid.dep == "pobj")
    return any(word in tables["weekday"] or word in tables["month"] for word in below)


def _try(frame: Frame, token: Token, around: Arguments) -> Finding | None:
    finding = Finding(frame, token, around)
    if not holds(finding):
        return None
    for role, paths in frame.paths.items():
        for path in paths:
            found = [item for item in at(finding, path) if fits(role, item, finding)]
            if found:
                finding.roles[role] = found
                break
    return None if _lacks_victim(finding) else finding


def _lacks_victim(finding: Finding) -> bool:
    """Whether the frame tells of people, and names none: only some nouns ("casualties") may stand without."""
    rule = finding.frame.rule
    return bool(rule.get("victim")) and not finding.role("victim") and (finding.frame.part != "noun" or "bare" in rule)


def _each(finding: Finding) -> Iterator[Finding]:
    """One finding for each thing of a list that is counted by itself ("a school, two shops and a bridge")."""
    heads = [*finding.role("count"), *_joined_to_verb(finding)] if finding.frame.rule.get("each") else []
    things = [item for head in heads for item in _listed(head)]
    if len(things) < 2:
        yield finding
        return
    for thing in things:
        yield Finding(
            finding.frame,
            finding.trigger,
            finding.args,
            {**finding.roles, "target": [thing], "count": [thing]},
            finding.means,
        )


def _joined_to_verb(finding: Finding) -> list[Token]:
    """The last thing of a list where the tree joins it to the verb."""
    return [kid for kid in finding.trigger.kids if kid.dep == "conj" and kid.pos == "NOUN" and is_a(kid, "thing")]


def _listed(head: Token) -> list[Token]:
    """The joined nouns with a figure or article of their own; those without go with the one before."""
    joined = [item for first in [head, *_apposed(head)] for item in conjuncts(first)]
    found = [item for item in joined if item is head or has_figure(item) or any(kid.low == "the" for kid in item.kids)]
    return found + [item for item in _unjoined(joined[-1]) if is_a(item, "thing")]


def _apposed(head: Token) -> list[Token]:
    """What a comma puts beside the head with a figure of its own: the second of a list."""
    return [
        kid for kid in head.kids if kid.dep == "appos" and kid.i > head.i and has_figure(kid) and is_a(kid, "thing")
    ]


def _unjoined(last: Token) -> Iterator[Token]:
    """Counted nouns that go on with the list where a comma was lost ("4 clinics a school and a mosque")."""
    for token in last.sentence.tokens[last.n + 1 :]:
        if token.pos in ("VERB", "AUX", "ADP", "PUNCT", "SCONJ", "PRON"):
            return
        if token.pos == "NOUN" and token.dep not in ("compound", "nmod") and has_figure(token):
            yield token
