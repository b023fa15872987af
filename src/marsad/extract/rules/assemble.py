"""Findings to drafts: one for each fact, with its figure, parties, manner and polarity."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import takewhile

from marsad.extract.rules.amounts import acts_counted, area, things_counted
from marsad.extract.rules.another import counts_more, is_another
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft, Report
from marsad.extract.rules.elsewhere import Elsewhere, told_elsewhere
from marsad.extract.rules.evidence import clause
from marsad.extract.rules.frames import Finding, findings
from marsad.extract.rules.grammar import arguments, blaming
from marsad.extract.rules.method import manners
from marsad.extract.rules.nouns import HUMAN, counted, is_country, lemma, noun_classes
from marsad.extract.rules.opposed import mediates, opposed
from marsad.extract.rules.parties import is_bare
from marsad.extract.rules.parties import words as parties
from marsad.extract.rules.place_names import geography
from marsad.extract.rules.polarity import polarity
from marsad.extract.rules.referents import doer_before
from marsad.extract.rules.roles import ARMED, goals, is_a, marked, words
from marsad.extract.rules.sharing import share
from marsad.extract.rules.victims import (
    HURT,
    Victim,
    adds_up,
    by_deeds,
    figure,
    is_part_of_them,
    parts,
    place_after,
    suffered_else,
    told_of_them,
    victims,
)
from marsad.extract.rules.whose import (
    attacked,
    damaged,
    defender,
    is_group,
    named,
    onlookers,
    owner_of,
    party_of,
)
from marsad.extract.sentence import Sentence, Token
from marsad.model import Mention, Polarity, Span

_FURTHER = 3  # sentences after a figure in which some of those counted are told of
_POINTING = frozenset({"PRP", "PRP$", "WP", "WDT", "DT"})


def drafts(report: Report) -> list[Draft]:
    """Every fact told in the report, in reading order, with the slots that its own clause settles."""
    made: list[Draft] = []
    for sentence in report.sentences:
        made += [*_of_sentence(sentence, report), *_of_them(sentence, made, report)]
    counted = ""
    for at, draft in enumerate(made):
        draft.another = is_another(draft, counted)
        if draft.target is None and draft.kind in HURT and counts_more(draft):
            draft.target = _told_last(draft, made[:at])
        counted = draft.kind if draft.kind in PEOPLE_KINDS else counted
        if _is_among(draft.finding) and draft.victim not in (None, draft.finding.trigger) and draft.parent is None:
            _part_of_earlier(draft, made[:at])
    return made


def _told_last(draft: Draft, before: list[Draft]) -> Mention | None:
    """Whose dead or wounded were told last, in its sentence or the one before: "Thirteen more were killed"."""
    near = (one for one in reversed(before) if draft.sentence.index - one.sentence.index <= 1 and not one.subset)
    return next((one.target for one in near if one.kind in HURT and one.quantity is not None), None)


def _is_among(finding: Finding) -> bool:
    """Whether it tells of some of those counted: "among the dead were three children", "the dead included a child"."""
    return finding.frame.rule.get("victim") == ["among"] or finding.frame.words[0] == "include"


def _part_of_earlier(draft: Draft, before: list[Draft]) -> None:
    """Hang "among the dead were three children" under the figure told last."""
    wholes = (
        other
        for other in reversed(before)
        if other.kind == draft.kind and other.quantity is not None and not other.subset
    )
    whole = next(wholes, None)
    if whole is not None and draft.sentence.index - whole.sentence.index <= _FURTHER:
        draft.subset, draft.parent = True, whole
        draft.because("subset", "named as some of those just counted")


def _of_them(sentence: Sentence, before: list[Draft], report: Report) -> Iterator[Draft]:
    """Some of those counted in the sentence before: "Among them were three children"."""
    just = takewhile(lambda draft: draft.sentence.index >= sentence.index - 1, reversed(before))
    wholes = (draft for draft in just if draft.kind in PEOPLE_KINDS and draft.quantity and not draft.subset)
    told = ([(whole, part) for part in told_of_them(sentence, whole.kind, report)] for whole in wholes)
    for whole, part in next(filter(None, told), []):
        draft = _part_draft(whole.finding, part, whole, report)
        draft.start, draft.end = sentence.start, max(part.head.end, part.end)
        yield draft


def _of_sentence(sentence: Sentence, report: Report) -> list[Draft]:
    made = [draft for finding in findings(sentence) for draft in _of_finding(finding, report)]
    share(made)
    return made


def _of_finding(finding: Finding, report: Report) -> Iterator[Draft]:
    if finding.kind in PEOPLE_KINDS:
        yield from _of_people(finding, report)
        return
    if finding.kind == "damage" and any(noun_classes(counted(head)) & HUMAN for head in finding.role("count")):
        return  # "lost 12 soldiers and five tanks"
    if finding.kind == "control" and _only_describes(finding.trigger):
        return
    for told in _by_manner(finding):
        yield _plain(told, report)


def _only_describes(word: Token) -> bool:
    """Whether it only says what a place is: "in occupied Harga", "took Harga, its last stronghold, from the rebels"."""
    before, after = word.previous, word.next
    if word.dep == "appos" and any(kid.tag == "PRP$" for kid in word.kids):
        return True
    led = before is not None and before.pos == "ADP" and after is not None and after.pos == "PROPN"
    return led and word.tag in ("VBN", "VBD", "JJ")


def _by_manner(finding: Finding) -> Iterator[Finding]:
    """The finding once for each weapon that it names, with what it counts of that one."""
    if finding.kind != "attack":
        yield finding
        return
    for manner, weapon in manners(finding):
        count = {"count": [weapon]} if weapon is not None and finding.role("count") else {}
        yield replace(finding, roles={**finding.roles, **count}, method=manner)


def _of_people(finding: Finding, report: Report) -> Iterator[Draft]:
    """A draft for each group, and for each part that is named of it; one without a group where the frame allows it."""
    found = [item for item in finding.role("victim") if not is_part_of_them(item)] or finding.role("victim")
    heads = [item for item in found if item.lemma != "dead" or len(found) == 1]
    hit = [by_deeds(group, finding.trigger, report) for group in victims(heads, finding.kind, report)]
    every = [group for group in hit if finding.kind == "trapped" or not _is_thing(group.head)]
    if heads and not every:
        return
    groups = [group for group in every if group is every[0] or not is_part_of_them(group.head)]
    only_called = finding.kind == "displaced" and finding.trigger.dep == "amod"  # "a camp for displaced people"
    if (finding.frame.rule.get("bare") == "figure" or only_called) and not any(group.quantity for group in groups):
        return
    if not groups and _stands_bare(finding):
        yield _person_draft(finding, None, report)
    if _is_among(finding) and (total := figure(finding.trigger, report)) is not None:
        yield from _some_of(finding, groups, Victim(finding.trigger, total), report)
        return
    further = told_elsewhere(finding, report) if groups else []
    for draft in _of_groups(finding, groups, report):
        if further and not draft.subset:
            draft.within = (draft.start, further[0].start)
        yield draft
    for other in further:
        yield _elsewhere_draft(finding, other, groups[0], report)


def _of_groups(finding: Finding, groups: list[Victim], report: Report) -> Iterator[Draft]:
    """A draft for each group, and one for each part that is named of it."""
    told: set[int] = set()
    listed = groups[1:] if groups and adds_up(groups[0], groups[1:]) else []
    for group in groups[:1] if listed else groups:
        whole = _person_draft(finding, group, report)
        yield whole
        for part in listed or parts(group, finding.trigger, report):
            if id(part.head) not in told and not suffered_else(part.head, finding.kind):
                told.add(id(part.head))
                yield _part_draft(finding, part, whole, report)


def _elsewhere_draft(finding: Finding, other: Elsewhere, first: Victim, report: Report) -> Draft:
    """The same fact in another place, of which only figure and place are told."""
    draft = _person_draft(finding, Victim(other.head, other.quantity), report)
    draft.target = party_of(first.head, report)
    draft.start, draft.end = draft.within = (other.start, other.end)
    return draft


def _some_of(finding: Finding, groups: list[Victim], total: Victim, report: Report) -> Iterator[Draft]:
    """Those counted, and who is told to be among them: "four children are among the 28 dead"."""
    whole = _person_draft(finding, total, report)
    yield whole
    for group in groups:
        part = _part_draft(finding, group, whole, report)
        part.end = max(part.end, whole.end)
        yield part


def _is_thing(head: Token) -> bool:
    """Whether what is counted is no people: "captured 20 villages and 30 soldiers"."""
    found = noun_classes(counted(head))
    if found & HUMAN:
        return False
    return bool(found & {"vehicles", "arms"}) or (bool(found & {"places", "facilities"}) and "parties" not in found)


def _stands_bare(finding: Finding) -> bool:
    return finding.frame.rule.get("bare") is None and finding.frame.part == "noun"


def _person_draft(finding: Finding, group: Victim | None, report: Report) -> Draft:
    draft = _new(finding, report, group.head if group else None)
    if group is not None:
        draft.quantity = None if _is_place(finding, group.head) else group.quantity
        draft.target = _loser(finding, report) or party_of(group.head, report)
        _note_figure(draft)
        _hold_figure(draft)
    return draft


def _loser(finding: Finding, report: Report) -> Mention | None:
    """Whose people they were, where the frame says where that stands: "the army lost two men"."""
    told = "target" in finding.frame.rule
    heads = [*finding.role("target"), *finding.args.possessor] if told else _sufferers(finding)
    meant = (doer_before(head, report) if head.pos == "PRON" else head for head in heads if is_a(head, "side"))
    return _first([party_of(head, report) for head in meant if head is not None])


def _sufferers(finding: Finding) -> list[Token]:
    """Who bore the harm that a noun tells: "the army suffered 12 dead"."""
    noun = finding.trigger
    suffered = noun.dep == "dobj" and noun.pos != "VERB" and noun.head.lemma in words("suffering")
    return arguments(noun.head).subject if suffered and finding.kind in HURT else []


def _hold_figure(draft: Draft) -> None:
    """A toll stands apart from those it counts; the clause holds it, too: "the number of dead has reached 13"."""
    if draft.quantity is not None:
        span = draft.quantity.span
        if span.start >= draft.end or span.end <= draft.start:
            draft.start, draft.end = min(draft.start, span.start), max(draft.end, span.end)


def _is_place(finding: Finding, head: Token) -> bool:
    """Whether what is besieged is a place, which counts nobody."""
    return finding.kind == "trapped" and (head.tag == "NNP" or "places" in noun_classes(head))


def _part_draft(finding: Finding, part: Victim, whole: Draft, report: Report) -> Draft:
    draft = _person_draft(finding, part, report)
    draft.subset, draft.parent = True, whole
    unnamed = part.head.pos == "NUM" or not (noun_classes(part.head) or part.head.pos == "PROPN")
    if unnamed or _is_of_same_party(part.head, whole):
        draft.target = whole.target
    if part.head.pos == "NUM" and (place := place_after(part.head)) is not None:
        draft.within = (part.head.start, place.end)
        whole.within = whole.within or (whole.start, part.head.start)
    first = whole.victim.start if whole.victim is not None else part.head.start
    draft.start, draft.end = min(first, part.head.start), max(part.head.end, part.end)
    draft.because("subset", "named as part of the figure before it")
    return draft


def _is_of_same_party(head: Token, whole: Draft) -> bool:
    """Whether the part is people under arms of whom nothing says whose: "40 M23 fighters, including two commanders"."""
    found = noun_classes(head)
    body = head.dep == "pobj" and head.head.low == "from"  # "five from the army"
    return "combatants" in found and not body and is_bare(head) and _is_under_arms(whole.victim)


def _is_under_arms(noun: Token | None) -> bool:
    return noun is not None and bool(noun_classes(noun) & ARMED)


def _new(finding: Finding, report: Report, victim: Token | None) -> Draft:
    start, end = clause(finding.trigger, [victim] if victim is not None else [])
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
    return _first_party(_doers(finding, report), report)


def _first_party(heads: list[Token], report: Report) -> Mention | None:
    return next((found for head in heads if (found := actor_of(head, report)) is not None), None)


def _doers(finding: Finding, report: Report) -> list[Token]:
    args, others = finding.args, onlookers(finding.trigger)
    if finding.kind == "attack" and (defender(finding, report) is not None or others):
        return [
            *args.at("by"),
            *args.possessor,
            *args.modifiers,
            *(doer for doer in args.subject if others and doer not in others),
        ]
    if (behind := _behind(finding.trigger)) is not None:
        return behind
    if finding.frame.part == "suffix" and not finding.role("actor"):
        return finding.sentence.tokens[finding.trigger.n - 2 : finding.trigger.n - 1]
    if finding.kind == "truce":
        return [doer for doer in finding.role("actor") if not mediates(doer)]
    bore = [*finding.role("victim"), *_sufferers(finding)]
    return [doer for doer in finding.role("actor") if doer not in bore and not _is_struck(doer, finding.trigger)]


def _behind(deed: Token) -> list[Token] | None:
    """Who is told to be behind it: "rebels were behind the attack"; None where that is not how it is told."""
    led = deed.dep == "pobj" and deed.head.low == "behind" and deed.head.head.lemma == "be"
    return arguments(deed.head.head).subject if led else None


def _is_struck(doer: Token, verb: Token) -> bool:
    """Whether the one before the verb was hit, and what hit him did the harm: "a jet was shot down, killing five"."""
    above = doer.head
    came_under = above.lemma == "come" and any(kid.low == "under" for kid in above.kids)
    bore = doer.dep == "nsubjpass" or (doer.dep == "nsubj" and (came_under or above.lemma == "crash"))
    hit = bore and above is verb.head
    return hit and verb.tag == "VBG" and verb.dep == "advcl" and any(kid.dep == "dobj" for kid in verb.kids)


def actor_of(head: Token, report: Report) -> Mention | None:
    """The party behind a word: itself, or whose act or weapon it is ("regime shelling", "US jets")."""
    noun = counted(head)
    found = noun_classes(noun)
    if noun.lemma in words("deeds") or (found & {"vehicles", "arms"} and "combatants" not in found):
        return owner_of(noun, report) or _whose_deed(noun) or _whose_craft(noun, report)
    return named(noun, report) if _may_act(noun, report) else None


def _whose_deed(noun: Token) -> Mention | None:
    """The state whose deed it is: "Borduria's offensive", "the Bordurian campaign"."""
    kids = (kid for kid in noun.lefts if is_country(kid) and kid.dep in ("poss", "amod", "compound", "nmod"))
    state = next((kid for kid in kids if noun.lemma in words("deeds") and not _is_of_a_place(kid)), None)
    return Mention(state.text, Span(state.start, state.end), state.text) if state is not None else None


def _whose_craft(noun: Token, report: Report) -> Mention | None:
    """The force whose craft or weapon it is: "an army jet", "a drone attributed to the rebels"."""
    force = next((kid for kid in noun.lefts if lemma(kid) in parties("flying")), None)
    blamed = (item for kid in noun.kids if kid.dep == "acl" for item in arguments(kid).at(blaming().get(kid.lemma, "")))
    force = force or next(blamed, None)
    return party_of(force, report) if force is not None else None


def _may_act(noun: Token, report: Report) -> bool:
    """Whether the noun may stand for a party: no pronoun, building or war, no name of which nothing is known.

    Of a common noun that no list knows, a plural may ("loyalists"), one thing may not ("debris").
    """
    found = noun_classes(noun)
    if (
        noun.tag in _POINTING
        or noun.pos in ("PRON", "ADP", "DET", "ADV", "PART")
        or ("facilities" in found and "parties" not in found)
    ):
        return False
    if lemma(noun) in words("wars") or lemma(noun) == "year" or noun.low.rstrip(".") in parties("no_groups"):
        return False
    if noun.dep in ("amod", "compound", "nmod") and lemma(noun) in parties("qualities"):
        return False
    if any(kid.low in ("no", "neither") for kid in noun.kids):
        return False
    if _is_of_a_place(noun) or noun.low in parties("inert") or lemma(noun) in parties("inert"):
        return False
    return bool(found) or noun.tag == "NNS" or noun.text.isupper() or is_country(noun) or is_group(noun, report)


def _is_of_a_place(noun: Token) -> bool:
    """Whether a nation's adjective says where a place lies, in a headline too: "in Tiran town Double bomb attack"."""
    if not is_country(noun):
        return False
    rest = noun.sentence.tokens[noun.n + 1 : noun.n + 3]
    return any(token.low in geography("types") and token.low != "state" for token in rest)


