"""What is derived, in step with the records: derived = f(records, code, data), and it can be proved.

The stamp beside what is derived says of which records, by which code and from which data it was made.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from marsad.model import Document, Judgement, Known, Resolution, Review, Verdict
from marsad.run import stamps
from marsad.run.entities import Resolve, corrected
from marsad.run.intake import edited_day
from marsad.run.judging import PAIRS
from marsad.run.paging import PAGE, every
from marsad.run.reviewed import reviewed
from marsad.run.stamps import Stamp
from marsad.run.view import View, known, view_of
from marsad.store import Derivation, Derived, Fault, KeptClaim, KeptDocument, Store
from marsad.store.base import Record
from marsad.store.records import Sort, read_judgement, read_reading

TRIES = 3  # while others write, before we leave it to them
TOGETHER = 50  # documents whose claims are read at once

Read = Callable[[Sequence[str]], list[KeptClaim]]
"""Returns the claims of documents: `Store.claims_of`, or `Store.told` where what was derived of them is not asked."""

Resolved = dict[str, list[Resolution]]
"""The resolutions of claims, by the id of the claim."""


@dataclass(frozen=True, slots=True)
class Deriving:
    """Derives from what `store` holds; `resolve` says what names stand for."""

    store: Store
    resolve: Resolve

    def rebuild(self) -> None:
        """Derive everything anew and write it, with the index of the records, in place of what is there."""
        for _ in range(TRIES):
            stamp = stamps.stamp(self.store)
            self.store.replace_derived(self.derivation(stamp, lambda _document: True))
            if self.store.head()[1] == stamp["head"]:  # nobody wrote meanwhile
                return

    def check(self) -> Iterator[Fault]:
        """Derive everything anew, and yield where what is kept differs."""
        stamp = stamps.stamp(self.store)
        if self.store.stamp() != stamp:
            yield Fault("what is derived", "is of older records or another version; `marsad rebuild` renews it")
            return
        yield from self.store.check_derived(self.derivation(stamp, lambda _document: True))

    def view(self, anew: Callable[[str], bool]) -> View:
        """Return everything; names of other documents than those `anew` are taken to be what they were."""
        documents = self.documents()
        told = [each for claims, found in self._read(documents, anew) for each in counting(claims, found)]
        return view_of(told, documents.values(), self.pairs())

    def derivation(self, stamp: Stamp, anew: Callable[[str], bool]) -> Derivation:
        """Return the same for a store, made as it is drawn: all that was weighed for names is not kept in memory."""
        documents = self.documents()
        told: list[Known] = []

        def resolutions() -> Iterator[Resolution]:
            for claims, found in self._read(documents, anew):
                told.extend(counting(claims, found))
                yield from resolutions_of(found)

        def records() -> Iterator[Derived]:
            yield from view_of(told, documents.values(), self.pairs()).records()

        return Derivation(stamp=stamp, resolutions=resolutions(), records=records())

    def _read(
        self, documents: Mapping[str, Document], anew: Callable[[str], bool]
    ) -> Iterator[tuple[list[KeptClaim], Resolved]]:
        """Yield the claims of each document with what their names are taken to be."""
        for fresh, names in groupby(sorted(documents), anew):
            if fresh:
                for name, claims in self.claims(list(names), self.store.told):
                    yield claims, self.resolved(documents[name], claims)
            else:
                yield from ((claims, as_kept(claims)) for _, claims in self.claims(list(names)))

    def resolved(self, document: Document, claims: Sequence[KeptClaim]) -> Resolved:
        """Return what the names in a document's claims are taken to be; each claim is in it."""
        found: Resolved = {kept.claim.id: [] for kept in claims}
        for resolution in self.resolve(document, [reviewed(kept) for kept in claims]):
            found[resolution.claim_id].append(resolution)
        return {kept.claim.id: corrected(found[kept.claim.id], kept) for kept in claims}

    def documents(self) -> dict[str, Document]:
        """Return the documents that were not revised, each with the day that its times count from."""
        pages = every(lambda after: self.store.documents(after=after, limit=PAGE))
        return {kept.document.id: dated(kept) for kept in pages}

    def claims(self, documents: Sequence[str], read: Read | None = None) -> Iterator[tuple[str, list[KeptClaim]]]:
        """Yield the claims of each of these documents, in the order of the text; they are read some at a time."""
        read = read or self.store.claims_of
        for at in range(0, len(documents), TOGETHER):
            some = documents[at : at + TOGETHER]
            found: dict[str, list[KeptClaim]] = {name: [] for name in some}
            for kept in read(some):
                found[kept.claim.document_id].append(kept)
            yield from ((name, sorted(claims, key=position)) for name, claims in found.items())

    def document(self, name: str) -> Document | None:
        """Return a document with the day that its times count from; None where it does not count, or is not there."""
        kept = self.store.document(name)
        return dated(kept) if kept and not kept.revised_by and kept.state.status is not Review.EXPUNGED else None

    def pairs(self) -> list[Judgement]:
        """Return what people said of pairs of claims, and what undoes judgements."""
        verdicts = (*sorted(PAIRS), Verdict.UNDO)
        return list(every(lambda after: self.store.judgements((), verdicts, after=after, limit=PAGE)))

    def since(self, before: Stamp, now: Stamp) -> frozenset[str] | None:
        """Return the documents that the log touches since `before`; None where everything may have changed."""
        if any(before.get(name) != now[name] for name in ("code", "data")):
            return None
        last = int(before["entry"])
        if last and [entry.hash for entry in self.store.log(after=last - 1, limit=1)] != [before["head"]]:
            return None
        new = (record for records in self.store.entries(after=last) for record in records.records)
        return frozenset(name for record in new for name in self._of(record))

    def _of(self, record: Record) -> Iterator[str]:
        """Yield the ids of the documents that a record is about."""
        if record.sort == Sort.READING:
            read = read_reading(record)
            yield str(read.about["id"])
            if read.revises:
                yield read.revises
        elif record.sort == Sort.CLAIMS:
            yield record.name.partition(" ")[2]
        elif record.sort == Sort.JUDGEMENT:
            judgement = self._meant(read_judgement(record))
            named = [name for name in (judgement.subject, judgement.other) if name]
            yield from self.store.documents_of(named) or [judgement.subject]

    def _meant(self, judgement: Judgement) -> Judgement:
        """Return what an undoing takes back, or gives back; any other judgement itself."""
        while judgement.verdict is Verdict.UNDO and (undone := self.store.judgements_named([judgement.other])):
            [judgement] = undone
        return judgement


def resolutions_of(resolved: Resolved) -> Iterator[Resolution]:
    """Yield resolutions by claim."""
    return (resolution for name in sorted(resolved) for resolution in resolved[name])


def counting(claims: Iterable[KeptClaim], resolved: Resolved) -> list[Known]:
    """Return the claims that people did not reject, with their identities."""
    return [known(kept, resolved[kept.claim.id]) for kept in claims if kept.state.status is not Review.REJECTED]


def as_kept(claims: Iterable[KeptClaim]) -> Resolved:
    """Return what names were taken to be when somebody last looked."""
    return {kept.claim.id: [kept.resolutions[slot] for slot in sorted(kept.resolutions)] for kept in claims}


def dated(kept: KeptDocument) -> Document:
    """Return a document with the day that its times count from: what a person set, or else what was read."""
    return replace(kept.document, published=edited_day(kept) or kept.document.published)


def position(kept: KeptClaim) -> tuple[int, int, str]:
    """Return what sorts claims in the order of the text."""
    span = kept.claim.evidence[0].span
    return span.start, span.end, kept.claim.id
