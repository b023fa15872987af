"""Who did it and whom it hit, weighed: the party in the clause, those named around it, civilians, the other's enemies.

A candidate reached in several ways (named in the clause, victim of the next sentence, enemy of the actor) is one option
with the features of all of them.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from marsad.extract.parse import Sentence, Token
from marsad.extract.rules.choices.model import Features, Option
from marsad.extract.rules.choices.time import definite
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft, Report
from marsad.extract.rules.nouns import counted, lemma, noun_classes
from marsad.extract.rules.parties import Named, alike, side, telling, words
from marsad.extract.rules.reporting import reporting_verbs
from marsad.extract.rules.whose import CIVILIANS
from marsad.model import Mention, Span

_WINDOW = 3  # sentences on either side
_OFTEN = 3  # enemies of one party that are offered
_FIGHTS = frozenset({"attack", "killed", "injured", "control", "damage"})
_TELLING = 5  # figures from here on seldom agree by chance
_NEAREST = 40  # drafts that are looked at, so that a book costs no square
_DRAFTS = 200  # drafts on either side among which one figure is told again
_JOINED = frozenset({"conj", "appos", "compound", "nmod", "amod"})  # to what stands for the whole name
_PARTIES = frozenset({"combatants", "parties", "name"})
_CLASSES = ("military", "combatants", "parties", "professions", "facilities", "vehicles", "arms", "places", "people")


_Foe = tuple[Mention, Mention, Draft]  # one party, its enemy, and the fact that tells it


@dataclass(slots=True)
class _Candidate:
    mention: Mention
    why: str
    features: dict[str, None] = field(default_factory=dict)


def _is_singled_out(verb: Token) -> bool:
    """Whether the sentence is there to say who did it: "it was the rebels who killed them"."""
    noun = verb.head
    if verb.dep != "relcl" or noun.dep != "attr" or noun.head.lemma != "be":
        return False
    return any(kid.dep == "nsubj" and kid.low == "it" for kid in noun.head.kids)


def _own_doer(draft: Draft) -> str | None:
    """The name of the actor whom the fact's own clause names: nobody is said to hit himself."""
    actor, heads = draft.actor, draft.finding.role("actor")
    if actor is None or actor.span is None or all(head.start != actor.span.start for head in heads):
        return None
    return actor.name.lower()


def _suffers(draft: Draft, mention: Mention) -> bool:
    """Whether the party is the one that the fact befell, or civilians: neither did it."""
    victim = draft.victim
    return mention.name == CIVILIANS or (victim is not None and mention.name.lower().split()[-1:] == [victim.low])


