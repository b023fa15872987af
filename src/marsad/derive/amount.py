"""What a printed figure says of the true one: a least, a stated, and a most."""

import re
from functools import cache

from marsad.derive.bounds import Bounds
from marsad.lexicon import load
from marsad.model import Hedge, Quantity

CONVENTIONS = "derive/amounts.yml"
_WORD = re.compile(r"[a-z]+")


def amount(quantity: Quantity) -> Bounds | None:
    """Return what `quantity` bounds: no `best` where it gives no numeral, or only a ceiling ("up to 20").

    None where its words bound nothing ("several").
    "About 20" is read as 20: how far off it may be, nobody says. A range stands by its middle, rounded down.
    """
    value = quantity.value
    if value is None:
        return vague(quantity.text)
    match quantity.hedge:
        case Hedge.AT_LEAST:
            return Bounds(value, value, None)
        case Hedge.AT_MOST:
            return Bounds(None, None, value)
        case Hedge.RANGE if quantity.high is not None:
            low, high = sorted((value, quantity.high))
            return Bounds(low, (low + high) // 2, high)
    return Bounds(value, value, value)


@cache
def vague(text: str) -> Bounds | None:
    """Return what words without a numeral bound by the conventions of `data/derive/amounts.yml`."""
    found = [entry for word in _WORD.findall(text.casefold()) if (entry := _magnitudes().get(word))]
    if not found:
        return None
    first, *rest = found
    times = rest[0].get("times", 1) if rest else 1
    return Bounds(float(first["low"] * times), None, float((first["high"] + 1) * times - 1))


@cache
def _magnitudes() -> dict[str, dict[str, int]]:
    entries = load(CONVENTIONS)["magnitudes"].values()
    return {word: entry for entry in entries for word in entry["words"]}
