"""What follows from the records: who and where names are, events, running totals."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.derive.dossier import Dossier
from marsad.derive.figures import toll_figure
from marsad.derive.grade import graded
from marsad.derive.sides import Sides
from marsad.derive.wording import counted, title
from marsad.merge import Lineage, Merger, Reprints, find_reprints
from marsad.merge.origins import Origins
from marsad.model import Aside, Document, Event, Figure, Judgement, Known, Place, Resolution, Toll
from marsad.model.bodies import to_body
from marsad.model.state import standing
from marsad.registry import registry
from marsad.run.reviewed import reviewed
from marsad.store import Derived, KeptClaim

EVENT, TOLL, ASIDE = "event", "toll", "aside"


def known(kept: KeptClaim, resolutions: Iterable[Resolution]) -> Known:
    """Return a claim, as people left it, with its identities."""
    found = {resolution.slot: resolution for resolution in resolutions}
    where = found.pop("place", None)
    return Known(
        claim=reviewed(kept),
        published=kept.published,
        outlet=kept.outlet,
        text_id=kept.text_id,
        place=where.place if where else None,
        who={slot: resolution.entities for slot, resolution in found.items() if resolution.entities},
    )


@dataclass(frozen=True, slots=True)
class View:
    """Events, totals and what they rest on.

    `merger` explains why claims were put together, and what is open; `reprints` are the texts that copy one another.
    """

    dossier: Dossier
    merger: Merger
    reprints: Reprints

    def records(self) -> Iterator[Derived]:
        """Yield events with their figures, running totals with theirs, and the claims that are neither, for a store."""
        for event in self.dossier.events:
            yield _event(event, self.dossier.figures[event.id], self.dossier.sides)
        for toll in self.dossier.tolls:
            dossier = self.dossier
            yield _toll(toll, toll_figure(toll, dossier.claims, dossier.sides, dossier.policy), dossier.sides)
        yield from map(_aside, self.dossier.asides)


class Growing:
    """What claims tell of, while documents come in and change: what a change does not touch is not looked at again."""

    def __init__(self) -> None:
        registered = registry()
        self._sides = Sides(registered.actors)
        self._lineage = Lineage(registered.actors.party, registered.sources.speaker, _outlet, self._sides.side)
        self._documents: dict[str, Document] = {}
        self._claims: dict[str, dict[str, Known]] = {}
        self._judgements: list[Judgement] = []
        self._reprints = Reprints()
        self._merger = Merger(self._lineage)

    def take(
        self,
        documents: Mapping[str, Document | None],
        claims: Mapping[str, Iterable[Known]],
        judgements: Iterable[Judgement],
    ) -> View:
        """Take in documents as they are now (None: it no longer counts) with all their claims, by id of the document.

        `judgements` are all that people said of pairs.
        """
        for name in documents:
            self._claims[name] = {known.claim.id: known for known in claims.get(name, ())}
        changed = set(documents)
        if self._read(documents):
            self._reprints = find_reprints(self._documents.values())
        if (pairs := standing(judgements)) != self._judgements:
            self._judgements, self._merger, changed = pairs, Merger(self._lineage, pairs), set(self._claims)
        else:
            self._merger = self._merger.successor()  # whoever looks at the last view is not disturbed
        added = [known for name in sorted(changed) for known in self._claims[name].values()]
        self._merger.add(added, self._reprints, instead=changed)
        return self._view()

    def _read(self, documents: Mapping[str, Document | None]) -> bool:
        """Take note of documents; return whether any is another than before."""
        before = {name: self._documents.get(name) for name in documents}
        for name, document in documents.items():
            if document:
                self._documents[name] = document
            else:
                self._documents.pop(name, None)
        return before != documents

    def _view(self) -> View:
        claims = {name: known for found in self._claims.values() for name, known in found.items()}
        origins = Origins(self._lineage, self._reprints)
        merged = self._merger.merged()
        dossier = Dossier(
            claims=claims,
            origins={name: origins.of(each) for name, each in claims.items()},
            sides=self._sides,
            events=tuple(graded(event, claims, self._sides) for event in merged.events),
            tolls=merged.tolls,
            asides=merged.asides,
        )
        return View(dossier, self._merger, self._reprints)


def view_of(claims: Iterable[Known], documents: Iterable[Document], judgements: Iterable[Judgement]) -> View:
    """Return what the claims of `documents` tell of, under the judgements of pairs."""
    told: dict[str, list[Known]] = {}
    for each in claims:
        told.setdefault(each.claim.document_id, []).append(each)
    return Growing().take({document.id: document for document in documents}, told, judgements)


def _event(event: Event, figures: tuple[Figure, ...], sides: Sides) -> Derived:
    speakers = (origin.id for origin in event.origins if origin.named)
    return Derived(
        sort=EVENT,
        id=event.id,
        body={"event": to_body(event), "figures": to_body(figures)},
        kind=event.kind,
        title=title(event, figures, sides),
        start=event.start,
        end=event.end,
        grade=event.grade.value,
        parties=(*event.actors, *event.targets, *speakers),
        claims=event.claim_ids,
        **_located(event.place),
    )


def _toll(toll: Toll, figure: Figure | None, sides: Sides) -> Derived:
    amount = counted(figure, sides) if figure else toll.measure
    return Derived(
        sort=TOLL,
        id=toll.id,
        body={"toll": to_body(toll), "figure": to_body(figure)},
        kind=toll.measure,
        title=f"{amount} in all, says {toll.origin.name or 'a report'}",
        start=toll.start,
        end=toll.end,
        parties=tuple(filter(None, (toll.party, toll.origin.id if toll.origin.named else None))),
        claims=toll.claim_ids,
        **_located(toll.place),
    )


def _aside(aside: Aside) -> Derived:
    because = aside.because
    return Derived(sort=ASIDE, id=aside.claim_id, body={"because": because}, title=because, claims=(aside.claim_id,))


def _located(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "places": (place.id, *place.parents)}


def _outlet(name: str) -> str | None:
    """The speaker that an outlet of this name is, where that is one."""
    found = registry().sources.named(name)
    return found[0] if len(found) == 1 else None
