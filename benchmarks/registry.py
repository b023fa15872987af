"""How fast the registries of parties and speakers open and answer.

    python benchmarks/registry.py

Prints seconds to open them (compiled from the files, and as kept from an earlier run), names a second looked up as
printed and by likeness, and milliseconds for the names of one labelled report. Seconds are the processor's.
"""

import csv
import json
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from pathlib import Path

from marsad import Document
from marsad.registry import registry
from marsad.registry.fold import fold, fold_word
from marsad.resolve.parties import resolve_parties
from marsad.resolve.speakers import resolve_speakers
from marsad.resolve.theatre import theatre_of

TESTS = Path(__file__).parents[1] / "tests"
sys.path.append(str(TESTS))
from naming import claim  # noqa: E402 - claims made by hand are the tests'

OPENED = """
import time
from marsad.registry.load import {what}
began = time.process_time()
{what}()
print(time.process_time() - began)
"""


def seconds(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


def opened(what: str) -> float:
    """Return what it takes a program of its own: `registry` reads kept tables, `compiled` makes them."""
    command = [sys.executable, "-c", OPENED.format(what=what)]
    return min(float(subprocess.run(command, check=True, capture_output=True, text=True).stdout) for _ in range(3))


def show(what: str, count: int, spent: float) -> None:
    print(f"{what} {count / spent:,.0f} a second")


def reports() -> list[tuple[Document, list[tuple[str, str]]]]:
    with (TESTS / "resolve/names.tsv").open(encoding="utf-8", newline="") as file:
        names: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            names[row["document"]].append((row["slot"], row["name"]))
    texts = (path.read_text("utf-8") for path in sorted((TESTS / "gold").glob("*.docs.jsonl")))
    rows = (json.loads(line) for text in texts for line in text.split("\n") if line)
    return [
        (Document(text=row["text"], id=row["id"], published=date.fromisoformat(row["published"])), names[row["id"]])
        for row in rows
        if row["id"] in names and row.get("published")
    ]


def resolve(document: Document, names: list[tuple[str, str]]) -> None:
    claims = [claim(document.text, **{slot: name}) for slot, name in names]
    theatre = theatre_of(document)
    resolve_parties(document, claims, theatre)
    resolve_speakers(document, claims, theatre)


def main() -> None:
    actors = registry().actors
    names = [name for party in actors for name in (party.name, *party.aliases)]
    speakers = sum(1 for _ in registry().sources)
    print(f"parties {sum(1 for _ in actors):,}, their names {len(names):,}, speakers {speakers:,}")
    print(f"opened from the files in {opened('compiled'):.2f} s, as kept in {opened('registry'):.3f} s")
    fold.cache_clear()
    fold_word.cache_clear()
    print(
        f"names never seen before {len(names) / seconds(lambda: [actors.named(name) for name in names]):,.0f} a second"
    )
    print(f"names seen before {len(names) / seconds(lambda: [actors.named(name) for name in names]):,.0f} a second")
    wrong = [f"{name}x" for name in names[:2000]]
    actors.near("warm up")
    show("names by likeness", len(wrong), seconds(lambda: [actors.near(name) for name in wrong]))
    listed = reports()
    resolve(*listed[0])
    spent = seconds(lambda: [resolve(*report) for report in listed])
    print(f"names of a report {1000 * spent / len(listed):.1f} ms, with its theatre")


if __name__ == "__main__":
    main()
