"""Who and where: sources, parties and places, with what was not resolved and waits for a person."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice

from fastapi import APIRouter
from pydantic import BaseModel, Field

from marsad.model import Place, Review
from marsad.registry import registry
from marsad.run.veil import covered, persons_in
from marsad.store import base as store
from marsad.web.atlas import atlas
from marsad.web.cards import STATES, place_row
from marsad.web.desk import Desk
from marsad.web.look import Look
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row
from marsad.web.routes.asked import AtDesk

router = APIRouter()
LISTED = 300
QUEUE = 60  # names that wait, the most frequent first
FOUND = 50  # events and claims under one name
MANY = 2000  # claims that one word settles
KEPT = (Review.ACCEPTED, Review.EDITED)
JUDGED = (*KEPT, Review.REJECTED)


class Naming(BaseModel):
    """What a printed name stands for in every claim in which it was not resolved."""

    slot: str = Field(max_length=10, pattern="^(actor|target|place)$")
    name: str = Field(min_length=1, max_length=300)
    entities: list[str] = Field(min_length=1, max_length=8)
    expect_count: int = Field(ge=1, le=MANY)


@screen(router, "/sources", "sources")
def sources(desk: AtDesk) -> Row:
    """Origins that have a name: how often they tell of events, first, alone, with or against others, and judged how."""
    look, judged = desk.look(), desk.judged("source")
    rows = [
        {
            "id": found.origin.id,
            "name": covered(found.origin.name, look.witnesses_covered),
            "aligned": look.names((found.origin.aligned,)) if found.origin.aligned else "",
            "claims": found.claims,
            "events": found.events,
            "first": found.first,
            "alone": found.alone,
            "corroborated": found.corroborated,
            "contradicted": found.contradicted,
            "admitted": found.admitted,
            "accepted": sum(judged.get(found.origin.id, {}).get(review, 0) for review in KEPT),
            "rejected": judged.get(found.origin.id, {}).get(Review.REJECTED, 0),
        }
        for found in look.witnesses
    ]
    return {"rows": rows[:LISTED], "found": len(rows)}


@screen(router, "/sources/{source_id:path}", "source")
def source(desk: AtDesk, source_id: str) -> Row:
    """One origin: who it is, whose voice, what it told."""
    look = desk.look()
    speaker = registry().sources.speaker(source_id)
    crediting = [name for name, credited in look.sums.credited.items() if source_id in credited]
    if speaker is None and not crediting:
        raise Problem(404, f"There is no source {source_id[:60]} in the registry or in these claims.")
    kept = desk.store.claims_named(list(islice(_told(desk, look, source_id, crediting), FOUND)))
    judged = _judged(desk, source_id)
    return {
        "source": {
            "id": source_id,
            "name": speaker.name
            if speaker
            else covered(source_id.partition(":")[2] or source_id, look.witnesses_covered),
            "kind": speaker.kind if speaker else "",
            "country": speaker.country if speaker else None,
            "aliases": list(speaker.aliases) if speaker else [],
            "aligned": look.names((speaker.aligned,)) if speaker and speaker.aligned else "",
            "copies": list(speaker.copies) if speaker else [],
            "states": {STATES.get(one, str(one)): sum(kinds.values()) for one, kinds in judged.items()},
            "judged": list(_by_kind(judged)),
        },
        "claims": desk.cards(kept),
        "found": sum(count for origin, count in look.sums.credits.items() if origin.id == source_id) or len(kept),
    }


def _told(desk: Desk, look: Look, source_id: str, documents: Iterable[str]) -> Iterator[str]:
    """Yield the ids of the claims in documents that go back to a source."""
    for name in documents:
        for kept in desk.store.claims(store.Query(document=name), limit=MANY).items:
            claim_id = kept.claim.id
            if claim_id in look.dossier.claims and any(
                origin.id == source_id for origin in look.dossier.origins.get(claim_id, ())
            ):
                yield claim_id


def _judged(desk: Desk, source_id: str) -> dict[Review, Counter[str]]:
    """Return how many claims that are credited to a source by name are at which point of their review, by kind."""
    found = {review: Counter[str]() for review in Review}
    for (kind, review), many in desk.store.standings(store.Query(party=source_id, slot="source")).items():
        found[review][kind] = many
    return found


def _by_kind(judged: Mapping[Review, Counter[str]]) -> Iterator[Row]:
    """Yield what people made of a source's claims of each kind, those of which it has most first."""
    for kind, _ in sum(judged.values(), Counter[str]()).most_common():
        row = {str(review): judged[review][kind] for review in JUDGED}
        waiting = sum(many[kind] for review, many in judged.items() if review not in JUDGED)
        yield {"kind": kind, **row, "not_judged": waiting}


@screen(router, "/parties", "parties")
def parties(desk: AtDesk) -> Row:
    """Parties by how often they act and are hit, and names of parties that were not resolved."""
    look = desk.look()
    rows = look.once("parties", lambda: _parties(look))
    return {"rows": rows[:LISTED], "found": len(rows), "queue": list(_queue(look, ("actor", "target")))}


