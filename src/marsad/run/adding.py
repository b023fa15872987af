"""What was read, into the ledger: known documents are passed over, others are extracted and kept in small batches.

A batch is one transaction. Whatever ends the work, what was kept is whole, and the same work done again goes on
where it ended: records are named by their content, and adding twice is adding once.
"""

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import chain

from marsad.errors import ConflictError, EvidenceError, MarsadError
from marsad.model import Claim, Document
from marsad.read.complaints import Complaints
from marsad.run.intake import Intake, Sorter
from marsad.run.pipeline import Progress
from marsad.store import Added, Batch, Reading, Store

Extract = Callable[[Iterable[Document]], Iterator[tuple[Document, list[Claim]]]]
"""Yields each document with its claims, in order, as `marsad.run.pipeline.read_documents` does."""

KEPT = 25  # documents of one batch: what a power cut may cost
MANY = 200  # new documents, after which the store is tidied
CHARACTERS = 200_000  # or as many as this, where that is fewer documents


@dataclass(slots=True)
class Addition:
    """What came of adding: new `documents`, those read `anew`, the `claims` found in both, and those `known` already.

    `refused` are sentences that say what could not be used, and why.
    """

    documents: int = 0
    claims: int = 0
    anew: int = 0
    known: int = 0
    refused: list[str] = field(default_factory=list)

    @property
    def anything(self) -> bool:
        """Whether any document could be read at all."""
        return bool(self.documents or self.anew or self.known)


@dataclass(slots=True)
class Refusals(Complaints):
    """Complaints that are also remembered."""

    reasons: list[str] = field(default_factory=list)

    def refuse(self, place: str, reason: object) -> None:
        """Say and remember that the input at `place` is left out, and why."""
        super(Refusals, self).refuse(
            place, reason
        )  # dataclasses with slots are made twice: a bare super() knows the first
        self.reasons.append(f"{place}: {reason}")


@dataclass(slots=True)
class Adding:
    """Adds to `store` what `extract` finds; `now` tells the time (UTC)."""

    store: Store
    sorter: Sorter
    extract: Extract
    now: Callable[[], datetime]
    refusals: Refusals
    progress: Progress | None = None
    addition: Addition = field(default_factory=Addition)

    def add(self, found: Iterable[Reading], note: str) -> Addition:
        """Keep what is new of `found`; `note` says in the log where it came from."""
        return self.keep(self.sorter.sort(found), note)

    def keep(self, intakes: Iterable[Intake], note: str) -> Addition:
        """Extract and keep."""
        for batch in _batches(self.extracted(intakes)):
            self._keep(batch, note)
            self.sorter.settled(batch)
            for reading in batch:
                self._tell(reading.document)
        if self.addition.documents >= MANY:
            self.store.tidy()
        self.addition.refused = self.refusals.reasons
        return self.addition

    def extracted(self, intakes: Iterable[Intake]) -> Iterator[Reading]:
        """Yield the readings that are to be kept, with their claims. A document that extraction fails on is refused."""
        waiting: deque[Intake] = deque()
        ready: deque[Reading] = deque()
        documents = self._to_extract(iter(intakes), waiting, ready)
        for first in documents:  # without any, the parser is not even loaded
            try:
                for _, claims in self.extract(chain([first], documents)):
                    yield from _drained(ready)
                    yield _complete(waiting.popleft(), claims)
            except MarsadError:
                raise  # no document's fault
            except Exception as error:  # noqa: BLE001 - whatever it is, it must not cost the other documents
                yield from self._one_by_one(waiting, error)
        yield from _drained(ready)

    def _to_extract(
        self, intakes: Iterator[Intake], waiting: deque[Intake], ready: deque[Reading]
    ) -> Iterator[Document]:
        """Yield what claims are to be looked for in, and remember it in `waiting`; other readings are `ready`."""
        for intake in intakes:
            if intake.remark:
                self.refusals.note(intake.document.locator, intake.remark)
            if intake.to_extract:
                waiting.append(intake)
                yield intake.to_extract
            elif intake.reading:
                ready.append(intake.reading)
            else:
                self.addition.known += 1
                self._tell(intake.document)

    def _one_by_one(self, waiting: deque[Intake], error: Exception) -> Iterator[Reading]:
        """Extract each of those read together by itself: one of them is at fault, or else no document is."""
        before = self.refusals.refused
        while waiting:
            intake = waiting.popleft()
            try:
                [(_, claims)] = self.extract(iter([intake.to_extract or intake.document]))
                yield _complete(intake, claims)
            except Exception as fault:  # noqa: BLE001
                self._refuse(
                    intake.document, f"extraction fails on it ({type(fault).__name__}: {fault}); please report it."
                )
        if self.refusals.refused == before:
            raise error

    def _keep(self, batch: list[Reading], note: str) -> None:
        """Keep all in one transaction, or, where one of them cannot be kept, each in its own."""
        try:
            self._count(self.store.add(Batch(at=self.now(), note=note, readings=tuple(batch))), len(batch))
        except (ConflictError, EvidenceError) as error:
            if len(batch) == 1:
                self._refuse(batch[0].document, error)
            else:
                for reading in batch:
                    self._keep([reading], note)

    def _count(self, added: Added, size: int) -> None:
        """Count what a batch of some `size` brought; where that is nothing, another program was faster."""
        again = size - added.documents
        self.addition.documents += added.documents
        self.addition.claims += added.claims
        if added.claims or added.readings or added.documents:
            self.addition.anew += again
        else:
            self.addition.known += again

    def _refuse(self, document: Document, reason: object) -> None:
        self.refusals.refuse(document.locator or document.id, reason)

    def _tell(self, document: Document) -> None:
        if self.progress:
            self.progress(document)


def _complete(intake: Intake, claims: Iterable[Claim]) -> Reading:
    """The reading with its claims, which are marked with what read them."""
    assert intake.reading is not None  # noqa: S101 - where there is something to extract, there is something to keep
    origin = intake.reading.origin
    marked = (claim if claim.origin == origin else replace(claim, origin=origin) for claim in claims)
    return replace(intake.reading, claims=tuple(marked))


def _drained(ready: deque[Reading]) -> Iterator[Reading]:
    while ready:
        yield ready.popleft()


def _batches(readings: Iterable[Reading]) -> Iterator[list[Reading]]:
    batch: list[Reading] = []
    size = 0
    for reading in readings:
        batch.append(reading)
        size += len(reading.document.text)
        if len(batch) >= KEPT or size >= CHARACTERS:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch
