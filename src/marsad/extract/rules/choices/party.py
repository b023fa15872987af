"""Who did it and whom it hit, weighed: the party in the clause, those named around it, civilians, the other's enemies.

A candidate reached in several ways (named in the clause, victim of the next sentence, enemy of the actor) is one option
with the features of all of them.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import NamedTuple

from marsad.extract.rules.another import is_apart
from marsad.extract.rules.choices import party_clues as clues
from marsad.extract.rules.choices.doers import (
    is_its_deed,
    is_singled_out,
    of_campaign,
    of_itself,
    own_doer,
    own_subject,
    taken_up_by_it,
)
from marsad.extract.rules.choices.foes import Foes
from marsad.extract.rules.choices.model import Group, Option
from marsad.extract.rules.choices.party_bars import among, may_be, stands_for, suffers, takes_no_part
from marsad.extract.rules.choices.time import definite
from marsad.extract.rules.draft import PEOPLE_KINDS, Draft, Report
from marsad.extract.rules.nouns import counted, lemma, noun_classes
from marsad.extract.rules.parties import Named, alike, side, telling, words
from marsad.extract.rules.referents import is_own
from marsad.extract.rules.reporting import reporting_verbs
from marsad.extract.rules.whose import CIVILIANS, defender, onlookers, party_of
from marsad.extract.sentence import Sentence, Token
from marsad.model import Mention, Polarity, Span

_WINDOW = 3  # sentences on either side
_FIGHTS = frozenset({"attack", "killed", "injured", "control", "damage"})
_FROM_AFAR = frozenset({"airstrike", "drone", "shelling", "missile", "barrel_bomb", "chemical", "car_bomb", "ied"})
_TELLING = 5  # figures from here on seldom agree by chance
_NEAREST = 40  # drafts that are looked at, so that a book costs no square
_DRAFTS = 200  # drafts on either side among which one figure is told again
_JOINED = frozenset({"conj", "appos", "compound", "nmod", "amod"})  # to what stands for the whole name
_PARTIES = frozenset({"combatants", "parties", "name"})
_COUNTRY = 3  # the level of a country's name, which is also that of its state
_WHY = {slot: f"the {slot} of what is told with it" for slot in ("target", "actor")}
_PEOPLE = frozenset({"people", "person", "man", "victim", "body"})
_CIVILIANS = Mention(CIVILIANS)
_CLASSES = ("military", "combatants", "parties", "professions", "facilities", "vehicles", "arms", "places", "people")


@dataclass(frozen=True, slots=True, eq=False)
class _Told:
    """A fact as others see it: where it stands, its kind and figure, and by slot its parties, each with its class."""

    draft: Draft
    rank: int
    index: int
    at: int
    kind: str
    value: float
    parties: dict[str, tuple[Mention, str]]


@dataclass(frozen=True, slots=True, eq=False)
class _Nearby:
    """A party named in the text, as any fact sees it: the word that it stands to, and how; what leads to its name."""

    mention: Mention
    start: int
    above: Token | None
    how: str
    standing: str
    cue: str
    side: str


class _View(NamedTuple):
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


class _Candidate(NamedTuple):
    """A party, why it is offered, what speaks for it, and what other facts tell of it."""

    mention: Mention
    why: str
    groups: list[Group]
    told: list[Group]


class _Offered:
    """The candidates so far, by the words that tell them apart."""

    def __init__(self) -> None:
        self.candidates: dict[frozenset[str], _Candidate] = {}

    def of(self, mention: Mention, why: str) -> _Candidate:
        """The candidate of that name, new if there is none yet."""
        key = telling(mention.name)
        found = self.candidates.get(key)
        if found is None:
            found = self.candidates[key] = _Candidate(mention, why, [], [])
        return found


class PartyOptions:
    """Offers, for each draft of a report, the parties that could be its `slot`: "actor" or "target"."""

    def __init__(self, slot: str, report: Report, made: list[Draft]) -> None:
        self._slot = slot
        self._other = "actor" if slot == "target" else "target"
        self._report = report
        self._made = made
        self._near: dict[int, _Nearby] = {}

    # What follows is read when the first draft asks, so that a target can look at actors already chosen.

    @cached_property
    def _told(self) -> dict[int, _Told]:
        """Every fact, by the identity of its draft."""
        return {id(draft): _told(draft, rank) for rank, draft in enumerate(self._made)}

    @cached_property
    def _rows(self) -> dict[int, list[_Told]]:
        """The facts of each sentence."""
        rows: dict[int, list[_Told]] = defaultdict(list)
        for told in self._told.values():
            rows[told.index].append(told)
        return dict(rows)

    @cached_property
    def _tellings(self) -> dict[tuple[str, float], list[_Told]]:
        """The facts that tell of people with one figure, not a small one, for one kind."""
        found: dict[tuple[str, float], list[_Told]] = defaultdict(list)
        for told in self._told.values():
            if told.value >= _TELLING and told.draft.kind in PEOPLE_KINDS:
                found[told.draft.kind, told.value].append(told)
        return dict(found)

    @cached_property
    def _foes(self) -> Foes:
        return Foes(
            (draft.actor, draft.target, draft)
            for draft in self._made
            if draft.kind in _FIGHTS and draft.actor and draft.target and _class(draft.target, draft) in _PARTIES
        )

    @cached_property
    def _in_places(self) -> frozenset[int]:
        """Where names of places stand, but for those of countries."""
        named = (place for row in self._report.places for place in row if place.level != _COUNTRY)
        return frozenset(at for place in named for at in range(place.start, place.end))

    @cached_property
    def _civil(self) -> int:
        return sum(draft.target is not None and draft.target.name == CIVILIANS for draft in self._made)

    @cached_property
    def _triggers(self) -> dict[int, str]:
        """The kinds of fact that words tell."""
        return {id(draft.finding.trigger): draft.kind for draft in self._made}

    def of(self, draft: Draft) -> list[Option[Mention | None]]:
        """No party, and every candidate once."""
        if (party := next(self._certain(draft), None)) is not None:
            return [Option(*party)]
        view = self._view(draft)
        offered = _Offered()
        self._offer_own(view, offered)
        self._offer_told(view, offered)
        for mention, times in view.enemies:
            fought = clues.fought(view.kind, draft.kind, view.own, min(3, times))
            offered.of(mention, "the report has them fight").told.append(fought)
        self._offer_named(view, offered)
        left = self._left(draft, list(offered.candidates.values()))
        settled = self._is_told(view) and not self._sides(draft)
        nobody = Option[Mention | None](None, _none(view), "no party is named for it")
        options = [] if settled and left else [nobody]
        for item in left:
            item.groups.append(self._whatever(view, item.mention))
            options.append(Option(item.mention, item.groups, item.why, item.told))
        return options

    def _certain(self, draft: Draft) -> Iterator[tuple[Mention, tuple[Group, ...], str]]:
        """Who it is where the words leave no choice, with the reason."""
        if self._slot == "actor" and draft.actor is not None and is_singled_out(draft.finding.trigger):
            yield draft.actor, (), "told to be the one who did it"
        if draft.sides is not None:
            yield draft.sides[self._slot == "target"], (), "the words name both sides"
        if self._slot == self._doer(draft):
            yield from self._by_other_words(draft)
        if self._slot == "target" and draft.target is not None and draft.victim and is_own(counted(draft.victim)):
            yield draft.target, (), "told to be the speaker's own"
        if self._slot == "target" and (held := self._defender(draft)) is not None:
            yield held, (), "told to have borne it"

    def _by_other_words(self, draft: Draft) -> Iterator[tuple[Mention, tuple[Group, ...], str]]:
        """Who did it where "it", "its soldiers" or "the offensive" did."""
        if (speaker := of_itself(draft)) is not None:
            yield speaker, (), "the speaker tells of itself"
        if (campaigner := of_campaign(draft, self._report)) is not None:
            yield campaigner, (), "the campaign is told to be its own"
        if (meant := taken_up_by_it(draft, self._report)) is not None:
            yield meant, (), "“it” goes back to who was told of just before"

    def _doer(self, draft: Draft) -> str:
        """The slot of who does it: who leaves a place is the one that loses it."""
        return "target" if draft.change == "lost" else "actor"

    def _is_told(self, view: _View) -> bool:
        """Whether the words leave no doubt that there is one: those counted say whose they are, a deed has its doer."""
        if self._slot == "actor":
            return is_its_deed(view.draft) or own_subject(view.draft) is not None
        return view.party is not None and view.draft.kind in ("killed", "injured")

    def _left(self, draft: Draft, found: list[_Candidate]) -> list[_Candidate]:
        """The candidates without those of whom the text tells something else."""
        if apart := self._told_apart(draft) or self._fighters(draft):
            found = [item for item in found if not among(item.mention, apart)]
        own: Mention | None = getattr(draft, self._slot)
        found = [item for item in found if item.mention is own or not takes_no_part(draft, item.mention)]
        if self._slot == "actor":
            if is_apart(draft.sentence):
                found = [item for item in found if item.mention is own or _is_named_in(item.mention, draft.sentence)]
            outside = self._bystanders(draft) + self._attackers(draft)
            found = [item for item in found if not suffers(draft, item.mention) and not among(item.mention, outside)]
            doer = own_subject(draft)
            found = [item for item in found if item.mention.name == doer or not self._is_where(item.mention)]
            harmed = self._harmed(draft)
            found = [item for item in found if item.mention is own or not stands_for(item.mention, harmed)]
            if doer is not None:
                found = [item for item in found if may_be(doer, item.mention.name)]
        elif (doer := own_doer(draft)) is not None:
            found = [item for item in found if item.mention.name.lower() != doer]
        if (back := self._points_back_to(draft)) is not None:
            found = [item for item in found if alike(item.mention.name, back.name)]
        return found

    def _is_where(self, mention: Mention) -> bool:
        """Whether the words name a place, and no country: "a clash in Harga department"."""
        return mention.span is not None and mention.span.start in self._in_places

    def _harmed(self, draft: Draft) -> list[Token]:
        """Those told to be killed or wounded with it, who did not do it; in a fight either side may have."""
        here = [told.draft for told in self._rows[draft.sentence.index] if told.draft.victim is not None]
        trigger, from_afar = draft.finding.trigger, draft.method in _FROM_AFAR
        if draft.kind != "attack":
            here = [one for one in here if one.finding.trigger is trigger]
        elif not from_afar:
            here = [one for one in here if one.subset or trigger in (one.finding.trigger, one.finding.trigger.head)]
        return [one.victim for one in here if one.victim is not None]

    def _points_back_to(self, draft: Draft) -> Mention | None:
        """Who takes a place in what "the recapture of the town" points back to; None where it names its own parties."""
        noun = draft.finding.trigger
        if draft.kind != "control" or noun.pos != "NOUN" or not definite(draft):
            return None
        inside = {token.start for token in noun.subtree()}
        own = [mention for mention in (draft.actor, draft.target) if mention and mention.span]
        if any(each.span.start in inside and _class(each, draft) != "places" for each in own if each.span):
            return None
        before = (self._made[at] for at in range(self._told[id(draft)].rank - 1, -1, -1))
        told = (one for one in before if one.kind == "control" and one.change == draft.change)
        return next((mention for one in told if (mention := getattr(one, self._slot)) is not None), None)

    def _told_apart(self, draft: Draft) -> list[str]:
        """Whose figure the same words tell beside its own: "147 soldiers and 137 rebels were killed".

        A part tells only of itself: "killed 23, including four soldiers, and wounded 60 others".
        """
        if self._slot != "target" or draft.victim is None or draft.subset:
            return []
        here = [told.draft for told in self._rows[draft.sentence.index]]
        if draft.target is None:
            return [one.target.name for one in here if one.target and one.subset and one.target.name != CIVILIANS]
        beside = [one for one in here if one.finding.trigger is draft.finding.trigger]
        names = [one.target.name for one in beside if one.target and not one.subset and one.victim is not draft.victim]
        return [name for name in names if not alike(name, draft.target.name)]

    def _fighters(self, draft: Draft) -> list[str]:
        """Both sides of a fight: whose dead it left, and by whom, is not told ("clashes of A and B left 13 dead")."""
        if draft.kind not in PEOPLE_KINDS or getattr(draft, self._slot) is not None:
            return []
        return self._sides(draft)

    def _sides(self, draft: Draft) -> list[str]:
        """Both sides of the fights that its sentence tells of."""
        here = [told.draft.sides for told in self._rows[draft.sentence.index] if told.draft.kind == "attack"]
        return [side.name for sides in here if sides for side in sides]

    def _bystanders(self, draft: Draft) -> list[str]:
        """Those who condemn, hear or bear what the fact tells of, and so did not do it."""
        here, at = self._report.credits[draft.sentence.index], draft.finding.trigger.start
        told = [each.name for each in here if each.verb in words("outsiders") and each.start <= at < each.end]
        found = [party_of(item, self._report) for item in onlookers(draft.finding.trigger)]
        if draft.kind == "control" and draft.polarity is Polarity.DENIED and draft.actor is None and draft.source:
            told.append(draft.source.name)  # who denies that a place fell did not take it
        return told + [each.name for each in (*found, self._defender(draft)) if each is not None]

    def _attackers(self, draft: Draft) -> list[str]:
        """Whose attack was told just before, where "the attackers" are hit: they did not hit themselves."""
        hit = [*draft.finding.role("victim"), *draft.finding.role("target")]
        if not any(lemma(counted(head)) in words("assailants") for head in hit):
            return []
        gaps = ((one, draft.sentence.index - one.sentence.index) for one in self._made if one.kind == "attack")
        return [one.actor.name for one, gap in gaps if one.actor is not None and 0 < gap <= _WINDOW]

    def _defender(self, draft: Draft) -> Mention | None:
        return defender(draft.finding, self._report) if draft.kind == "attack" else None

    def _view(self, draft: Draft) -> _View:
        facing: Mention | None = getattr(draft, self._other)
        party, own = self._told[id(draft)].parties.get(self._slot, (None, "no"))
        return _View(
            draft=draft,
            kind=_type(draft),
            part=draft.finding.frame.part,
            party=party,
            own=own,
            facing=facing,
            victim=_victim(draft),
            bare=_bare(draft),
            scene=_scene(draft.sentence),
            enemies=self._foes.of(facing.name, draft) if facing is not None else [],
        )

    def _offer_own(self, view: _View, found: _Offered) -> None:
        draft, kind, own, part = view.draft, view.kind, view.own, view.part
        if view.party is not None:
            found.of(view.party, "named in its clause").groups.append(clues.own(kind, own, part, draft.method))
        if self._slot == "target":
            told = min(3, self._civil)
            scene = clues.Scene(kind, own, part, draft.method, draft.cumulative, view.victim, view.scene, told)
            found.of(_CIVILIANS, "the report speaks of civilians").groups.append(clues.civilians(scene))

    def _offer_told(self, view: _View, found: _Offered) -> None:
        """Actors and targets of the facts around."""
        draft, fact, seen = view.draft, self._told[id(view.draft)], (view.kind, view.own, view.victim, view.bare)
        for other in self._around(fact):
            if not other.parties or (other.draft.polarity is Polarity.DENIED is not draft.polarity):
                continue
            gap = max(-_WINDOW, min(_WINDOW, other.index - fact.index))
            figure = 0 < fact.value == other.value
            twin = figure and fact.value >= _TELLING and fact.draft.kind == other.draft.kind in PEOPLE_KINDS
            following, parent = not gap and draft.start <= other.draft.start, draft.parent is other.draft
            for slot, (mention, what) in other.parties.items():
                near = slot, other.kind, what, gap, following, figure, twin, parent
                found.of(mention, _WHY[slot]).told.append(clues.neighbour(seen, near))

    def _around(self, fact: _Told) -> list[_Told]:
        """Other facts near by, those of its sentence first, and tellings of the same figure further off."""
        at, index = fact.at, fact.index
        near = [other for row in range(index - _WINDOW, index + _WINDOW + 1) for other in self._rows.get(row, ())]
        near += [other for other in self._twins(fact) if abs(other.index - index) > _WINDOW]
        near.sort(key=lambda other: (abs(other.index - index), abs(other.at - at)))
        return [other for other in near[: _NEAREST + 1] if other is not fact]

    def _twins(self, fact: _Told) -> list[_Told]:
        """The tellings of its figure, not too far off."""
        same = self._tellings.get((fact.draft.kind, fact.value), ())
        return [other for other in same if abs(other.rank - fact.rank) <= _DRAFTS]

    def _offer_named(self, view: _View, found: _Offered) -> None:
        draft, kind, own, trigger = view.draft, view.kind, view.own, view.draft.finding.trigger
        around = [(self._nearby(named), gap) for named, gap in self._report.parties.around(trigger)]
        last = max((near.start for near, _ in around if near.start < trigger.start), default=-1)
        for near, gap in around:
            where = "before" if near.start < draft.start else "after" if near.start > draft.end else "inside"
            governor = f"{near.how} it" if near.above is trigger else near.standing
            speaks = (
                clues.named(kind, own, min(3, gap), near.cue, where, near.side),
                clues.governed(kind, governor, min(1, gap)),
                clues.last_named(near.start == last, view.bare, own),
            )
            found.of(near.mention, "named near by").groups.extend(speaks)

    def _nearby(self, named: Named) -> _Nearby:
        """A named party, read once for all facts that it stands near."""
        if id(named) not in self._near:
            self._near[id(named)] = self._read(named)
        return self._near[id(named)]

    def _read(self, named: Named) -> _Nearby:
        head, before = named.head, named.head.previous
        above, how = _governor(head)
        return _Nearby(
            mention=Mention(named.name, Span(head.start, head.end), head.text),
            start=head.start,
            above=above,
            how=how,
            standing="root" if above is None else f"{how} {self._stood_to(above)}",
            cue=before.low if before is not None and before.pos == "ADP" else head.dep,
            side=side(named.name),
        )

    def _stood_to(self, word: Token) -> str:
        """What a named party stands to: a fact's word, a word of speech or another."""
        said = reporting_verbs().get(word.lemma, "") if word.pos == "VERB" else ""
        return self._triggers.get(id(word)) or said or word.pos

    def _whatever(self, view: _View, mention: Mention) -> Group:
        """What can be said of a candidate however it was reached."""
        name, most, speaker = mention.name, self._foes.most_fought, view.draft.source
        return clues.whoever(
            view.kind,
            view.own,
            bool(most) and alike(most, name),
            view.facing is not None and alike(view.facing.name, name),
            speaker is not None and alike(speaker.name, name),
        )


