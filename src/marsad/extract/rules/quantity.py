"""Find the figures in a text: numbers and vague amounts, how firmly they are meant, what they measure.

One expression reads hedge, number and range; what stands around a figure tells whether it counts anything. The words
lie in ``lexicon/en/quantity.yml`` and ``quantity_traps.yml``.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from marsad.extract.rules.numerals import NUMBER, read_number
from marsad.extract.rules.patterns import SPACE, any_of, expand, fold, joined, spaced
from marsad.extract.rules.traps import is_trapped
from marsad.lexicon import load
from marsad.model import Hedge, Quantity, Span

_DATA: dict[str, Any] = load("lexicon/en/quantity.yml")
_RANGES: dict[str, Any] = _DATA["ranges"]
_PHRASAL = frozenset(_DATA["with_over"])
_BEFORE = [word for entry in _DATA["hedges"].values() for word in entry["before"]]
_AFTER = [word for entry in _DATA["hedges"].values() for word in entry["after"]]
_HEDGES = {
    joined(word): Hedge(kind) for kind, entry in _DATA["hedges"].items() for word in entry["before"] + entry["after"]
}
_HEDGED = f"(?:{any_of(_BEFORE)}{SPACE}?(?:{any_of(_DATA['fillers']['words'])}{SPACE}){{0,2}})"
_COUNTING: dict[str, int] = {word: entry["value"] for entry in _DATA["counting"] for word in entry["words"]}
_WINDOW = 48  # how many characters before a range are looked at


@dataclass(frozen=True, slots=True)
class Figure:
    """A quantity, and where its bare number stands: "20" of "at least 20", "10 and 15" of "between 10 and 15"."""

    quantity: Quantity
    core: Span


def figures(text: str) -> list[Figure]:
    """Return the figures of `text` that may count something, in reading order, none overlapping another.

    Ages, dates, hours, durations, distances, money, names and other numbers that count nothing are left out. Units
    other than "person" are set for households, per cent and areas only.
    """
    folded = fold(text)
    found = []
    position = 0
    while match := _FIGURE.search(folded, position):
        reading, position = _read(match)
        if reading and (figure := _figure(text, folded, reading)):
            found.append(figure)
            position = max(position, figure.quantity.span.end)
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """What a match says by itself: where hedge and number stand, how firm it is, how much."""

    start: int
    core: Span
    hedge: Hedge
    low: Fraction | None = None
    high: Fraction | None = None


def _read(match: re.Match[str]) -> tuple[_Reading | None, int]:
    """Return what a match says, if anything, and where reading goes on."""
    if match["vague"]:
        return _Reading(match.start("hedge"), Span(*match.span("vague")), Hedge.VAGUE), match.end()
    if match["high"]:
        return _read_range(match)
    return _read_single(match)


def _read_single(match: re.Match[str]) -> tuple[_Reading, int]:
    name = "count" if match["count"] else "low"
    words = match[name]
    start, hedge = _own_hedge(match, match.start(name))
    value = Fraction(_COUNTING[joined(words)]) if match["count"] else read_number(words).value
    return _Reading(start, Span(*match.span(name)), _firmness(hedge), value), match.end(name)


def _own_hedge(match: re.Match[str], number: int) -> tuple[int, str]:
    """Where the figure's words begin, and its hedge: that of "handed over three" belongs to the verb."""
    before = match.string[max(0, match.start("hedge") - _WINDOW) : match.start("hedge")].split()
    if match["hedge"].strip() == "over" and before and before[-1] in _PHRASAL:
        return number, ""
    return match.start("hedge"), match["hedge"]


def _read_range(match: re.Match[str]) -> tuple[_Reading | None, int]:
    """Read "A to B", unless B stands for itself, as in a change from A to B, or the two are a score or two figures."""
    if _stands_alone(match):
        return None, match.end("link")
    lead_needed = _RANGES["paired"].get(match["link"])
    if lead_needed and match["lead"] != lead_needed:
        return _read_single(match)
    low, high = read_number(match["low"]), read_number(match["high"])
    scaled = low.value * high.multiple  # "two to three million"
    least = scaled if low.multiple == 1 and scaled < high.value else low.value
    if least < high.value:
        core = Span(match.start("low"), match.end("high"))
        return _Reading(match.start(), core, Hedge.RANGE, least, high.value), match.end()
    return _read_single(match) if match["link"].isalpha() else (None, match.end())


