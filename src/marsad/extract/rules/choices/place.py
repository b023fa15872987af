"""Where it happened: the places that the report names, weighed."""

from collections import Counter
from functools import cached_property

from marsad.extract.parse import Token
from marsad.extract.rules.choices.model import Option
from marsad.extract.rules.choices.time import definite
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.places import PlaceMention
from marsad.model import Mention

_WINDOW = 6  # sentences before in which places are candidates
_BESIDE = 40  # characters between the names of a place and of what it lies in
_WITHIN = frozenset("in of the northern southern eastern western central northeast northwest southeast southwest northeastern northwestern southeastern southwestern province city town district capital region eastern part".split())
_CLAUSE = 4  # steps in the tree within which a place belongs to a fact's clause
_LEAD = 3  # sentences at the head that may tell what later ones place
_LEAD_AHEAD = 4  # sentences after these in which that place may stand


class PlaceOptions:
    """Offers, for each draft of a report, the places that could be its own."""

    def __init__(self, report: Report, made: list[Draft]) -> None:
        self._report = report
        self._made = made
        self._all = [place for row in report.places for place in row]

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
        index = draft.sentence.index
        settled = any(place.level < 2 and place.cue != "known" for place in self._report.places[index])
        ahead = _LEAD_AHEAD if index < _LEAD and not settled else 0
        near = [place for row in self._report.places[max(0, index - _WINDOW) : index + ahead + 1] for place in row]
        own = {place.name.lower() for place in self._report.places[index]}
        later = [place for row in self._report.places[index + ahead + 1 : index + _LEAD_AHEAD + 1] for place in row]
        near += [place for place in later if self._parents.get(place.name.lower(), "") in own]
        far = [place for place in self._head if place not in near]
        inside = self._report.places[index]
        tree = _Tree(draft.finding.trigger)
        closest = min((tree.distance(place.head) for place in inside), default=99.0)
        found: list[Option[PlaceMention | None]] = [Option(None, self._none(draft, inside), "no place is named for it")]
        for place in [*near, *far]:
            found.append(Option(place, tuple(self._features(draft, place, inside, tree, closest)), _why(draft, place)))
        return found

    def _none(self, draft: Draft, inside: list[PlaceMention]) -> tuple[str, ...]:
        return ("none", f"none {_type(draft)}", f"none inside={min(len(inside), 2)}", f"none part={draft.finding.frame.part}", f"none total={draft.cumulative}", f"none polarity={draft.polarity}", f"none first={draft.sentence.index < 2}", f"none places={min(len(self._all), 3)}")

    def _features(self, draft: Draft, place: PlaceMention, inside: list[PlaceMention], tree: "_Tree", closest: float) -> list[str]:
        gap = place.head.sentence.index - draft.sentence.index
        kind = _type(draft)
        found = [f"level={place.level}", f"cue={place.cue}", f"known={place.known}", f"known={place.known} cue={place.cue}", f"gap={max(-4, min(4, gap))}", f"level={place.level} {kind}", f"often={min(self._often[place.name.lower()], 4)}", f"total={draft.cumulative} level={place.level}"]
        if place.name.lower() in self._title:
            found.append(f"title same={gap == 0}")
        if self._head and place is self._head[0]:
            found.append(f"first gap={min(3, abs(gap))}")
        if place in self._head[-1:]:
            found.append(f"theatre total={draft.cumulative}")
        if any(place.head in credit.head.subtree() for credit in self._report.credits[place.head.sentence.index] if credit.head.sentence is place.head.sentence):
            found.append("speaker's")
        if _based(place):
            found.append("based")
        if _landmark(place):
            found.append(f"landmark same={gap == 0}")
        named = self._types_named(draft)
        if named and gap:
            found.append(f"the type={_type_of(place) in named} {'country' in named}")
        found.append(f"event={self._eventful(place)}")
        main = place.name.lower() == self._main
        found.append(f"main={main} here={gap == 0}")
        found.append(f"main={main} here={gap == 0} inside={_widest(inside)}")
        if gap:
            found.append(f"main={main} {kind} {draft.finding.frame.part}")
            found.append(f"main={main} back={definite(draft)} total={draft.cumulative}")
        found.append(f"recent={self._recency(draft, place)}")
        parent = self._parents.get(place.name.lower(), "")
        wider = parent != "" and parent in {other.name.lower() for other in inside}
        found.append(f"inside own={wider} here={gap == 0}")
        found.append(f"parent={place.name.lower() in self._parents.values()} level={place.level} here={gap == 0}")
        found.append(f"nested={_nested(place, self._report.places[place.head.sentence.index])}")
        if gap:
            found.append(f"gap={max(-4, min(4, gap))} level={place.level} inside={min(1, len(inside))}")
            found.append(f"away inside={_widest(inside)} {kind}")
            if place.head.sentence.paragraph == draft.sentence.paragraph:
                found.append("paragraph")
            found.append(f"told={self._told(draft, place)}")
            found.extend(self._centre_features(draft, place, inside))
        else:
            found.extend(_same_sentence(draft, place, tree, closest))
        return found

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
        """Names of places that the report says lie in others ("Tokhar in Manbij", "the Shaab district of Baghdad")."""
        found: dict[str, str] = {}
        for row in self._report.places:
            for inner, outer in zip(row, row[1:], strict=False):
                between = self._report.text[inner.end : outer.start].lower()
                if len(between) < _BESIDE and inner.level <= outer.level and inner.name.lower() != outer.name.lower() and (not between.strip(" ,") or set(between.replace(",", " ").split()) <= _WITHIN):
                    found.setdefault(inner.name.lower(), outer.name.lower())
        return found

    @cached_property
    def _main(self) -> str:
        """The place, narrower than a province, that most facts are closest to; the first of equals."""
        narrow = [place.name.lower() for place in self._all if place.level < 2]
        return max(narrow, key=lambda name: self._acts[name], default="")

    def _eventful(self, place: PlaceMention) -> int:
        return min(4, self._acts[place.name.lower()])

    def _recency(self, draft: Draft, place: PlaceMention) -> str:
        """How many other narrow places were named since this one, before the draft."""
        if place.end > draft.start:
            return "after" if place.head.sentence is not draft.sentence else "here"
        between = {other.name.lower() for row in self._report.places[place.head.sentence.index : draft.sentence.index + 1] for other in row if place.end <= other.start < draft.start and other.level < 3}
        return str(min(3, len(between - {place.name.lower()})))

    @cached_property
    def _centres(self) -> list[tuple[Draft, PlaceMention]]:
        """Facts whose own clause names a place narrower than a country, in reading order: what the report is talking of."""
        found = []
        for draft in self._made:
            row = [place for place in self._report.places[draft.sentence.index] if place.level < 3]
            tree = _Tree(draft.finding.trigger)
            near = min(row, key=lambda place: (tree.distance(place.head), place.start), default=None)
            if near is not None and tree.distance(near.head) <= _CLAUSE and draft.change != "held":
                found.append((draft, near))
        return found

    def _centre_features(self, draft: Draft, place: PlaceMention, inside: list[PlaceMention]) -> list[str]:
        """Whether the place is what the report talked of last, before this fact."""
        before = [pair for pair in self._centres if pair[0].start < draft.start and pair[0].sentence is not draft.sentence]
        if not before:
            return ["centre none"]
        other, centre = before[-1]
        mine = centre.name.lower() == place.name.lower()
        gap = min(5, draft.sentence.index - other.sentence.index)
        kind = _type(draft)
        alike = sum((other.kind == draft.kind, other.method == draft.method, _named(other.source) == _named(draft.source), _named(other.actor) == _named(draft.actor)))
        return [f"centre={mine}", f"centre={mine} gap={gap}", f"centre={mine} back={definite(draft)}", f"centre={mine} inside={_widest(inside)}", f"centre={mine} alike={alike}", f"centre={mine} total={draft.cumulative}", f"centre={mine} {kind} {draft.finding.frame.part}", f"centre={mine} figure={draft.quantity is not None}", f"centre={mine} count={min(3, len({c.name for _, c in before}))}"]

    def _types_named(self, draft: Draft) -> frozenset[str]:
        """Kinds of place that the draft's sentence points back to: "the town", "the province", "nationwide"."""
        found = {"country"} if any(token.low in ("nationwide", "countrywide") for token in draft.sentence.tokens) else set()
        for token in draft.sentence.tokens:
            if token.lemma in _KINDS and any(kid.low in ("the", "this", "that") for kid in token.kids) and not any(kid.low == "of" or kid.pos == "PROPN" for kid in token.kids):
                found.add(_KINDS[token.lemma])
        return frozenset(found)

    def _told(self, draft: Draft, place: PlaceMention) -> str:
        """Whether the place is near a fact of the same kind told in its sentence."""
        there = [other for other in self._made if other.sentence is place.head.sentence]
        if any(other.kind == draft.kind for other in there):
            return "same kind"
        return "other" if there else "nothing"


