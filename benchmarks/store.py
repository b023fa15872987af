"""What keeping costs: sizes and times of a ledger with many claims.

    marsad read DOCS.jsonl > CLAIMS.jsonl
    python benchmarks/store.py DOCS.jsonl CLAIMS.jsonl [--claims 100000] [--at postgresql://...]

The claims are those of the real reports. Where they are fewer than asked for, reports are taken again with other ids, a
line more, and all days shifted, until there are enough. Each document comes with its own bytes, a line of the file.
Derived records are as many as merging would make: a resolution with candidates for each name, an event for five claims.

Other programs slow this one down, so seconds are the processor's, those of programs that it starts and of a PostgreSQL
on this machine included. What is verified is counted as it is hashed and read: raw bytes, texts, and claims as JSON.
"""

import argparse
import hashlib
import itertools
import json
import os
import resource
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from marsad.model import Candidate, Claim, Document, Place, Resolution, Review, Snapshot, When
from marsad.model.rows import NAMES, from_row, to_row
from marsad.store import Batch, Box, Derivation, Derived, Order, Query, Reading, Store, open_store
from marsad.store.packing import canonical

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TOGETHER = 25  # documents of one batch
ROUNDS = 5
MEGABYTE = 10**6
TICKS = os.sysconf("SC_CLK_TCK")  # a second
LEDGER = "LEDGER"


@dataclass(frozen=True)
class Row:
    """A line of the table; `bar` says what it must reach."""

    what: str
    value: str
    bar: str = ""
    met: bool = True


