"""Who did it and whom it hit, weighed: the party in the clause, those named around it, civilians, the other's enemies.

A candidate reached in several ways (named in the clause, victim of the next sentence, enemy of the actor) is one option
with the features of all of them.
"""

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from marsad.extract.parse import Sentence
from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft, Report
from marsad.extract.rules.nouns import counted, lemma, noun_classes
from marsad.extract.rules.parties import Named, alike, side, telling, words
from marsad.extract.rules.whose import CIVILIANS
from marsad.model import Mention, Span

_WINDOW = 3  # sentences on either side
_OFTEN = 3  # enemies of one party that are offered
_FIGHTS = frozenset({"attack", "killed", "injured", "control", "damage"})
_TELLING = 5  # figures from here on seldom agree by chance
_NEAREST = 40  # drafts that are looked at
_DRAFTS = 200  # drafts on either side that are looked at, so that a book costs no square
_PARTIES = frozenset({"combatants", "parties", "name"})
_CLASSES = ("military", "combatants", "parties", "professions", "facilities", "vehicles", "arms", "places", "people")


_Foe = tuple[Mention, Mention, Draft]  # one party, its enemy, and the fact that tells it


@dataclass(slots=True)
class _Candidate:
    mention: Mention
    why: str
    features: dict[str, None] = field(default_factory=dict)

    def add(self, *features: str) -> None:
        self.features.update(dict.fromkeys(features))


def _suffers(draft: Draft, mention: Mention) -> bool:
    """Whether the party is the one that the fact befell, or civilians: neither did it."""
    victim = draft.victim
    return mention.name == CIVILIANS or (victim is not None and mention.name.lower().split()[-1:] == [victim.low])


