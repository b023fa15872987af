"""Measure places in one run: marsad beside geotext, the parser's entities, and the most populous place; and speed.

    python benchmarks/places.py TR-News.xml GeoVirus.xml
    python benchmarks/places.py --reports DOCS.jsonl

The second prints what it takes to say which places, parties and speakers the claims of reports name, beside reading
these claims from the reports, in turns; seconds are the processor's.
"""

import json
import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

from marsad import Document, lexicon
from marsad.evaluate.found import Found
from marsad.evaluate.places import Report, end_to_end, recognised
from marsad.gazetteer import shipped
from marsad.gazetteer.build import build
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.opening import open_gazetteer
from marsad.model import Place, Span
from marsad.resolve.parties import resolve_parties
from marsad.resolve.places import resolve_places
from marsad.resolve.speakers import resolve_speakers
from marsad.resolve.theatre import theatre_of
from marsad.run import measure_places as measure
from marsad.run.entities import resolve
from marsad.run.pipeline import read_documents

ENTITIES = ("GPE", "LOC", "FAC")
NAMES = 100_000
REPORTS = 150  # of a file, at least, if it holds so many
BATCH = 25


def speed(gazetteer: Gazetteer) -> None:
    """Print how long opening and looking up take, the memory of both, and how long building takes."""
    rows = sqlite3.connect(f"{gazetteer.path.as_uri()}?mode=ro", uri=True)
    names = [name for (name,) in rows.execute("SELECT name FROM names ORDER BY random() LIMIT ?", (NAMES,))]
    for what, look, count in (("known", gazetteer.knows, NAMES), ("find", gazetteer.find, NAMES // 4)):
        print(f"{what:8} {_rate(look, names[:count]):9,.0f} names a second")
    print(f"propose  {_rate(gazetteer.propose, [_misspelt(name) for name in names[:5000]]):9,.0f} names a second")
    print(f"memory   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")
    code = (
        "import time; from marsad.gazetteer.opening import open_gazetteer; "
        "start = time.perf_counter(); open_gazetteer(); print(time.perf_counter() - start)"
    )
    opened = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout
    print(f"open     {float(opened):9.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        start = time.process_time()
        build(Path(folder) / "g.sqlite", shipped.layers(), [], lambda _what, _share: None)
        print(f"build    {time.process_time() - start:9.1f} s of processor time")


def _misspelt(name: str) -> str:
    at = random.Random(name).randrange(len(name))  # noqa: S311 - no secret
    return name[:at] + name[at + 1 :] if len(name) > 3 else name + "a"


def _rate(look: Callable[[str], Any], names: list[str]) -> float:
    start = time.process_time()
    for name in names:
        look(name)
    return len(names) / (time.process_time() - start)


def entities(gazetteer: Gazetteer, *, peoples: bool) -> measure.Recognise:
    """Return what finds the parser's entities, each placed where most people live."""
    import spacy  # noqa: PLC0415 - late, so that the memory of look-ups is theirs

    pin = lexicon.load("model.yml")
    parser = spacy.load(files(pin["package"]) / pin["folder"], exclude=["parser", "lemmatizer"])
    kinds = (*ENTITIES, "NORP") if peoples else ENTITIES

    def find(report: Report) -> list[tuple[Span, Place | None]]:
        found = [entity for entity in parser(report.text).ents if entity.label_ in kinds]
        return [
            (Span(entity.start_char, entity.end_char), measure.most_populous(gazetteer, entity.text))
            for entity in found
        ]

    return find


def corpus(path: Path, gazetteer: Gazetteer) -> None:
    """Print recognition, and recognition with resolution, of all systems."""
    held = list(measure.reports(path))
    peoples = measure.labels_peoples(held)
    systems = dict(measure.recognisers(gazetteer, peoples=peoples)) | {"entities": entities(gazetteer, peoples=peoples)}
    for name, find in systems.items():
        start = time.process_time()
        names = placed = Found()
        for report in held:
            found = find(report)
            names += recognised(report.toponyms, (span for span, _ in found))
            placed += end_to_end(report.toponyms, found, gazetteer)
        seconds = time.process_time() - start
        figures = f"names F1 {names.f1:.3f}  end to end F1 {placed.f1:.3f}"
        print(f"{path.stem:9} {name:9} {figures}  {len(held) / seconds:5.1f} reports/s")


def reports(path: Path) -> list[Document]:
    """Return reports evenly taken from a file."""
    rows = [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]
    return [
        Document(text=row["text"], title=row["title"], published=date.fromisoformat(row["published"]))
        for row in rows[:: max(1, len(rows) // REPORTS)]
    ]


def beside_extraction(documents: list[Document]) -> None:
    """Print seconds of extracting, and of resolving what was extracted."""
    spent: Counter[str] = Counter()
    for document, claims in read_documents(documents[:1]):  # so that nothing is loaded on the way
        resolve(document, claims)
    for at in range(0, len(documents), BATCH):
        spent["read"] -= time.process_time()
        found = list(read_documents(documents[at : at + BATCH]))
        spent["read"] += time.process_time()
        for document, claims in found:
            began = time.process_time()
            places = resolve_places(document, claims)
            placed = time.process_time()
            theatre = theatre_of(document, [each.place.country for each in places if each.place])
            resolve_parties(document, claims, theatre)
            named = time.process_time()
            resolve_speakers(document, claims, theatre)
            spent += Counter(places=placed - began, parties=named - placed, speakers=time.process_time() - named)
    print(f"{len(documents)} reports, read in {spent['read']:.1f} s")
    for what in ("places", "parties", "speakers"):
        print(f"{what:9} {spent[what]:5.2f} s  {spent[what] / spent['read']:6.1%}")
    print(f"places and parties {(spent['places'] + spent['parties']) / spent['read']:6.1%}, at most 15 %")


def main(*paths: str) -> None:
    if paths[:1] == ("--reports",):
        beside_extraction([document for path in paths[1:] for document in reports(Path(path))])
        return
    gazetteer = open_gazetteer()
    speed(gazetteer)
    for path in paths:
        corpus(Path(path), gazetteer)


if __name__ == "__main__":
    main(*sys.argv[1:])