def CLOCK() -> float:  # noqa: N802 - read as the clock that other benchmarks have
    """Seconds of the processor: this program's, those of programs that it ran, and of every PostgreSQL here."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + used.ru_utime + used.ru_stime + sum(map(_of_server, Path("/proc").glob("[0-9]*")))


def _of_server(process: Path) -> float:
    """Seconds of a process of PostgreSQL, with those of its children that ended; 0 for any other."""
    try:
        name, _, rest = (process / "stat").read_text().partition(") ")
    except OSError:  # it ended meanwhile
        return 0.0
    return sum(map(int, rest.split()[11:15])) / TICKS if name.endswith("(postgres") else 0.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("documents", type=Path, metavar="DOCS.jsonl")
    parser.add_argument("claims_file", type=Path, metavar="CLAIMS.jsonl")
    parser.add_argument("--claims", type=int, default=100_000)
    parser.add_argument("--at", metavar="LOCATOR", help="an empty ledger's address; else a file that is thrown away")
    arguments = parser.parse_args()
    readings = list(enough(read(arguments.documents, arguments.claims_file), arguments.claims))
    with ExitStack() as stack:
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        store = stack.enter_context(open_store(arguments.at or f"{folder}/benchmark.marsad", create=True))
        for row in measure(store, readings):
            print(f"{row.what:58} {row.value:>12}  {row.bar:10} {'' if row.met else 'MISSED'}".rstrip(), flush=True)


def read(documents: Path, claims: Path) -> list[Reading]:
    """The reports with their claims."""
    found = defaultdict(list)
    for line in claims.read_text("utf-8").splitlines():
        claim = from_row(json.loads(line))
        found[claim.document_id].append(claim)
    return [_reading(json.loads(line), found) for line in documents.read_text("utf-8").splitlines()]


def _reading(row: dict[str, str], found: dict[str, list[Claim]]) -> Reading:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    document = Document(text=row["text"], id=row["id"], title=row["title"], published=day, outlet=row["outlet"])
    claims = tuple(found[document.id])
    return Reading(document=document, origin=claims[0].origin if claims else "none/1", claims=claims)


def enough(readings: list[Reading], claims: int) -> Iterator[Reading]:
    """Readings again and again, each time as others, until there are as many claims."""
    for again in itertools.count():
        for number, reading in enumerate(readings):
            yield _other(reading, again, number)
            claims -= len(reading.claims)
            if claims <= 0:
                return


def _other(reading: Reading, again: int, number: int) -> Reading:
    old, shift = reading.document, timedelta(days=17 * again)
    name, locator = f"{old.id}-{again}", f"reports.jsonl:{number + 1}"
    day = old.published and old.published + shift
    line = f"\nReport {number}, edition {again}." if again else ""
    document = replace(old, id=name, text=old.text + line, published=day, locator=locator)
    claims = tuple(_shifted(replace(claim, document_id=name, parent=None), shift) for claim in reading.claims)
    raw = json.dumps({"id": name, "title": old.title, "outlet": old.outlet, "text": document.text}).encode()
    snapshot = Snapshot(
        sha256=hashlib.sha256(raw).hexdigest(),
        size=len(raw),
        media_type="application/jsonl",
        locator=locator,
        retrieved=NOW,
        reader="jsonl/1",
    )
    return replace(reading, document=document, snapshot=snapshot, raw=raw, claims=claims)


def _shifted(claim: Claim, shift: timedelta) -> Claim:
    when = claim.when
    if when is None:
        return claim
    start, end = when.start and when.start + shift, when.end and when.end + shift
    return replace(claim, when=When(when.span, when.text, start, end, when.basis, when.unresolved))


def measure(store: Store, readings: list[Reading]) -> Iterator[Row]:
    text = sum(len(reading.document.text.encode()) for reading in readings)
    claims = sum(len(reading.claims) for reading in readings)
    yield Row("documents, claims, MB of text", f"{len(readings)}, {claims}, {text / MEGABYTE:.1f}")
    yield from measure_adding(store, readings, text)
    yield from measure_proof(store, readings)
    calls: list[float] = []
    yield from measure_views(store, VIEWS, calls)
    yield from measure_derived(store, readings, text, calls)
    late = statistics.quantiles(calls, n=20)[-1]
    yield Row("95 of 100 such calls take less than, ms", f"{1000 * late:.0f}", "< 200", late < 0.2)
    yield from measure_commands(store)


def measure_adding(store: Store, readings: list[Reading], text: int) -> Iterator[Row]:
    batches = [readings[at : at + TOGETHER] for at in range(0, len(readings), TOGETHER)]
    started = CLOCK()
    for batch in batches:
        store.add(Batch(at=NOW, note="add reports.jsonl", readings=tuple(batch)))
    store.tidy()
    yield Row("add, documents a second", f"{len(readings) / (CLOCK() - started):.0f}")
    started = CLOCK()
    for batch in batches:
        store.known(reading.document.id for reading in batch)
    rate = len(readings) / (CLOCK() - started)
    yield Row("tell known documents, a second", f"{rate:.0f}", ">= 1000", rate >= 1000)
    ratio = store.size() / text
    yield Row("size / text", f"{ratio:.2f}", "<= 3", ratio <= 3)
    if store.locator.endswith(".marsad"):
        for part, size in parts(store).items():
            yield Row(f"  of that, {part}", f"{size / text:.2f}")


def parts(store: Store) -> dict[str, int]:
    """What tables and indexes of a file take, in bytes."""
    with closing(sqlite3.connect(store.locator)) as connection:
        sizes = dict(connection.execute("SELECT name, sum(pgsize) FROM dbstat GROUP BY name"))
    words = sum(size for name, size in sizes.items() if "_words" in name)
    return {"records": sizes["records"], "words": words, "the rest": sum(sizes.values()) - words - sizes["records"]}


def measure_proof(store: Store, readings: list[Reading]) -> Iterator[Row]:
    content = sum(len(reading.document.text.encode()) + len(reading.raw or b"") for reading in readings)
    content += sum(len(canonical(to_row(claim))) for reading in readings for claim in reading.claims)
    started = CLOCK()
    faults = list(store.verify())
    seconds = CLOCK() - started
    rate = content / MEGABYTE / seconds
    yield Row(
        f"verify {content / MEGABYTE:.0f} MB in {store.size() / MEGABYTE:.0f} MB, s", f"{seconds:.1f}", met=not faults
    )
    yield Row("verify, MB a second", f"{rate:.1f}", ">= 20", rate >= 20)


VIEWS: dict[str, Callable[[Store], object]] = {
    "status": lambda store: store.counts(),
    "documents, first page": lambda store: store.documents(),
    "documents, two words": lambda store: store.documents(Query(text="barrel bombs")),
    "documents, a phrase": lambda store: store.documents(Query(text='"barrel bombs"')),
    "claims, first page": lambda store: store.claims(),
    "claims, last page": lambda store: store.claims(Query(order=Order.NEWEST)),
    "claims, a word": lambda store: store.claims(Query(text="hospital")),
    "claims, a phrase": lambda store: store.claims(Query(text='"barrel bombs"')),
    "claims, a phrase of usual words": lambda store: store.claims(Query(text='"by the army"')),
    "claims, a month": lambda store: store.claims(Query(start=date(2016, 8, 1), end=date(2016, 8, 31))),
    "claims, a month, by day": lambda store: store.claims(Query(start=date(2016, 8, 1), order=Order.DAY)),
    "claims, a rare kind": lambda store: store.claims(Query(kinds=("hazard",))),
    "claims, rejected": lambda store: store.claims(Query(statuses=(Review.REJECTED,))),
    "claims, counted by word": lambda store: store.count("claim", Query(text="killed")),
    "claims, counted by kind": lambda store: store.count("claim", Query(kinds=("killed", "injured"))),
}

DERIVED_VIEWS: dict[str, Callable[[Store], object]] = {
    "claims, a box": lambda store: store.claims(Query(box=Box(30, 30, 31, 31))),
    "claims, a place": lambda store: store.claims(Query(place="place:7")),
    "claims, a region": lambda store: store.claims(Query(place="region:1")),
    "claims, a party": lambda store: store.claims(Query(party="party:3", slot="actor")),
    "events, first page": lambda store: store.derived("event"),
    "events, by day": lambda store: store.derived("event", Query(order=Order.DAY)),
    "events, a box and a month": lambda store: store.derived(
        "event", Query(box=Box(30, 30, 35, 35), start=date(2016, 8, 1), end=date(2016, 8, 31))
    ),
    "events, a party": lambda store: store.derived("event", Query(party="party:3")),
}


def measure_views(store: Store, views: dict[str, Callable[[Store], object]], calls: list[float]) -> Iterator[Row]:
    for what, view in views.items():
        taken = [_timed(view, store) for _ in range(ROUNDS)]
        calls += taken
        seconds = statistics.median(taken)
        yield Row(f"{what}, ms", f"{1000 * seconds:.0f}", "< 200", seconds < 0.2)


COMMANDS = {
    "python -c pass": ("-c", "pass"),
    'python -c "import click"': ("-c", "import click"),
    "marsad status": ("-m", "marsad", "status", LEDGER),
    "marsad status --format table": ("-m", "marsad", "status", LEDGER, "--format", "table"),
    "marsad search hospital": ("-m", "marsad", "search", LEDGER, "hospital"),
    "marsad search hospital --format table": ("-m", "marsad", "search", LEDGER, "hospital", "--format", "table"),
}


def measure_commands(store: Store) -> Iterator[Row]:
    """Whole commands as people get them, beside what starting Python, and its library for commands, alone takes."""
    for what, words in COMMANDS.items():
        command = [sys.executable, *(store.locator if word == LEDGER else word for word in words)]
        _run(command)  # what is compiled and built once is there afterwards
        seconds = statistics.median(_run(command) for _ in range(ROUNDS))
        asked = "marsad" in what
        yield Row(f"{what}, ms", f"{1000 * seconds:.0f}", "< 200" if asked else "", seconds < 0.2 or not asked)


def _run(command: Sequence[str]) -> float:
    """Seconds of a program that runs by itself."""
    compiled = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    started = CLOCK()
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True, env=compiled)
    return CLOCK() - started


def measure_derived(store: Store, readings: list[Reading], text: int, calls: list[float]) -> Iterator[Row]:
    started = CLOCK()
    store.replace_derived(derivation(readings))
    yield Row("replace what is derived, s", f"{CLOCK() - started:.1f}")
    yield Row("size with what is derived / text", f"{store.size() / text:.2f}")
    yield from measure_views(store, DERIVED_VIEWS, calls)
    some = derivation(readings[-100:])
    started = CLOCK()
    store.update_derived(some)
    yield Row("update what is derived of 100 documents, s", f"{CLOCK() - started:.2f}")


def _timed(view: Callable[[Store], object], store: Store) -> float:
    started = CLOCK()
    view(store)
    return CLOCK() - started


def derivation(readings: list[Reading]) -> Derivation:
    claims = [claim for reading in readings for claim in reading.claims]
    return Derivation(
        stamp={"made": "by a benchmark"},
        resolutions=(resolution for claim in claims for resolution in _resolutions(claim)),
        records=(_event(claims[at : at + 5]) for at in range(0, len(claims), 5)),
    )


def _resolutions(claim: Claim) -> Iterator[Resolution]:
    for slot in NAMES:
        if mention := getattr(claim, slot):
            yield Resolution(
                claim_id=claim.id,
                slot=slot,
                entities=(_place(claim).id if slot == "place" else f"party:{_number(mention.name) % 200}",),
                because=f"“{mention.name}” is its name, and it acts there",
                place=_place(claim) if slot == "place" else None,
                candidates=tuple(
                    Candidate(
                        id=f"x:{mention.name}:{rank}", name=mention.name, score=0.9 / rank, because="its name is alike"
                    )
                    for rank in (1, 2, 3)
                ),
            )


def _event(claims: list[Claim]) -> Derived:
    first = claims[0]
    place, day = _place(first), first.when.start if first.when else None
    return Derived(
        sort="event",
        id=f"e-{first.id[2:]}",
        kind=first.kind,
        title=f"{first.kind} at {place.name}",
        start=day,
        end=day,
        latitude=place.latitude,
        longitude=place.longitude,
        grade="weak",
        places=(place.id, *place.parents),
        parties=(f"party:{_number(first.id) % 200}",),
        claims=tuple(dict.fromkeys(claim.id for claim in claims)),
        body={"claims": [claim.id for claim in claims], "why": ["same day and town"] * 4, "figures": [1, 2, 3]},
    )


def _place(claim: Claim) -> Place:
    number = _number(claim.place.name if claim.place else "") % 2000
    return Place(
        id=f"place:{number}",
        name=f"Town {number}",
        kind="town",
        country="SY",
        latitude=30 + number % 45 / 5,
        longitude=30 + number // 45 / 5,
        parents=(f"region:{number % 14}", "country:SY"),
    )


def _number(name: str) -> int:
    return int(hashlib.sha256(name.encode()).hexdigest()[:8], 16)


if __name__ == "__main__":
    main()
