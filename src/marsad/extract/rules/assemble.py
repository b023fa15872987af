"""Findings to drafts: one for each fact, with its figure, parties, manner and polarity."""

from collections.abc import Iterator
from functools import cache

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft, Report
from marsad.extract.rules.evidence import clause
from marsad.extract.rules.frames import Finding, findings
from marsad.extract.rules.nouns import clean, counted, is_country, lemma, noun_classes
from marsad.extract.rules.parties import alike
from marsad.extract.rules.polarity import polarity
from marsad.extract.rules.victims import Victim, figure, parts, target, victims
from marsad.extract.rules.whose import CIVILIANS, attacked, damaged, defender, is_group, lived_in, named, owner_of
from marsad.lexicon import load
from marsad.model import Hedge, Mention, Polarity, Quantity, Span


def drafts(report: Report) -> list[Draft]:
    """Every fact told in the report, in reading order, with the slots that its own clause settles."""
    return [draft for sentence in report.sentences for draft in _of_sentence(sentence, report)]


def _of_sentence(sentence: Sentence, report: Report) -> list[Draft]:
    found = list(_distinct(list(findings(sentence))))
    made = [draft for finding in found for draft in _of_finding(finding, report)]
    _share(made)
    return made


def _distinct(found: list[Finding]) -> Iterator[Finding]:
    """Attack verbs whose subject is itself an attack ("air strikes hit X") tell one fact: the noun takes the verb's words."""
    nouns = {id(finding.trigger): finding for finding in found if finding.kind == "attack" and finding.frame.part == "noun"}
    for finding in found:
        if finding.kind == "attack" and finding.frame.part == "verb":
            around = [*finding.args.subject, *finding.args.at("by"), *finding.args.at("in"), *finding.args.at("with"), *finding.args.object]
            noun = next((nouns[id(item)] for item in around if id(item) in nouns), None)
            if noun is not None:
                _absorb(noun, finding)
                continue
        yield finding


def _absorb(noun: Finding, verb: Finding) -> None:
    for role in ("target", "place"):
        noun.roles[role] = noun.role(role) or [item for item in verb.role(role) if item is not noun.trigger]
    if noun.trigger not in verb.args.subject:
        noun.roles["actor"] = noun.role("actor") or verb.role("actor")


def _of_finding(finding: Finding, report: Report) -> list[Draft]:
    if finding.kind in PEOPLE_KINDS:
        return list(_of_people(finding, report))
    made = _plain(finding, report)
    return [made] if made is not None else []


def _of_people(finding: Finding, report: Report) -> Iterator[Draft]:
    heads = [item for item in finding.role("victim") if item.lemma != "dead" or len(finding.role("victim")) == 1]
    groups = victims(heads, report)
    if not groups and not _stands_bare(finding):
        return
    if finding.frame.rule.get("bare") in ("figure",) and not any(group.quantity for group in groups):
        return
    whole = None
    for group in groups or [None]:
        draft = _person_draft(finding, group, report)
        yield draft
        whole = whole or draft
        if group is not None:
            for part in parts(group.head, finding.sentence.end, report):
                yield _part_draft(finding, part, draft, report)


def _stands_bare(finding: Finding) -> bool:
    return finding.frame.rule.get("bare") is None and finding.frame.part == "noun"


def _person_draft(finding: Finding, group: Victim | None, report: Report) -> Draft:
    draft = _new(finding, report, group.head if group else None)
    if group is not None:
        draft.quantity = group.quantity
        draft.target = target(group.head, report)
        _note_figure(draft)
    return draft


def _part_draft(finding: Finding, part: Victim, whole: Draft, report: Report) -> Draft:
    draft = _person_draft(finding, part, report)
    draft.subset, draft.parent = True, whole
    first = whole.victim.start if whole.victim is not None else part.head.start
    draft.start, draft.end = min(first, part.head.start), max(part.head.end, min(whole.end, part.head.end))
    draft.because("subset", "named as part of the figure before it")
    return draft


