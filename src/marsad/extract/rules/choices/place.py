"""Where it happened: the places that the report names, weighed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from marsad.extract.rules.another import is_apart
from marsad.extract.rules.choices import place_around as around
from marsad.extract.rules.choices import place_clues as clues
from marsad.extract.rules.choices.model import Group, Option
from marsad.extract.rules.choices.place_bars import meant, narrowed, where
from marsad.extract.rules.choices.place_seen import Fact, Scene, Site
from marsad.extract.rules.choices.time import definite, distances, tense, usable
from marsad.extract.rules.choices.tree import Tree
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.places import PlaceMention
from marsad.extract.sentence import Token
from marsad.model import Mention, When

_WINDOW = 6  # sentences before in which places are candidates
_CLAUSE = 4  # steps in the tree within which a place belongs to a fact's clause
_LEAD = 3  # sentences at the head that may tell what later ones place
_OPENING = 4  # characters of a sentence before a time that opens it
_LONG_AGO = 14  # days
_BULLETS = tuple("•*·▪●")
_LEAD_AHEAD = 4  # sentences after these in which that place may stand


class PlaceOptions:
    """Offers, for each draft of a report, the places that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._made = made
        self._all = [place for row in report.places for place in row]
        self._sites: dict[int, Site] = {}
        self._scenes: dict[int, Scene] = {}
        self._trees: dict[int, Tree] = {}
        self._whens: dict[int, When | None] = {}

    @cached_property
    def _often(self) -> Counter[str]:
        return Counter(place.name.lower() for place in self._all)

    @cached_property
    def _head(self) -> list[PlaceMention]:
        """The first places of the report, and its country."""
        countries = Counter(place.name for place in self._all if place.level == 3)
        theatre = [next(place for place in self._all if place.name == name) for name, _ in countries.most_common(1)]
        return [*[place for place in self._all if place.level < 3][:2], *theatre]

    @cached_property
    def _title(self) -> str:
        return self._report.document.title.lower()

    def of(self, draft: Draft) -> list[Option[PlaceMention | None]]:
        """No place, and every place near the draft or at the head of the report."""
        fact = self._fact(draft)
        found: list[Option[PlaceMention | None]] = [Option(None, self._none(fact), "no place is named for it")]
        sites = narrowed(fact, meant(fact, where(fact, fact.scene.sites)))
        if (of_paragraph := self._in_digest(draft, sites)) is not None:
            found, sites = found if draft.cumulative else [], of_paragraph
        if draft.within is not None:
            first, last = draft.within
            sites = [site for site in sites if first <= site.place.start < last] or sites
        found.extend(Option(site.place, self._clues(fact, site), _why(draft, site.place)) for site in sites)
        return found

    def _in_digest(self, draft: Draft, sites: list[Site]) -> list[Site] | None:
        """Of a paragraph that opens with its own place, that one and those told behind a preposition; else None."""
        inside = [site for site in sites if site.paragraph == draft.sentence.paragraph]
        if not any(around.heads_paragraph(site.place) for site in inside):
            return None
        return [site for site in inside if around.heads_paragraph(site.place) or self._locates(site.place)]

    def _locates(self, place: PlaceMention) -> bool:
        """Whether the name stands behind a preposition, and not with whoever speaks."""
        return place.head.dep == "pobj" and not self._is_speakers(place)

    def _is_speakers(self, place: PlaceMention) -> bool:
        """Whether the name stands among the words for a speaker of its sentence."""
        index = place.head.sentence.index
        heads = [credit.head for credit in self._report.credits[index]]
        return any(place.head in head.subtree() for head in heads if head.sentence.index == index)

    def _is_only_spoken_at(self, place: PlaceMention, visited: Token | None) -> bool:
        """Whether the speaker of its sentence speaks there of what is elsewhere: "he said so on a trip to X"."""
        verb = next((token for token in visited.ancestors() if token.pos == "VERB"), None) if visited else None
        return verb is not None and any(
            credit.verb == verb.lemma for credit in self._report.credits[place.head.sentence.index]
        )

    # --- what is read once: of a place, of a sentence, of a fact ---

    def _site(self, place: PlaceMention) -> Site:
        if place.start not in self._sites:
            self._sites[place.start] = self._read(place)
        return self._sites[place.start]

    def _read(self, place: PlaceMention) -> Site:
        name, head, there = place.name.lower(), place.head, around.visit(place)
        return Site(
            place=place,
            name=name,
            index=head.sentence.index,
            paragraph=head.sentence.paragraph,
            type=around.type_of(place),
            by=around.leads_to(place),
            over=frozenset(map(id, (head, *head.ancestors()))),
            no_scene=around.leads_to(place) == "by" or around.speaks(place) or self._is_only_spoken_at(place, there),
            homeland=around.homeland(place),
            reached=around.reached(place),
            alone=self._alone(place, name, there),
            title=name in self._title,
            first=place is self._head[0],
            theatre=place.start == self._head[-1].start,
            landmark=around.landmark(place),
            main=name == self._main,
            parent=self._parents.get(name, ""),
            holds=name in self._wider,
        )

    def _alone(self, place: PlaceMention, name: str, visited: Token | None) -> tuple[Group, ...]:
        """What speaks for or against the place, whatever the fact."""
        nested = around.nested(place, self._report.places[place.head.sentence.index])
        return (
            clues.named(place.level, place.cue, place.known),
            clues.counted(min(self._often[name], 4), min(4, self._acts[name]), nested),
            clues.aside(self._is_speakers(place), around.based(place), visited is not None),
        )

    def _scene(self, index: int) -> Scene:
        if index not in self._scenes:
            inside = self._report.places[index]
            near = self._near(index)
            starts = {place.start for place in near}
            far = [place for place in self._head if place.start not in starts and self._may_tell(place, index)]
            if any(place.level < 2 and place.cue != "known" and not around.landmark(place) for place in inside):
                far = [place for place in far if place.head.sentence.index <= index]
            self._scenes[index] = Scene(
                inside=inside,
                names=frozenset(place.name.lower() for place in inside),
                widest=min((place.level for place in inside), default=9),
                types=around.types_named(self._report.sentences[index].tokens),
                sites=[site for site in map(self._site, (*near, *far)) if not site.no_scene],
            )
        return self._scenes[index]

    def _may_tell(self, place: PlaceMention, index: int) -> bool:
        """Whether a place far off may be that of a sentence's facts: named before, or for the lead in its story."""
        there = place.head.sentence.index
        return there <= index or (self._may_look_ahead(index) and there not in self._other_stories)

    def _may_look_ahead(self, index: int) -> bool:
        """Whether a sentence is a lead, of which later ones may tell where it was; items of a list are none."""
        return index < _LEAD and self._report.sentences[index].paragraph not in self._items

    @cached_property
    def _items(self) -> set[int]:
        """The paragraphs that are items of a list, each a story of its own."""
        text = self._report.text
        return {each.paragraph for each in self._report.sentences if _is_bulleted(text, each.start)}

    @cached_property
    def _other_stories(self) -> frozenset[int]:
        """The sentences that tell of something else than those before: "In a separate attack", "Elsewhere"."""
        turns = {each.index for each in self._report.sentences if is_apart(each)}
        return frozenset(turns | self._long_before | {draft.sentence.index for draft in self._made if draft.another})

    @cached_property
    def _long_before(self) -> set[int]:
        """The sentences that open with a time long before the report: "In July, rebels had taken the town"."""
        day, rows = self._report.day, zip(self._report.sentences, self._report.times, strict=True)
        first = ((row, times[0].when) for row, times in rows if times)
        opening = ((row.index, when.end) for row, when in first if when.span.start - row.start <= _OPENING)
        return {index for index, end in opening if day and end and (day - end).days > _LONG_AGO}

    def _near(self, index: int) -> list[PlaceMention]:
        """The places named in the sentence and around it."""
        rows = self._report.places
        settled = any(place.level < 2 and place.cue != "known" for place in rows[index])
        ahead = _LEAD_AHEAD if not settled and self._may_look_ahead(index) else 0
        own = {place.name.lower() for place in rows[index]}
        later = [place for row in rows[index + ahead + 1 : index + _LEAD_AHEAD + 1] for place in row]
        stop = next((at for at in range(index + 1, index + ahead + 1) if at in self._other_stories), index + ahead + 1)
        near = [place for row in rows[max(0, index - _WINDOW) : stop] for place in row]
        return near + [place for place in later if self._parents.get(place.name.lower(), "") in own]

    def _fact(self, draft: Draft) -> Fact:
        scene, tree, centre = self._scene(draft.sentence.index), self._tree(draft), self._centre(draft)
        beside = _beside(draft, centre, scene.widest) if centre is not None else None
        return Fact(
            draft=draft,
            scene=scene,
            kind=_type(draft),
            part=draft.finding.frame.part,
            back=definite(draft),
            meant=around.types_named([token for tokens in draft.finding.roles.values() for token in tokens]),
            centre=centre.place.name.lower() if centre is not None else "",
            centred=(clues.centred(beside, False), clues.centred(beside, True)),
            tree=tree,
            closest=min((tree.distance(place.head) for place in scene.inside), default=99.0),
            manner=self._manner(draft),
            times=self._times(draft, centre.draft) if centre is not None else "",
        )

    def _tree(self, draft: Draft) -> Tree:
        """The distances from the fact's word."""
        trigger = draft.finding.trigger
        if id(trigger) not in self._trees:
            self._trees[id(trigger)] = Tree(trigger)
        return self._trees[id(trigger)]

    def _when(self, draft: Draft) -> When | None:
        """The time in its sentence that is nearest to the draft."""
        if id(draft) not in self._whens:
            inside = usable(self._report.times[draft.sentence.index])
            near = min(inside, key=lambda time: distances(draft, time)[0], default=None)
            self._whens[id(draft)] = near.when if near is not None else None
        return self._whens[id(draft)]

    def _manner(self, draft: Draft) -> str:
        """How it is told: tense, what time its sentence names, many or one, counted or not."""
        when = self._when(draft)
        days = (when.end - when.start).days if when is not None and when.start and when.end else 9
        span = "no time" if when is None else "days" if days <= 2 else "long"
        many = "many" if draft.finding.trigger.tag == "NNS" else draft.finding.frame.part
        return f"{tense(draft)} {span} {many} figure={draft.quantity is not None}"

    def _times(self, draft: Draft, other: Draft) -> str:
        """How the times compare that the sentences of two facts name."""
        one, two = self._when(draft), self._when(other)
        if one is None or two is None:
            return "none" if one is two else "mine" if two is None else "theirs"
        return "same" if (one.start, one.end) == (two.start, two.end) else "differ"

    def _none(self, fact: Fact) -> tuple[Group, ...]:
        draft, inside = fact.draft, min(len(fact.scene.inside), 2)
        return (
            clues.nowhere(fact.kind, fact.part, draft.cumulative, draft.polarity),
            clues.nowhere_around(inside, draft.sentence.index < 2, min(len(self._all), 3), fact.manner),
        )

    def _clues(self, fact: Fact, site: Site) -> list[Group]:
        """What speaks for or against a place: what it is, and how it stands to the fact."""
        gap, level = site.index - fact.draft.sentence.index, site.place.level
        here, near = gap == 0, max(-4, min(4, gap))
        found = [
            *site.alone,
            clues.lies(near, level, fact.kind, fact.draft.cumulative, self._recency(fact.draft, site)),
            clues.nested(site.parent in fact.scene.names, site.holds, level, here),
            clues.main(site.main, here, fact.scene.widest),
            *(_same_sentence(fact, site) if here else self._elsewhere(fact, site, near)),
        ]
        if fact.meant:
            found.append(clues.meant(site.type in fact.meant, here, bool(fact.scene.inside)))
        if site.stands_out:
            found.extend(_standing(fact, site, gap))
        return found

    def _elsewhere(self, fact: Fact, site: Site, near: int) -> list[Group]:
        """What speaks for a place that another sentence names."""
        scene, level, mine = fact.scene, site.place.level, fact.centre == site.name
        told = self._told(fact.draft, site)
        found = [
            clues.away(near, level, bool(scene.inside), scene.widest, fact.kind, told),
            fact.centred[mine],
            clues.manner(mine, site.main, level, fact.times, fact.manner),
            clues.main_away(site.main, fact.kind, fact.part, fact.back, fact.draft.cumulative),
        ]
        if scene.types:
            found.append(clues.pointed_to(site.type in scene.types, "country" in scene.types))
        if site.paragraph == fact.draft.sentence.paragraph:
            found.append(clues.paragraph(site.place.cue))
        return found

    @cached_property
    def _acts(self) -> Counter[str]:
        """How often each name is the closest place to a fact in its sentence."""
        found: Counter[str] = Counter()
        for draft in self._made:
            row = self._report.places[draft.sentence.index]
            if row:
                tree = self._tree(draft)
                found[min(row, key=lambda place: tree.distance(place.head)).name.lower()] += 1
        return found

    @cached_property
    def _parents(self) -> dict[str, str]:
        """Names of places that the report says lie in others ("Harga in Konga", "the Harga district of Konga")."""
        return around.parents(self._report.places, self._report.text)

    @cached_property
    def _wider(self) -> frozenset[str]:
        """Names of places in which others lie."""
        return frozenset(self._parents.values())

    @cached_property
    def _main(self) -> str:
        """The place, narrower than a province, that most facts are closest to; the first of equals."""
        narrow = [place.name.lower() for place in self._all if place.level < 2]
        return max(narrow, key=lambda name: self._acts[name], default="")

    @cached_property
    def _narrow(self) -> list[list[tuple[int, str]]]:
        """The places narrower than a country in each sentence: where they stand, and their names."""
        return [[(place.start, place.name.lower()) for place in row if place.level < 3] for row in self._report.places]

    def _recency(self, draft: Draft, site: Site) -> str:
        """How many other narrow places were named since this one, before the draft: 3 at most."""
        end, index = site.place.end, draft.sentence.index
        if end > draft.start:
            return "after" if site.index != index else "here"
        between: set[str] = set()
        for row in self._narrow[site.index : index + 1]:
            between.update(name for start, name in row if end <= start < draft.start and name != site.name)
            if len(between) >= 3:
                return "3"
        return str(len(between))

    @cached_property
    def _centres(self) -> list[tuple[Draft, PlaceMention]]:
        """What the report is talking of: facts whose clause names a place narrower than a country, in reading order."""
        found = []
        for draft in self._made:
            named = self._report.places[draft.sentence.index]
            row = [place for place in named if place.level < 3 and around.nested(place, named) != "outer"]
            tree = self._tree(draft)
            near = min(row, key=lambda place: (tree.distance(place.head), place.start), default=None)
            if near is not None and tree.distance(near.head) <= _CLAUSE and draft.change != "held":
                found.append((draft, near))
        return found

    @cached_property
    def _names_so_far(self) -> list[int]:
        """How many names the centres have up to each."""
        names: set[str] = set()
        return [len(names := names | {place.name} if len(names) < 3 else names) for _, place in self._centres]

    def _centre(self, draft: Draft) -> "_Centre | None":
        """What the report talked of last, before this fact."""
        before = bisect_left(self._centres, draft.sentence.index, key=lambda pair: pair[0].sentence.index)
        return _Centre(*self._centres[before - 1], self._names_so_far[before - 1]) if before else None

    @cached_property
    def _kinds_told(self) -> dict[int, set[str]]:
        """The kinds of fact that each sentence tells."""
        found: dict[int, set[str]] = {}
        for draft in self._made:
            found.setdefault(draft.sentence.index, set()).add(draft.kind)
        return found

    def _told(self, draft: Draft, site: Site) -> str:
        """Whether the place is near a fact of the same kind told in its sentence."""
        there = self._kinds_told.get(site.index, ())
        return "same kind" if draft.kind in there else "other" if there else "nothing"