def _parties(look: Look) -> list[Row]:
    acted, hit = Counter[str](), Counter[str]()
    for event in look.dossier.events:
        acted.update(event.actors)
        hit.update(event.targets)
    return [
        {"id": key, "name": look.dossier.sides.name(key), "kind": _kind(key), "acted": acted[key], "hit": hit[key]}
        for key in sorted({*acted, *hit}, key=lambda key: (-acted[key] - hit[key], key))
    ]


@screen(router, "/parties/{party_id:path}", "party")
def party(desk: AtDesk, party_id: str) -> Row:
    """One party: its names, what it belongs to, and the events that name it."""
    look = desk.look()
    found = registry().actors.party(party_id)
    rows = [
        row
        for row, event in zip(look.rows, look.events.values(), strict=True)
        if party_id in (*event.actors, *event.targets)
    ]
    if found is None and not rows:
        raise Problem(404, f"There is no party {party_id[:60]} in the registry or in these claims.")
    return {
        "party": {
            "id": party_id,
            "name": found.name if found else party_id,
            "kind": found.kind if found else "",
            "aliases": list(found.aliases) if found else [],
            "above": [{"id": key, "name": look.dossier.sides.name(key)} for key in registry().actors.above(party_id)],
            "countries": list(found.countries) if found else [],
            "first": found.first if found else None,
            "last": found.last if found else None,
        },
        "rows": rows[:FOUND],
        "found": len(rows),
    }


@screen(router, "/places", "places")
def places(desk: AtDesk) -> Row:
    """Places of events, and names of places that the gazetteer could not settle."""
    look = desk.look()
    rows = look.once("places", lambda: place_rows(look))
    return {"rows": rows[:LISTED], "found": len(rows), "queue": list(_queue(look, ("place",)))}


def place_rows(look: Look) -> list[Row]:
    """Return the places of events, those of most events first."""
    counts = Counter(event.place.id for event in look.dossier.events if event.place)
    where = {event.place.id: event.place for event in look.dossier.events if event.place}
    return [{**place_row(where[key]), "events": many} for key, many in counts.most_common()]


@screen(router, "/places/{place_id:path}", "place")
def place(desk: AtDesk, place_id: str) -> Row:
    """One place: where it lies, how it is written in reports, and what happened there."""
    look = desk.look()
    here = look.dossier.by_area.get(place_id, ())
    found = atlas().get(place_id) or next(
        (event.place for event in here if event.place and event.place.id == place_id), None
    )
    if found is None:
        raise Problem(404, f"There is no place {place_id[:60]} in the gazetteer.")
    parents = [parent for key in found.parents if (parent := atlas().get(key))]
    written = look.sums.written.get(place_id, Counter[str]())
    ids = {event.id for event in here}
    return {
        "place": {**place_row(found), "parents": [{"id": each.id, "name": each.name} for each in parents]},
        "written": [{"name": name, "claims": many} for name, many in written.most_common(40)],
        "rows": [row for row in look.rows if row["id"] in ids][:FOUND],
        "found": len(here),
    }


@router.get("/api/v1/lookup")
def lookup(slot: str, name: str) -> Row:
    """Return what a printed name may stand for, the likest first."""
    if slot == "place":
        hits = atlas().find(name) or atlas().propose(name)
        ranked = sorted(hits, key=lambda hit: (-hit.likeness, -hit.population))[:12]
        rows = [
            {
                "id": hit.place.id,
                "name": hit.place.name,
                "says": f"{hit.place.kind}, {hit.place.country or 'no country'}",
            }
            for hit in ranked
        ]
        return {"ok": True, "rows": rows}
    known = registry()
    keys = dict.fromkeys((*known.actors.named(name), *known.sources.named(name)))
    return {"ok": True, "rows": [_candidate(key) for key in keys]}


@router.post("/api/v1/names")
def settle(desk: AtDesk, body: Naming) -> Row:
    """Say what a printed name stands for in every claim in which it was not resolved."""
    ids = desk.look().sums.unsettled.get((body.slot, body.name), ())
    if len(ids) != body.expect_count:
        raise Problem(409, f"The name now waits in {len(ids)} claims, not {body.expect_count}; look again.")
    desk.correct_all(ids, body.slot, ",".join(body.entities))
    return {"ok": True, "undo": desk.undo_says(), "says": f"Settled in {len(ids)} claims."}


def _queue(look: Look, slots: tuple[str, ...]) -> Iterator[Row]:
    waiting = [(key, ids) for key, ids in look.sums.unsettled.items() if key[0] in slots]
    ordered = sorted(waiting, key=lambda item: (-len(item[1]), item[0]))
    # A person who was hit is nobody whom a registry of parties will know.
    settled = (item for item in ordered if item[0][0] != "target" or not any(persons_in(item[0][1])))
    for (slot, name), ids in islice(settled, QUEUE):
        yield {"slot": slot, "name": name, "claims": len(ids), "example": ids[0]}


def _kind(party_id: str) -> str:
    found = registry().actors.party(party_id)
    return found.kind if found else ""


def _found(place: Place) -> Row:
    return {"id": place.id, "name": place.name, "says": f"{place.kind}, {place.country or 'of no country'}"}


def _candidate(key: str) -> Row:
    known = registry()
    found = known.actors.party(key) or known.sources.speaker(key)
    return {"id": key, "name": found.name if found else key, "says": found.kind if found else ""}
