"""Where it happened: the places that the report names, weighed."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from marsad.extract.parse import Token
from marsad.extract.rules.choices.model import Features, Option
from marsad.extract.rules.choices.place_around import based, landmark, nested, pointing, visit, visited
from marsad.extract.rules.choices.time import definite, distances, tense, usable
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.place_names import geography
from marsad.extract.rules.places import PlaceMention, opens_digest
from marsad.model import Mention, When

_WINDOW = 6  # sentences before in which places are candidates
_BESIDE = 40  # characters between the names of a place and of what it lies in
_CLAUSE = 4  # steps in the tree within which a place belongs to a fact's clause
_LEAD = 3  # sentences at the head that may tell what later ones place
_LEAD_AHEAD = 4  # sentences after these in which that place may stand


class PlaceOptions:
    """Offers, for each draft of a report, the places that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._made = made
        self._all = [place for row in report.places for place in row]
        self._profiles: dict[int, tuple[str, ...]] = {}
        self._landmarks: dict[int, bool] = {}

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
        near = self._near(draft)
        starts = {place.start for place in near}
        far = [place for place in self._head if place.start not in starts]
        found: list[Option[PlaceMention | None]] = [Option(None, self._none(fact), "no place is named for it")]
        places = _meant(fact, [place for place in (*near, *far) if not self._only_spoken_at(place)])
        if (of_paragraph := self._in_digest(draft, places)) is not None:
            found, places = found if draft.cumulative else [], of_paragraph
        if draft.within is not None:
            first, last = draft.within
            places = [place for place in places if first <= place.start < last] or places
        found.extend(Option(place, tuple(self._features(fact, place)), _why(draft, place)) for place in places)
        return found

    def _in_digest(self, draft: Draft, places: list[PlaceMention]) -> list[PlaceMention] | None:
        """Of a paragraph that opens with its own place, that one and those told behind a preposition; else None."""
        paragraph = draft.sentence.paragraph
        inside = [place for place in places if place.head.sentence.paragraph == paragraph]
        if not any(_heads_paragraph(place) for place in inside):
            return None
        return [place for place in inside if _heads_paragraph(place) or self._locates(place)]

    def _locates(self, place: PlaceMention) -> bool:
        """Whether the name stands behind a preposition, and not with whoever speaks."""
        speakers = self._speakers(place.head.sentence.index)
        return place.head.dep == "pobj" and not any(place.head in speaker for speaker in speakers)

    def _only_spoken_at(self, place: PlaceMention) -> bool:
        """Whether the speaker of its sentence speaks there of what is elsewhere: "he said so on a trip to X"."""
        there = visit(place)
        verb = next((token for token in there.ancestors() if token.pos == "VERB"), None) if there else None
        cues = {credit.verb for credit in self._report.credits[place.head.sentence.index]}
        return verb is not None and verb.lemma in cues

    def _near(self, draft: Draft) -> list[PlaceMention]:
        rows, index = self._report.places, draft.sentence.index
        settled = any(place.level < 2 and place.cue != "known" for place in rows[index])
        ahead = _LEAD_AHEAD if index < _LEAD and not settled else 0
        own = {place.name.lower() for place in rows[index]}
        later = [place for row in rows[index + ahead + 1 : index + _LEAD_AHEAD + 1] for place in row]
        near = [place for row in rows[max(0, index - _WINDOW) : index + ahead + 1] for place in row]
        return near + [place for place in later if self._parents.get(place.name.lower(), "") in own]

    def _fact(self, draft: Draft) -> "_Fact":
        inside = self._report.places[draft.sentence.index]
        tree = _Tree(draft.finding.trigger)
        centre = self._centre(draft)
        widest = min((place.level for place in inside), default=9)
        return _Fact(
            draft=draft,
            kind=_type(draft),
            part=draft.finding.frame.part,
            back=definite(draft),
            inside=inside,
            names=frozenset(place.name.lower() for place in inside),
            widest=widest,
            types=_types_named(draft.sentence.tokens),
            meant=_types_named([token for tokens in draft.finding.roles.values() for token in tokens]),
            centre=centre.place.name.lower() if centre is not None else "",
            centred=(
                _centred(draft, centre, widest, mine=False),
                _centred(draft, centre, widest, mine=True),
            ),
            tree=tree,
            closest=min((tree.distance(place.head) for place in inside), default=99.0),
            manner=self._manner(draft),
            times=self._times(draft, centre.draft) if centre is not None else "",
        )

    def _when(self, draft: Draft) -> When | None:
        """The time in its sentence that is nearest to the draft."""
        inside = usable(self._report.times[draft.sentence.index])
        near = min(inside, key=lambda time: distances(draft, time)[0], default=None)
        return near.when if near is not None else None

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

    def _none(self, fact: "_Fact") -> tuple[str, ...]:
        draft = fact.draft
        return (
            "none",
            f"none {fact.kind}",
            f"none inside={min(len(fact.inside), 2)}",
            f"none part={fact.part}",
            f"none total={draft.cumulative}",
            f"none polarity={draft.polarity}",
            f"none first={draft.sentence.index < 2}",
            f"none places={min(len(self._all), 3)}",
            f"none {fact.manner}",
            f"none inside={min(len(fact.inside), 2)} {fact.manner}",
        )

    def _features(self, fact: "_Fact", place: PlaceMention) -> Iterator[str]:
        """What speaks for or against a place: what it is, and how it stands to the fact."""
        gap = place.head.sentence.index - fact.draft.sentence.index
        yield from self._alone(place)
        yield from (f"gap={max(-4, min(4, gap))}", f"level={place.level} {fact.kind}")
        yield f"total={fact.draft.cumulative} level={place.level}"
        yield from self._standing(fact, place, gap)
        yield f"recent={self._recency(fact.draft, place)}"
        yield from self._nesting(fact, place, gap)
        if gap:
            yield from self._elsewhere(fact, place, gap)
        else:
            yield from _same_sentence(fact, place)
            if fact.meant:
                yield f"other meant type={_type_of(place) in fact.meant}"

    def _alone(self, place: PlaceMention) -> tuple[str, ...]:
        """What a place is, whatever the fact; read off once."""
        if place.start not in self._profiles:
            self._profiles[place.start] = tuple(self._profile(place))
        return self._profiles[place.start]

    def _is_landmark(self, place: PlaceMention) -> bool:
        if place.start not in self._landmarks:
            self._landmarks[place.start] = landmark(place)
        return self._landmarks[place.start]

    def _profile(self, place: PlaceMention) -> Iterator[str]:
        index, name = place.head.sentence.index, place.name.lower()
        yield from (f"level={place.level}", f"cue={place.cue}", f"known={place.known}")
        yield from (f"known={place.known} cue={place.cue}", f"often={min(self._often[name], 4)}")
        if any(place.head in speaker for speaker in self._speakers(index)):
            yield "speaker's"
        if based(place):
            yield "based"
        if visited(place):
            yield "visited"
        yield f"event={min(4, self._acts[name])}"
        yield f"nested={nested(place, self._report.places[index])}"

    def _speakers(self, index: int) -> Iterator[list[Token]]:
        """The words for each speaker of a sentence."""
        heads = [credit.head for credit in self._report.credits[index]]
        return (head.subtree() for head in heads if head.sentence.index == index)

    def _standing(self, fact: "_Fact", place: PlaceMention, gap: int) -> Iterator[str]:
        """What the place is to the report: named in its title, first, its country, where most happens."""
        name, total = place.name.lower(), fact.draft.cumulative
        if name in self._title:
            yield f"title same={gap == 0}"
        if self._head and place is self._head[0]:
            yield f"first gap={min(3, abs(gap))}"
        if self._head and place.start == self._head[-1].start:
            yield f"theatre total={total}"
            yield f"theatre {fact.manner}"
        if self._is_landmark(place):
            yield f"landmark same={gap == 0}"
            yield f"landmark same={gap == 0} other={any(each is not place for each in fact.inside)}"
        main = name == self._main
        yield from (f"main={main} here={gap == 0}", f"main={main} here={gap == 0} inside={fact.widest}")
        if gap:
            yield from (f"main={main} {fact.kind} {fact.part}", f"main={main} back={fact.back} total={total}")

    def _nesting(self, fact: "_Fact", place: PlaceMention, gap: int) -> Iterator[str]:
        """Whether the place lies in one that the sentence names, or holds others."""
        name = place.name.lower()
        yield f"inside own={self._parents.get(name, '') in fact.names} here={gap == 0}"
        yield f"parent={name in self._wider} level={place.level} here={gap == 0}"

    def _elsewhere(self, fact: "_Fact", place: PlaceMention, gap: int) -> Iterator[str]:
        """What speaks for a place that another sentence names."""
        if fact.types:
            yield f"the type={_type_of(place) in fact.types} {'country' in fact.types}"
        if fact.meant:
            yield f"meant type={_type_of(place) in fact.meant} own={len(fact.inside) > 0}"
        yield f"gap={max(-4, min(4, gap))} level={place.level} inside={min(1, len(fact.inside))}"
        yield f"away inside={fact.widest} {fact.kind}"
        if place.head.sentence.paragraph == fact.draft.sentence.paragraph:
            yield "paragraph"
            yield f"paragraph cue={place.cue}"
        yield f"told={self._told(fact.draft, place)}"
        name, manner = place.name.lower(), fact.manner
        mine = fact.centre == name
        yield from fact.centred[mine]
        yield from (f"centre={mine} times={fact.times}", f"centre={mine} {manner}")
        yield from (f"main={name == self._main} {manner}", f"level={place.level} {manner}")

    @cached_property
    def _acts(self) -> Counter[str]:
        """How often each name is the closest place to a fact in its sentence."""
        found: Counter[str] = Counter()
        for draft in self._made:
            row = self._report.places[draft.sentence.index]
            if row:
                tree = _Tree(draft.finding.trigger)
                found[min(row, key=lambda place: tree.distance(place.head)).name.lower()] += 1
        return found

    @cached_property
    def _parents(self) -> dict[str, str]:
        """Names of places that the report says lie in others ("Harga in Konga", "the Harga district of Konga")."""
        found: dict[str, str] = {}
        for row in self._report.places:
            for inner, outer in pairwise(row):
                between = self._report.text[inner.end : outer.start].lower()
                if (
                    len(between) < _BESIDE
                    and inner.level <= outer.level
                    and inner.name.lower() != outer.name.lower()
                    and (not between.strip(" ,") or set(between.replace(",", " ").split()) <= geography("within"))
                ):
                    found.setdefault(inner.name.lower(), outer.name.lower())
        return found

    @cached_property
    def _wider(self) -> frozenset[str]:
        """Names of places in which others lie."""
        return frozenset(self._parents.values())

    @cached_property
    def _main(self) -> str:
        """The place, narrower than a province, that most facts are closest to; the first of equals."""
        narrow = [place.name.lower() for place in self._all if place.level < 2]
        return max(narrow, key=lambda name: self._acts[name], default="")

    def _recency(self, draft: Draft, place: PlaceMention) -> str:
        """How many other narrow places were named since this one, before the draft: 3 at most."""
        if place.end > draft.start:
            return "after" if place.head.sentence is not draft.sentence else "here"
        between: set[str] = set()
        for row in self._report.places[place.head.sentence.index : draft.sentence.index + 1]:
            between |= {
                other.name.lower() for other in row if place.end <= other.start < draft.start and other.level < 3
            }
            between.discard(place.name.lower())
            if len(between) >= 3:
                return "3"
        return str(len(between))

    @cached_property
    def _centres(self) -> list[tuple[Draft, PlaceMention]]:
        """What the report is talking of: facts whose clause names a place narrower than a country, in reading order."""
        found = []
        for draft in self._made:
            row = [place for place in self._report.places[draft.sentence.index] if place.level < 3]
            tree = _Tree(draft.finding.trigger)
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

    def _told(self, draft: Draft, place: PlaceMention) -> str:
        """Whether the place is near a fact of the same kind told in its sentence."""
        there = self._kinds_told.get(place.head.sentence.index, set())
        return "same kind" if draft.kind in there else "other" if there else "nothing"


