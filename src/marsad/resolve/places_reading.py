"""All names of places of one report read together: each is settled in the light of the others."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cache

from marsad.gazetteer.gazetteer import Gazetteer, Hit
from marsad.gazetteer.spelling import fold, likeness
from marsad.model import Place, Span
from marsad.resolve.places_names import names_in, people
from marsad.resolve.places_phrase import Named, kinds_of, listed
from marsad.resolve.places_score import Alone, Context, Own, Scored, own, score, shares
from marsad.resolve.places_theatre import PLACE, Theatre

CLEAR, FAIR = 0.6, 0.4  # shares from which a reading helps to read others, and what is said to lie in it
ROUNDS = 3
WIDE = ("country", "continent", "water")  # nobody misspells these so that only a sound is left
PROPOSED = 30  # places that sound like a name
SHORTEST = 4  # letters of a name that is run together with others
LIKE = 0.78  # likeness under which a sound is no reading
SIZEABLE, CLOSE_NAME = 20_000, 0.85  # inhabitants and likeness of a town that a region may be mistaken for
BLIND = 0.02  # share of the report under which a country's places are not looked through by sound


@dataclass(slots=True)
class Mention:
    """A name to settle: where it stands, the words for its kind, and the names of what it is said to lie in."""

    name: str
    at: int = -1
    words: frozenset[str] = frozenset()
    inside: "Mention | None" = None
    holder: "Mention | None" = None  # the name that follows a comma: it counts only if it does hold this one
    weight: float = 1.0
    asked: bool = True  # whether somebody wants to know: if not, the places of the very name are enough
    readings: list[Scored] = field(default_factory=list)

    @property
    def best(self) -> Scored | None:
        """The best reading, None where there is none at all."""
        return self.readings[0] if self.readings else None

    def place(self, least: float = CLEAR) -> Place | None:
        """Return the best reading's place if its share is at least `least`."""
        return self.best.hit.place if self.best and self.best.share >= least else None


@cache
def _tags() -> tuple[re.Pattern[str], re.Pattern[str]]:
    words = "|".join(map(re.escape, listed("tags")))
    after = re.compile(rf"[ \n-]({words})\b(?![- ](?:of|council|police|hospital)\b)", re.IGNORECASE)
    return after, re.compile(rf"\b({words}) of (?:the )?$", re.IGNORECASE)


_COMMA = re.compile(r"(?: \w+)?(?:,| \()(?: in)?(?: the)?(?: [a-z-]+){0,3} ?")
_IN = re.compile(r"(?: \w+)?,? (?:in|of)(?: the)?(?: [a-z-]+){0,3} ?")


def _forms(name: str, words: frozenset[str]) -> list[str]:
    """Return a name with the words for its kind, then without."""
    return [*(f"{name} {word.removesuffix('s')}" for word in sorted(words)), name]


def _place(mention: Mention | None) -> Place | None:
    """Return the place that something is said to lie in, if it is fairly clear."""
    return mention.place(FAIR) if mention else None


def _id(mention: Mention | None) -> str:
    place = _place(mention)
    return place.id if place else ""


