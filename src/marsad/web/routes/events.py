"""Events: lists of them, and one with its claims side by side."""

from typing import Annotated, Any
from urllib.parse import quote

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from marsad.derive.shares import mismatches
from marsad.model import Event, Grade, Verdict
from marsad.web.beside import columns, compared, figures_of, only, together
from marsad.web.desk import LONGEST
from marsad.web.filtering import chosen
from marsad.web.look import Look
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row, from_cursor, rows_reply, to_cursor
from marsad.web.routes.asked import Asked, AtDesk, Filters, day
from marsad.web.routes.claims import judgement_row

router = APIRouter()


class Split(BaseModel):
    """Claims that tell of another happening than the rest of their event."""

    claims: list[str] = Field(min_length=1, max_length=200)
    comment: str = Field("", max_length=LONGEST)


class Merge(BaseModel):
    """Another event that tells of the same happening."""

    event: str = Field(max_length=100)
    comment: str = Field("", max_length=LONGEST)


@screen(router, "/events", "events")
def events(desk: AtDesk, asked: Filters) -> Row:
    """Events, the latest first."""
    look = desk.look(as_of=asked.known_by())
    reply = _page(look, asked, "/events")
    return {
        **reply,
        "filters": asked.filters(),
        "grades": list(Grade),
        "kinds": _kinds(look),
        "documents": desk.counts().documents,
    }


@router.get("/api/v1/events")
def events_api(desk: AtDesk, asked: Filters) -> Row:
    """Return events, the latest first."""
    return _page(desk.look(as_of=asked.known_by()), asked, "/api/v1/events")


@router.get("/api/v1/events.geojson")
def events_geojson(desk: AtDesk, asked: Filters) -> Row:
    """Return events that have a place as GeoJSON (RFC 7946); how exactly it is known stands in the properties."""
    found = [row for row in chosen(desk.look(as_of=asked.known_by()), asked) if row["latitude"] is not None]
    return {
        "type": "FeatureCollection",
        "numberMatched": len(found),
        "features": [feature(row) for row in found[: asked.limit]],
    }


@screen(router, "/events/{event_id}/history", "history")
def history(desk: AtDesk, event_id: str) -> Row:
    """What people said of an event's claims, and of pairs of them."""
    look = desk.look()
    found = _event(look, event_id)
    said = desk.store.judgements(found.claim_ids, limit=500).items
    return {"event": look.row(found), "history": [judgement_row(judgement) for judgement in said]}


@screen(router, "/events/{event_id}", "event")
def event(desk: AtDesk, event_id: str, as_of: str = "") -> Row:
    """One event: how many, by whom told, claim beside claim, and why they are taken for one happening."""
    look = desk.look(as_of=day("as_of", as_of))
    found = _event(look, event_id)
    kept = desk.store.claims_named(found.claim_ids)
    beside = columns(found, kept)
    return {
        "event": {**look.row(found), "because": list(found.grade_because), "policy": str(look.dossier.policy)},
        "as_of": as_of,
        "figures": list(look.figures(found)),
        "mismatches": list(mismatches(look.dossier.figures[found.id])),
        "columns": beside,
        "compared": compared(beside),
        "links": [
            {"left": link.left, "right": link.right, "score": link.score, "because": list(link.because)}
            | {"judgement": link.judgement_id}
            for link in found.links
        ],
        "near": [look.by_id[other.id] for other in _near(look, found)],
    }


@router.get("/api/v1/events/{event_id}/split")
def preview_split(desk: AtDesk, event_id: str, claims: Annotated[list[str], Query(max_length=200)]) -> Row:
    """Return what an event's figures would be without some of its claims, and what these come to alone."""
    look = desk.look()
    found = _event(look, event_id)
    rest = [claim for claim in found.claim_ids if claim not in claims]
    return {
        "ok": True,
        "now": figures_of(found, look),
        "rest": figures_of(only(found, rest), look),
        "apart": figures_of(only(found, claims), look),
    }


@router.get("/api/v1/events/{event_id}/merge")
def preview_merge(desk: AtDesk, event_id: str, event: Annotated[str, Query(max_length=100)]) -> Row:
    """Return what two events' figures would be if they were one."""
    look = desk.look()
    one, other = _event(look, event_id), _event(look, event)
    return {
        "ok": True,
        "now": figures_of(one, look),
        "other": figures_of(other, look),
        "together": figures_of(together(one, other), look),
    }


