"""What was derived, as a store keeps it: read where it is asked for, and once."""

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from marsad.derive.control import Handover
from marsad.derive.dossier import Dossier
from marsad.derive.worked import Worked
from marsad.merge import Explanation, explain
from marsad.merge.local import Local
from marsad.model import Aside, Event, Holding, Judgement, Link, Origin, Place, Toll
from marsad.model.bodies import from_body
from marsad.model.state import standing
from marsad.run.gist import Gist
from marsad.run.known import COUNTING, Claims, Sources
from marsad.run.paging import PAGE, every
from marsad.run.shelf import Shelf
from marsad.run.sums import Sums
from marsad.run.view import ASIDE, EVENT, GIST, HOLDING, TOLL, lineage, sides
from marsad.store import CLAIM, Derived, Query, Store

Stamp = Mapping[str, str]
Replaced = tuple[str, Gist | None, Gist | None]
"""A document, its gist as it was, and as it is; None where there is none."""


class Held(NamedTuple):
    """Who held a place, and how it changed hands."""

    history: tuple[Holding, ...]
    handovers: tuple[Handover, ...]


class Changes(NamedTuple):
    """What was written over what was derived before: records, those that are gone, and gists."""

    records: Sequence[Derived]
    gone: Sequence[tuple[str, str]]
    gists: Sequence[Replaced]


@dataclass(frozen=True)
class Kept:
    """What `store` keeps under a `stamp`; what is there already is gone on from by `after`."""

    store: Store
    stamp: Stamp

    @cached_property
    def events(self) -> dict[str, tuple[Event, Worked]]:
        """The events by id, each with what it comes to."""
        return {record.id: _event(record) for record in self._every(EVENT)}

    @cached_property
    def tolls(self) -> dict[str, tuple[Toll, Worked]]:
        """The running totals by id, likewise."""
        return {record.id: _toll(record) for record in self._every(TOLL)}

    @cached_property
    def asides(self) -> dict[str, Aside]:
        """The claims that are neither, by id."""
        return {record.id: _aside(record) for record in self._every(ASIDE)}

    @cached_property
    def held(self) -> dict[str, Held]:
        """Who held each place, by its id."""
        return {record.id: _held(record) for record in self._every(HOLDING)}

    @cached_property
    def sums(self) -> Sums:
        """What the gists of all documents come to."""
        return Sums.of(Gist(record.id, dict(record.body)) for record in self._every(GIST))

    @cached_property
    def claims(self) -> Claims:
        """The claims, read where they are asked for."""
        return Claims(self.store)

    # --- for `marsad.derive.dossier` ----------------------------------------------------------------------------------

    @cached_property
    def worked(self) -> Mapping[str, Worked]:
        """What each event and each running total comes to."""
        return {name: worked for found in (self.events, self.tolls) for name, (_, worked) in found.items()}

    @property
    def histories(self) -> Mapping[str, tuple[Holding, ...]]:
        """Who held each place."""
        return {key: held.history for key, held in self.held.items()}

    @property
    def handovers(self) -> Mapping[str, tuple[Handover, ...]]:
        """How places changed hands."""
        return {key: held.handovers for key, held in self.held.items()}

    @property
    def credits(self) -> Mapping[Origin, int]:
        """How many claims each named origin has."""
        return self.sums.credits

    @property
    def places(self) -> Mapping[str, Place]:
        """The places of claims."""
        return self.sums.places

    def of_kind(self, kind: str) -> AbstractSet[str]:
        """Return the ids of the claims of one kind."""
        return set(self.store.names(CLAIM, Query(kinds=(kind,), statuses=COUNTING)))

    # --- as a whole ---------------------------------------------------------------------------------------------------

    @cached_property
    def dossier(self) -> Dossier:
        """All that views are made of."""
        return Dossier(
            claims=self.claims,
            origins=Sources(self.claims),
            sides=sides(),
            events=tuple(self.events[name][0] for name in sorted(self.events)),
            tolls=tuple(self.tolls[name][0] for name in sorted(self.tolls)),
            asides=tuple(self.asides[name] for name in sorted(self.asides)),
            kept=self,
        )

    def after(self, stamp: Stamp, changes: Changes) -> "Kept":
        """Return what is kept once `changes` were written; of what was read, only they are read again."""
        later, here = Kept(self.store, stamp), vars(self)
        readers = {
            EVENT: ("events", _event),
            TOLL: ("tolls", _toll),
            ASIDE: ("asides", _aside),
            HOLDING: ("held", _held),
        }
        for sort, (name, read) in readers.items():
            if name in here:
                gone = {key for kind, key in changes.gone if kind == sort}
                left = {key: value for key, value in here[name].items() if key not in gone}
                new = {record.id: read(record) for record in changes.records if record.sort == sort}
                vars(later)[name] = left | new
        if "sums" in here:
            vars(later)["sums"] = self.sums.replaced(changes.gists)
        return later

    def _every(self, sort: str) -> Iterator[Derived]:
        return every(lambda after: self.store.derived(sort, after=after, limit=PAGE))


@dataclass(frozen=True)
class KeptView:
    """Events, totals and what they rest on, as they are kept; `judgements` are what people said of pairs of claims."""

    kept: Kept
    judgements: Sequence[Judgement]

    @property
    def dossier(self) -> Dossier:
        """All that views are made of."""
        return self.kept.dossier

    @property
    def sums(self) -> Sums:
        """What the gists of all documents come to."""
        return self.kept.sums

    def pairs(self) -> Iterator[Link]:
        """Yield the uncertain pairs of claims, those first on which most depends."""
        merger, shelf = self._merger()
        doubts = (doubt for found in self.kept.sums.doubts.values() for doubt in found)
        for left, right, _, _ in sorted(doubts, key=lambda each: (-each[3], each[0], each[1])):
            one, other = shelf.account(left), shelf.account(right)
            if not any(merger.judged.between(one.claim_ids, other.claim_ids)):
                yield merger.scorer.link(one, other)

    def explain(self, left: str, right: str) -> Explanation:
        """Return why two claims, by id, stand in one event, or why not."""
        merger, shelf = self._merger()
        merger.look(shelf.holding([left, right]))
        return explain(merger, left, right)

    def _merger(self) -> tuple[Local, Shelf]:
        shelf = Shelf(self.kept.store, self.kept.sums.near, self.kept.claims)
        return Local(lineage(), standing(self.judgements), shelf), shelf


def _event(record: Derived) -> tuple[Event, Worked]:
    return from_body(Event, record.body["event"]), from_body(Worked, record.body)


def _toll(record: Derived) -> tuple[Toll, Worked]:
    return from_body(Toll, record.body["toll"]), from_body(Worked, record.body)


def _aside(record: Derived) -> Aside:
    return Aside(claim_id=record.id, because=record.body["because"])


def _held(record: Derived) -> Held:
    return Held(
        tuple(from_body(Holding, each) for each in record.body["history"]),
        tuple(from_body(Handover, each) for each in record.body["handovers"]),
    )