@dataclass(frozen=True, slots=True)
class _Centre:
    """What the report talks of: a fact whose clause names its place, and how many such places there were by then."""

    draft: Draft
    place: PlaceMention
    count: int


@dataclass(frozen=True, slots=True)
class _Fact:
    """A draft with what its places are held against: those of its sentence, the kinds it points back to, the centre."""

    draft: Draft
    kind: str
    part: str
    back: bool
    inside: list[PlaceMention]
    names: frozenset[str]
    widest: int
    types: frozenset[str]
    meant: frozenset[str]
    centre: str
    centred: tuple[Features, Features]  # of other places, and of the centre
    tree: "_Tree"
    closest: float
    manner: str
    times: str


def _types_named(tokens: Iterable[Token]) -> frozenset[str]:
    """Kinds of place that words point back to: "the town", "the province", "nationwide"."""
    found = set()
    for token in tokens:
        if token.low in ("nationwide", "countrywide"):
            found.add("country")
        if (
            token.lemma in pointing()
            and any(kid.low in ("the", "this", "that") for kid in token.kids)
            and not any(kid.low == "of" or kid.pos == "PROPN" for kid in token.kids)
        ):
            found.add(pointing()[token.lemma])
    return frozenset(found)


def _centred(draft: Draft, centre: _Centre | None, widest: int, *, mine: bool) -> Features:
    """What it tells of a place to be what the report talked of last before this fact, or not to be."""
    if centre is None:
        return ("centre none",)
    other = centre.draft
    alike = sum(
        (
            other.kind == draft.kind,
            other.method == draft.method,
            _named(other.source) == _named(draft.source),
            _named(other.actor) == _named(draft.actor),
        )
    )
    return (
        f"centre={mine}",
        f"centre={mine} gap={min(5, draft.sentence.index - other.sentence.index)}",
        f"centre={mine} back={definite(draft)}",
        f"centre={mine} inside={widest}",
        f"centre={mine} alike={alike}",
        f"centre={mine} total={draft.cumulative}",
        f"centre={mine} {_type(draft)} {draft.finding.frame.part}",
        f"centre={mine} figure={draft.quantity is not None}",
        f"centre={mine} count={centre.count}",
    )