def _stands_alone(match: re.Match[str]) -> bool:
    """Whether only the second number counts: behind a verb of change, a date, or the "1-" of an agency's update."""
    if _APART.search(match.string, max(0, match.start("low") - _WINDOW), match.start("low")):
        return True
    return not match["link"].isalpha() and match["low"][-1].isdigit() and not match["second"][0].isdigit()


def _firmness(words: str) -> Hedge:
    """Return the bound among the hedges in `words`; "at least some 20" is a bound, not about 20."""
    kinds = [_HEDGES[joined(hedge)] for hedge in _HEDGE.findall(words)]
    return next((kind for kind in kinds if kind is not Hedge.ABOUT), Hedge.ABOUT if kinds else Hedge.EXACT)


def _figure(text: str, folded: str, reading: _Reading) -> Figure | None:
    """Return the figure at a reading, or None where it counts nothing."""
    tail = _TAIL.match(folded, reading.core.end)
    end = tail.end() if tail else reading.core.end
    unit = next((name for name, after in _UNITS.items() if after.match(folded, end)), "person")
    if is_trapped(folded, reading.start, reading.core, end) or not _countable(reading, unit):
        return None
    hedge = _firmness(tail["hedge"]) if tail and reading.hedge in (Hedge.EXACT, Hedge.ABOUT) else reading.hedge
    span = Span(reading.start, end)
    low, high = (None if value is None else float(value) for value in (reading.low, reading.high))
    return Figure(Quantity(span, text[span.start : span.end], hedge, low, high, unit), reading.core)


def _countable(reading: _Reading, unit: str) -> bool:
    """Whether there can be that many: of people and households only whole numbers, not "1.300"."""
    whole = all(value is None or value.denominator == 1 for value in (reading.low, reading.high))
    return whole or unit not in ("person", "household")


def _pattern(source: str) -> re.Pattern[str]:
    return re.compile(spaced(expand(source, _DATA["macros"])))


def _figure_pattern() -> re.Pattern[str]:
    """Build the expression for a lead, hedges, and a number, a range, a vague amount or a counting word."""
    lead = f"(?:(?P<lead>{any_of(_RANGES['leads'])}){SPACE})?"
    link = f"(?:{SPACE}?{any_of(_RANGES['between'])})?{SPACE}?(?P<link>{any_of(_RANGES['links'])}){SPACE}?"
    number = rf"(?P<low>{NUMBER})(?:{link}(?P<second>{_HEDGED}{{0,2}}(?P<high>{NUMBER})))?(?![-–]\d)"
    vague = "|".join(entry["pattern"] for entry in _DATA["vague"])
    count = "|".join(rf"{any_of(entry['words'])}(?={entry['then']})" for entry in _DATA["counting"])
    start = rf"(?<!\w){lead}(?P<hedge>{_HEDGED}{{0,3}})(?!(?<=\d-)\d)"
    return _pattern(rf"{start}(?:{number}|(?P<vague>(?:{vague})(?!\w))|(?P<count>{count}))")


_HEDGE = re.compile(any_of(_BEFORE + _AFTER))
_FIGURE = _figure_pattern()
_APART = _pattern(rf"(?<!\w)(?:{'|'.join(_RANGES['apart'])})\Z")
# What follows "20" in "killed 20 at least two of them women" is the next figure's hedge.
_TAIL = re.compile(rf"{SPACE}?(?P<hedge>{any_of(_AFTER)})(?!{SPACE}{_HEDGED}{{0,2}}{NUMBER})")
_UNITS = {name: _pattern(f"[ -]?(?:{'|'.join(entry['after'])})(?!\\w)") for name, entry in _DATA["units"].items()}