def _same_sentence(draft: Draft, place: PlaceMention, tree: "_Tree", closest: float) -> list[str]:
    distance = tree.distance(place.head)
    kind = _type(draft)
    found = [f"tree={min(int(distance), 9)}", f"up={min(tree.up(place.head), 4)}", f"closest={distance == closest}", f"closest={distance == closest} level={place.level}"]
    found.append(f"after={place.head.n > draft.finding.trigger.n} words={min(abs(place.head.n - draft.finding.trigger.n) // 4, 5)}")
    found.append(f"by={_preposition(place)}")
    found.append(f"by={_preposition(place)} {kind}")
    if draft.start <= place.start < draft.end:
        found.append(f"evidence {kind}")
    for role in ("place", "target", "victim", "actor"):
        if any(tree.below(place.head, item) for item in draft.finding.role(role)):
            found.append(f"role={role} {draft.finding.frame.part} {kind}")
    return found


def _type(draft: Draft) -> str:
    return f"{draft.kind}:{draft.change}" if draft.change else draft.kind


def _preposition(place: PlaceMention) -> str:
    token = place.head
    while token.dep in ("compound", "nmod", "conj", "appos", "amod", "poss") and token.head is not token:
        token = token.head
    return token.head.low if token.dep == "pobj" else token.dep


