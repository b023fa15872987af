"""Measure who says what against texts in which people marked it, beside what else there is."""

import importlib.util
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.evaluate.attribution import Article, Credited, Credits, compare
from marsad.model import Document, Span

Find = Callable[[Sequence[Article]], Iterator[list[Credited]]]
_ROLE = re.compile(r"\d+$")
_WORDS = 3  # of a quotation; a shorter one only sets off a name


def articles(path: Path) -> list[Article]:
    """Return texts in brat's standoff form, `x.txt` beside `x.ann`, as PolNeAR is: those of a folder, or of an .ann."""
    found = [_article(each) for each in (sorted(path.glob("*.ann")) if path.is_dir() else [path])]
    if not found:
        raise InputError(f"{path}: no .ann files; give a folder of texts marked in brat's standoff form.")
    return found


def _article(path: Path) -> Article:
    try:
        text = path.with_suffix(".txt").read_text("utf-8")
        return Article(path.stem, text, tuple(_credited(path.read_text("utf-8").split("\n"))))
    except (OSError, UnicodeDecodeError, LookupError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as brat standoff beside its .txt ({error}); check both.") from error


def _credited(lines: Sequence[str]) -> Iterator[Credited]:
    """Yield the attributions with their content; of one that is marked without, nothing can be found."""
    spans = {key: _spans(rest.split("\t")[0]) for key, rest in _rows(lines, "T")}
    for _, rest in _rows(lines, "E"):
        roles: dict[str, tuple[Span, ...]] = {}
        for role, _, key in (part.partition(":") for part in rest.split()):
            name = _ROLE.sub("", role)
            roles[name] = roles.get(name, ()) + spans[key]
        if roles.get("Content"):
            yield Credited(roles["Content"], roles.get("Source", ()))


def _rows(lines: Sequence[str], kind: str) -> Iterator[tuple[str, str]]:
    return ((key, rest) for key, _, rest in (line.partition("\t") for line in lines) if key.startswith(kind))


def _spans(mark: str) -> tuple[Span, ...]:
    """Read "Content 10 25;30 41"."""
    _, _, stretches = mark.partition(" ")
    return tuple(Span(*map(int, stretch.split())) for stretch in stretches.split(";"))


def finders() -> Mapping[str, Find]:
    """Return what finds attributions: marsad, every quotation by its marks, and textacy where it is installed."""
    found = {"marsad": _marsad, "quotation marks": _quotations}
    if importlib.util.find_spec("textacy"):
        found["textacy"] = _textacy
    return found


def _marsad(given: Sequence[Article]) -> Iterator[list[Credited]]:
    from marsad.extract import attributions  # noqa: PLC0415 - imports the parser, which takes a second

    for _, found in attributions(Document(text=article.text) for article in given):
        yield [
            Credited(each.content, (each.source.span,) if each.source and each.source.span else ())
            for each in found
            if not each.nested  # as the labels
        ]


def _quotations(given: Sequence[Article]) -> Iterator[list[Credited]]:
    from marsad.extract.rules.quotation_marks import quotations  # noqa: PLC0415 - as above

    for article in given:
        spans = (quotation.span for quotation in quotations(article.text))
        yield [Credited((span,)) for span in spans if len(article.text[span.start : span.end].split()) >= _WORDS]


def _textacy(given: Sequence[Article]) -> Iterator[list[Credited]]:
    """Yield what textacy takes for direct quotations; it gives up on a text with an odd number of marks."""
    from textacy.extract.triples import direct_quotations  # noqa: PLC0415 - not everybody has it

    from marsad.extract.model_pin import load_model  # noqa: PLC0415 - as above

    for parsed in load_model().pipe(article.text for article in given):
        try:
            found = list(direct_quotations(parsed))
        except ValueError:
            found = []
        yield [Credited((_span(each.content),), tuple(map(_word, each.speaker))) for each in found]


def _span(words: Any) -> Span:
    return Span(words.start_char, words.end_char)


def _word(token: Any) -> Span:
    return Span(token.idx, token.idx + len(token))


def measure(given: Sequence[Article], find: Find) -> tuple[Credits, Credits]:
    """Return the counts of every other article, from the first, on which word lists were tuned, and of the rest."""
    halves = [Credits(), Credits()]
    for number, (article, found) in enumerate(zip(given, find(given), strict=True)):
        halves[number % 2] += compare(article.credited, found)
    return halves[0], halves[1]
