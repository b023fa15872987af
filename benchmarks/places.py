"""Measure places in one run: marsad beside geotext, the parser's entities, and the most populous place; and speed.

python benchmarks/places.py TR-News.xml GeoVirus.xml
"""

import random
import resource
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from marsad import lexicon
from marsad.evaluate.found import Found
from marsad.evaluate.places import Report, end_to_end, recognised
from marsad.gazetteer import Gazetteer, open_gazetteer, shipped
from marsad.gazetteer.build import build
from marsad.model import Place, Span
from marsad.run import measure_places as measure

ENTITIES = ("GPE", "LOC", "FAC")
NAMES = 100_000


def speed(gazetteer: Gazetteer) -> None:
    """Print how long opening and looking up take, the memory of both, and how long building takes."""
    rows = sqlite3.connect(f"{gazetteer.path.as_uri()}?mode=ro", uri=True)
    names = [name for (name,) in rows.execute("SELECT name FROM names ORDER BY random() LIMIT ?", (NAMES,))]
    for what, look, count in (("known", gazetteer.knows, NAMES), ("find", gazetteer.find, NAMES // 4)):
        print(f"{what:8} {_rate(look, names[:count]):9,.0f} names a second")
    print(f"propose  {_rate(gazetteer.propose, [_misspelt(name) for name in names[:5000]]):9,.0f} names a second")
    print(f"memory   {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:9.0f} MB")
    code = (
        "import time; from marsad.gazetteer import open_gazetteer; "
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


def main(*paths: str) -> None:
    gazetteer = open_gazetteer()
    speed(gazetteer)
    for path in paths:
        corpus(Path(path), gazetteer)


if __name__ == "__main__":
    main(*sys.argv[1:])