def _none(view: _View) -> tuple[Group, ...]:
    draft, kind, own = view.draft, view.kind, view.own
    return (
        clues.nobody(kind, own, view.part, draft.method, draft.cumulative),
        clues.nobody_hit(kind, own, view.victim, draft.subset, draft.polarity),
        clues.nobody_around(kind, own, view.facing is not None, bool(view.enemies), view.scene),
    )


def _is_named_in(mention: Mention, sentence: Sentence) -> bool:
    return mention.span is not None and sentence.start <= mention.span.start < sentence.end


@lru_cache(maxsize=256)
def _scene(sentence: Sentence) -> str:
    """What the sentence says of civilians: names them, or only where they live; and whether it speaks of people."""
    if any("civilians" in noun_classes(token) for token in sentence.tokens):
        return CIVILIANS
    homes = not words("homes").isdisjoint(token.lemma for token in sentence.tokens)
    people = not _PEOPLE.isdisjoint(map(lemma, sentence.tokens))
    return f"{'homes' if homes else ''}{'people' if people else ''}"


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


def _bare(draft: Draft) -> bool:
    """Whether its victims are a figure only: "wounded 56 more", "killed the three"."""
    if draft.victim is None:
        return False
    return draft.victim.pos in ("NUM", "ADJ", "ADV", "DET", "PRON") or draft.victim.lemma in words("figures")


def _value(draft: Draft) -> float:
    return (draft.quantity.value or 0) if draft.quantity is not None else 0


def _told(draft: Draft, rank: int) -> _Told:
    sides = {"target": draft.target, "actor": draft.actor}
    parties = {slot: (party, _class(party, draft)) for slot, party in sides.items() if party is not None}
    where = draft.sentence.index, draft.finding.trigger.start
    return _Told(draft, rank, *where, _type(draft), _value(draft), parties)


def _governor(head: Token) -> tuple[Token | None, str]:
    """The word that a named party stands to, over prepositions, and how; None for the root of a sentence."""
    while head.dep in _JOINED and head.head is not head:
        head = head.head
    above, how = head.head, head.dep
    if above.pos == "ADP" and how == "pobj":
        above, how = above.head, above.low
    return (above, how) if above is not head else (None, "")
