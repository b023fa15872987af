"""Names of places in running text, found by their capitals and the gazetteer: enough to tell where a report plays."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.spelling import fold
from marsad.lexicon import load
from marsad.model import Span

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W\d_]+(?:[’'‘`](?!s\b|S\b)[^\W\d_]+)*")
_GLUE = frozenset(
    "al el ad an ar as ash at az ez de del la las los of the y e da do dos d wa bin abu an- al- el-".split()
)
LONGEST = 5  # words of a name


@cache
def _placing() -> re.Pattern[str]:
    """Words before a name that tell of a place, from right to left: so they are looked for at one end alone."""
    words = "|".join(re.escape(word[::-1]) for word in load("gazetteer/phrases.yml")["placing"])
    return re.compile(rf"\s+(?:eht\s+)?(?:{words})\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Name:
    """Words that some place bears, where they stand, and what stands `before` them."""

    text: str
    span: Span
    before: str = ""

    @property
    def placed(self) -> bool:
        """Whether the words before tell of a place."""
        return _placing().match(self.before[::-1]) is not None


@cache
def people() -> dict[str, str]:
    """Return the countries (ISO codes) by what their people and things are called, folded ("syrians": SY)."""
    table = load("gazetteer/countries.yml")
    forms = {(word, code) for code, row in table.items() for word in row.get("people", ())}
    return {fold(form): code for word, code in sorted(forms) for form in (word, f"{word}s")}


def names_in(text: str, gazetteer: Gazetteer) -> Iterator[Name]:
    """Yield the longest names in runs of capitalised words that the gazetteer knows, in order, and names of peoples."""
    for run in runs(text):
        at = 0
        while at < len(run):
            size = _longest(text, run[at:], gazetteer)
            if size:
                span = Span(run[at].start(), run[at + size - 1].end())
                yield Name(text[span.start : span.end], span, text[max(0, span.start - 24) : span.start])
            at += size or 1


def _longest(text: str, words: list[re.Match[str]], gazetteer: Gazetteer) -> int:
    """Return how many words from the first on make the longest name; 0 for none."""
    for size in range(min(LONGEST, len(words)), 0, -1):
        last = words[size - 1]
        name = text[words[0].start() : last.end()]
        if last.group()[0].isupper() and (gazetteer.knows(name) or fold(name) in people()):
            return size
    return 0


def runs(text: str) -> Iterator[list[re.Match[str]]]:
    """Yield words with capitals that stand side by side, with the small words within such names."""
    run: list[re.Match[str]] = []
    for word in _WORD.finditer(text):
        joined = bool(run) and text[run[-1].end() : word.start()] in (" ", "-", "\n", " -", "'", "’")
        if run and not (joined and (word.group()[0].isupper() or word.group() in _GLUE)):
            yield run
            run = []
        if word.group()[0].isupper() or (run and word.group() in _GLUE):
            run.append(word)
    if run:
        yield run
