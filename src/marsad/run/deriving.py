"""What is derived, in step with the records: derived = f(records, code, data), and it can be proved.

The stamp beside what is derived says of which records, by which code and from which data it was made. Where only the
log has grown since, no document is resolved again but those that the new entries touch.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from marsad.model import Document, Judgement, Resolution, Review, Verdict
from marsad.run.entities import Resolve, corrected
from marsad.run.intake import edited_day
from marsad.run.judging import PAIRS
from marsad.run.paging import PAGE, every
from marsad.run.reviewed import reviewed
from marsad.run.stamps import code_stamp, data_stamp
from marsad.run.view import View, known, view_of
from marsad.store import Derivation, Fault, KeptClaim, Store
from marsad.store.base import Record
from marsad.store.records import Sort, read_judgement, read_reading

TRIES = 3  # while others write, before we leave it to them

Resolved = dict[str, list[Resolution]]
"""The resolutions of claims, by the id of the claim."""


@dataclass(frozen=True, slots=True)
class Deriving:
    """Derives from what `store` holds; `resolve` says what names stand for."""

    store: Store
    resolve: Resolve

    def stamp(self) -> dict[str, str]:
        """Return what says of which records, code and data something derived now is made."""
        number, head = self.store.head()
        return {"entry": str(number), "head": head, "code": code_stamp(), "data": data_stamp()}

    def fresh(self) -> bool:
        """Whether what is derived is of today's records, code and data."""
        return self.store.stamp() == self.stamp()

    def load(self) -> View:
        """Return what is derived; nothing is written, and no name resolved again."""
        return self._derived(lambda _document: False)[0]

    def rebuild(self) -> View:
        """Derive everything anew, write and return it."""
        return self._settled(self._rebuilt)

    def refresh(self) -> View:
        """Derive what follows from records that are newer than what is derived, write and return it all."""
        return self._settled(self._refreshed)

    def check(self) -> Iterator[Fault]:
        """Derive everything anew, and yield where what is kept differs."""
        stamp = self.stamp()
        if self.store.stamp() != stamp:
            yield Fault("what is derived", "is of older records or another version; `marsad rebuild` renews it")
            return
        made, resolved = self._derived(lambda _document: True)
        yield from self.store.check_derived(_derivation(stamp, made, resolved))

    def _settled(self, write: Callable[[dict[str, str]], View]) -> View:
        """Derive and write; again where others added records meanwhile."""
        for _ in range(TRIES):
            stamp = self.stamp()
            made = write(stamp)
            if self.store.head()[1] == stamp["head"]:
                break
        return made

    def _rebuilt(self, stamp: dict[str, str]) -> View:
        made, resolved = self._derived(lambda _document: True)
        self.store.replace_derived(_derivation(stamp, made, resolved))
        return made

    def _refreshed(self, stamp: dict[str, str]) -> View:
        """Write only what differs from what is kept."""
        touched = self._touched(stamp)
        if touched is None:
            return self._rebuilt(stamp)
        made, resolved = self._derived(touched.__contains__)
        self.store.update_derived(_difference(self.store.derivation(), _derivation(stamp, made, resolved)))
        return made

    def _derived(self, anew: Callable[[str], bool]) -> tuple[View, Resolved]:
        documents = self._documents()
        resolved: Resolved = {}
        claims = []
        for name, group in self._claims(documents).items():
            found = self._resolved(documents[name], group) if anew(name) else _kept(group)
            resolved |= found
            claims += [known(kept, found[kept.claim.id]) for kept in group if kept.state.status is not Review.REJECTED]
        return view_of(claims, documents.values(), self._pairs()), resolved

    def _resolved(self, document: Document, claims: list[KeptClaim]) -> Resolved:
        """Return what the names in a document's claims are taken to be; each claim is in it."""
        found: Resolved = {kept.claim.id: [] for kept in claims}
        for resolution in self.resolve(document, [reviewed(kept) for kept in claims]):
            found[resolution.claim_id].append(resolution)
        return {kept.claim.id: corrected(found[kept.claim.id], kept) for kept in claims}

    def _documents(self) -> dict[str, Document]:
        """Return the documents that were not revised, each with the day that its times count from."""
        pages = every(lambda after: self.store.documents(after=after, limit=PAGE))
        return {
            kept.document.id: replace(kept.document, published=edited_day(kept) or kept.document.published)
            for kept in pages
        }

    def _claims(self, documents: dict[str, Document]) -> dict[str, list[KeptClaim]]:
        """Return the claims of these documents, in the order of the text; those of later documents are left out."""
        found: dict[str, list[KeptClaim]] = defaultdict(list)
        for kept in every(lambda after: self.store.claims(after=after, limit=PAGE)):
            if kept.claim.document_id in documents:
                found[kept.claim.document_id].append(kept)
        return {name: sorted(found[name], key=_position) for name in sorted(found)}

    def _pairs(self) -> list[Judgement]:
        verdicts = (*sorted(PAIRS), Verdict.UNDO)
        return list(every(lambda after: self.store.judgements((), verdicts, after=after, limit=PAGE)))

    def _touched(self, now: dict[str, str]) -> set[str] | None:
        """Return the documents of which the log has more than the kept stamp knows; None where it does not help."""
        before = self.store.stamp()
        if any(before.get(name) != now[name] for name in ("code", "data")):
            return None
        last = int(before["entry"])
        if last and [entry.hash for entry in self.store.log(after=last - 1, limit=1)] != [before["head"]]:
            return None
        new = (record for records in self.store.entries(after=last) for record in records.records)
        return {name for record in new for name in self._of(record)}

    def _of(self, record: Record) -> Iterator[str]:
        """Yield the ids of the documents that a record is about."""
        if record.sort == Sort.READING:
            yield str(read_reading(record).about["id"])
        elif record.sort == Sort.CLAIMS:
            yield record.name.partition(" ")[2]
        elif record.sort == Sort.JUDGEMENT:
            subject = read_judgement(record).subject
            kept = self.store.claim(subject)
            yield kept.claim.document_id if kept else subject


def _derivation(stamp: dict[str, str], view: View, resolved: Resolved) -> Derivation:
    listed = (resolution for name in sorted(resolved) for resolution in resolved[name])
    return Derivation(stamp=stamp, resolutions=listed, records=view.records())


def _difference(old: Derivation, new: Derivation) -> Derivation:
    """Return what must be written over `old` to have `new`."""
    were, are = _by_claim(old.resolutions), _by_claim(new.resolutions)
    before = {(record.sort, record.id): record for record in old.records}
    after = {(record.sort, record.id): record for record in new.records}
    return Derivation(
        stamp=new.stamp,
        resolutions=[each for name, found in are.items() if were.get(name) != found for each in found],
        records=[record for name, record in after.items() if before.get(name) != record],
        gone=sorted(before.keys() - after.keys()),
        unresolved=sorted(were.keys() - are.keys()),
    )


def _by_claim(resolutions: Iterable[Resolution]) -> Resolved:
    found: Resolved = {}
    for resolution in resolutions:
        found.setdefault(resolution.claim_id, []).append(resolution)
    return found


def _kept(claims: Iterable[KeptClaim]) -> Resolved:
    return {kept.claim.id: [kept.resolutions[slot] for slot in sorted(kept.resolutions)] for kept in claims}


def _position(kept: KeptClaim) -> tuple[int, int, str]:
    span = kept.claim.evidence[0].span
    return span.start, span.end, kept.claim.id