def _among(mention: Mention, names: list[str]) -> bool:
    return any(alike(mention.name, name) for name in names)


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
        if self._slot == "actor" and draft.actor is not None and _is_singled_out(draft.finding.trigger):
            return [Option(draft.actor, (), "told to be the one who did it")]
        view = self._view(draft)
        offered = _Offered()
        self._offer_own(view, offered)
        self._offer_told(view, offered)
        for mention, times in view.enemies:
            offered.add(mention, "the report has them fight", _fought(view, times))
        self._offer_named(view, offered)
        apart = self._told_apart(draft)
        found = [item for item in offered.candidates.values() if not _among(item.mention, apart)]
        if self._slot == "actor":
            outside = self._bystanders(draft)
            found = [item for item in found if not _suffers(draft, item.mention) and not _among(item.mention, outside)]
        elif (doer := _own_doer(draft)) is not None:
            found = [item for item in found if item.mention.name.lower() != doer]
        if (back := self._points_back_to(draft)) is not None:
            found = [item for item in found if alike(item.mention.name, back.name)]
        options: list[Option[Mention | None]] = [Option(None, _none(view), "no party is named for it")]
        for item in found:
            item.features.update(dict.fromkeys(self._whatever(view, item.mention)))
            options.append(Option(item.mention, tuple(item.features), item.why))
        return options

    def _points_back_to(self, draft: Draft) -> Mention | None:
        """Who takes a place in what "the recapture of the town" points back to; None where it names its own parties."""
        noun = draft.finding.trigger
        if draft.kind != "control" or noun.pos != "NOUN" or not definite(draft):
            return None
        inside = {token.start for token in noun.subtree()}
        own = [mention for mention in (draft.actor, draft.target) if mention and mention.span]
        if any(each.span.start in inside and self._class(each, draft) != "places" for each in own if each.span):
            return None
        before = self._made[: self._rank[id(draft)]]
        told = (one for one in reversed(before) if one.kind == "control" and one.change == draft.change)
        return next((mention for one in told if (mention := getattr(one, self._slot)) is not None), None)

    def _told_apart(self, draft: Draft) -> list[str]:
        """Whose figure the same words tell beside its own: "147 soldiers and 137 rebels were killed"."""
        if self._slot != "target" or draft.target is None or draft.victim is None or draft.subset:
            return []
        beside = [one for one in self._rows[draft.sentence.index] if one.finding.trigger is draft.finding.trigger]
        names = [one.target.name for one in beside if one.target and not one.subset and one.victim is not draft.victim]
        return [name for name in names if not alike(name, draft.target.name)]

    def _bystanders(self, draft: Draft) -> list[str]:
        """Those who condemn or mourn what the fact tells of, and so did not do it."""
        here, at = self._report.credits[draft.sentence.index], draft.finding.trigger.start
        return [each.name for each in here if each.verb in words("outsiders") and each.start <= at < each.end]

    def _view(self, draft: Draft) -> "_View":
        party: Mention | None = getattr(draft, self._slot)
        return _View(
            draft=draft,
            kind=_type(draft),
            part=draft.finding.frame.part,
            party=party,
            own="no" if party is None else self._class(party, draft),
            facing=getattr(draft, self._other),
            victim=_victim(draft),
            bare=_bare(draft),
            scene=_scene(draft.sentence),
            enemies=self._enemies(draft),
        )

    def _offer_own(self, view: "_View", found: "_Offered") -> None:
        if view.party is not None:
            found.add(view.party, "named in its clause", _own(view))
        if self._slot == "target":
            found.add(Mention(CIVILIANS), "the report speaks of civilians", _civilians(view, self._civil))

    def _offer_told(self, view: "_View", found: "_Offered") -> None:
        """Actors and targets of the facts around."""
        for other in self._around(view.draft):
            for slot, mention in (("target", other.target), ("actor", other.actor)):
                if mention is not None:
                    features = _near(view, other, self._class(mention, other), slot)
                    found.add(mention, f"the {slot} of what is told with it", features)

    def _offer_named(self, view: "_View", found: "_Offered") -> None:
        around = self._report.parties.around(view.draft.finding.trigger)
        before = [named.head.start for named, _ in around if named.head.start < view.draft.finding.trigger.start]
        last = max(before, default=-1)
        for named, gap in around:
            mention = Mention(named.name, Span(named.head.start, named.head.end), named.head.text)
            governed = _governed(view.kind, self._governor(view, named.head), min(1, gap))
            latest = f"named last={named.head.start == last} bare={view.bare} own={view.own}"
            found.add(mention, "named near by", (*_mentioned(view, named, gap), *governed, latest))

    def _governor(self, view: "_View", head: Token) -> str:
        """What a named party stands to: the fact's own word, another fact's, a word of speech or another; and how."""
        while head.dep in _JOINED and head.head is not head:
            head = head.head
        above, how = head.head, head.dep
        if above.pos == "ADP" and how == "pobj":
            above, how = above.head, above.low
        if above is head:
            return "root"
        if above is view.draft.finding.trigger:
            return f"{how} it"
        if (kind := self._triggers.get(id(above))) is not None:
            return f"{how} {kind}"
        said = reporting_verbs().get(above.lemma, "") if above.pos == "VERB" else ""
        return f"{how} {said or above.pos}"

    @cached_property
    def _triggers(self) -> dict[int, str]:
        """The kinds of fact that words tell."""
        return {id(draft.finding.trigger): draft.kind for draft in self._made}

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

    def _whatever(self, view: "_View", mention: Mention) -> Features:
        """What can be said of a candidate however it was reached."""
        same = view.facing is not None and alike(view.facing.name, mention.name)
        most = bool(self._most_fought) and alike(self._most_fought, mention.name)
        speaks = view.draft.source is not None and alike(view.draft.source.name, mention.name)
        return (*_any(view.kind, view.own, same, most), f"speaks={speaks} same={same}", f"speaks={speaks} {view.kind}")


@dataclass(frozen=True, slots=True)
class _View:
    """A draft as its candidates see it.

    The kind of fact, the party in its clause and of what class that is, the party on the other side and its enemies,
    the class of its victims.
    """

    draft: Draft
    kind: str
    part: str
    party: Mention | None
    own: str
    facing: Mention | None
    victim: str
    bare: bool
    scene: str
    enemies: list[tuple[Mention, int]]


class _Offered:
    """The candidates so far, by the words that tell them apart."""

    def __init__(self) -> None:
        self.candidates: dict[frozenset[str], _Candidate] = {}

    def add(self, mention: Mention, why: str, features: Iterable[str]) -> None:
        """Add what speaks for the candidate of that name, new if there is none yet."""
        key = telling(mention.name)
        if key not in self.candidates:
            self.candidates[key] = _Candidate(mention, why)
        self.candidates[key].features.update(dict.fromkeys(features))