class Reading:
    """A report's names of places. Ask with `mention`, then `settle`, then look at the mentions' readings."""

    def __init__(self, text: str, title: str, gazetteer: Gazetteer) -> None:
        self.text = text
        self.gazetteer = gazetteer
        self.names = list(names_in(text, gazetteer))
        self.theatre = Theatre(gazetteer)
        self.theatre.count([*names_in(title, gazetteer), *self.names])
        self._countries = self.theatre.votes.copy()
        self.mentions: list[Mention] = []
        self.everything: list[Mention] = []
        self._starts = {name.span.start: name for name in self.names}
        self._known: dict[tuple[str, frozenset[str]], dict[str, Hit]] = {}
        self._heard: dict[tuple[str, frozenset[str]], list[Hit]] = {}
        self._own: dict[tuple[str, frozenset[str], tuple[str, ...]], list[Own]] = {}

    def mention(self, named: Named, span: Span | None) -> Mention:
        """Return a mention of a name, to be settled with the others; `span` is where it stands, if that is known."""
        words = frozenset([named.word] if kinds_of(named.word) else [])
        inside = self.mention(named.inside, None) if isinstance(named.inside, Named) else None
        made = Mention(named.name, span.start if span else -1, words, inside)
        if span:
            made.words = words or self._tag(span)
            if not inside:
                made.inside, made.holder = self._holder(span)
        self.mentions.append(made)
        return made

    def _tag(self, span: Span) -> frozenset[str]:
        """Return the word that tells the kind of the place at `span`: "town of X", "X province"."""
        after, before = _tags()
        found = after.match(self.text, span.end) or before.search(self.text[max(0, span.start - 30) : span.start])
        return frozenset([found[1].lower()] if found else [])

    def _holder(self, span: Span) -> tuple[Mention | None, Mention | None]:
        """Return the names of what the place at `span` is said to lie in, and of what a comma sets after it."""
        gap = next((gap for gap in range(1, 40) if span.end + gap in self._starts), 0)
        between, name = self.text[span.end : span.end + gap], self._starts.get(span.end + gap)
        if not gap or name is None or "." in between:
            return None, None
        held = Mention(name.text, name.span.start, self._tag(name.span), weight=0.0)
        if _IN.fullmatch(between):
            self.mentions.append(held)
            return held, None
        if _COMMA.fullmatch(between):
            self.mentions.append(held)
            return None, held
        return None, None

    def settle(self) -> None:
        """Read all mentions, and the other names of the report that stand where places do, in rounds."""
        asked = {mention.at for mention in self.mentions}
        rest = [
            Mention(name.text, name.span.start, self._tag(name.span), weight=0.5, asked=False)
            for name in self.names
            if name.span.start not in asked and name.placed
        ]
        self.everything = [*self.mentions, *rest]
        read: dict[object, list[Scored]] = {}  # what is named twice, or again amid the same, is read once
        for _ in range(ROUNDS):
            clear, votes = self._clear(self.everything), tuple(self.theatre.votes.items())
            for mention in self.everything:
                others = self._others(mention, clear)
                around = (_id(mention.inside), _id(mention.holder), tuple(place.id for place in others), votes)
                key = (mention.name, mention.words, mention.asked, around)
                if key not in read:
                    read[key] = self.read(mention, others)
                mention.readings = read[key]
            self._vote(self.everything)

    def _clear(self, mentions: Iterable[Mention]) -> list[Place]:
        """Return the places smaller than countries that are clear, each once."""
        places = [place for mention in mentions if mention.weight and (place := mention.place())]
        return list({place.id: place for place in places if place.kind not in WIDE}.values())

    def _others(self, mention: Mention, clear: Sequence[Place]) -> list[Place]:
        """Return the clear places that are no readings of the mention itself."""
        own = {reading.hit.place.id for reading in mention.readings}
        return [place for place in clear if place.id not in own]

    def _vote(self, mentions: Iterable[Mention]) -> None:
        """Let clear places vote for their countries, beside the names of countries and peoples."""
        votes = self._countries.copy()
        for mention in mentions:
            place = mention.place()
            if place and place.country and place.kind != "country":
                votes[place.country] += PLACE * mention.weight
        self.theatre.count_again(votes)

    def read(self, mention: Mention, clear: Sequence[Place]) -> list[Scored]:
        """Return the readings of a mention beside other places that are clear, the best first."""
        inside, after = ([place] if (place := _place(held)) else [] for held in (mention.inside, mention.holder))
        context, within = (Context(self.theatre, clear, held) for held in (inside, [*inside, *after]))
        readings = []
        hits = self.candidates(mention)
        for hit, points in zip(hits, self._points(mention, hits), strict=True):
            lies = bool(after) and after[0].id in hit.place.parents
            readings.append(score(hit, points, within if lies else context))
        return shares(readings)

    def _points(self, mention: Mention, hits: Sequence[Hit]) -> list[Own]:
        """Return what each of some places has by itself as the meaning of a name, worked out once for all rounds."""
        key = (mention.name, mention.words, tuple([hit.place.id for hit in hits]))
        if key not in self._own:
            towns = [hit for hit in hits if hit.place.kind == "town" and hit.population >= SIZEABLE]
            folded, borne = fold(mention.name), any(hit.likeness == 1 for hit in hits)
            namesakes = [hit.place for hit in towns if likeness(folded, fold(hit.place.name)) >= CLOSE_NAME]
            alone = Alone(self.gazetteer, mention.words, borne, namesakes)
            self._own[key] = [own(hit, alone) for hit in hits]
        return self._own[key]

    def parts(self, mention: Mention, least: float) -> list[Mention]:
        """Return the names that a name is run together from, each settled at least so surely; none if it is not."""
        words = mention.name.split()
        for at in range(len(words) - 1, 0, -1):
            first, rest = (self._part(" ".join(part), mention.at) for part in (words[:at], words[at:]))
            if self._stands(first, least):
                others = [rest] if self._stands(rest, least) else self.parts(rest, least)
                if others:
                    return [first, *others]
        return []

    def _part(self, name: str, at: int) -> Mention:
        """Return some words of a name as one of their own, read only where a place bears it: no other can stand."""
        part = Mention(name, at)
        if self.gazetteer.knows(name):
            part.readings = self.read(part, self._clear(self.everything))
        return part

    def _stands(self, mention: Mention, least: float) -> bool:
        """Whether words are a name of their own: of a place that is sure, bears it, and lies where the report plays."""
        best = mention.best
        if best is None or best.share < least or best.hit.likeness < 1 or len(mention.name) < SHORTEST:
            return False
        return fold(mention.name) not in people() and self.theatre.share(best.hit.place.country) > BLIND

    def candidates(self, mention: Mention) -> list[Hit]:
        """Return the places that a name may stand for: by name, by name with its kind, by people, by sound."""
        if code := people().get(fold(mention.name)):
            if mention.words:
                return []  # a "Russian embassy" is no Russia
            return [hit for hit in self.gazetteer.find(self._country(code)) if hit.place.kind == "country"]
        known = self._bearing(mention.name, mention.words)
        hits = dict(known)
        for hit in self._alike(mention.name, mention.words) if self._may_be_misspelt(mention, known.values()) else ():
            if not known or self.theatre.share(hit.place.country) > BLIND:
                hits.setdefault(hit.place.id, hit)
        return list(hits.values())

    def _may_be_misspelt(self, mention: Mention, known: Iterable[Hit]) -> bool:
        """Whether another name may be meant: where no place bears this one, or none of its kind where the report plays.

        A name that is there for context alone is taken by its letters, wherever a place bears it.
        """
        kinds = {kind for word in mention.words for kind in kinds_of(word)}
        here = (hit.place for hit in known if not kinds or hit.place.kind in kinds)
        return not known or (mention.asked and not any(self.theatre.share(place.country) > BLIND for place in here))

    def _bearing(self, name: str, words: frozenset[str]) -> dict[str, Hit]:
        """Return the places that bear a name, with or without its kind, by their ids."""
        if (name, words) not in self._known:
            forms = _forms(name, words)
            self._known[name, words] = {hit.place.id: hit for form in forms for hit in self.gazetteer.find(form)}
        return self._known[name, words]

    def _alike(self, name: str, words: frozenset[str]) -> list[Hit]:
        """Return the places that sound like a name, with or without its kind."""
        if (name, words) not in self._heard:
            found = [hit for form in _forms(name, words) for hit in self.gazetteer.propose(form, PROPOSED, LIKE)]
            self._heard[name, words] = [hit for hit in found if hit.place.kind not in WIDE]
        return self._heard[name, words]

    def _country(self, code: str) -> str:
        place = self.gazetteer.get(f"iso3166:{code}")
        return place.name if place else ""
