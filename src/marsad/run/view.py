"""What follows from the records: who and where names are, events, running totals, who holds what."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from marsad.derive import wording
from marsad.derive.control import handovers, history
from marsad.derive.dossier import Dossier, Origins
from marsad.derive.grade import graded
from marsad.derive.sayings import Saying, order
from marsad.derive.sides import Sides
from marsad.derive.worked import Worked, work_out, work_out_toll
from marsad.merge import Explanation, Lineage, Merger, doubts, explain, find_reprints
from marsad.merge.doubts import use
from marsad.merge.local import Filed
from marsad.merge.merger import DOUBT
from marsad.merge.origins import Origins as Whose
from marsad.model import Aside, Document, Event, Holding, Judgement, Known, Link, Place, Resolution, Toll
from marsad.model.bodies import to_body
from marsad.model.state import standing
from marsad.registry import registry
from marsad.run.gist import Doubt, Gist, gist_of
from marsad.run.reviewed import reviewed
from marsad.run.sums import Sums
from marsad.store import Derived, KeptClaim

EVENT, TOLL, ASIDE, HOLDING, GIST = "event", "toll", "aside", "holding", "gist"

Said = Iterable[tuple[Place, Saying]]
"""Places, and what is said of who holds them."""


def known(kept: KeptClaim, resolutions: Iterable[Resolution]) -> Known:
    """Return a claim, as people left it, with its identities."""
    found = {resolution.slot: resolution for resolution in resolutions}
    where = found.pop("place", None)
    return Known(
        claim=reviewed(kept),
        published=kept.published,
        outlet=kept.outlet,
        text_id=kept.text_id,
        place=_shared(where.place) if where else None,
        who={slot: resolution.entities for slot, resolution in found.items() if resolution.entities},
    )


@lru_cache(10_000)
def _shared(place: Place | None) -> Place | None:
    """Return the same place, of which memory then holds one, however many claims tell of it."""
    return place


@cache
def sides() -> Sides:
    """Return how the registered parties stand to one another."""
    return Sides(registry().actors)


@cache
def lineage() -> Lineage:
    """Return who of the registered parties and speakers belongs to whom."""
    registered = registry()
    return Lineage(registered.actors.party, registered.sources.speaker, _outlet, sides().side)


@dataclass(frozen=True, slots=True)
class View:
    """Events, totals and what they rest on; all claims are in memory. `gists` makes the gist of each document."""

    dossier: Dossier
    gists: Callable[[], Iterator[Gist]]
    merger: Merger

    @property
    def sums(self) -> Sums:
        """What the gists of all documents come to."""
        return Sums.of(self.gists())

    def pairs(self) -> Iterator[Link]:
        """Yield the uncertain pairs of claims, those first on which most depends."""
        return doubts(self.merger)

    def explain(self, left: str, right: str) -> Explanation:
        """Return why two claims, by id, stand in one event, or why not."""
        return explain(self.merger, left, right)

    def records(self) -> Iterator[Derived]:
        """Yield all that is derived, for a store."""
        yield from records_of(self.dossier)
        said: list[tuple[Place, Saying]] = []
        for gist in self.gists():
            said += gist.sayings
            yield gist_record(gist)
        yield from holdings(said, self.dossier.claims)


def view_of(claims: Iterable[Known], documents: Iterable[Document], judgements: Iterable[Judgement]) -> View:
    """Return what the claims of `documents` tell of, under the judgements of pairs."""
    read = {document.id: document for document in documents}
    told: dict[str, dict[str, Known]] = {name: {} for name in read}
    for each in claims:
        told[each.claim.document_id][each.claim.id] = each
    merger, reprints = Merger(lineage(), standing(judgements)), find_reprints(read.values())
    merger.add((each for name in sorted(told) for each in told[name].values()), reprints, instead=told)
    whose = Whose(lineage(), reprints)
    found = {name: each for listed in told.values() for name, each in listed.items()}
    origins = {name: whose.of(each) for name, each in found.items()}
    merged = merger.merged()
    dossier = dossier_of(found, origins, merged.events, merged.tolls, merged.asides)

    def gists() -> Iterator[Gist]:
        open_pairs = doubts_of(merger)
        for name in sorted(read):
            filed = Filed(name, tuple(merger.accounts(name)), reprints.told(name))
            claims = tuple(told[name].values())
            yield gist_of(read[name], claims, filed, lambda each: origins[each.claim.id], sides(), open_pairs[name])

    return View(dossier, gists, merger)


def dossier_of(
    claims: Mapping[str, Known],
    origins: Origins,
    events: Iterable[Event],
    tolls: Iterable[Toll],
    asides: Iterable[Aside],
) -> Dossier:
    """Return the dossier of what claims were merged into, with events graded."""
    return Dossier(
        claims=claims,
        origins=origins,
        sides=sides(),
        events=tuple(graded(event, claims, sides()) for event in events),
        tolls=tuple(tolls),
        asides=tuple(asides),
    )


def doubts_of(merger: Merger) -> Mapping[str, list[Doubt]]:
    """Return the uncertain pairs of accounts by the document of the lesser one."""
    found: dict[str, list[Doubt]] = defaultdict(list)
    for left, right, score in merger.compared():
        if abs(score) <= DOUBT:
            found[left.document_id].append((left.id, right.id, score, use(left, right, score)))
    return found


def records_of(dossier: Dossier) -> Iterator[Derived]:
    """Yield events and running totals, each with what it comes to, and the claims that are neither."""
    for event in dossier.events:
        yield _event(event, work_out(event, dossier.claims, dossier.sides), dossier.sides)
    for toll in dossier.tolls:
        yield _toll(toll, work_out_toll(toll, dossier.claims, dossier.sides), dossier.sides)
    yield from map(_aside, dossier.asides)


def holdings(said: Said, claims: Mapping[str, Known]) -> Iterator[Derived]:
    """Yield who held each place of which anything is said; `claims` are by id, at least those that say it."""
    of: dict[str, list[Saying]] = defaultdict(list)
    places: dict[str, Place] = {}
    for place, saying in said:
        places[place.id] = place
        of[place.id].append(saying)
    for key in sorted(of):
        told = sorted(of[key], key=order)
        yield _holding(places[key], history(places[key], told, sides()), told, claims)


def gist_record(gist: Gist) -> Derived:
    """Return the gist of a document, for a store."""
    return Derived(sort=GIST, id=gist.document_id, body=gist.body)


def _event(event: Event, worked: Worked, sides: Sides) -> Derived:
    speakers = (origin.id for origin in event.origins if origin.named)
    return Derived(
        sort=EVENT,
        id=event.id,
        body={"event": to_body(event), **to_body(worked)},
        kind=event.kind,
        title=wording.title(event, worked.figures, sides),
        start=event.start,
        end=event.end,
        grade=event.grade.value,
        parties=(*event.actors, *event.targets, *speakers),
        claims=event.claim_ids,
        **_located(event.place),
    )


def _toll(toll: Toll, worked: Worked, sides: Sides) -> Derived:
    amount = wording.counted(worked.figures[0], sides) if worked.figures else toll.measure
    return Derived(
        sort=TOLL,
        id=toll.id,
        body={"toll": to_body(toll), **to_body(worked)},
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


def _holding(place: Place, held: tuple[Holding, ...], said: Iterable[Saying], claims: Mapping[str, Known]) -> Derived:
    last = held[-1]
    dossier = Dossier(claims=claims, origins={}, sides=sides())
    parties = (party for each in held for party in each.parties)
    return Derived(
        sort=HOLDING,
        id=place.id,
        body={"history": to_body(held), "handovers": to_body(tuple(handovers(held, dossier)))},
        kind=last.status.value,
        title=f"{place.name}: {wording.held(last, dossier.sides)}",
        start=held[0].start,
        end=last.last_word,
        parties=tuple(dict.fromkeys(parties)),
        claims=tuple(dict.fromkeys(saying.claim_id for saying in said)),
        **_located(place),
    )


def _located(place: Place | None) -> dict[str, Any]:
    if place is None:
        return {}
    return {"latitude": place.latitude, "longitude": place.longitude, "places": place.areas}


def _outlet(name: str) -> str | None:
    """The speaker that an outlet of this name is, where that is one."""
    found = registry().sources.named(name)
    return found[0] if len(found) == 1 else None
