"""What a ledger holds, to look through: quick to open, for nothing is read or derived here."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from types import TracebackType
from typing import Self

from marsad.errors import InputError
from marsad.model import Judgement, Review
from marsad.run.paging import PAGE, every
from marsad.store import EVERYTHING, Counts, Derived, KeptClaim, KeptDocument, LogEntry, Query, Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Status:
    """How much a ledger holds.

    `size` is in bytes, `undated` counts documents without a day of publication, `expunged` those whose content was
    taken out, `fresh` is whether what is derived is of the newest records and of this version, `latest` when the last
    entry was added.
    """

    locator: str
    size: int
    counts: Counts
    undated: int
    expunged: int
    fresh: bool
    latest: datetime | None


class Contents:
    """The documents, claims and judgements in a `store`, and what was derived of them, as they are kept."""

    def __init__(self, store: Store) -> None:
        self.store = store

    def documents(self, query: Query = EVERYTHING, limit: int | None = None) -> Iterator[KeptDocument]:
        """Yield the documents that `query` finds, or the first `limit` of them."""
        size = min(PAGE, limit or PAGE)
        return islice(every(lambda after: self.store.documents(query, after=after, limit=size)), limit)

    def claims(self, query: Query = EVERYTHING, limit: int | None = None) -> Iterator[KeptClaim]:
        """Yield the claims that `query` finds, or the first `limit` of them."""
        size = min(PAGE, limit or PAGE)
        return islice(every(lambda after: self.store.claims(query, after=after, limit=size)), limit)

    def document(self, name: str) -> KeptDocument:
        """Return the document with this id; raise `InputError` where there is none."""
        if (kept := self.store.document(name)) is None:
            raise InputError(f"There is no document {name}; `marsad search` finds documents.")
        return kept

    def claim(self, name: str) -> KeptClaim:
        """Return the claim with this id; raise `InputError` where there is none."""
        if (kept := self.store.claim(name)) is None:
            raise InputError(f"There is no claim {name}; `marsad search` finds claims.")
        return kept

    def judgements(self, *subjects: str) -> list[Judgement]:
        """Return the judgements of records, undone ones and undos too; all where no record is named."""
        return judgements_of(self.store, subjects)

    def derived(self, sort: str, query: Query = EVERYTHING) -> Iterator[Derived]:
        """Yield derived records of one sort ("event", "toll", "aside") as they are kept, with titles and figures."""
        return every(lambda after: self.store.derived(sort, query, after=after, limit=PAGE))

    def fresh(self) -> bool:
        """Whether what is derived is of the newest records and of this version of code and data."""
        from marsad.run import stamps  # noqa: PLC0415 - where the gazetteer lies is slow to find out, and seldom asked

        return stamps.fresh(self.store)

    def find(self, prefix: str, *sorts: str) -> str:
        """Return the id, of one of `sorts` ("claim", "document", ...), that `prefix` is or begins.

        Raise `InputError` where there is none, or more than one.
        """
        found = [each for sort in sorts for each in self.store.ids(sort, prefix)]
        if prefix in found:
            return prefix
        if len(found) != 1:
            words = " or ".join(sorts)
            raise InputError(
                f"{prefix} begins the ids of several: {', '.join(found)} and maybe more; give more of it."
                if found
                else f"There is no {words} with the id {prefix}; `marsad search` finds them."
            )
        return found[0]

    def log(self, after: int = 0) -> Iterator[LogEntry]:
        """Yield the entries of the log numbered above `after`, oldest first."""
        while entries := self.store.log(after=after, limit=PAGE):
            yield from entries
            after = entries[-1].number

    def status(self) -> Status:
        """Return how much there is, and whether what is derived is up to date."""
        counts = self.store.counts()
        dated = self.store.count("document", Query(start=date.min, end=date.max, superseded=True))
        latest = self.store.log(after=counts.entries - 1, limit=1) if counts.entries else []
        return Status(
            locator=self.store.locator,
            size=self.store.size(),
            counts=counts,
            undated=counts.documents - dated,
            expunged=self.store.count("document", Query(superseded=True, statuses=(Review.EXPUNGED,))),
            fresh=self.fresh(),
            latest=latest[0].at if latest else None,
        )

    def close(self) -> None:
        """Let go of files and connections."""
        self.store.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def judgements_of(store: Store, subjects: Sequence[str]) -> list[Judgement]:
    """Return the judgements of records, undone ones and undos too; all where no record is named."""
    return list(every(lambda after: store.judgements(subjects, after=after, limit=PAGE)))
