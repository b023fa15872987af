"""What new records change of what is derived: worked out in the neighbourhood of the documents that they touch."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from marsad.merge import find_reprints
from marsad.merge.doubts import use
from marsad.merge.events import tolls_of
from marsad.merge.local import Filed, Local, Told
from marsad.merge.merger import DOUBT
from marsad.model import Document, Known, Toll
from marsad.model.state import standing
from marsad.run.deriving import Deriving, Resolved, as_kept, counting
from marsad.run.gist import Doubt, Gist, about, gist_of
from marsad.run.kept import Changes, Kept
from marsad.run.known import Claims
from marsad.run.shelf import Shelf
from marsad.run.view import (
    EVENT,
    GIST,
    HOLDING,
    TOLL,
    dossier_of,
    gist_record,
    holdings,
    lineage,
    records_of,
    sides,
)
from marsad.store import Derived

NONE: Told = (None, ())


@dataclass(slots=True)
class Renewal:
    """Works out what follows from records that are newer than what is `kept`."""

    deriving: Deriving
    kept: Kept
    shelf: Shelf = field(init=False)
    merger: Local = field(init=False)

    def __post_init__(self) -> None:
        # Claims are read anew: what people said since is in them.
        self.shelf = Shelf(self.kept.store, self.kept.sums.near, Claims(self.kept.store))
        self.merger = Local(lineage(), standing(self.deriving.pairs()), self.shelf)

    def renewed(self, touched: Collection[str]) -> tuple[Changes, Resolved]:
        """Return what changes where the documents `touched` did, and what names in these are taken to be."""
        documents = {name: self.deriving.document(name) for name in sorted(touched)}
        copies = self._copies(documents)
        documents |= {name: self.deriving.document(name) for name in sorted(copies.keys() - documents.keys())}
        resolved: Resolved = {}
        told: dict[str, list[Known]] = {}
        for name, document in documents.items():
            [(_, claims)] = self.deriving.claims([name]) if document else [("", [])]
            found = self.deriving.resolved(document, claims) if document and name in touched else as_kept(claims)
            told[name] = counting(claims, found)
            resolved |= found if name in touched else {}
        self.merger.renew(told, copies)
        return self._changes(documents, told, copies), resolved

    # --- copies -------------------------------------------------------------------------------------------------------

    def _copies(self, documents: Mapping[str, Document | None]) -> dict[str, Told]:
        """Return what is known of the copies of documents, and of all others of which something else is now known."""
        before = self.kept.sums.about
        there = {name: self._kept_copies(name) for name in documents}
        if all(before.get(name) == (document and about(document)) for name, document in documents.items()):
            return there
        everything = self.deriving.documents()
        reprints = find_reprints(everything.values())
        found = {name: reprints.told(name) for name in everything}
        changed = {name for name in before.keys() & found.keys() if self._kept_copies(name) != found[name]}
        return {name: found.get(name, NONE) for name in {*documents, *changed}}

    def _kept_copies(self, document: str) -> Told:
        return next((filed.copies for filed in self.shelf.filed([document])), NONE)

    # --- what changes -------------------------------------------------------------------------------------------------

    def _changes(
        self, documents: Mapping[str, Document | None], told: Mapping[str, list[Known]], copies: Mapping[str, Told]
    ) -> Changes:
        before = {gist.document_id: gist for gist in self.shelf.fetched(documents)}
        now = self._gists(documents, told, copies)
        claims = {claim for gist in (*before.values(), *now.values()) for claim in gist.claims}
        there = {
            (record.sort, record.id): record
            for record in self.kept.store.derived_of(sorted(claims | self.merger.touched))
            if record.sort != HOLDING
        }
        tolls = self._tolls({key for sort, key in there if sort == TOLL}, told)
        records = [*self._merged(tolls), *self._holdings(before, now)]
        there |= {(HOLDING, record.id): record for record in self._held(before, now)}
        totals = self.kept.store.derived_named(TOLL, [toll.id for toll in tolls])
        there |= {(TOLL, record.id): record for record in totals}
        made = {(record.sort, record.id) for record in records} | {(EVENT, name) for name in self.merger.same}
        fresh = [record for record in records if there.get((record.sort, record.id)) != record]
        doubted = self._doubted(before)
        gists = [(name, before.get(name), now.get(name)) for name in documents if before.get(name) != now.get(name)]
        gists += [(gist.document_id, self.shelf.gists[gist.document_id], gist) for gist in doubted]
        fresh += [gist_record(new) for _, _, new in gists if new]
        gone = [(GIST, name) for name, _, new in gists if not new]
        return Changes(fresh, [*sorted(there.keys() - made), *gone], gists)

    def _merged(self, tolls: Iterable[Toll]) -> Iterator[Derived]:
        """Yield the events that are new or other than before, the running totals, and the claims that are neither."""
        merged = self.merger.merged()
        events = [event for event in merged.events if event.id not in self.merger.same]
        claims = self.merger.claims()
        claims |= {name: self.shelf.known[name] for toll in tolls for name in toll.claim_ids if name not in claims}
        yield from records_of(dossier_of(claims, {}, events, tolls, merged.asides))

    def _tolls(self, known: Collection[str], told: Mapping[str, list[Known]]) -> list[Toll]:
        """Return the totals that documents have, or had, a part in; `known` are the ids of those that they had."""
        new = [each for name in told for each in self.merger.totals(name)]
        ids = {*known, *(toll.id for toll in tolls_of(new, self.merger.origins))}
        others = {claim for record in self.kept.store.derived_named(TOLL, sorted(ids)) for claim in record.claims}
        documents = [name for name in self.shelf.holding(others) if name not in told]
        self.merger.fetch(documents)
        rest = [each for each in self.shelf.claims(documents) if each.claim.id in others]
        return [toll for toll in tolls_of([*new, *rest], self.merger.origins) if toll.id in ids]

    def _held(self, *gists: Mapping[str, Gist]) -> list[Derived]:
        """Return who is kept to hold the places of which documents say it, or said it."""
        places = {place for found in gists for gist in found.values() for place in gist.said_of}
        return self.kept.store.derived_named(HOLDING, sorted(places))

    def _holdings(self, before: Mapping[str, Gist], now: Mapping[str, Gist]) -> Iterator[Derived]:
        """Yield who holds these places by all that is said."""
        places = {place for gist in (*before.values(), *now.values()) for place in gist.said_of}
        claims = {claim for record in self._held(before, now) for claim in record.claims}
        others = [name for name in self.shelf.holding(claims) if name not in before and name not in now]
        gists = (*now.values(), *self.shelf.fetched(others))
        said = (each for gist in gists if places & set(gist.said_of) for each in gist.sayings if each[0].id in places)
        return holdings(said, self.shelf.known)

    def _gists(
        self, documents: Mapping[str, Document | None], told: Mapping[str, list[Known]], copies: Mapping[str, Told]
    ) -> dict[str, Gist]:
        """Return the gists of documents as they are now."""
        doubts = self._doubts()
        return {
            name: gist_of(
                document,
                told[name],
                Filed(name, tuple(self.merger.accounts(name)), copies[name]),
                self.merger.origins.of,
                sides(),
                doubts.get(name, ()),
            )
            for name, document in documents.items()
            if document
        }

    def _doubts(self) -> dict[str, list[Doubt]]:
        """Return the uncertain pairs of which one account at least was merged anew, by the document of the lesser."""
        found: dict[str, list[Doubt]] = defaultdict(list)
        for left, right, score in self.merger.compared():
            if abs(score) <= DOUBT and self.merger.renewed & {left.document_id, right.document_id}:
                found[left.document_id].append((left.id, right.id, score, use(left, right, score)))
        return found

    def _doubted(self, before: Mapping[str, Gist]) -> list[Gist]:
        """Return the gists of other documents whose uncertain pairs changed."""
        gone = {account.id for gist in before.values() for account in gist.filed.accounts}
        doubts = self._doubts()
        found = []
        for gist in self.shelf.fetched(sorted(self.merger.fetched())):
            left = [doubt for doubt in gist.doubts if doubt[1] not in gone]
            new = gist.doubting([*left, *doubts.get(gist.document_id, ())])
            found += [new] if new != gist else []
        return found