def _plain(finding: Finding, report: Report) -> Draft:
    """Attacks, control, damage and the rest."""
    draft = _new(finding, report, None)
    heads = finding.role("target")
    if finding.kind == "attack" and finding.args.at("at"):
        heads = [head for head in heads if noun_classes(head) != {"arms"}]  # "firing mortars at a village"
    if finding.kind == "attack":
        draft.method = finding.method
        draft.quantity = acts_counted(finding, report)
        hit = heads or goals(finding) or marked(finding)
        draft.target = defender(finding, report) or _first([attacked(item, report) for item in hit])
    elif finding.kind == "damage":
        draft.target = _first([damaged(item, report) for item in heads[:1]])
        draft.quantity = things_counted(finding, report)
    elif finding.kind in ("aid", "hazard"):
        draft.target = _first([party_of(item, report) for item in heads])
        draft.quantity = things_counted(finding, report)
    else:
        taken = finding.role("place") if draft.change == "gained" else []
        draft.target = _first_party(heads, report) or _first([owner_of(counted(item), report) for item in taken])
        draft.quantity = area(finding, report)
    if finding.kind in ("attack", "truce") or draft.change == "contested":
        draft.sides = opposed(finding, report)
    if draft.sides is not None:
        draft.actor, draft.target = draft.sides
    _mend_change(draft)
    _note_figure(draft)
    return draft


def _first(found: list[Mention | None]) -> Mention | None:
    return next((mention for mention in found if mention is not None), None)


def _mend_change(draft: Draft) -> None:
    """A former stronghold is lost by who held it; who enters parts of a town contests it."""
    finding = draft.finding
    if "former" in finding.frame.rule and any(kid.low in words("former") for kid in finding.trigger.kids):
        draft.change = finding.frame.rule["former"]
        draft.actor, draft.target = None, draft.actor
    near = [token for item in finding.role("place") for token in [item, *item.kids]]
    if (
        draft.change == "gained"
        and finding.trigger.lemma == "enter"
        and any(token.low in words("shares") for token in near)
    ):
        draft.change = "contested"
