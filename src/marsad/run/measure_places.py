"""Measure places against labelled corpora, beside what else there is."""

import importlib.util
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from defusedxml import ElementTree  # type: ignore[import-untyped]

from marsad.errors import InputError
from marsad.evaluate.found import Found
from marsad.evaluate.places import Report, Tally, Toponym, end_to_end, is_close, recognised
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.spelling import fold
from marsad.model import Place, Span
from marsad.resolve.places import Asked, resolve_words
from marsad.resolve.places_names import people
from marsad.resolve.places_recognise import recognise

OVERSIGHT = 0.02  # share of labels that annotators give by mistake
CLOSE = 25.0  # km within which the place of a claim is right
Resolve = Callable[[Report], list[Place | None]]


def reports(path: Path) -> Iterator[Report]:
    """Yield the labelled texts of a corpus in the form of TR-News or of GeoVirus (XML)."""
    try:
        root = ElementTree.parse(path).getroot()
    except (OSError, ElementTree.ParseError) as error:
        raise InputError(f"{path}: cannot be read as XML ({error}); give TR-News.xml or GeoVirus.xml.") from error
    for article in root.iter("article"):
        text = article.findtext("text") or ""
        found = [*_tr_news(article, text), *_geovirus(article)]
        yield Report((article.findtext("title") or "").strip(), text, tuple(found))


def _tr_news(article: Any, text: str) -> Iterator[Toponym]:
    for row in article.iter("toponym"):
        phrase, tag = row.findtext("phrase"), row.find("gaztag")
        span = _anchored(text, phrase, int(row.findtext("start")))
        latitude = tag.findtext("lat") if tag is not None else None
        yield Toponym(phrase, span, (float(latitude), float(tag.findtext("lon"))) if latitude else None)


def labels_peoples(corpus: Iterable[Report]) -> bool:
    """Whether a corpus labels what a country's people and things are called ("Syrian"), and not by oversight."""
    labels = [fold(toponym.text) in people() for report in corpus for toponym in report.toponyms]
    return sum(labels) > OVERSIGHT * len(labels)


def _anchored(text: str, phrase: str, start: int) -> Span:
    """Return where the phrase stands nearest to where the corpus says: some of its offsets are off."""
    starts = [found.start() for found in re.finditer(re.escape(phrase), text)] or [start]
    start = min(starts, key=lambda at: abs(at - start))
    return Span(start, start + len(phrase))


def _geovirus(article: Any) -> Iterator[Toponym]:
    for row in article.iter("location"):
        span = Span(int(row.findtext("start")) - 1, int(row.findtext("end")) - 1)  # the corpus counts from 1
        yield Toponym(row.findtext("name"), span, (float(row.findtext("lat")), float(row.findtext("lon"))))


def resolvers(gazetteer: Gazetteer) -> Mapping[str, Resolve]:
    """Return what is measured: marsad, and the baseline that takes a country, else the most populous place."""

    def marsad(report: Report) -> list[Place | None]:
        asked = [Asked(toponym.text, toponym.span) for toponym in report.toponyms]
        return [worded.place for worded, _ in resolve_words(report.text, asked, gazetteer, report.title)]

    def population(report: Report) -> list[Place | None]:
        return [most_populous(gazetteer, toponym.text) for toponym in report.toponyms]

    return {"marsad": marsad, "population": population}


Recognise = Callable[[Report], list[tuple[Span, Place | None]]]


def recognisers(gazetteer: Gazetteer, *, peoples: bool) -> Mapping[str, Recognise]:
    """Return what finds names and places them: marsad, and geotext where it is installed.

    `peoples` says that the corpus labels adjectives of countries ("Syrian").
    """

    def marsad(report: Report) -> list[tuple[Span, Place | None]]:
        found = recognise(report.text, gazetteer, report.title)
        return [(item.span, item.place) for item in found if peoples or not item.people]

    found = {"marsad": marsad}
    if importlib.util.find_spec("geotext"):
        found["geotext"] = partial(_geotext, gazetteer)
    return found


def _geotext(gazetteer: Gazetteer, report: Report) -> list[tuple[Span, Place | None]]:
    """Return what geotext finds, each name placed where most people live: it gives neither offsets nor coordinates."""
    from geotext import GeoText  # type: ignore[import-untyped]  # noqa: PLC0415 - not everybody has it

    found = GeoText(report.text)
    names = {*found.cities, *found.countries, *found.nationalities}
    return [
        (Span(*match.span()), most_populous(gazetteer, name))
        for name in sorted(names)
        for match in re.finditer(rf"\b{re.escape(name)}\b", report.text)
    ]


def measure_recognition(
    corpus: Iterable[Report], find: Recognise, gazetteer: Gazetteer
) -> tuple[tuple[Found, Found], tuple[Found, Found]]:
    """Return for the reports with even numbers, and for those with odd ones, the counts of names, and end to end."""
    halves = ([Found(), Found()], [Found(), Found()])
    for number, report in enumerate(corpus):
        found = find(report)
        half = halves[number % 2]
        half[0] += recognised(report.toponyms, (span for span, _ in found))
        half[1] += end_to_end(report.toponyms, found, gazetteer)
    return (halves[0][0], halves[0][1]), (halves[1][0], halves[1][1])


REGION = 300_000  # inhabitants that the baseline takes a region to have, as in published comparisons


def most_populous(gazetteer: Gazetteer, name: str) -> Place | None:
    """Return the country of a name, else the place where most people live; None if nothing bears the name."""
    hits = gazetteer.find(name)
    weights = [(hit.place.kind == "country", REGION if hit.place.kind == "region" else hit.population) for hit in hits]
    return max(zip(weights, hits, strict=True), key=lambda pair: pair[0])[1].place if hits else None


def measure_resolution(corpus: Iterable[Report], resolve: Resolve, gazetteer: Gazetteer) -> tuple[Tally, Tally]:
    """Return the tallies of the reports with even numbers, and of those with odd ones, spans given."""
    halves = (Tally(), Tally())
    for number, report in enumerate(corpus):
        for toponym, place in zip(report.toponyms, resolve(report), strict=True):
            if toponym.point:
                halves[number % 2].add(toponym.point, place, gazetteer)
    return halves


def measure_claims(documents: Iterable[Path], reference: Path, gazetteer: Gazetteer) -> Tally:
    """Return how many places of labelled claims come out within 25 km of a hand-made list of their coordinates."""
    texts = {row["id"]: row for path in documents for row in _rows(path)}
    wanted: dict[str, list[dict[str, Any]]] = {}
    for row in _rows(reference):
        if row["doc"] in texts and row["latitude"] is not None:
            wanted.setdefault(row["doc"], []).append(row)
    tally = Tally()
    for key, rows in wanted.items():
        document = texts[key]
        asked = [Asked(row["place"], _first(document["text"], row["place"])) for row in rows]
        found = resolve_words(document["text"], asked, gazetteer, document.get("title") or "")
        for row, (worded, _) in zip(rows, found, strict=True):
            point = (row["latitude"], row["longitude"])
            tally.labelled += 1
            tally.resolved += worded.place is not None
            tally.right += worded.place is not None and is_close(worded.place, point, CLOSE)
    return tally


def _rows(path: Path) -> list[dict[str, Any]]:
    try:
        return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line.strip()]
    except (OSError, json.JSONDecodeError) as error:
        raise InputError(f"{path}: cannot be read as JSON Lines ({error}); check the file.") from error


def _first(text: str, words: str) -> Span | None:
    at = text.find(words)
    return Span(at, at + len(words)) if at >= 0 else None