class PartyOptions:
    """Offers, for each draft of a report, the parties that could be its `slot`: "actor" or "target"."""

    def __init__(self, slot: str, report: Report, made: list[Draft]) -> None:
        self._slot = slot
        self._other = "actor" if slot == "target" else "target"
        self._report = report
        self._made = made
        self._rank = {id(draft): at for at, draft in enumerate(made)}
        self._fights: dict[str, list[_Foe]] = {}
        self._classes: dict[tuple[int, str], str] = {}
        self._rows: defaultdict[int, list[Draft]] = defaultdict(list)
        self._tellings: defaultdict[tuple[str, float], list[Draft]] = defaultdict(list)
        for draft in made:
            self._rows[draft.sentence.index].append(draft)
            self._tellings[draft.kind, _value(draft)].append(draft)
        self._scenes = [_scene(sentence) for sentence in report.sentences]

    @cached_property
    def _foes(self) -> list[_Foe]:
        """Read when the first draft asks, so that a target can look at actors already chosen."""
        return _foes(self._made)

    @cached_property
    def _most_fought(self) -> str:
        """The party that the report has hit most; none is the empty name."""
        counts = Counter(two.name for one, two, by in self._foes if two is by.target)
        return counts.most_common(1)[0][0] if counts else ""

    @cached_property
    def _civil(self) -> int:
        return sum(draft.target is not None and draft.target.name == CIVILIANS for draft in self._made)

    def of(self, draft: Draft) -> list[Option[Mention | None]]:
        """No party, and every candidate once."""
        found: list[_Candidate] = []
        self._offer_own(draft, found)
        self._offer_told(draft, found)
        self._offer_enemies(draft, found)
        self._offer_named(draft, found)
        if self._slot == "actor":
            found = [item for item in found if not _suffers(draft, item.mention)]
        for candidate in found:
            candidate.add(*self._whatever(draft, candidate.mention))
        options: list[Option[Mention | None]] = [Option(None, self._none(draft), "no party is named for it")]
        return options + [Option(item.mention, tuple(item.features), item.why) for item in found]

    def _offer_own(self, draft: Draft, found: list[_Candidate]) -> None:
        own = getattr(draft, self._slot)
        if own is not None:
            _at(found, own, "named in its clause").add(*self._own(draft, own))
        if self._slot == "target":
            civilians = _at(found, Mention(CIVILIANS), "the report speaks of civilians")
            civilians.add(*self._civilians(draft))

    def _offer_told(self, draft: Draft, found: list[_Candidate]) -> None:
        """Actors and targets of the facts around."""
        view = _View(_type(draft), self._kind_of_own(draft), _victim(draft), _bare(draft))
        for other in self._around(draft):
            for slot in ("target", "actor"):
                mention = getattr(other, slot)
                if mention is not None:
                    candidate = _at(found, mention, f"the {slot} of what is told with it")
                    candidate.add(*self._near(draft, view, other, mention, slot))

    def _offer_enemies(self, draft: Draft, found: list[_Candidate]) -> None:
        own = self._kind_of_own(draft)
        for mention, times in self._enemies(draft):
            candidate = _at(found, mention, "the report has them fight")
            candidate.add(f"foe {_type(draft)}", f"foe times={min(3, times)}", f"foe own={own} {draft.kind}")

    def _offer_named(self, draft: Draft, found: list[_Candidate]) -> None:
        for named, gap in self._report.parties.around(draft.finding.trigger):
            mention = Mention(named.name, Span(named.head.start, named.head.end), named.head.text)
            _at(found, mention, "named near by").add(*self._mentioned(draft, named, gap))

    def _around(self, draft: Draft) -> list[Draft]:
        """Other drafts near by, those of its sentence first, and tellings of the same figure further off."""
        at = self._rank[id(draft)]
        index, start = draft.sentence.index, draft.finding.trigger.start
        near = [other for row in range(index - _WINDOW, index + _WINDOW + 1) for other in self._rows[row]]
        near += [other for other in self._twins(draft) if _gap(draft, other) > _WINDOW]
        found = [(_gap(draft, one), abs(one.finding.trigger.start - start), self._rank[id(one)]) for one in near]
        return [self._made[rank] for *_, rank in sorted(found)[: _NEAREST + 1] if rank != at]

    def _twins(self, draft: Draft) -> list[Draft]:
        if _value(draft) < _TELLING:
            return []
        at, same = self._rank[id(draft)], self._tellings[draft.kind, _value(draft)]
        return [other for other in same if abs(self._rank[id(other)] - at) <= _DRAFTS and _twin(draft, other)]

    def _enemies(self, draft: Draft) -> list[tuple[Mention, int]]:
        """Whom the report has the other side of the fact fight elsewhere, and how often."""
        facing = getattr(draft, self._other)
        if facing is None:
            return []
        if facing.name not in self._fights:
            self._fights[facing.name] = [foe for foe in self._foes if _against(foe, facing.name)]
        counts: Counter[str] = Counter()
        first: dict[str, Mention] = {}
        for _, enemy, by in self._fights[facing.name]:
            if by is not draft:
                key = next((name for name in first if alike(name, enemy.name)), enemy.name)
                first.setdefault(key, enemy)
                counts[key] += 1
        return [(first[name], times) for name, times in counts.most_common(_OFTEN)]

    def _class(self, mention: Mention, draft: Draft) -> str:
        key = (id(draft), mention.name)
        if key not in self._classes:
            self._classes[key] = _class(mention, draft)
        return self._classes[key]

    def _kind_of_own(self, draft: Draft) -> str:
        own = getattr(draft, self._slot)
        return "no" if own is None else self._class(own, draft)

    def _none(self, draft: Draft) -> tuple[str, ...]:
        kind, own = _type(draft), self._kind_of_own(draft)
        scene = self._scenes[draft.sentence.index]
        return (
            "none",
            f"none {kind} own={own}",
            f"none {kind} own={own} {draft.finding.frame.part}",
            f"none {kind} method={draft.method} own={own}",
            f"none own={own} total={draft.cumulative} {kind}",
            f"none victim={_victim(draft)}",
            f"none subset={draft.subset} own={own}",
            f"none polarity={draft.polarity} {kind}",
            f"none other={getattr(draft, self._other) is not None} {kind}",
            f"none foes={bool(self._enemies(draft))} {kind} own={own}",
            f"none scene={scene} {kind}",
        )

    def _own(self, draft: Draft, own: Mention) -> list[str]:
        kind = _type(draft)
        what = self._class(own, draft)
        return [
            "own",
            f"own {kind}",
            f"own {what}",
            f"own {kind} {what}",
            f"own {kind} {what} {draft.finding.frame.part}",
            f"own method={draft.method} {what}",
        ]

    def _civilians(self, draft: Draft) -> list[str]:
        kind = _type(draft)
        scene = self._scenes[draft.sentence.index]
        own = self._kind_of_own(draft)
        return [
            f"civilians {kind} {scene}",
            f"civilians {kind} own={own}",
            f"civilians {kind} doc={min(3, self._civil)}",
            f"civilians victim={_victim(draft)}",
            f"civilians {kind} {scene} own={own}",
            f"civilians method={draft.method} {scene}",
            f"civilians {kind} total={draft.cumulative}",
            f"civilians {kind} part={draft.finding.frame.part}",
        ]

    def _near(self, draft: Draft, view: "_View", other: Draft, mention: Mention, slot: str) -> list[str]:
        kind, own, there, what = view.kind, view.own, _type(other), self._class(mention, other)
        gap = max(-_WINDOW, min(_WINDOW, other.sentence.index - draft.sentence.index))
        apart = min(1, abs(gap))
        return [
            "near",
            f"near {slot} {kind} {there}",
            f"near {slot} {kind} {there} gap={apart}",
            f"near gap={gap} {slot}",
            f"near gap={apart} {slot} {what} {kind} own={own}",
            f"near {what} {slot}",
            f"near figure={_same_figure(draft, other)} {slot}",
            f"near victim={view.victim} {what} {slot}",
            f"near twin={_twin(draft, other)} {slot} own={own}",
            f"near bare={view.bare} {slot} {there} gap={gap if draft.start > other.start or gap else 'next'}",
            f"near parent={draft.parent is other} {slot} own={own} {what}",
        ]

    def _mentioned(self, draft: Draft, named: Named, gap: int) -> list[str]:
        kind = _type(draft)
        own = self._kind_of_own(draft)
        before = named.head.previous
        cue = before.low if before is not None and before.pos == "ADP" else named.head.dep
        where = "before" if named.head.start < draft.start else "after" if named.head.start > draft.end else "inside"
        return [
            f"named gap={min(3, gap)} {kind}",
            f"named gap={min(3, gap)} own={own}",
            f"named cue={cue} gap={min(1, gap)}",
            f"named {where} gap={min(1, gap)} {kind}",
            f"named {side(named.name)} {kind}",
        ]

    def _whatever(self, draft: Draft, mention: Mention) -> list[str]:
        """What can be said of a candidate however it was reached."""
        kind = _type(draft)
        facing = getattr(draft, self._other)
        same = facing is not None and alike(facing.name, mention.name)
        most = bool(self._most_fought) and alike(self._most_fought, mention.name)
        return [
            f"any most={most} same={same} {kind} own={self._kind_of_own(draft)}",
            f"any same={same}",
            f"any same={same} {kind}",
        ]