@router.post("/api/v1/events/{event_id}/split")
def split(desk: AtDesk, event_id: str, body: Split) -> Row:
    """Say that some claims of an event tell of another happening than the rest."""
    found = _event(desk.look(), event_id)
    apart = [claim for claim in found.claim_ids if claim in body.claims]
    rest = [claim for claim in found.claim_ids if claim not in body.claims]
    if not apart or not rest:
        raise Problem(422, "Name some of the event's claims, and leave some.")
    desk.judge_pairs([(one, other) for one in apart for other in rest], Verdict.DIFFERENT, body.comment)
    return {"ok": True, "undo": desk.undo_says(), "says": "Told apart."}


@router.post("/api/v1/events/{event_id}/merge")
def merge(desk: AtDesk, event_id: str, body: Merge) -> Row:
    """Say that two events are one happening."""
    look = desk.look()
    one, other = _event(look, event_id), _event(look, body.event)
    if one.id == other.id:
        raise Problem(422, "This is the same event; name another.")
    desk.judge_pairs([(one.claim_ids[0], other.claim_ids[0])], Verdict.SAME, body.comment)
    return {"ok": True, "undo": desk.undo_says(), "says": "Taken as one."}


@router.get("/collections/events/items")
def items(
    desk: AtDesk,
    bbox: Annotated[str, Query(max_length=120)] = "",
    datetime: Annotated[str, Query(max_length=60)] = "",
    limit: Annotated[int, Query(ge=1, le=10_000)] = 100,
    offset: Annotated[int, Query(ge=0, le=10**9)] = 0,
) -> Row:
    """Return events as OGC API Features does: GeoJSON, by box and by time ("2020-01-01/2020-02-01", ".." is open)."""
    first, _, last = datetime.partition("/")
    days = ["" if word == ".." else word for word in (first, last or first)]
    asked = Asked.model_validate({"bbox": bbox, "date_from": days[0][:10], "date_to": days[1][:10]})
    found = [row for row in chosen(desk.look(), asked) if row["latitude"] is not None]
    page = found[offset : offset + limit]
    here = f"/collections/events/items?bbox={quote(bbox)}&datetime={quote(datetime)}&limit={limit}&offset="
    links = [{"rel": "self", "type": "application/geo+json", "href": f"{here}{offset}"}]
    if offset + limit < len(found):
        links.append({"rel": "next", "type": "application/geo+json", "href": f"{here}{offset + limit}"})
    return {
        "type": "FeatureCollection",
        "features": [feature(row) for row in page],
        "numberMatched": len(found),
        "numberReturned": len(page),
        "timeStamp": desk.clock(),
        "links": links,
    }


def feature(row: Row) -> Row:
    """Return a row of an event as a GeoJSON feature."""
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    properties = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def _page(look: Look, asked: Asked, path: str) -> Row:
    found = chosen(look, asked)
    start = _start(found, asked)
    page = found[start : start + asked.limit]
    more = start + asked.limit < len(found)
    following = to_cursor(page[-1]["id"]) if more else None
    return rows_reply(page, following, asked.url(path), found=len(found))


def _start(found: list[Row], asked: Asked) -> int:
    """Return where the page begins: behind the event that the cursor names, or at the top where it is gone."""
    if not asked.next:
        return 0
    key: Any = from_cursor(asked.next)[:1]
    return next((at + 1 for at, row in enumerate(found) if [row["id"]] == key), 0)


def _kinds(look: Look) -> list[str]:
    return sorted({event.kind for event in look.dossier.events})


def _event(look: Look, event_id: str) -> Event:
    found = look.events.get(event_id)
    if found is None:
        raise Problem(404, f"There is no event {event_id[:60]}; it may have been merged or split.")
    return found


def _near(look: Look, event: Event) -> list[Event]:
    """Return events that a person might take for the same: of one place, a week or less apart."""
    if event.place is None or event.start is None:
        return []
    here = look.dossier.by_area.get(event.place.id, ())
    week = 7
    near = [
        other
        for other in here
        if other.id != event.id and other.start and abs((other.start - event.start).days) <= week
    ]
    return near[:8]
