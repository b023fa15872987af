"""What the words around the name of a place say of it: that it only tells where another lies, or who speaks where."""

from collections.abc import Iterable
from functools import cache
from itertools import islice, pairwise, takewhile

from marsad.extract.rules.draft import Draft
from marsad.extract.rules.grammar import blaming
from marsad.extract.rules.nouns import HUMAN, noun_classes
from marsad.extract.rules.parties import words as parties
from marsad.extract.rules.place_names import geography
from marsad.extract.rules.places import PlaceMention, between, opens_digest
from marsad.extract.rules.reporting import reporting_verbs
from marsad.extract.rules.roles import words
from marsad.extract.sentence import Token
from marsad.lexicon import load

_COUNTRY, _PROVINCE = 3, 2
_FAR = 40  # characters between the names of a place and of what it lies in
_BESIDE = 2  # characters between two names with no word between them
_DESCRIBES = frozenset({"ADJ", "DET", "NUM", "PUNCT"})


@cache
def pointing() -> dict[str, str]:
    """Nouns that point back to a place, to the kind of place that they stand for."""
    return {word: kind for kind, words in load("lexicon/en/geography.yml")["pointing"].items() for word in words}


def types_named(tokens: Iterable[Token]) -> frozenset[str]:
    """Kinds of place that words point back to: "the town", "the province", "nationwide"."""
    found, kinds = set(), pointing()
    for token in tokens:
        if token.low in ("nationwide", "countrywide"):
            found.add("country")
        if (
            token.lemma in kinds
            and any(kid.low in ("the", "this", "that") for kid in token.kids)
            and not any(kid.low == "of" or kid.pos == "PROPN" for kid in token.kids)
        ):
            found.add(kinds[token.lemma])
    return frozenset(found)


def heads_paragraph(place: PlaceMention) -> bool:
    """Whether it is the place that a digest's paragraph opens with."""
    return place.cue == "heading" and opens_digest(place.head.sentence.tokens[0], place.head)


def landmark(place: PlaceMention) -> bool:
    """Whether the place only says where another lies: "60 km north of X", "east of X"."""
    tokens = place.head.sentence.tokens
    at = _described_from(next(token for token in tokens if token.start >= place.start))
    before = [token.low for token in tokens[max(0, at - 4) : at]]
    return not geography("away").isdisjoint(before) or (
        len(before) > 2 and before[-1] in ("near", "outside") and before[-2] in pointing()
    )


def _described_from(first: Token) -> int:
    """Where the words begin that say what the place is: "the provincial capital of X"."""
    tokens, at = first.sentence.tokens, first.n
    if at > 1 and tokens[at - 1].low == "of" and tokens[at - 2].low in geography("settlements"):
        at -= 2
        while at and tokens[at - 1].pos in ("ADJ", "DET"):
            at -= 1
    return at


def homeland(place: PlaceMention) -> bool:
    """Whether it is the country that people or weapons are from, or that is fought: "a clash with Borduria"."""
    top = _top(place)
    if place.level != _COUNTRY or top.dep != "pobj":
        return False
    lead, above = top.head.low, top.head.head
    if lead in ("with", "against"):
        return above.pos == "NOUN" and not noun_classes(above)
    return lead == "from" and (bool(noun_classes(above) & HUMAN) or above.lemma in words("coming"))


def speaks(place: PlaceMention) -> bool:
    """Whether a capital stands for its government: "Klow denied it", "Klow accused the rebels"; or a state mediates."""
    verb = place.head.head
    if place.head.dep == "nsubj" and verb.lemma in words("mediating"):
        return True
    stands = place.head.dep == "nsubj" and place.level < _COUNTRY and not place.kind and place.cue != "object"
    return stands and any(verb.lemma in verbs for verbs in (reporting_verbs(), parties("accusing"), blaming()))


def acts(place: PlaceMention, draft: Draft) -> bool:
    """Whether the name stands for the state that did it: "blamed the strike on Borduria", "Borduria's campaign"."""
    doers, above = draft.finding.role("actor"), place.head.head
    owner = place.head.dep == "poss" and place.level == _COUNTRY and above.lemma in words("deeds")
    itself = (place.level == _COUNTRY or place.head.dep == "nsubj") and not _bears(place)
    return any((itself and doer is place.head) or (owner and doer is above) for doer in doers)


def _bears(place: PlaceMention) -> bool:
    """Whether it happens to the place: "Harga came under fire", "Borduria has seen heavy fighting"."""
    subject = place.head.dep == "nsubj" and place.head.head.lemma in geography("bearing")
    return subject or place.cue == "object"


def is_left(place: PlaceMention, draft: Draft) -> bool:
    """Whether the fact's own words say that people went from there: "fled from Harga", "refugees from Harga"."""
    above = place.head.head
    return place.head.dep == "pobj" and above.low == "from" and above.head in (draft.finding.trigger, draft.victim)


