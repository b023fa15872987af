"""Which words of any text name places: the gazetteer proposes, and a linear model over plain features decides.

The weights are in ``data/weights/toponym.json``, one feature a line; `scripts/train_toponyms.py` makes them.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import exp

from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.spelling import fold
from marsad.model import Place, Span
from marsad.resolve.places_features import Candidate, features, shows_place, types
from marsad.resolve.places_names import Name, people, runs
from marsad.resolve.places_phrase import Named
from marsad.resolve.places_reading import Reading

SURE = 0.5
TYPED = 5  # words of the longest name that ends in a word for its kind


@dataclass(frozen=True, slots=True)
class Recognised:
    """Words that name a place, how sure that is from 0 to 1, and what it is; `place` is None where not resolved.

    `people` says that they are what a country's people and things are called ("Syrian").
    """

    span: Span
    score: float
    place: Place | None
    people: bool


def recognise(text: str, gazetteer: Gazetteer, title: str = "") -> list[Recognised]:
    """Return the names of places in a text, in order, none overlapping."""
    reading = Reading(text, title, gazetteer)
    found = [(candidate, _chance(features(candidate, reading))) for candidate in candidates(reading)]
    chosen: list[Recognised] = []
    for candidate, chance in sorted(found, key=lambda pair: (-pair[1], pair[0].name.span)):
        span = candidate.name.span
        if chance >= SURE and not any(span.overlaps(other.span) for other in chosen):
            known = fold(candidate.name.text) in people()
            chosen.append(Recognised(span, round(chance, 3), candidate.mention.place(SURE), known))
    return sorted(chosen, key=lambda item: item.span)


def candidates(reading: Reading) -> list[Candidate]:
    """Return what may name a place, each read in the light of the others."""
    seen: dict[Span, tuple[Name, str]] = {name.span: (name, "known") for name in reading.names}
    for name, how in [*_typed(reading.text), *_unknown(reading)]:
        seen.setdefault(name.span, (name, how))
    made = []
    for name, how in seen.values():
        mention = reading.mention(Named(name.text), name.span)
        mention.weight = 0.5 if how == "known" and name.placed else 0.0
        made.append(Candidate(name, how, mention))
    reading.settle()
    return made


def _typed(text: str) -> Iterator[tuple[Name, str]]:
    """Yield capitalised words that end in a word for a kind of place: "Rest Acres Road"."""
    for run in runs(text):
        for at, word in enumerate(run):
            if at and word.group().lower() in types():
                first = next((back for back in range(at - 1, -1, -1) if run[back].group().lower() in types()), -1) + 1
                first = max(first, at - TYPED + 1)
                if first < at:
                    span = Span(run[first].start(), word.end())
                    yield Name(text[span.start : span.end], span), "typed"


def _unknown(reading: Reading) -> Iterator[tuple[Name, str]]:
    """Yield capitalised words that the gazetteer lacks where a preposition shows a place."""
    for run in runs(reading.text):
        span = Span(run[0].start(), run[-1].end())
        text = reading.text[span.start : span.end]
        if len(run) <= 3 and shows_place(reading.text, span.start) and not reading.gazetteer.knows(text):
            yield Name(text, span), "unknown"


@cache
def weights() -> dict[str, float]:
    """Return the weights by feature."""
    found: dict[str, float] = json.loads((files("marsad") / "data" / "weights" / "toponym.json").read_text("utf-8"))
    return found


def _chance(told: Iterable[str]) -> float:
    total = sum(weights().get(feature, 0.0) for feature in ("bias", *told))
    return 1 / (1 + exp(-max(-30.0, min(30.0, total))))