def _same_sentence(fact: _Fact, place: PlaceMention) -> Iterator[str]:
    """What speaks for a place of the fact's own sentence."""
    draft, tree, kind, by = fact.draft, fact.tree, fact.kind, _preposition(place)
    distance, words = tree.distance(place.head), place.head.n - draft.finding.trigger.n
    nearest = distance == fact.closest
    yield from (f"tree={min(int(distance), 9)}", f"up={min(tree.up(place.head), 4)}")
    yield from (f"closest={nearest}", f"closest={nearest} level={place.level}")
    yield f"after={words > 0} words={min(abs(words) // 4, 5)}"
    yield from (f"by={by}", f"by={by} {kind}")
    if draft.start <= place.start < draft.end:
        yield f"evidence {kind}"
    for role in ("place", "target", "victim", "actor"):
        if any(tree.below(place.head, item) for item in draft.finding.role(role)):
            yield f"role={role} {fact.part} {kind}"
        if any(place.start <= item.start < place.end for item in draft.finding.role(role)):
            yield f"itself={role} {kind}"


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _preposition(place: PlaceMention) -> str:
    token = place.head
    while token.dep in ("compound", "nmod", "conj", "appos", "amod", "poss") and token.head is not token:
        token = token.head
    return token.head.low if token.dep == "pobj" else token.dep


