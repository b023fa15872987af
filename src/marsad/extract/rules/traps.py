"""Tell numbers that count something from ages, dates, hours, distances, money, names."""

import re
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from marsad.extract.rules.patterns import expand, spaced
from marsad.lexicon import load
from marsad.model import Span

_DATA: dict[str, Any] = load("lexicon/en/quantity_traps.yml")
_MACROS: dict[str, Any] = load("lexicon/en/quantity.yml")["macros"] | _DATA["macros"]
_WINDOW = 64  # how many characters before a number a trap looks at


def is_trapped(folded: str, start: int, core: Span, end: int) -> bool:
    """Whether a figure counts nothing: `start` to `end` of a folded text, its bare number at `core`."""
    words = folded[start : core.end]
    return any(trap.holds(folded, core.start, end) for kind, traps in _TRAPS if kind.fullmatch(words) for trap in traps)


@dataclass(frozen=True, slots=True)
class _Trap:
    """What must stand before and behind a number; None where it does not matter."""

    before: re.Pattern[str] | None
    after: re.Pattern[str] | None

    def holds(self, folded: str, start: int, end: int) -> bool:
        if self.after and not self.after.match(folded, end):
            return False
        return not self.before or bool(self.before.search(folded, max(0, start - _WINDOW), start))


def _traps() -> list[tuple[re.Pattern[str], list[_Trap]]]:
    """Read the patterns, sorted by the kind of figure they are about."""
    place = re.compile(rf"\{{({'|'.join(_DATA['kinds'])})\}}")
    sides: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for trap in _DATA["traps"].values():
        for pattern in trap["patterns"]:
            before, kind, after = place.split(spaced(expand(pattern, _MACROS)))
            sides[kind].append((before, after))
    return [(re.compile(spaced(source), re.DOTALL), _merge(sides[kind])) for kind, source in _DATA["kinds"].items()]


def _merge(sides: list[tuple[str, str]]) -> list[_Trap]:
    """Join the patterns that look one way only into one expression, for speed."""
    ahead = [before for before, after in sides if before and not after]
    behind = [after for before, after in sides if not before]
    both = [([before], [after]) for before, after in sides if before and after]
    return [_Trap(_before(first), _after(last)) for first, last in [(ahead, []), ([], behind), *both] if first or last]


def _before(sources: list[str]) -> re.Pattern[str] | None:
    """Compile what must stand before: whole words, but for patterns that begin with a sign."""
    words = [source for source in sources if source[0].isalnum() or source[0] == "("]
    signs = [source for source in sources if source not in words]
    choices = [rf"(?<!\w)(?:{'|'.join(words)})", *signs] if words else signs
    return re.compile(rf"(?:{'|'.join(choices)})\Z") if choices else None


def _after(sources: list[str]) -> re.Pattern[str] | None:
    return re.compile(rf"(?:{'|'.join(sources)})(?!\w)") if sources else None


_TRAPS = _traps()