_KINDS = {"city": "town", "town": "town", "village": "town", "neighbourhood": "town", "neighborhood": "town", "district": "district", "area": "area", "province": "province", "governorate": "province", "region": "province", "department": "province", "state": "province", "country": "country", "nation": "country", "capital": "town", "camp": "town", "suburb": "town", "enclave": "area", "territory": "area"}
_AWAY = frozenset({"km", "kilometres", "kilometers", "kilometre", "kilometer", "miles", "mile", "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest", "metres", "meters", "far", "away", "direction", "borders", "bordering", "linking", "links", "towards", "toward"})


def _type_of(place: PlaceMention) -> str:
    if place.level == 3:
        return "country"
    return _KINDS.get(place.kind, "province" if place.level == 2 else "town")


def _landmark(place: PlaceMention) -> bool:
    """Whether the place only says where another lies: "60 km north of X", "east of X"."""
    tokens = place.head.sentence.tokens
    first = next(token for token in tokens if token.start >= place.start)
    before = [token.low for token in tokens[max(0, first.n - 4) : first.n]]
    return not _AWAY.isdisjoint(before) or (len(before) > 2 and before[-1] in ("near", "outside") and before[-2] in _KINDS)


def _based(place: PlaceMention) -> bool:
    after = place.head.sentence.tokens[place.head.n + 1 : place.head.n + 3]
    return any(token.low == "based" for token in after)


def _nested(place: PlaceMention, row: list[PlaceMention]) -> str:
    """Whether a narrower place stands just before ("Tokhar in Manbij"), or a wider one just after."""
    at = row.index(place)
    if at and place.start - row[at - 1].end < 20 and row[at - 1].level <= place.level:
        return "outer"
    return "inner" if at + 1 < len(row) and row[at + 1].start - place.end < 20 else "no"


def _widest(inside: list[PlaceMention]) -> int:
    return min((place.level for place in inside), default=9)


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
