"""What is derived, in the store, brought up to date with the records; what new records do not touch is not read."""

from collections.abc import Iterator
from dataclasses import replace

from marsad.run import stamps
from marsad.run.deriving import TRIES, Deriving, resolutions_of
from marsad.run.kept import Kept, KeptView
from marsad.run.renewing import Renewal
from marsad.run.stamps import Stamp
from marsad.run.view import ASIDE, EVENT, GIST, HOLDING, TOLL
from marsad.store import DOCUMENT, Derivation, Derived, Query

SORTS = (EVENT, TOLL, ASIDE, HOLDING, GIST)
LARGE = 5  # where more than one in so many documents is touched, all are merged anew: that takes less time


class Current:
    """The newest view of a store."""

    def __init__(self, deriving: Deriving) -> None:
        self._deriving, self._store = deriving, deriving.store
        self._kept: Kept | None = None

    def view(self) -> KeptView:
        """Derive what follows from new records, write it, and return all."""
        for _ in range(TRIES):
            stamp, before = stamps.stamp(self._store), self._store.stamp()
            if before != stamp and not self._renew(before, stamp):
                continue  # somebody else wrote meanwhile
            if self._kept is None or self._kept.stamp != stamp:
                self._kept = Kept(self._store, stamp)
            if self._store.head()[1] == stamp["head"]:  # nobody added records meanwhile
                break
        return KeptView(self._kept or Kept(self._store, self._store.stamp()), self._deriving.pairs())

    def _renew(self, before: Stamp, stamp: Stamp) -> bool:
        """Bring what is kept up to date; return False where somebody else was faster."""
        touched = self._deriving.since(before, stamp) if before else None
        if touched is None or len(touched) * LARGE > self._store.count(DOCUMENT):
            return self._all(before, stamp, touched)
        kept = self._kept if self._kept and self._kept.stamp == before else Kept(self._store, before)
        changes, resolved = Renewal(self._deriving, kept).renewed(touched)
        derivation = Derivation(
            stamp=stamp,
            resolutions=resolutions_of(resolved),
            records=changes.records,
            gone=changes.gone,
            unresolved=sorted(touched),
        )
        if not self._store.update_derived(derivation, over=before):
            return False
        self._kept = kept.after(stamp, changes)
        return True

    def _all(self, before: Stamp, stamp: Stamp, touched: frozenset[str] | None) -> bool:
        """Derive everything; names stay what they were in documents that are not `touched` (None: all are)."""
        made = self._deriving.derivation(stamp, lambda name: touched is None or name in touched)
        gone = {(sort, name) for sort in SORTS for name in self._store.names(sort)}

        def records() -> Iterator[Derived]:
            for record in made.records:
                gone.discard((record.sort, record.id))
                yield record

        unresolved = self._store.names(DOCUMENT, Query(superseded=True)) if before else ()
        return self._store.update_derived(
            replace(made, records=records(), gone=gone, unresolved=unresolved), over=before
        )