@dataclass(frozen=True, slots=True)
class _View:
    """A draft as its candidates see it: the kind of fact, of the party in its clause, and of victims."""

    kind: str
    own: str
    victim: str
    bare: bool


def _at(found: list[_Candidate], mention: Mention, why: str) -> _Candidate:
    """The candidate of that name, new if there is none yet."""
    key = telling(mention.name)
    for candidate in found:
        if candidate.mention.name == mention.name or telling(candidate.mention.name) == key:
            return candidate
    found.append(_Candidate(mention, why))
    return found[-1]


def _foes(made: list[Draft]) -> list[_Foe]:
    """Who fights whom: actor and target of each fight, both ways."""
    found: list[_Foe] = []
    for draft in made:
        actor, target = draft.actor, draft.target
        if draft.kind in _FIGHTS and actor is not None and target is not None and _class(target, draft) in _PARTIES:
            found += [(actor, target, draft), (target, actor, draft)]
    return found


def _against(foe: _Foe, name: str) -> bool:
    return alike(foe[0].name, name) and not alike(foe[1].name, name)


def _scene(sentence: Sentence) -> str:
    """What the sentence says of civilians: names them, or only where they live; and whether it speaks of people."""
    if any("civilians" in noun_classes(token) for token in sentence.tokens):
        return CIVILIANS
    homes = any(token.lemma in words("homes") for token in sentence.tokens)
    people = any(lemma(token) in ("people", "person", "man", "victim", "body") for token in sentence.tokens)
    return f"{'homes' if homes else ''}{'people' if people else ''}"


def _gap(one: Draft, two: Draft) -> int:
    """Sentences between two drafts."""
    return abs(one.sentence.index - two.sentence.index)


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _victim(draft: Draft) -> str:
    if draft.victim is None:
        return "no"
    return "+".join(sorted(noun_classes(counted(draft.victim)))[:2]) or draft.victim.pos


def _class(mention: Mention, draft: Draft) -> str:
    if mention.name == CIVILIANS:
        return CIVILIANS
    start = mention.span.start if mention.span is not None else -1
    token = next((token for token in draft.sentence.tokens if token.start == start), None)
    if token is None:
        return "name" if mention.name[:1].isupper() else "noun"
    found = noun_classes(token)
    for name in _CLASSES:
        if name in found:
            return name
    return "name" if token.pos == "PROPN" else "noun"


def _twin(one: Draft, two: Draft) -> bool:
    """Whether two tellings give one figure, not a small one, for one kind of fact."""
    return one.kind == two.kind and one.kind in PEOPLE_KINDS and _same_figure(one, two) and _value(one) >= _TELLING


def _bare(draft: Draft) -> bool:
    """Whether its victims are a figure only: "wounded 56 more", "killed the three"."""
    if draft.victim is None:
        return False
    return draft.victim.pos in ("NUM", "ADJ", "ADV", "DET", "PRON") or draft.victim.lemma in words("figures")


def _same_figure(one: Draft, two: Draft) -> bool:
    return _value(one) > 0 and _value(one) == _value(two)


def _value(draft: Draft) -> float:
    return (draft.quantity.value or 0) if draft.quantity is not None else 0