def _new(finding: Finding, report: Report, victim: Token | None) -> Draft:
    also = [victim] if victim is not None else []
    start, end = clause(finding.trigger, also)
    draft = Draft(finding, finding.kind, start, end, victim)
    draft.because("kind", f'"{finding.trigger.text}" tells of "{finding.kind}"')
    draft.polarity, word = polarity(finding, victim)
    if word:
        draft.because("polarity", f'"{word}"')
    draft.change = finding.frame.rule.get("change")
    draft.actor = _actor(finding, report)
    return draft


def _note_figure(draft: Draft) -> None:
    if draft.quantity is not None and draft.quantity.value == 0:
        draft.polarity, draft.quantity = Polarity.DENIED, None
        draft.because("polarity", "the figure is none")
    if draft.polarity is Polarity.DENIED and draft.quantity is not None and draft.quantity.value is None:
        draft.quantity = None
    if draft.quantity is not None:
        draft.because("number", f'"{draft.quantity.text}"')


def _actor(finding: Finding, report: Report) -> Mention | None:
    heads = finding.role("actor")
    if finding.kind == "attack" and defender(finding, report) is not None:
        heads = [*finding.args.at("by"), *finding.args.possessor, *finding.args.modifiers]
    if finding.frame.part == "suffix" and not heads:
        heads = [token for token in finding.sentence.tokens[finding.trigger.n - 2 : finding.trigger.n - 1]]
    for head in heads:
        found = actor_of(head, report)
        if found is not None:
            return found
    return None


def actor_of(head: Token, report: Report) -> Mention | None:
    """The party behind a word: itself, or whose act or weapon it is ("regime shelling", "US jets")."""
    noun = counted(head)
    if _is_act(noun) or noun_classes(noun) & {"vehicles", "arms"} and not noun_classes(noun) & {"combatants"}:
        return owner_of(noun, report)
    if noun.tag in ("PRP", "PRP$", "WP", "WDT", "DT") or noun_classes(noun) & {"facilities"} and not noun_classes(noun) & {"parties"}:
        return None
    if lemma(noun) in ("war", "conflict", "campaign", "year", "crisis", "violence", "uprising"):
        return None
    if noun.pos == "PROPN" and not is_country(noun) and not noun_classes(noun) and not is_group(noun, report):
        return None
    return named(noun, report)


def _is_act(head: Token) -> bool:
    return head.lemma in ("strike", "airstrike", "raid", "attack", "bombing", "shelling", "bomb", "shell", "missile", "rocket", "mortar", "explosion", "blast", "fire", "gunfire", "bombardment", "assault", "fighting", "clash", "battle", "offensive", "operation", "shooting", "barrage", "ambush", "siege", "massacre", "bullet", "violence", "mine", "device", "ied", "incident", "campaign", "gas", "barrel", "sortie")


def _plain(finding: Finding, report: Report) -> Draft | None:
    """Attacks, control, damage and the rest."""
    draft = _new(finding, report, None)
    heads = finding.role("target")
    if finding.kind == "attack":
        draft.method = method(finding)
        draft.quantity = _acts(finding, report)
        draft.target = defender(finding, report) or _attacked(heads, report)
    elif finding.kind == "damage":
        draft.target = next((damaged(item, report) for item in heads), None)
        draft.quantity = _objects(finding, report)
    elif finding.kind in ("aid", "hazard"):
        draft.quantity = _objects(finding, report)
        draft.target = next((found for item in heads if (found := target(item, report))), None)
    else:
        draft.target = next((found for item in heads if (found := actor_of(item, report))), None)
        draft.quantity = _area(finding, report)
    if finding.frame.rule.get("former") and any(kid.low in ("former", "erstwhile", "onetime", "old") for kid in finding.trigger.kids):
        draft.change = finding.frame.rule["former"]
        draft.actor, draft.target = None, draft.actor
    if draft.change == "gained" and any(token.low in ("part", "parts", "some", "most") for item in finding.role("place") for token in [item, *item.kids]):
        draft.change = "contested" if finding.trigger.lemma in ("enter",) else draft.change
    _note_figure(draft)
    return draft


def _attacked(heads: list[Token], report: Report) -> Mention | None:
    return next((found for head in heads if (found := attacked(head, report)) is not None), None)


