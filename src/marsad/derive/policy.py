"""How one best figure is chosen among those of several origins."""

from collections import Counter
from collections.abc import Callable, Sequence
from datetime import date
from statistics import median_low
from typing import NamedTuple

from marsad.derive.sides import Sides
from marsad.derive.voices import Voice
from marsad.model import Policy


class Choice(NamedTuple):
    """The best figure, None where no origin gives a numeral, and in words how it came about."""

    best: float | None
    rule: str


class Stated(NamedTuple):
    """A voice that gives a numeral, and the numeral."""

    voice: Voice
    value: float


def choose(policy: Policy, voices: Sequence[Voice], party: str | None, sides: Sides) -> Choice:
    """Return what `policy` takes for the best of the figures of `voices`, for the losses of `party`.

    Every best figure is one that somebody gave, or the middle of a range that somebody gave.
    """
    stated = [Stated(voice, voice.amount.best) for voice in voices if voice.amount.best is not None]
    if not voices:
        return Choice(None, "nobody says how many")
    if not stated:
        return Choice(None, "no best figure: only vague words or ceilings are given")
    if policy is Policy.ADMITTED:
        return _admitted(stated, party, sides)
    return _POLICIES[policy](stated)


def _central(stated: Sequence[Stated]) -> Choice:
    values = sorted(each.value for each in stated)
    if len(values) == 1:
        return Choice(values[0], f"the only numeral, from {stated[0].voice.origin.label}")
    return Choice(median_low(values), f"the median of what {len(values)} origins say ({_listed(values)})")


def _conservative(stated: Sequence[Stated]) -> Choice:
    backing = Counter(each.value for each in stated)
    most = max(backing.values())
    best = min(value for value, times in backing.items() if times == most)
    if len(backing) == 1:
        return Choice(best, "what every origin with a numeral says")
    if most == 1:
        return Choice(best, f"the smallest of what {len(stated)} origins say, no two of which agree")
    return Choice(best, f"the smallest of the figures that most origins share ({most} of {len(stated)})")


def _latest(stated: Sequence[Stated]) -> Choice:
    independence = min(_dependence(each.voice) for each in stated)
    peers = [each for each in stated if _dependence(each.voice) == independence]
    newest = max(peers, key=lambda each: (each.voice.since or date.min, each.value, each.voice.origin.id))
    when = f"of {newest.voice.since}" if newest.voice.since else "undated"
    return Choice(newest.value, f"the latest from {_KINDS[independence]}: {newest.voice.origin.label}, {when}")


def _dependence(voice: Voice) -> int:
    """0: a named origin that is nobody's voice; 1: a party's own; 2: one without a name."""
    if not voice.origin.named:
        return 2
    return 0 if voice.origin.aligned is None else 1


_KINDS = ("an origin of no side", "a party's own source", "an unnamed origin")


def _admitted(stated: Sequence[Stated], party: str | None, sides: Sides) -> Choice:
    own = [each for each in stated if sides.owns(party, each.voice.origin.aligned)]
    if not own:
        best, rule = _central(stated)
        return Choice(best, f"no figure of the party's own; {rule}")
    best, _ = _central(own)
    return Choice(best, f"the party's own figure, from {', '.join(each.voice.origin.label for each in own)}")


def _listed(values: Sequence[float]) -> str:
    return ", ".join(f"{value:,.15g}" for value in values)


_POLICIES: dict[Policy, Callable[[Sequence[Stated]], Choice]] = {
    Policy.CENTRAL: _central,
    Policy.CONSERVATIVE: _conservative,
    Policy.LATEST: _latest,
}
