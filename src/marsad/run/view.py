"""What follows from the records: who and where names are, events, running totals."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from marsad.derive.dossier import Dossier
from marsad.derive.figures import toll_figure
from marsad.derive.grade import graded
from marsad.derive.sides import Sides
from marsad.derive.wording import counted, title
from marsad.merge import Lineage, Merger, find_reprints
from marsad.merge.origins import Origins
from marsad.model import Document, Event, Judgement, Known, Place, Resolution, Toll
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
    """Events, totals and what they rest on; `merger` explains why claims were put together, and what is open."""

    dossier: Dossier
    merger: Merger

    def records(self) -> Iterator[Derived]:
        """Yield events with their figures, running totals with theirs, and the claims that are neither, for a store."""
        yield from (_event(event, self.dossier) for event in self.dossier.events)
        yield from (_toll(toll, self.dossier) for toll in self.dossier.tolls)
        for aside in self.dossier.asides:
            because = {"because": aside.because}
            yield Derived(sort=ASIDE, id=aside.claim_id, body=because, title=aside.because, claims=(aside.claim_id,))


def view_of(claims: Iterable[Known], documents: Iterable[Document], judgements: Iterable[Judgement]) -> View:
    """Return what the claims of `documents` tell of, under the judgements of pairs."""
    registered = registry()
    sides = Sides(registered.actors)
    lineage = Lineage(registered.actors.party, registered.sources.speaker, _outlet)
    reprints = find_reprints(documents)
    origins = Origins(lineage, reprints)
    by_id = {each.claim.id: each for each in claims}
    merger = Merger(lineage, standing(judgements))
    merger.add(by_id.values(), reprints)
    merged = merger.merged()
    dossier = Dossier(
        claims=by_id,
        origins={name: origins.of(each) for name, each in by_id.items()},
        sides=sides,
        events=tuple(graded(event, by_id, sides) for event in merged.events),
        tolls=merged.tolls,
        asides=merged.asides,
    )
    return View(dossier, merger)


def _event(event: Event, view: Dossier) -> Derived:
    figures = view.figures[event.id]
    parties = (*event.actors, *event.targets, *(origin.id for origin in event.origins if origin.named))
    return Derived(
        sort=EVENT,
        id=event.id,
        body={"event": to_body(event), "figures": to_body(figures)},
        kind=event.kind,
        title=title(event, figures, view.sides),
        start=event.start,
        end=event.end,
        grade=event.grade.value,
        parties=parties,
        claims=event.claim_ids,
        **_located(event.place),
    )


def _toll(toll: Toll, view: Dossier) -> Derived:
    figure = toll_figure(toll, view.claims, view.sides, view.policy)
    counted_figure = counted(figure, view.sides) if figure else toll.measure
    return Derived(
        sort=TOLL,
        id=toll.id,
        body={"toll": to_body(toll), "figure": to_body(figure)},
        kind=toll.measure,
        title=f"{counted_figure} in all, says {toll.origin.name or 'a report'}",
        start=toll.start,
        end=toll.end,
        parties=tuple(filter(None, (toll.party, toll.origin.id if toll.origin.named else None))),
        claims=toll.claim_ids,
        **_located(toll.place),
    )


def _located(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "places": (place.id, *place.parents)}


def _outlet(name: str) -> str | None:
    """The speaker that an outlet of this name is, where that is one."""
    found = registry().sources.named(name)
    return found[0] if len(found) == 1 else None