def _is_bulleted(text: str, start: int) -> bool:
    return text[max(0, start - 4) : start].rstrip(" ").endswith(_BULLETS)


@dataclass(frozen=True, slots=True)
class _Centre:
    """What the report talks of: a fact whose clause names its place, and how many such places there were by then."""

    draft: Draft
    place: PlaceMention
    count: int


def _beside(draft: Draft, centre: _Centre, widest: int) -> clues.Centre:
    """The fact beside what the report talked of last."""
    other = centre.draft
    alike = (
        other.kind == draft.kind,
        other.method == draft.method,
        _named(other.source) == _named(draft.source),
        _named(other.actor) == _named(draft.actor),
    )
    return clues.Centre(
        gap=min(5, draft.sentence.index - other.sentence.index),
        back=definite(draft),
        inside=widest,
        alike=sum(alike),
        total=draft.cumulative,
        told=f"{_type(draft)} {draft.finding.frame.part}",
        figure=draft.quantity is not None,
        places=centre.count,
    )


def _standing(fact: Fact, site: Site, gap: int) -> Iterator[Group]:
    """What the place is to the report: named in its title, first, its country, a landmark."""
    here = gap == 0
    if site.title:
        yield clues.title(here)
    if site.first:
        yield clues.first(min(3, abs(gap)))
    if site.theatre:
        yield clues.theatre(fact.draft.cumulative, fact.manner)
    if site.landmark:
        yield clues.landmark(here, any(each is not site.place for each in fact.scene.inside))


def _same_sentence(fact: Fact, site: Site) -> Iterator[Group]:
    """What speaks for a place of the fact's own sentence."""
    draft, tree, kind, place = fact.draft, fact.tree, fact.kind, site.place
    distance, words = tree.distance(place.head), place.head.n - draft.finding.trigger.n
    yield clues.hangs(min(int(distance), 9), min(tree.up(place.head), 4), distance == fact.closest, place.level)
    yield clues.stands(words > 0, min(abs(words) // 4, 5), site.by, kind)
    if draft.start <= place.start < draft.end:
        yield clues.quoted(kind)
    for role in ("place", "target", "victim", "actor"):
        if items := draft.finding.role(role):
            below = any(id(item) in site.over for item in items)
            itself = any(place.start <= item.start < place.end for item in items)
            yield clues.plays(role, below, itself, fact.part, kind)


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _why(draft: Draft, place: PlaceMention) -> str:
    return "named in its sentence" if place.head.sentence is draft.sentence else "named where the report tells of it"


def _named(mention: Mention | None) -> str:
    return mention.name.lower() if mention is not None else ""