def _type_of(place: PlaceMention) -> str:
    if place.level == 3:
        return "country"
    return pointing().get(place.kind, "province" if place.level == 2 else "town")


def _meant(fact: _Fact, places: list[PlaceMention]) -> list[PlaceMention]:
    """Leave out the places that people fled to, and those that do not change hands.

    Those beside the one that is named as taken or held ("holds X and is besieging Y"), and those of another kind than
    the one that is pointed back to: "the recapture of the town" is no province's.
    """
    if fact.draft.kind == "displaced":
        return [place for place in places if _is_left(place, fact.draft)] or places
    if fact.draft.kind != "control":
        return places
    held = fact.draft.finding.role("place")
    itself = [place for place in places if any(place.start <= item.start < place.end for item in held)]
    return itself or [place for place in places if _type_of(place) in fact.meant] or places


def _is_left(place: PlaceMention, draft: Draft) -> bool:
    """Whether the fact's own words say that people went from there."""
    above = place.head.head
    return place.head.dep == "pobj" and above.low == "from" and above.head is draft.finding.trigger


def _heads_paragraph(place: PlaceMention) -> bool:
    """Whether it is the place that a digest's paragraph opens with."""
    return place.cue == "heading" and opens_digest(place.head.sentence.tokens[0], place.head)


def _why(draft: Draft, place: PlaceMention) -> str:
    return "named in its sentence" if place.head.sentence is draft.sentence else "named where the report tells of it"


def _named(mention: Mention | None) -> str:
    return mention.name.lower() if mention is not None else ""


class _Tree:
    """Distances from one trigger to other words of its sentence."""

    def __init__(self, trigger: Token) -> None:
        self._trigger = trigger
        self._above = {id(token): steps for steps, token in enumerate([trigger, *trigger.ancestors()])}

    def up(self, token: Token) -> int:
        """Steps from the trigger to the lowest word above both."""
        while id(token) not in self._above and token.head is not token:
            token = token.head
        return self._above.get(id(token), 9)

    def distance(self, token: Token) -> float:
        """Steps in the tree; 99 in another sentence."""
        if token.sentence is not self._trigger.sentence:
            return 99.0
        steps = 0
        while id(token) not in self._above and token.head is not token:
            token, steps = token.head, steps + 1
        return steps + self._above.get(id(token), 9)

    @staticmethod
    def below(token: Token, top: Token) -> bool:
        """Whether the token is `top` or hangs under it."""
        return token is top or any(above is top for above in token.ancestors())
