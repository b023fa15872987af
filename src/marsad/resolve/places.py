"""The places of claims: what the words in the slot "place" stand for on the earth, and why."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.opening import open_gazetteer
from marsad.gazetteer.records import is_settled, kinds
from marsad.gazetteer.spelling import bare, fold
from marsad.model import Candidate, Claim, Document, Place, Precision, Resolution, Span
from marsad.resolve.places_phrase import Between, Named, Phrase, Pointed, Several, anaphors, kinds_of, listed, parse
from marsad.resolve.places_reading import Mention, Reading
from marsad.resolve.places_score import Scored
from marsad.resolve.places_worded import Worded, Wording, together

SURE = 0.5  # share that a reading needs, to be taken
SHOWN = 5  # candidates that are handed on
HOLDERS = frozenset({"town", "region", "district", "disputed", "area"})  # kinds that unknown places are placed in
CERTAIN = 20.0  # votes for the country that a person says


@dataclass(frozen=True, slots=True)
class Asked:
    """Words for a place: as printed or as the document resolves them, and where they stand if that is known."""

    words: str
    span: Span | None = None


def resolve_places(document: Document, claims: Sequence[Claim], gazetteer: Gazetteer | None = None) -> list[Resolution]:
    """Return for each claim that names a place what that place is, or why it was not resolved.

    All names of places of the document are read together. `entities` has the id of each place that the words name;
    `place` is the one place, or worded from several.
    """
    placed = [claim for claim in claims if claim.place]
    asked = [Asked(claim.place.name, claim.place.span) for claim in placed if claim.place]
    found = resolve_words(document.text, asked, gazetteer or open_gazetteer(), document.title)
    return [
        Resolution(
            claim_id=claim.id,
            slot="place",
            entities=worded.entities,
            because=worded.because,
            place=worded.place,
            candidates=candidates,
        )
        for claim, (worded, candidates) in zip(placed, found, strict=True)
    ]


def resolve_words(
    text: str, asked: Iterable[Asked], gazetteer: Gazetteer, title: str = ""
) -> list[tuple[Worded, tuple[Candidate, ...]]]:
    """Return for each wording of a place in `text` what it stands for, and the best readings of its first name."""
    reading = Reading(text, title, gazetteer)
    phrases = [(item, _parsed(item.words, gazetteer)) for item in asked]
    mentions = [{id(named): reading.mention(named, item.span) for named in _names(phrase)} for item, phrase in phrases]
    reading.settle()
    held = dict(zip(phrases, mentions, strict=True))  # what is asked of several claims is answered once
    answers = {asked: _answer(reading, asked[1], asked[0], names) for asked, names in held.items()}
    return [answers[phrase] for phrase in phrases]


def explain(name: str, gazetteer: Gazetteer, near: Place | None = None, limit: int = 10) -> list[Scored]:
    """Return the places that a name may stand for, the best first; `near` is where a report would play."""
    reading = Reading("", "", gazetteer)
    phrase = parse(name, gazetteer.knows)
    mention = reading.mention(phrase if isinstance(phrase, Named) else Named(name), None)
    if near and near.country:
        reading.theatre.asked = near.country
        reading.theatre.votes[near.country] = CERTAIN
    return reading.read(mention, [near] if near and near.kind != "country" else [])[:limit]


@lru_cache(4_096)
def _parsed(words: str, gazetteer: Gazetteer) -> Phrase:
    """Return words for a place, taken apart; reports of one war say the same again and again."""
    return parse(words, gazetteer.knows)


def _names(phrase: Phrase) -> Iterable[Named]:
    """Yield the names in a phrase."""
    match phrase:
        case Named():
            yield phrase
        case Several():
            for part in phrase.places:
                yield from _names(part)
        case Pointed():
            return
        case Between():
            yield from _names(phrase.one)
            yield from _names(phrase.other)
        case _:
            yield from _names(phrase.base)


def _answer(
    reading: Reading, phrase: Phrase, item: Asked, held: dict[int, Mention]
) -> tuple[Worded, tuple[Candidate, ...]]:
    before = item.span.start if item.span else len(reading.text)
    wording = Wording(
        reading.gazetteer,
        lambda named: _settled(reading, held[id(named)], named, before),
        lambda word: _back(reading, word, before),
    )
    first = next(iter(held.values()), None)
    return wording.place(phrase), _candidates(first) if first else ()


def _candidates(mention: Mention) -> tuple[Candidate, ...]:
    return tuple(
        Candidate(
            id=scored.hit.place.id, name=scored.hit.place.name, score=round(scored.share, 3), because=scored.because
        )
        for scored in mention.readings[:SHOWN]
    )


def _settled(reading: Reading, mention: Mention, named: Named, before: int) -> Worded:
    """Return the place of a name; the places of names run together; else the place that it is said to lie in."""
    if place := mention.place(SURE):
        return Worded(place, _why(mention), (place.id,))
    if parts := reading.parts(mention, SURE):
        return together([Worded(place, _why(part), (place.id,)) for part in parts if (place := part.place(SURE))])
    why = f"“{mention.name}” is not in the gazetteer"
    if best := mention.best:
        of = f"{best.hit.place.name} ({best.hit.place.country}) would be the best of {len(mention.readings)}"
        why = f"“{mention.name}” is not resolved: {of}, {best.because}"
    holder = _holder(reading, mention, named, before) or _namesake(reading, mention)
    return _within(holder, mention.name, named.word, why) if holder else Worded(None, why)


def _why(mention: Mention) -> str:
    return f"“{mention.name}” {mention.best.because}" if mention.best else ""


def _holder(reading: Reading, mention: Mention, named: Named, before: int) -> Place | None:
    """Return what an unknown place is said to lie in; for quarters, streets and buildings the town named last."""
    for held, kinds_held in ((mention.inside, HOLDERS), (mention.holder, HOLDERS - {"town"})):
        if held and (place := held.place(SURE)) and place.kind in kinds_held:
            return place
    if named.word.removesuffix("s") in listed("local"):
        return _last(reading, "town", before)
    return None


def _namesake(reading: Reading, mention: Mention) -> Place | None:
    """Return the town that an unknown site is named after: "Harga hospital", "Harga airport"."""
    bare = Mention(mention.name, mention.at)
    bare.readings = reading.read(bare, []) if mention.words else []
    place = bare.place(SURE)
    return place if place and is_settled(place.kind) else None


def _within(holder: Place, name: str, word: str, why: str) -> Worded:
    kind = word if word in kinds() else min(kinds_of(word), default="town")
    place = Place(
        id=f"{holder.id}/in:{bare(fold(name))}",
        name=name,
        kind=kind,
        country=holder.country,
        latitude=holder.latitude,
        longitude=holder.longitude,
        radius_km=max(holder.radius_km, 5.0),
        precision=max(holder.precision, Precision.NEAR),
        parents=(holder.id, *holder.parents),
    )
    return Worded(place, f"{why}; taken to lie in {holder.name}", (place.id,))


def _back(reading: Reading, word: str, before: int) -> Worded:
    """Return what "the town", "the province", "the country" points back to."""
    kind = anaphors().get(word)
    if word == "capital" or kind == "country":
        country = reading.theatre.main()
        place = country and (
            reading.gazetteer.capital(country) if word == "capital" else reading.gazetteer.get(f"iso3166:{country}")
        )
        if place:
            return Worded(place, f"“the {word}”: the report is mostly about {country}", (place.id,))
    found = _last(reading, kind, before) if kind else None
    if found:
        return Worded(found, f"“the {word}” points back to {found.name}, named last before it", (found.id,))
    return Worded(None, f"“{word}” points to no place that the text names before")


def _last(reading: Reading, kind: str, before: int) -> Place | None:
    """Return the last place of a kind that is named before, and clear."""
    held = [
        (mention.at, place) for mention in reading.everything if mention.at < before and (place := mention.place(SURE))
    ]
    return max(
        ((at, place) for at, place in held if place.kind == kind and at >= 0),
        key=lambda pair: pair[0],
        default=(0, None),
    )[1]
