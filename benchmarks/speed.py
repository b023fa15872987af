"""What reading costs beside the parser that it stands on, measured in one run on the same texts.

    python benchmarks/speed.py [DOCS.jsonl ...] [--profile]

Without arguments it reads the labelled reports under tests/gold. Other programs slow this one down, so the two sides
take turns, seconds are the processor's, and the medians of several rounds are compared: look at the
ratios. `--profile` prints instead where the time goes, by module.
"""

import argparse
import cProfile
import importlib
import json
import os
import pstats
import statistics
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from pathlib import Path

from spacy.language import Language
from threadpoolctl import threadpool_limits

import marsad
from marsad import Document
from marsad.extract import extract
from marsad.extract.model_pin import load_model
from marsad.extract.relevance import worth_parsing
from marsad.lexicon import load

GOLD = Path(__file__).parents[1] / "tests/gold"
SETS = ("syria", "latin", "afghan")
ROUNDS = 3
BATCH = 25  # documents read by one side before it is the other's turn
SHORT = 2_000  # characters of a text that is only looked at
LENGTHS = (10_000, 100_000, 1_000_000)  # characters of the texts that show how cost grows
SENTENCE = "Shelling killed at least 12 people in the town on Friday, the mayor said."

MEGABYTE = 2**20
PIN = load("model.yml")
PARSER_ONLY = f"import {PIN['package']} as model; model.load(exclude={PIN['unused']})('A word.')"
FIRST_CLAIM = f"import marsad; assert marsad.read({SENTENCE!r})"
READ_SETS = "for document in documents: marsad.read(document.text, published=document.published)"
READ_LONG = f"marsad.read(long_text(documents, {LENGTHS[-1]}))"


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` says what it must reach."""

    what: str
    value: str
    bar: str = ""
    met: bool = True


def main() -> None:
    """Measure, or profile, and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, metavar="DOCS.jsonl", help="reports to read instead")
    parser.add_argument("--profile", action="store_true", help="list where extraction's time goes, by module")
    arguments = parser.parse_args()
    documents = read_sets(arguments.paths)
    rows = profile(documents) if arguments.profile else measure(documents, arguments.paths)
    for row in rows:
        print(f"{row.what:58} {row.value:>12}  {row.bar:10} {'' if row.met else 'MISSED'}".rstrip(), flush=True)


def read_sets(paths: list[Path]) -> list[Document]:
    """The documents of the given files, of the labelled sets where there is none."""
    files = paths or [GOLD / f"{name}.docs.jsonl" for name in SETS]
    lines = (line for file in files for line in file.read_text("utf-8").split("\n") if line)
    return [_document(json.loads(line)) for line in lines]


def _document(row: dict[str, str]) -> Document:
    published = date.fromisoformat(row["published"]) if row.get("published") else None
    return Document(text=row["text"], id=row["id"], title=row.get("title") or "", published=published)


def measure(documents: list[Document], paths: list[Path]) -> Iterator[Row]:
    """Every row of the table, as it is found."""
    size = sum(len(document.text) for document in documents)
    yield Row("texts", f"{len(documents)}")
    yield Row("characters", f"{size:,}")
    yield from memory(paths)  # first: a child's peak counts from its parent's size
    yield from start_up()
    yield from throughput(documents)
    yield from triage(documents)
    yield from growth(documents)


# --- the whole beside the parser --------------------------------------------------------------------------------------


def throughput(documents: list[Document]) -> Iterator[Row]:
    """Extraction, parsing included, beside parsing alone: as spaCy comes, and as marsad sets it up."""
    sides = (partial(_parse, parser_as_it_comes()), partial(_parse, load_model()), _extract)
    for work in sides:
        work(documents[:BATCH])
    rounds = [_one_round(documents, sides) for _ in range(ROUNDS)]
    bare, quick, whole = (statistics.median(each) for each in zip(*rounds, strict=True))
    ratio = statistics.median(ours / theirs for theirs, _, ours in rounds)
    yield Row("parser alone, documents a second", f"{len(documents) / bare:.1f}")
    yield Row("parser alone, as marsad sets it up, documents a second", f"{len(documents) / quick:.1f}")
    yield Row("marsad, documents a second", f"{len(documents) / whole:.1f}")
    yield Row("marsad / parser alone", f"{ratio:.2f}", "<= 1.5", ratio <= 1.5)


def _one_round(documents: list[Document], sides: Sequence[Callable[[list[Document]], None]]) -> list[float]:
    """Seconds of each side, taken in turns."""
    spent = [0.0] * len(sides)
    for start in range(0, len(documents), BATCH):
        batch = documents[start : start + BATCH]
        for side, work in enumerate(sides):
            spent[side] += _seconds(partial(work, batch))
    return spent


def parser_as_it_comes() -> Language:
    """The parser, loaded as spaCy's manual says, without the parts that marsad does not use."""
    parser: Language = importlib.import_module(PIN["package"]).load(exclude=PIN["unused"])
    return parser


def _parse(parser: Language, documents: list[Document]) -> None:
    with threadpool_limits(limits=1, user_api="blas"):  # else seconds of the processor count those of every thread
        for _ in parser.pipe(document.text for document in documents):
            pass


def _extract(documents: list[Document]) -> None:
    for _ in extract(documents):
        pass


def _seconds(work: Callable[[], None]) -> float:
    started = time.process_time()
    work()
    return time.process_time() - started


# --- triage, start-up, memory -----------------------------------------------------------------------------------------


def triage(documents: list[Document]) -> Iterator[Row]:
    """How fast a text is found to be worth parsing or not."""
    text = "\n\n".join(document.text for document in documents)
    short = [Document(text=text[start : start + SHORT]) for start in range(0, len(text) - SHORT, SHORT)]
    worth_parsing(short[0])
    rounds = [_seconds(lambda: _look(short)) for _ in range(ROUNDS)]
    rate = len(short) / statistics.median(rounds)
    yield Row(f"triage of {SHORT} characters, documents a second", f"{rate:,.0f}", ">= 2,000", rate >= 2_000)


def _look(documents: list[Document]) -> None:
    for document in documents:
        worth_parsing(document)


def start_up() -> Iterator[Row]:
    """A fresh process to its first claim, beside one that only loads the parser."""
    pairs = [(_of_child(PARSER_ONLY), _of_child(FIRST_CLAIM)) for _ in range(ROUNDS)]
    bare, whole = (statistics.median(each) for each in zip(*pairs, strict=True))
    ratio = statistics.median(ours / theirs for theirs, ours in pairs)
    yield Row("start to the parser's first sentence, seconds", f"{bare:.2f}")
    yield Row("start to the first claim, seconds", f"{whole:.2f}", "< 4", whole < 4)
    yield Row("the second / the first", f"{ratio:.2f}")


def _of_child(code: str) -> float:
    """Seconds that a fresh process takes to run `code`."""
    before = os.times()
    subprocess.run([sys.executable, "-c", code], check=True)
    after = os.times()
    return after.children_user + after.children_system - before.children_user - before.children_system


def memory(paths: list[Path]) -> Iterator[Row]:
    """Peak memory of fresh processes."""
    yield Row("peak memory with the parser loaded, MB", f"{_peak(PARSER_ONLY, []):.0f}")
    sets, long = _peak(READ_SETS, paths), _peak(READ_LONG, paths)
    yield Row("peak memory of reading these texts, MB", f"{sets:.0f}", "< 1,200", sets < 1_200)
    yield Row("peak memory of reading one text of 1 MB, MB", f"{long:.0f}", "< 1,200", long < 1_200)


def _peak(code: str, paths: list[Path]) -> float:
    """Peak resident memory of a process that runs `code` with `documents` at hand, in MB."""
    script = (
        f"import resource, sys; sys.path.insert(0, {str(Path(__file__).parent)!r})\n"
        "from speed import *\n"
        f"documents = read_sets([Path(name) for name in {[str(path) for path in paths]!r}])\n"
        f"{code}\n"
        "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    )
    done = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True)
    return int(done.stdout) * (1 if sys.platform == "darwin" else 1024) / MEGABYTE


# --- growth -----------------------------------------------------------------------------------------------------------


def growth(documents: list[Document]) -> Iterator[Row]:
    """Cost of a character in texts of growing length, beside its cost in the shortest."""
    text = long_text(documents, LENGTHS[-1])
    spent = {length: _of_length(text, length) for length in LENGTHS}
    bar = 1.3
    for length in LENGTHS:
        ratio = spent[length] / spent[LENGTHS[0]]
        what = f"a character in a text of {length:,} / of {LENGTHS[0]:,}"
        yield Row(what, f"{ratio:.2f}", f"<= {bar}", ratio <= bar)


def long_text(documents: list[Document], length: int) -> str:
    """The texts one after the other, again and again, up to `length`."""
    text = "".join(f"{document.text}\n\n" for document in documents)
    return (text * (1 + length // len(text)))[:length]


def _of_length(text: str, length: int) -> float:
    """Seconds for a character when `text`, all of it each time, is read in pieces of `length`."""
    pieces = [text[start : start + length] for start in range(0, len(text), length)]
    return _seconds(partial(_read, pieces)) / len(text)


def _read(texts: list[str]) -> None:
    for text in texts:
        marsad.read(text)


# --- where the time goes ----------------------------------------------------------------------------------------------


def profile(documents: list[Document]) -> Iterator[Row]:
    """The modules of marsad by their share of the time that the parser does not take, the costliest first."""
    _extract(documents[:BATCH])
    profiler = cProfile.Profile()
    profiler.runcall(_extract, documents)
    spent = _by_module(profiler)
    total = sum(spent.values())
    for module, seconds in spent.most_common(25):
        yield Row(module, f"{100 * seconds / total:.1f} %")


def _by_module(profiler: cProfile.Profile) -> Counter[str]:
    """Seconds spent in each module of marsad; those of a built-in function are its caller's."""
    found: Counter[str] = Counter()
    for (file, *_), (_, _, own, _, callers) in pstats.Stats(profiler).stats.items():  # type: ignore[attr-defined]
        if file != "~":
            found[file] += own
        else:
            found.update({caller: called[2] for (caller, *_), called in callers.items()})
    ours = f"{Path(marsad.__file__).parent}/"
    return Counter({file.removeprefix(ours): seconds for file, seconds in found.items() if file.startswith(ours)})


if __name__ == "__main__":
    main()