def is_reached(place: PlaceMention, draft: Draft) -> bool:
    """Whether the fact's own words say that people went there: "fled towards Harga", "crossed into Borduria"."""
    above = _top(place).head
    return above.low in geography("goals") and above.head is draft.finding.trigger


def reached(place: PlaceMention) -> str:
    """Whether somebody is "taken" there or has "gone" there: "were flown to a hospital in Harga", "fled to Konga"."""
    below = takewhile(lambda token: token.pos not in ("VERB", "AUX"), (place.head, *place.head.ancestors()))
    verb = next((token.head.lemma for token in below if token.low == "to"), "")
    return "taken" if verb in geography("carrying") else "gone" if verb in geography("moving") else ""


def based(place: PlaceMention) -> bool:
    """Whether it is where somebody sits: "the London-based group"."""
    after = place.head.sentence.tokens[place.head.n + 1 : place.head.n + 3]
    return any(token.low == "based" for token in after)


def visit(place: PlaceMention) -> Token | None:
    """What somebody goes there for: "trip", "talks"."""
    nouns = (token for token in place.head.ancestors() if token.pos == "NOUN")
    return next((noun for noun in islice(nouns, 2) if noun.lemma in geography("visits")), None)


def nested(place: PlaceMention, row: list[PlaceMention]) -> str:
    """Whether another place lies in it or is told of by it ("outer"), or the reverse ("inner"), by names beside it."""
    at = row.index(place)
    before, after = row[at - 1] if at else None, row[at + 1] if at + 1 < len(row) else None
    if (before is not None and _lies_by(before, place)) or (after is not None and _owns(place, after)):
        return "outer"
    inner = (after is not None and _lies_by(place, after)) or (before is not None and _owns(before, place))
    return "inner" if inner else "no"


def _lies_by(inner: PlaceMention, outer: PlaceMention) -> bool:
    """Whether a place is told to lie in or near the next: "Harga in Konga", "Harga, on the outskirts of Konga"."""
    words = between(inner, outer)
    if inner.level > outer.level or not words:
        return inner.level < outer.level and outer.kind in geography("provinces") and outer.start - inner.end < _BESIDE
    leads = any(word.pos == "ADP" or word.text == "," for word in words)
    return leads and all(word.low in _lying() or word.pos in _DESCRIBES for word in words)


def _owns(outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a place is told to be of the one named before: "Konga's city of Harga", "Konga's Upper Harga"."""
    words = between(outer, inner)
    if not any(word.tag == "POS" for word in words) and (outer.level <= inner.level or not _hangs(outer, inner)):
        return False
    return all(word.low in _owning() or word.pos in _DESCRIBES for word in words)


@cache
def _lying() -> frozenset[str]:
    """What may stand between the names of a place and of the one it lies in or near."""
    lists = ("within", "around", "away", "types", "directions")
    return frozenset().union(*map(geography, lists))


@cache
def _owning() -> frozenset[str]:
    """What may stand between the names of a place and of one in it."""
    return geography("owning") | geography("types") | geography("directions")


def _hangs(outer: PlaceMention, inner: PlaceMention) -> bool:
    """Whether a name stands in the tree as part of what the next names."""
    ends = (inner.head, inner.head.head.head)  # of "Harga", and of "city" in "city of Harga"
    return outer.head.dep in ("poss", "compound", "nmod", "amod") and outer.head.head in ends


def parents(rows: Iterable[list[PlaceMention]], text: str) -> dict[str, str]:
    """Names of places that lie in others, and those of the others, by the words between them."""
    found: dict[str, str] = {}
    for inner, outer in (pair for row in rows for pair in pairwise(row)):
        gap = text[inner.end : outer.start].lower()
        if (
            len(gap) < _FAR
            and inner.level <= outer.level
            and inner.name.lower() != outer.name.lower()
            and (not gap.strip(" ,") or set(gap.replace(",", " ").split()) <= geography("within"))
        ):
            found.setdefault(inner.name.lower(), outer.name.lower())
    return found


def leads_to(place: PlaceMention) -> str:
    """The preposition before the name, else how it hangs on what stands above."""
    top = _top(place)
    return top.head.low if top.dep == "pobj" else top.dep


def _top(place: PlaceMention) -> Token:
    """The word that stands in the sentence for the name and what it is joined to."""
    token = place.head
    while token.dep in ("compound", "nmod", "conj", "appos", "amod", "poss") and token.head is not token:
        token = token.head
    return token


def type_of(place: PlaceMention) -> str:
    """The kind of place that nouns point back to it by: "town", "province"."""
    if place.level == _COUNTRY:
        return "country"
    return pointing().get(place.kind, "province" if place.level == _PROVINCE else "town")
