"""What kind of body "the rights group" or "the rebel movement" takes up, and which names are of that kind."""

from collections.abc import Iterable
from functools import cache, lru_cache

from marsad.extract.rules.parties import side
from marsad.extract.rules.speaker_phrase import words
from marsad.lexicon import load

ARMED_GROUP = "armed group"  # the noun of those that the text names, speaking or not
_NAMES = 512  # answers kept: those of the last reports


def kind_told(low: Iterable[str]) -> str:
    """What the words before a noun say of a body: "armed", "civil" or "media"; "" where they say nothing."""
    said = set(low)
    return next((kind for kind in _kinds() if words("kinds", kind, "told") & said), "")


@lru_cache(maxsize=_NAMES)
def kind_named(name: str, noun: str) -> str:
    """What kind of body a name tells of; "" where it is a state's or tells nothing."""
    low = {word.removesuffix("'s").removesuffix("’s") for word in name.lower().split()}
    if noun == ARMED_GROUP or side(name) == "irregular" or low & _groups():
        return "armed"
    kind = next((kind for kind in _kinds() if words("kinds", kind, "named") & low), "")
    return "" if is_of_state(name) and kind != "armed" else kind


def is_of_state(name: str) -> bool:
    """Whether it is a state or an office of one, which is no "group"."""
    return side(name) == "state" or not words("offices").isdisjoint(name.lower().split())


def _kinds() -> tuple[str, ...]:
    return tuple(load("lexicon/en/attribution.yml")["kinds"])


@cache
def _groups() -> frozenset[str]:
    return frozenset(load("lexicon/en/organisations.yml")["groups"])
