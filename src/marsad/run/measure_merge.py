"""Measure merging against events that people made."""

import csv
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path

from marsad.errors import InputError
from marsad.evaluate.coded import CodedReport, coded_reports
from marsad.evaluate.merge import Agreement, b_cubed, pairwise
from marsad.merge import Lineage, Merger
from marsad.merge.cluster import components
from marsad.merge.findings import kilometres
from marsad.model import Judgement, Verdict

SIMPLE_KM = 1.0
CODED = datetime(2000, 1, 1, tzinfo=UTC)  # when coders told the rows of one report apart: the day does not matter


@dataclass(frozen=True, slots=True)
class Measured:
    """How one way of grouping agrees with the coders', on one set of reports."""

    name: str
    reports: int
    pairs: Agreement
    cubed: Agreement


def measure_coded(name: str) -> list[Measured]:
    """Measure merging on the coded reports in the table `name`, beside the simple rule, on the halves of its events.

    The weights were fitted to the events of even number. Raise `InputError` for a table that cannot be used.
    """
    try:
        with Path(name).open(encoding="utf-8", newline="") as stream:
            reports = list(coded_reports(list(csv.DictReader(stream))))
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(f"{name}: {error}; give a readable table of coded reports.") from error
    halves = {
        "fitted": [each for each in reports if not _odd(each)],
        "held out": [each for each in reports if _odd(each)],
    }
    return [row for half, chosen in {**halves, "all": reports}.items() for row in _rows(half, chosen)]


def _odd(report: CodedReport) -> bool:
    """Whether the number of a report's event is odd."""
    return int(report.event_id.rpartition("-")[2]) % 2 == 1


def _rows(half: str, reports: Sequence[CodedReport]) -> Iterator[Measured]:
    ways: dict[str, Callable[[Sequence[CodedReport]], Mapping[str, str]]] = {
        "simple rule": simple,
        "simple rule, rows of one report apart": lambda given: simple(given, apart=True),
        "marsad": merged,
        "marsad, rows of one report apart": lambda given: merged(given, apart=True),
    }
    gold = {report.id: report.event_id for report in reports}
    for name, way in ways.items():
        found = way(reports)
        yield Measured(f"{half}: {name}", len(reports), pairwise(gold, found), b_cubed(gold, found))


def simple(reports: Sequence[CodedReport], *, apart: bool = False) -> dict[str, str]:
    """Group reports of the same first day and within a kilometre of each other, and what hangs together by those."""
    near = [
        (left.id, right.id)
        for left, right in combinations(sorted(reports, key=lambda each: each.id), 2)
        if _alike(left, right) and not (apart and left.source == right.source)
    ]
    return {each: group[0] for group in components([report.id for report in reports], near) for each in group}


def _alike(left: CodedReport, right: CodedReport) -> bool:
    one, other = left.claims[0], right.claims[0]
    if one.place is None or other.place is None or one.claim.when is None or other.claim.when is None:
        return False
    if one.claim.when.start != other.claim.when.start:
        return False
    apart = kilometres(one.place, other.place)
    return apart is not None and apart <= SIMPLE_KM


def merged(reports: Sequence[CodedReport], *, apart: bool = False) -> dict[str, str]:
    """Group reports by the events that their claims are merged into; `apart` gives the coders' rows as judgements."""
    merger = Merger(Lineage(), _told_apart(reports) if apart else ())
    merger.add(claim for report in reports for claim in report.claims)
    events = ((report.id, merger.event(report.claims[0].claim.id)) for report in reports)
    return {name: event.id if event else name for name, event in events}


def _told_apart(reports: Iterable[CodedReport]) -> Iterator[Judgement]:
    """Yield that any two rows of one report are different: its coders made two of them."""
    for left, right in combinations(reports, 2):
        if left.source == right.source:
            one, other = left.claims[0].claim.id, right.claims[0].claim.id
            yield Judgement(subject=one, other=other, verdict=Verdict.DIFFERENT, by="coder", at=CODED)
