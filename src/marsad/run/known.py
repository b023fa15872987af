"""Claims with their identities, and whom they go back to, read from a store one document at a time."""

from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from threading import Lock
from typing import TypeVar

from marsad.merge.origins import Origins
from marsad.merge.reprints import Copy, Reprints
from marsad.model import Known, Origin, Review
from marsad.run.gist import Gist
from marsad.run.view import GIST, known, lineage
from marsad.store import CLAIM, KeptClaim, Query, Store

Value = TypeVar("Value")

AT_HAND = 4000  # claims that are kept in memory after they were asked for
COUNTING = tuple(review for review in Review if review is not Review.REJECTED)


@dataclass(slots=True)
class Claims(Mapping[str, Known]):
    """The claims of a ledger that count, by id, as people left them, under the names that were last resolved.

    Who asks for one is likely to ask for its neighbours: a document's are read together. The last ones are kept.
    """

    store: Store
    _read: OrderedDict[str, Known] = field(default_factory=OrderedDict)
    _lock: Lock = field(default_factory=Lock)

    def __getitem__(self, claim_id: str) -> Known:
        if (found := self._read.get(claim_id)) is not None:
            return found
        return {each.claim.id: each for each in self.of(self.store.documents_of([claim_id]))}[claim_id]

    def __iter__(self) -> Iterator[str]:
        return iter(self.store.names(CLAIM, Query(statuses=COUNTING)))

    def __len__(self) -> int:
        return self.store.count(CLAIM, Query(statuses=COUNTING))

    def of(self, documents: Iterable[str]) -> list[Known]:
        """Return the claims of documents."""
        kept = self.store.claims_of(list(documents))
        found = [as_known(each) for each in kept if each.state.status is not Review.REJECTED]
        with self._lock:
            self._read.update((each.claim.id, each) for each in found)
            while len(self._read) > AT_HAND:
                self._read.popitem(last=False)
        return found


def as_known(kept: KeptClaim) -> Known:
    """Return a claim with the identities that it was last given."""
    return known(kept, kept.resolutions.values())


@dataclass(frozen=True, slots=True)
class Sources(Mapping[str, tuple[Origin, ...]]):
    """Whom each of some claims goes back to, by the id of the claim."""

    claims: Claims

    def __getitem__(self, claim_id: str) -> tuple[Origin, ...]:
        each = self.claims[claim_id]
        document = each.claim.document_id
        wholes: dict[str, Copy] = {}
        sentences: dict[str, tuple[Copy, ...]] = {}
        for record in self.claims.store.derived_named(GIST, [document]):
            whole, parts = Gist(document, dict(record.body)).filed.copies
            wholes |= {document: whole} if whole else {}
            sentences[document] = parts
        return Origins(lineage(), Reprints(wholes, sentences)).of(each)

    def __iter__(self) -> Iterator[str]:
        return iter(self.claims)

    def __len__(self) -> int:
        return len(self.claims)
