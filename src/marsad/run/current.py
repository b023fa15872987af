"""What is derived, in memory and in the store, brought up to date with the records."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from marsad.model import Document
from marsad.run.deriving import Deriving, Resolved, Stamp, as_kept, counting, dated, position
from marsad.run.paging import PAGE, every
from marsad.run.view import Growing, View
from marsad.store import Derivation, Derived, KeptClaim, Query

TRIES = 5  # while others write, before we leave it to them

Records = dict[tuple[str, str], Derived]
"""Derived records by sort and id."""


@dataclass(frozen=True, slots=True)
class _Made:
    """What is derived as of a stamp: what names were taken to be, by document, and the records that follow."""

    stamp: Stamp
    view: View
    resolved: dict[str, Resolved]
    records: Records


class Current:
    """The newest view of a store. Of what is in memory, only that is looked at again which new log entries touch."""

    def __init__(self, deriving: Deriving) -> None:
        self._deriving, self._store = deriving, deriving.store
        self._growing = Growing()
        self._made: _Made | None = None

    def view(self) -> View:
        """Derive what follows from new records, write it, and return all."""
        for _ in range(TRIES):
            stamp = self._deriving.stamp()
            made = self._grown(stamp) or self._loaded(stamp)
            if self._made is made or self._write(made):
                self._made = made
                if self._store.head()[1] == stamp["head"]:  # nobody added records meanwhile
                    break
        return made.view

    def _grown(self, stamp: Stamp) -> _Made | None:
        """Return what follows by way of what is in memory; None where that does not help."""
        made = self._made
        if made is None or made.stamp == stamp:
            return made
        if (touched := self._deriving.since(made.stamp, stamp)) is None:
            return None
        documents = {name: self._document(name) for name in touched}
        here = {name: document for name, document in documents.items() if document}
        claims = {name: self._claims(name) for name in here}
        resolved: dict[str, Resolved] = {name: {} for name in documents}
        resolved |= {name: self._deriving.resolved(here[name], found) for name, found in claims.items()}
        return self._taken(stamp, documents, claims, made.resolved | resolved)

    def _loaded(self, stamp: Stamp) -> _Made:
        """Return what follows from all records; names stay what they were in documents that nothing new touches."""
        kept = self._store.stamp()
        touched = self._deriving.since(kept, stamp) if kept else None
        documents = self._deriving.documents()
        claims = self._deriving.claims(documents)
        resolved = {
            name: self._deriving.resolved(documents[name], found)
            if touched is None or name in touched
            else as_kept(found)
            for name, found in claims.items()
        }
        self._growing = Growing()
        return self._taken(stamp, documents, claims, resolved)

    def _taken(
        self,
        stamp: Stamp,
        documents: Mapping[str, Document | None],
        claims: Mapping[str, list[KeptClaim]],
        resolved: dict[str, Resolved],
    ) -> _Made:
        told = {name: counting(found, resolved[name]) for name, found in claims.items()}
        view = self._growing.take(documents, told, self._deriving.pairs())
        return _Made(stamp, view, resolved, {(record.sort, record.id): record for record in view.records()})

    def _document(self, name: str) -> Document | None:
        kept = self._store.document(name)
        return dated(kept) if kept and not kept.revised_by else None

    def _claims(self, document: str) -> list[KeptClaim]:
        query = Query(document=document)
        return sorted(every(lambda after: self._store.claims(query, after=after, limit=PAGE)), key=position)

    # --- into the store -----------------------------------------------------------------------------------------------

    def _write(self, made: _Made) -> bool:
        """Write what differs from what is there; return False where somebody else wrote meanwhile."""
        kept = self._store.stamp()
        if kept == made.stamp:
            return True
        ours = self._made
        old = (ours.resolved, ours.records) if ours and ours.stamp == kept else self._kept()
        return self._store.update_derived(_difference(old, made), over=kept)

    def _kept(self) -> tuple[dict[str, Resolved], Records]:
        there = self._store.derivation()
        resolutions: Resolved = {}
        for resolution in there.resolutions:
            resolutions.setdefault(resolution.claim_id, []).append(resolution)
        return {"": resolutions}, {(record.sort, record.id): record for record in there.records}


def _difference(old: tuple[dict[str, Resolved], Records], made: _Made) -> Derivation:
    """Return what must be written over `old` to have all that was made."""
    were, are, records = _by_claim(old[0].values()), _by_claim(made.resolved.values()), old[1]
    return Derivation(
        stamp=made.stamp,
        resolutions=[each for name in sorted(are) if were.get(name) != are[name] for each in are[name]],
        records=[record for name, record in made.records.items() if records.get(name) != record],
        gone=sorted(records.keys() - made.records.keys()),
        unresolved=sorted(were.keys() - are.keys()),
    )


def _by_claim(resolved: Iterable[Resolved]) -> Resolved:
    """Return the claims in which names were resolved."""
    return {name: found for some in resolved for name, found in some.items() if found}