def _acts(finding: Finding, report: Report) -> Quantity | None:
    """The count of attacks, only if stated in numerals or as a vague many; a single attack has none."""
    heads = finding.role("count") or ([finding.trigger] if finding.frame.part == "noun" else [])
    for head in heads:
        found = figure(head, report)
        if found is not None and found.text.lower().split()[0] not in ("a", "an", "the", "another"):
            if found.hedge is Hedge.VAGUE and head.tag not in ("NNS", "NNPS"):
                continue
            return Quantity(found.span, found.text, found.hedge, found.value, found.high, clean(counted(head).lemma)) if any(ch.isdigit() for ch in found.text) or found.value or found.hedge is Hedge.VAGUE else None
    return None


def _objects(finding: Finding, report: Report) -> Quantity | None:
    """How many things: a numeral, or "a mosque" = 1."""
    for head in finding.role("count"):
        noun = counted(head)
        found = figure(head, report)
        if found is None and noun.tag == "NN" and any(kid.low in ("a", "an", "the") for kid in noun.kids) and finding.kind == "damage":
            span = Span(min(kid.start for kid in noun.lefts), noun.end)
            found = Quantity(span, report.text[span.start : span.end], Hedge.EXACT, 1)
        if found is not None:
            return Quantity(found.span, found.text, found.hedge, found.value, found.high, clean(noun.lemma))
    return None


def _area(finding: Finding, report: Report) -> Quantity | None:
    for head in finding.role("place"):
        found = figure(head, report)
        if found is not None and (found.unit not in ("person", "household") or found.value and found.value > 1):
            unit = found.unit if found.unit != "person" else clean(counted(head).lemma)
            return Quantity(found.span, found.text, found.hedge, found.value, found.high, unit)
    return None


@cache
def _methods() -> dict[str, frozenset[str]]:
    return {name: frozenset(words) for name, words in load("lexicon/en/method.yml")["by_word"].items()}


def method(finding: Finding) -> str:
    """The manner of an attack: the frame's own, or by the weapon named in its phrase."""
    own = finding.frame.rule.get("method", "other")
    if own not in ("other", "from_object", "from_subject", "ied", "clash"):
        return str(own)
    near = [*finding.args.modifiers, *finding.args.subject, *finding.args.at("by"), *finding.args.at("with"), *finding.args.at("in")]
    if own in ("from_object", "from_subject"):
        near = [*finding.args.object, *finding.args.subject]
    low = {form for item in near for token in [item, *item.kids] for form in (token.low, token.lemma)}
    pairs = {f"{token.previous.low} {token.low}" for item in near for token in [item] if token.previous is not None}
    for name, forms in _methods().items():
        if (low | pairs) & forms and (own not in ("clash",) or name == "airstrike"):
            return name
    if own in ("from_object", "from_subject"):
        return "shelling"
    if own == "other" and "party_method" in finding.frame.rule and _armed_pair(finding):
        return str(finding.frame.rule["party_method"])
    return str(own)


def _armed_pair(finding: Finding) -> bool:
    """An attack by one armed party on another."""
    return any(noun_classes(item) & {"combatants", "parties"} for item in finding.role("target")) and bool(finding.role("actor"))


def _share(made: list[Draft]) -> None:
    """Harm takes its actor from the act that caused it in the same sentence; an act takes its victims as target."""
    attacks = [draft for draft in made if draft.kind == "attack"]
    for draft in made:
        if draft.kind in ("killed", "injured", "damage", "displaced") and draft.actor is None:
            near = min(attacks, key=lambda act: abs(act.finding.trigger.n - draft.finding.trigger.n), default=None)
            draft.actor = near.actor if near is not None else None
    for act in attacks:
        if act.target is not None and lived_in(act.target, act.sentence):
            hurt = next((draft.target for draft in made if draft.kind in ("killed", "injured") and draft.target is not None and draft.target.name == CIVILIANS), None)
            act.target = hurt or act.target
        if act.target is None:
            hurt = [draft for draft in made if draft.kind in ("killed", "injured") and draft.target is not None and not draft.subset and draft.polarity is Polarity.ASSERTED]
            if hurt and len(attacks) == 1 and not (act.actor is not None and alike(act.actor.name, hurt[0].target.name)):
                act.target = hurt[0].target
                act.because("target", "whom it killed or wounded")
