"""Measure merging from raw text: reports that a person linked to events, among others that tell of other things."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from marsad.derive.bounds import Bounds
from marsad.derive.shares import whole
from marsad.errors import InputError
from marsad.evaluate.linked import LinkedEvent, gold, linked_event, wrongly_merged
from marsad.evaluate.merge import Agreement, b_cubed, pairwise
from marsad.model import Claim, Document, Event, Known, Resolution
from marsad.model.rows import from_row
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.inputs import read_inputs
from marsad.read.jsonl import objects
from marsad.run.entities import resolve
from marsad.run.pipeline import Progress, read_documents
from marsad.run.view import View, view_of

LEADING = "violence"  # the family of the happenings to which people linked the reports


@dataclass(frozen=True, slots=True)
class DeathToll:
    """What the reports of one happening come to beside what coders settled on.

    `stated` is whether a report gives the coders' figure, in one claim or as the sum of two.
    """

    event: str
    settled: float
    told: Bounds
    stated: bool

    @property
    def inside(self) -> bool:
        """Whether the coders' figure lies between low and high; an open high has no end."""
        low, high = self.told.low, self.told.high
        return low is not None and low <= self.settled and (high is None or self.settled <= high)


@dataclass(frozen=True, slots=True)
class Linked:
    """How merging agrees with a person's links: of how many reports, among how many others.

    `wrong` are the pairs of reports of two happenings that stand in one event, `tolls` the happenings of which both
    coders and reports give a number of dead.
    """

    reports: int
    others: int
    pairs: Agreement
    cubed: Agreement
    wrong: tuple[tuple[str, str], ...]
    tolls: tuple[DeathToll, ...]


def measure_linked(
    events: str, documents: str, complaints: Complaints, claims: str | None = None, progress: Progress | None = None
) -> Linked:
    """Read the reports in the file `documents`, merge what they tell, and compare with the file `events`.

    `claims` is a file of claims that were read from them before. Raise `InputError` where a file cannot be used.
    """
    reports = {document.id: document for document in read_inputs([documents], Defaults(), complaints)}
    happenings = [linked_event(row) for row in _rows(events, complaints)]
    if missing := sorted(set(gold(happenings)) - set(reports)):
        raise InputError(f"{documents}: the linked report {missing[0]} is not in it; give files that go together.")
    read = _kept(claims, complaints) if claims else dict(_read(reports.values(), progress))
    return compare(happenings, view_of(_identified(reports, read), reports.values(), ()), len(reports))


def _rows(name: str, complaints: Complaints) -> Iterator[dict[str, object]]:
    try:
        with Path(name).open("rb") as stream:
            yield from (row for _, row in objects(stream, name, complaints))
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}; check the name and its permissions.") from error


def _kept(name: str, complaints: Complaints) -> dict[str, list[Claim]]:
    found: dict[str, list[Claim]] = defaultdict(list)
    for row in _rows(name, complaints):
        claim = from_row(row)
        found[claim.document_id].append(claim)
    return found


def _read(documents: Iterable[Document], progress: Progress | None) -> Iterator[tuple[str, list[Claim]]]:
    for document, claims in read_documents(documents, progress):
        yield document.id, claims


def _identified(documents: Mapping[str, Document], claims: Mapping[str, Sequence[Claim]]) -> Iterator[Known]:
    """Yield the claims with what their names stand for."""
    for name, document in documents.items():
        found: dict[str, dict[str, Resolution]] = defaultdict(dict)
        for resolution in resolve(document, claims.get(name, ())):
            found[resolution.claim_id][resolution.slot] = resolution
        for claim in claims.get(name, ()):
            yield _known(document, claim, found[claim.id])


def _known(document: Document, claim: Claim, resolutions: dict[str, Resolution]) -> Known:
    where = resolutions.pop("place", None)
    return Known(
        claim=claim,
        published=document.published,
        outlet=document.outlet,
        text_id=document.text_id,
        place=where.place if where else None,
        who={slot: resolution.entities for slot, resolution in resolutions.items() if resolution.entities},
    )


def compare(happenings: Sequence[LinkedEvent], view: View, reports: int) -> Linked:
    """Compare the events of `view`, made of so many reports, with the happenings to which a person linked some."""
    labels = gold(happenings)
    leads = {name: lead(name, view) for name in labels}
    found = {name: event.id if event else name for name, event in leads.items()}
    return Linked(
        reports=len(labels),
        others=reports - len(labels),
        pairs=pairwise(labels, found),
        cubed=b_cubed(labels, found),
        wrong=tuple(wrongly_merged(labels, found)),
        tolls=tuple(_tolls(happenings, leads, view)),
    )


def lead(document: str, view: View) -> Event | None:
    """The event of which a report tells first; None where it tells of none."""
    for account in view.merger.accounts(document):
        event = view.merger.event(account.id)
        if event and account.founding and account.family == LEADING:
            return event
    return None


def _tolls(happenings: Iterable[LinkedEvent], leads: Mapping[str, Event | None], view: View) -> Iterator[DeathToll]:
    """Yield the dead of each happening, by the event in which most of its reports stand."""
    for happening in happenings:
        events = [event for name in happening.documents if (event := leads[name])]
        if events and happening.best is not None:
            event = max(events, key=lambda each: sum(each.id == other.id for other in events))
            told = whole(view.dossier.figures[event.id], "killed")
            if told and told.known:
                yield DeathToll(happening.name, happening.best, told, _states(event, happening.best, view))


def _states(event: Event, figure: float, view: View) -> bool:
    """Whether some report of `event` gives `figure` for the dead, or two figures of which it is the sum."""
    given: dict[str, list[float]] = defaultdict(list)
    for name in event.claim_ids:
        claim = view.dossier.claims[name].claim
        if claim.kind == "killed" and not claim.subset and claim.quantity and claim.quantity.value:
            given[claim.document_id].append(claim.quantity.value)
    sums = (sum(part) for figures in given.values() for count in (1, 2) for part in combinations(figures, count))
    return figure in sums