def _none(view: _View) -> Features:
    draft, kind, own = view.draft, view.kind, view.own
    return (
        "none",
        f"none {kind} own={own}",
        f"none {kind} own={own} {view.part}",
        f"none {kind} method={draft.method} own={own}",
        f"none own={own} total={draft.cumulative} {kind}",
        f"none victim={view.victim}",
        f"none subset={draft.subset} own={own}",
        f"none polarity={draft.polarity} {kind}",
        f"none other={view.facing is not None} {kind}",
        f"none foes={bool(view.enemies)} {kind} own={own}",
        f"none scene={view.scene} {kind}",
    )


def _own(view: _View) -> Features:
    kind, own = view.kind, view.own
    return (
        "own",
        f"own {kind}",
        f"own {own}",
        f"own {kind} {own}",
        f"own {kind} {own} {view.part}",
        f"own method={view.draft.method} {own}",
    )


def _civilians(view: _View, named: int) -> Features:
    """What speaks for civilians, who are the target of `named` facts of the report."""
    kind, own, scene = view.kind, view.own, view.scene
    return (
        f"civilians {kind} {scene}",
        f"civilians {kind} own={own}",
        f"civilians {kind} doc={min(3, named)}",
        f"civilians victim={view.victim}",
        f"civilians {kind} {scene} own={own}",
        f"civilians method={view.draft.method} {scene}",
        f"civilians {kind} total={view.draft.cumulative}",
        f"civilians {kind} part={view.part}",
    )


def _fought(view: _View, times: int) -> Features:
    return (f"foe {view.kind}", f"foe times={min(3, times)}", f"foe own={view.own} {view.draft.kind}")


def _near(view: _View, other: Draft, what: str, slot: str) -> Features:
    """What speaks for a party of class `what`, the `slot` of a fact near by."""
    draft = view.draft
    gap = max(-_WINDOW, min(_WINDOW, other.sentence.index - draft.sentence.index))
    return _neighbour(
        _Neighbour(
            kind=view.kind,
            own=view.own,
            victim=view.victim,
            bare=view.bare,
            slot=slot,
            there=_type(other),
            what=what,
            gap=gap,
            next=not gap and draft.start <= other.start,
            figure=_same_figure(draft, other),
            twin=_twin(draft, other),
            parent=draft.parent is other,
        )
    )


class _Neighbour(NamedTuple):
    """A fact and the party of a fact near by."""

    kind: str
    own: str
    victim: str
    bare: bool
    slot: str
    there: str
    what: str
    gap: int
    next: bool
    figure: bool
    twin: bool
    parent: bool


# What follows is asked for again and again, and worded once.


@lru_cache(maxsize=1 << 15)
def _neighbour(near: _Neighbour) -> Features:
    kind, own, slot, there, what, gap = near.kind, near.own, near.slot, near.there, near.what, near.gap
    apart = min(1, abs(gap))
    return (
        "near",
        f"near {slot} {kind} {there}",
        f"near {slot} {kind} {there} gap={apart}",
        f"near gap={gap} {slot}",
        f"near gap={apart} {slot} {what} {kind} own={own}",
        f"near {what} {slot}",
        f"near figure={near.figure} {slot}",
        f"near victim={near.victim} {what} {slot}",
        f"near twin={near.twin} {slot} own={own}",
        f"near bare={near.bare} {slot} {there} gap={'next' if near.next else gap}",
        f"near parent={near.parent} {slot} own={own} {what}",
    )


@lru_cache(maxsize=1 << 10)
def _any(kind: str, own: str, same: bool, most: bool) -> Features:  # noqa: FBT001 - cached by position
    return (f"any most={most} same={same} {kind} own={own}", f"any same={same}", f"any same={same} {kind}")


def _mentioned(view: _View, named: Named, gap: int) -> Features:
    draft, head = view.draft, named.head
    before = head.previous
    cue = before.low if before is not None and before.pos == "ADP" else head.dep
    where = "before" if head.start < draft.start else "after" if head.start > draft.end else "inside"
    return _by_name(view.kind, view.own, min(3, gap), cue, where, side(named.name))


@lru_cache(maxsize=1 << 14)
def _by_name(kind: str, own: str, gap: int, cue: str, where: str, of: str) -> Features:
    return (
        f"named gap={gap} {kind}",
        f"named gap={gap} own={own}",
        f"named cue={cue} gap={min(1, gap)}",
        f"named {where} gap={min(1, gap)} {kind}",
        f"named {of} {kind}",
    )


@lru_cache(maxsize=1 << 14)
def _governed(kind: str, governor: str, gap: int) -> Features:
    return (f"governed {governor} gap={gap}", f"governed {governor} gap={gap} {kind}")


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


@lru_cache(maxsize=256)
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
