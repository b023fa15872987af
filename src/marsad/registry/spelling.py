"""Names that are spelled nearly alike: they propose, and whoever asks decides."""

import re
from collections import defaultdict
from collections.abc import Iterable

ALIKE = 84.0  # of 100: the share of letters that two names have in common, in order
SHORTEST = 5  # letters: in shorter names one letter makes another name
_DIGITS = re.compile(r"\d+")


class Spellings:
    """Folded names, looked up by likeness. Likeness is Indel's (`rapidfuzz.fuzz.ratio`), 0 to 100."""

    def __init__(self, names: Iterable[str]) -> None:
        """Take the names; those with another first letter are never compared."""
        self._by_letter: defaultdict[str, list[str]] = defaultdict(list)
        for name in names:
            self._by_letter[name[:1]].append(name)

    def near(self, name: str, limit: int = 5) -> list[tuple[str, float]]:
        """Return names like the folded `name` with their likeness, the likest first; numbers in them must be equal."""
        if len(name) < SHORTEST:
            return []
        from rapidfuzz import fuzz, process  # noqa: PLC0415 - slow to import, and most names are found as they are

        known = self._by_letter.get(name[:1], ())
        found = process.extract(name, known, scorer=fuzz.ratio, score_cutoff=ALIKE, limit=limit)
        return [(other, score) for other, score, _ in found if _DIGITS.findall(other) == _DIGITS.findall(name)]
