"""What is to be done with each thing that was read: pass it over, keep it, or look for claims in it first."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain, count, islice

from marsad.model import Document, Snapshot
from marsad.read.day import parse_day
from marsad.read.inputs import STDIN_NAME
from marsad.store import Held, KeptDocument, Query, Reading, Store, name_of, revision_of

LOOKED_UP = 64  # documents asked for together: fewer cost queries, more delay the first result
SHIFTING = frozenset({"application/x-ndjson", "application/json", "text/csv"})  # places in them move with every insert

_AGAIN = re.compile("[@#]")

Source = tuple[str, str, str]
"""Of a snapshot: what it was, where, and what read it."""


@dataclass(frozen=True, slots=True)
class Intake:
    """One document on its way into the store.

    `reading` is None where the store has all of it. Claims are looked for in `to_extract` (the document with the day
    that its times count from), where there is one, and marked with the origin of `reading`. `remark` says what of the
    input is not used.
    """

    document: Document
    reading: Reading | None = None
    to_extract: Document | None = None
    remark: str = ""


@dataclass(frozen=True, slots=True)
class _Standing:
    """What is known of a document: what the store holds of it, its last reading, and the day that a person set.

    `seen` are the files and pages that it was read from, and by which readers.
    """

    held: Held
    document: Document
    edited: date | None = None
    revises: str = ""
    seen: frozenset[Source] = frozenset()

    @property
    def day(self) -> date | None:
        """The day that its times count from."""
        return self.edited or self.document.published


@dataclass(slots=True)
class Sorter:
    """Compares what is found with what `store` holds, and with what came earlier in the same work."""

    store: Store
    origin: str
    _coming: dict[str, _Standing] = field(default_factory=dict)
    _pending: Counter[str] = field(default_factory=Counter)

    def sort(self, found: Iterable[Reading]) -> Iterator[Intake]:
        """Yield an intake for each thing that was read, in which nothing has looked for claims yet.

        Documents are looked up some at a time.
        """
        rest = iter(found)
        while some := list(islice(rest, LOOKED_UP)):
            self._coming = {name: each for name, each in self._coming.items() if self._pending[name]}
            known = self.store.known({item.document.id for item in some})
            for item in some:
                yield self._intake(item, known)

    def settled(self, readings: Iterable[Reading]) -> None:
        """Take note that these readings are in the store: the next lookup finds them there."""
        self._pending.subtract(reading.document.id for reading in readings)

    def reread(self, kept: KeptDocument, day: date | None) -> Intake:
        """Return what reads a kept document again, its times counted from `day`."""
        snapshot = kept.snapshots[-1] if kept.snapshots else None
        origin = further(self.origin, day, kept.origins)
        reading = Reading(document=kept.document, snapshot=snapshot, origin=origin, revises=kept.revises)
        return Intake(kept.document, reading, replace(kept.document, published=day))

    def _intake(self, found: Reading, known: dict[str, Held]) -> Intake:
        held = self._held(found.document.id, known)
        reading = found
        if held and held.text_id != found.document.text_id:  # its id is another text's
            reading = replace(found, document=revision_of(found.document))
            held = self._held(reading.document.id, self.store.known([reading.document.id]))
        if held and held.expunged:
            return Intake(reading.document, remark="its content was taken out of this ledger, and is not read again")
        if held is None:
            clash = reading is not found
            return self._first(replace(reading, origin=self.origin, revises=self._revised(found, clash=clash)))
        if name_of(reading) in held.readings and read_by(self.origin, held.origins):
            return Intake(reading.document)
        return self._further(reading)

    def _held(self, name: str, known: dict[str, Held]) -> Held | None:
        coming = self._coming.get(name)
        return coming.held if coming else known.get(name)

    def _first(self, reading: Reading) -> Intake:
        document = reading.document
        return self._on_its_way(reading, _Standing(Held(document.text_id), document, revises=reading.revises))

    def _further(self, reading: Reading) -> Intake:
        """A known text, read elsewhere or by a newer reader or extractor, or with a day or title that was not known.

        What was known first stays: only a person can set another day.
        """
        standing = self._standing(reading.document.id)
        last, held = standing.document, standing.held
        document, remark = _filled(reading.document, last), _unlike(reading.document, last)
        now = replace(standing, document=document)
        read = (now.day, document.title) == (standing.day, last.title) and read_by(self.origin, held.origins)
        if read and document.outlet == last.outlet and _sources([reading.snapshot]) <= standing.seen:
            return Intake(document, remark=remark)
        origin = "" if read else further(self.origin, now.day, held.origins)
        return self._on_its_way(replace(reading, document=document, revises=standing.revises, origin=origin), now)

    def _on_its_way(self, reading: Reading, standing: _Standing) -> Intake:
        held, document = standing.held, reading.document
        held = Held(held.text_id, held.readings | {name_of(reading)}, held.origins | {reading.origin} - {""})
        self._pending[document.id] += 1
        self._coming[document.id] = replace(standing, held=held, seen=standing.seen | _sources([reading.snapshot]))
        return Intake(document, reading, replace(document, published=standing.day) if reading.origin else None)

    def _standing(self, name: str) -> _Standing:
        if name in self._coming:
            return self._coming[name]
        kept = self.store.document(name)
        assert kept is not None, name  # noqa: S101 - `known` has just said so
        held = self.store.known([name])[name]
        return _Standing(held, kept.document, edited_day(kept), kept.revises, _sources(kept.snapshots))

    def _revised(self, found: Reading, *, clash: bool) -> str:
        """The id of the document whose text this one corrects; empty where it corrects none.

        That is one of the same id at the same address, or of the same file or page, where nothing else may have moved
        into its place.
        """
        document = found.document
        if document.locator in ("", STDIN_NAME) or not (clash or _stays(found.snapshot)):
            return ""
        earlier = self.store.documents(Query(locator=document.locator)).items
        names = [kept.document.id for kept in earlier if _same_id(kept, document) or _same_place(kept, found.snapshot)]
        return names[-1] if names else ""


def edited_day(kept: KeptDocument) -> date | None:
    """Return the day of publication that a person set, None where nobody did."""
    day = kept.state.edits.get("published")
    return parse_day(day) if day else None


def _filled(given: Document, known: Document) -> Document:
    """What is given, with what is known of the document."""
    return replace(
        given,
        published=known.published or given.published,
        title=known.title or given.title,
        outlet=known.outlet or given.outlet,
    )


def _unlike(given: Document, known: Document) -> str:
    if not (given.published and known.published) or given.published == known.published:
        return ""
    return (
        f"it gives {given.published} as its day of publication; the ledger has {known.published} and keeps it "
        f"(`marsad judge` can set it: published {known.id} {given.published})."
    )


def _sources(snapshots: Iterable[Snapshot | None]) -> frozenset[Source]:
    return frozenset((shot.sha256, shot.locator, shot.reader) for shot in snapshots if shot)


def read_by(origin: str, origins: Iterable[str]) -> bool:
    """Whether an extractor is among those that read a document."""
    return any(_AGAIN.split(each)[0] == origin for each in origins)


def further(origin: str, day: date | None, origins: Iterable[str]) -> str:
    """Return what marks the next reading by `origin`: "rules/1", later ones with the day that times count from."""
    taken = set(origins)
    dated = f"{origin}@{day or 'undated'}"
    names = chain((origin, dated), (f"{dated}#{number}" for number in count(2)))
    return next(name for name in names if name not in taken)


def _same_id(kept: KeptDocument, document: Document) -> bool:
    return kept.document.id.partition("~")[0] == document.id


def _same_place(kept: KeptDocument, snapshot: Snapshot | None) -> bool:
    return _stays(snapshot) and any(snapshot and one.locator == snapshot.locator for one in kept.snapshots)


def _stays(snapshot: Snapshot | None) -> bool:
    """Whether another document in the place where these bytes were found can only be another state of it."""
    return snapshot is not None and snapshot.media_type not in SHIFTING
