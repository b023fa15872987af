"""Measure expressions of time against texts in which people marked their values, beside what else there is."""

import importlib.util
import json
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

from defusedxml import ElementTree  # type: ignore[import-untyped]

from marsad.errors import InputError
from marsad.evaluate.times import Dated, Expression, Reading, Timed, compare
from marsad.model import Span

Read = Callable[[Dated], list[Reading]]
_TO = re.compile(r"\s*[-–—/]\s*|\s+(?:and|to|until|till|through|into)\s+")
_TELLS = re.compile(r"[0-9]|day\b|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec", re.IGNORECASE)


def texts(path: Path) -> list[Dated]:
    """Return the marked texts of a file in JSON Lines, or of a folder of TimeML files (.tml), as WikiWars is."""
    try:
        found = list(_folder(path) if path.is_dir() else _lines(path))
    except (OSError, ElementTree.ParseError, LookupError, TypeError, ValueError) as error:
        raise InputError(f"{path}: cannot be read as marked texts ({error}); check what it holds.") from error
    if not found:
        raise InputError(f"{path}: no marked texts; give a .jsonl file or a folder of .tml files.")
    return found


def _lines(path: Path) -> Iterator[Dated]:
    for line in path.read_text("utf-8").split("\n"):
        if line.strip():
            row = json.loads(line)
            marks = (Expression(Span(mark["start"], mark["end"]), mark["value"]) for mark in row["times"])
            yield Dated(row["id"], row["text"], date.fromisoformat(row["published"]), tuple(marks), tuned=row["tuned"])


def _folder(path: Path) -> Iterator[Dated]:
    """Yield the texts of a folder in the order of their names; rules were tuned on every other one, from the first."""
    for number, each in enumerate(sorted(path.glob("*.tml"))):
        yield _timeml(each, tuned=number % 2 == 0)


def _timeml(path: Path, *, tuned: bool) -> Dated:
    root = ElementTree.parse(path).getroot()
    published = root.find("DCT/TIMEX3").get("value")
    text, marks = "", []
    body = root.find("TEXT")
    for piece, mark in _pieces(body):
        if mark is not None:
            marks.append(Expression(Span(len(text), len(text) + len(piece)), mark.get("value")))
        text += piece
    return Dated(path.stem, text, date.fromisoformat(published[:10]), tuple(marks), tuned=tuned)


def _pieces(body: Any) -> Iterator[tuple[str, Any]]:
    """Yield the text in pieces, each with the mark around it or None."""
    yield body.text or "", None
    for mark in body:
        yield "".join(mark.itertext()), mark if mark.tag == "TIMEX3" else None
        yield mark.tail or "", None


def readers() -> Mapping[str, Read]:
    """Return what reads times: marsad, and dateparser where it is installed."""
    found = {"marsad": _marsad}
    if importlib.util.find_spec("dateparser"):
        found["dateparser"] = _dateparser
    return found


def _marsad(given: Dated) -> list[Reading]:
    from marsad.extract.rules.time import times  # noqa: PLC0415 - compiles its patterns, which takes a moment

    return [reading for mention in times(given.text, given.published) for reading in _ends(mention)]


def _ends(mention: Any) -> Iterator[Reading]:
    """Yield a range as its two ends, which are marked each on its own; since and until as the day that is printed."""
    when = mention.when
    first, last = when.start, when.end
    first, last = {"since": (first, first), "until": (last, last)}.get(mention.role, (first, last))
    for joint in _TO.finditer(when.text) if first != last and mention.role in ("point", "onset") else ():
        if _TELLS.search(when.text[: joint.start()]) and _TELLS.search(when.text[joint.end() :]):
            yield Reading(Span(when.span.start, when.span.start + joint.start()), (first, first))
            yield Reading(Span(when.span.start + joint.end(), when.span.end), (last, last))
            return
    yield Reading(when.span, (first, last), mention.length)


def _dateparser(given: Dated) -> list[Reading]:
    """Return what dateparser finds, each day as it gives it; it gives no offsets, and past days are preferred."""
    from dateparser.search import search_dates  # type: ignore[import-untyped]  # noqa: PLC0415 - not everybody has it

    settings = {"RELATIVE_BASE": datetime.combine(given.published, time()), "PREFER_DATES_FROM": "past"}
    found, at = [], 0
    for paragraph in given.text.split("\n"):
        for words, moment in search_dates(paragraph, languages=["en"], settings=settings) or ():
            start = given.text.find(words, at)
            if start >= 0:
                at = start + len(words)
                found.append(Reading(Span(start, at), (moment.date(), moment.date())))
    return found


def measure(given: Sequence[Dated], read: Read) -> tuple[Timed, Timed]:
    """Return the counts of the texts that rules were tuned on, and of the others."""
    tuned = held_out = Timed()
    for text in given:
        counts = compare(text.expressions, read(text))
        tuned, held_out = (tuned + counts, held_out) if text.tuned else (tuned, held_out + counts)
    return tuned, held_out
