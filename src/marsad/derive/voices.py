"""What each origin stands by: one live figure, the latest that it gave."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from marsad.derive.bounds import Bounds
from marsad.model import Aside, Hedge, Known, Origin

ROUND = 0.1  # "about 20" is a round word for what lies within a tenth of it


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One claim's figure and who stands behind it."""

    known: Known
    origin: Origin
    amount: Bounds

    @property
    def claim_id(self) -> str:
        """The id of the claim."""
        return self.known.claim.id

    @property
    def is_round(self) -> bool:
        """Whether it is said to be off by some ("about 20", "almost a dozen")."""
        quantity = self.known.claim.quantity
        return quantity is not None and quantity.hedge is Hedge.ABOUT


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """The figure that an origin stands by, the claim that first gave it, and since which day (None: not known).

    `set_aside` are the origin's other claims of the same thing, with reasons.
    """

    origin: Origin
    amount: Bounds
    claim_id: str
    since: date | None
    set_aside: tuple[Aside, ...] = ()


def voices(words: Iterable[Word]) -> tuple[Voice, ...]:
    """Return one voice for each origin, sorted by its id; the order of `words` does not matter.

    A figure dates from the day on which its origin first gave it, so that a reprint of an old one is no news. The
    latest figure stands; of several of one day the greatest, because tolls rise while they are reported. A vague word
    that a numeral of the same origin fits, or a round one near it, is a looser way to say the same.
    """
    ordered = sorted(words, key=lambda word: (word.origin.id, _day(word.known.published), word.claim_id))
    return tuple(_voice(list(group)) for _, group in groupby(ordered, key=lambda word: word.origin.id))


def _day(day: date | None) -> date:
    return day or date.min


def _voice(words: list[Word]) -> Voice:
    """Return the voice of one origin, whose words are in order of publication."""
    first: dict[Bounds, Word] = {}
    for word in words:
        first.setdefault(word.amount, word)
    live = _latest(list(first.values()))
    others = [word for word in words if word is not live]
    return Voice(
        origin=live.origin,
        amount=live.amount,
        claim_id=live.claim_id,
        since=live.known.published,
        set_aside=tuple(_aside(word, live) for word in others),
    )


def _latest(words: list[Word]) -> Word:
    numerals = [word for word in words if word.amount.best is not None]
    news = [word for word in words if not any(_fits(numeral, word) for numeral in numerals)]
    return max(news, key=lambda word: (_day(word.known.published), word.amount.best is not None, _size(word.amount)))


def _fits(numeral: Word, vague: Word) -> bool:
    """Whether `vague` is a vague or round word for what `numeral` says."""
    stated, low, high = numeral.amount.best, vague.amount.low, vague.amount.high
    if vague.is_round and stated is not None and not numeral.is_round:
        return abs(stated - (vague.amount.best or 0)) <= ROUND * stated
    if vague.amount.best is not None or stated is None or low is None or high is None:
        return False
    return low <= stated <= high


def _size(amount: Bounds) -> tuple[float, float, float]:
    return amount.best or 0.0, amount.high or 0.0, amount.low or 0.0


def _aside(word: Word, live: Word) -> Aside:
    return Aside(claim_id=word.claim_id, because=_because(word, live))


def _because(word: Word, live: Word) -> str:
    name = live.origin.label
    if word.amount == live.amount:
        return f"repeats the figure of {name}"
    if _fits(live, word):
        return f"a looser word for the figure of {name}"
    if word.known.published == live.known.published:
        return f"{name} gave a greater figure on the same day"
    return f"superseded: {name} gave another figure later"


def asides(found: Iterable[Voice]) -> Iterator[Aside]:
    """Yield what all voices set aside."""
    for voice in found:
        yield from voice.set_aside
