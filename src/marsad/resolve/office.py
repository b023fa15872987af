"""For whom a named person speaks, as the report says: "police chief Juan Perez", "Ann Lee, a spokesman for …"."""

import re
from collections.abc import Iterator
from functools import cache

from marsad.lexicon import load
from marsad.registry.fold import fold
from marsad.resolve.phrase import Item, scan
from marsad.resolve.voice import BODY, DESCRIBED, PARTY, REGISTERED, Heard, Voice, hear, speaker_finder

BEFORE, AFTER = 90, 110  # characters around a name that may describe it
_CUT = re.compile(r"[.;:?!\n\"“”()]|\b(?:said|says|told|that|when|where|and|but|as|by|reported|added)\b", re.IGNORECASE)
_APPOSED = re.compile(r"\s*,\s+((?:an?|the|its|their)?\s*[^,.;:\n\"“”]+)")


def described(name: str, voice: Voice) -> Heard | None:
    """Return the body that a person speaks for by what stands before or after the name in the text.

    Only words that say that a person speaks or leads ("spokesman", "minister", "chief") count, together with a body,
    ministry or party; an "activist" or "resident" stays himself. A surname is looked up with the names before it.
    """
    if known := _in_full(name, voice):
        return known
    finder = speaker_finder(voice)
    for words in _descriptions(name, voice.document.text):
        items = scan(words, finder)
        if any(item.kind == "speaking" for item in items) and (heard := _body_of(items, voice)):
            return Heard(heard.speaker, f"“{words.strip()}” says whom {name} speaks for: {heard.because}", DESCRIBED)
    return None


def _in_full(name: str, voice: Voice) -> Heard | None:
    """Return whom the registries know as the person whose surname is printed alone here and in full elsewhere."""
    surname = re.compile(rf"((?:\b[^\W\d_][\w'’-]*\s+){{1,3}}){re.escape(name)}(?!\w)", re.IGNORECASE)
    for found in surname.finditer(voice.document.text):
        given = found[1].split()
        for start in range(len(given)):
            full = " ".join((*given[start:], name))
            key = voice.sources.voice(fold(full)) or next(iter(voice.context.actors.leader(fold(full), None)), None)
            if key:
                return Heard(key, f"{full}, whom the report names, speaks for {voice.context.name(key)}", DESCRIBED)
    return None


def _body_of(items: list[Item], voice: Voice) -> Heard | None:
    heard = hear(items, voice)
    return heard if heard.rank in (REGISTERED, BODY, PARTY) else None


def _descriptions(name: str, text: str) -> Iterator[str]:
    """Yield what stands in apposition after each mention of the name, then what stands right before it."""
    found = list(re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text, re.IGNORECASE))
    for mention in found:
        if apposed := _APPOSED.match(text[mention.end() : mention.end() + AFTER]):
            yield apposed[1]
    for mention in found:
        before = _stopped().sub(r"\1", text[max(0, mention.start() - BEFORE) : mention.start()])
        yield _CUT.split(before)[-1].split(",")[-1]


@cache
def _stopped() -> re.Pattern[str]:
    """Return a pattern of titles whose full stop ends no sentence ("Capt.")."""
    titles = "|".join(load("lexicon/en/attribution.yml")["stopped_titles"])
    return re.compile(rf"\b({titles})\.", re.IGNORECASE)
