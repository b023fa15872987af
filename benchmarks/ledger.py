"""What adding, judging and deriving cost, beside the extraction that they stand on.

    python benchmarks/ledger.py [INPUT ...]

Without arguments it adds the labelled reports under tests/gold. Other programs slow this one down, so seconds are the
processor's. What the store costs by itself, at 100,000 claims, is measured by benchmarks/store.py.
"""

import argparse
import gc
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from marsad import Claim, Document
from marsad.cli import SELDOM
from marsad.model import Resolution as Resolved
from marsad.run.entities import resolve
from marsad.run.ledger import Ledger
from marsad.run.pipeline import read_documents
from marsad.store import open_store

GOLD = Path(__file__).parents[1] / "tests/gold"
SETS = ("syria", "latin", "afghan")
CLOCK = time.process_time

Result = TypeVar("Result")


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` says what it must reach."""

    what: str
    value: str
    bar: str = ""
    met: bool = True


@dataclass
class Extraction:
    """The extractor, with the seconds that it took."""

    seconds: float = 0.0

    def __call__(self, documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
        results = read_documents(self._without(documents))
        while True:
            start = CLOCK()
            result = next(results, None)
            self.seconds += CLOCK() - start
            if result is None:
                return
            yield result

    def _without(self, documents: Iterable[Document]) -> Iterator[Document]:
        """Yield the documents; the time that drawing them takes is not extraction's."""
        rest = iter(documents)
        while True:
            start = CLOCK()
            document = next(rest, None)
            self.seconds -= CLOCK() - start
            if document is None:
                return
            yield document


@dataclass
class Resolution:
    """What resolves names, with the seconds that it took."""

    seconds: float = 0.0

    def __call__(self, document: Document, claims: Sequence[Claim]) -> Iterable[Resolved]:
        start = CLOCK()
        found = resolve(document, claims)
        self.seconds += CLOCK() - start
        return found


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("inputs", nargs="*", metavar="INPUT", help="files or folders of reports")
    inputs = parser.parse_args().inputs or [str(GOLD / f"{name}.docs.jsonl") for name in SETS]
    gc.set_threshold(*SELDOM)  # as the command does
    warm_up()
    with tempfile.TemporaryDirectory() as folder:
        for row in measure(f"{folder}/benchmark.marsad", inputs):
            print(f"{row.what:58} {row.value:>12}  {row.bar:10} {'' if row.met else 'MISSED'}".rstrip(), flush=True)


def warm_up() -> None:
    """Load parser, gazetteer and registries before anything counts."""
    with Ledger(open_store("memory:", create=True)) as ledger:
        ledger.add([Document(text="Shelling killed 12 people in Kayseri.", id="warm")])
        ledger.refresh()


def measure(path: str, inputs: list[str]) -> Iterator[Row]:
    """Every row of the table, as it is found."""
    extraction = Extraction()
    resolution = Resolution()
    with Ledger(open_store(path, create=True), extract=extraction, resolve=resolution) as ledger:
        addition, whole = timed(lambda: ledger.add(inputs))
        _, following = timed(ledger.refresh)
        yield Row("documents", f"{addition.documents:,}")
        yield Row("claims", f"{addition.claims:,}")
        yield Row("extraction, seconds", f"{extraction.seconds:.1f}")
        kept = whole - extraction.seconds
        merged = following - resolution.seconds
        yield share("reading files, and keeping what was found", kept, extraction)
        yield share("merging claims, and writing what follows", merged, extraction)
        yield share("both of these", kept + merged, extraction, 0.15)
        yield share("resolving names", resolution.seconds, extraction, 0.15)
        yield share("all of `marsad add` beyond extraction", kept + following, extraction, 0.3)
        again, seconds = timed(lambda: ledger.add(inputs))
        speed = again.known / seconds
        yield Row("known documents passed over, a second", f"{speed:,.0f}", ">= 1,000", speed >= 1000)
        yield from derive(ledger)


def share(what: str, seconds: float, extraction: Extraction, bar: float = 0.0) -> Row:
    """How many hundredths of extraction something takes."""
    found = seconds / extraction.seconds
    return Row(f"{what}, of extraction", f"{found:.1%}", f"<= {bar:.0%}" if bar else "", not bar or found <= bar)


def derive(ledger: Ledger) -> Iterator[Row]:
    """What one judgement changes, worked out by a program that runs and by one that just started; then everything."""
    first = next(ledger.claims()).claim.id
    said, seconds = timed(lambda: ledger.decide("reject", first, by="benchmark", reason="a measurement"))
    yield Row("one judgement, seconds", f"{seconds:.3f}")
    _, seconds = timed(ledger.refresh)
    yield Row("what follows from it, in a desk that runs, seconds", f"{seconds:.2f}")
    ledger.decide("undo", said.id, by="benchmark")
    started = Ledger(ledger.store)
    _, seconds = timed(started.refresh)
    yield Row("the same in a command, seconds", f"{seconds:.2f}")
    faults, seconds = timed(lambda: list(started.check()))
    yield Row("proof that derived = f(records), seconds", f"{seconds:.1f}", "no fault", not faults)


def timed(work: Callable[[], Result]) -> tuple[Result, float]:
    """Do some work; return what came of it, and how long it took."""
    start = CLOCK()
    return work(), CLOCK() - start


if __name__ == "__main__":
    main()
