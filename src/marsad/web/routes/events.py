"""Events: lists of them, and one with its claims side by side."""

from typing import Annotated, Any, Literal

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field

from marsad.derive.shares import mismatches
from marsad.lexicon import load
from marsad.model import Event, Grade, Stage, Verdict
from marsad.model.phrases import count
from marsad.model.review import UNREVIEWED
from marsad.web.beside import columns, compared, figures_of, only, roles, together
from marsad.web.cards import card, veiled
from marsad.web.desk import LONGEST, Desk
from marsad.web.exporting import COLUMNS, to_csv
from marsad.web.filtering import chosen
from marsad.web.look import Look
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row, from_cursor, rows_reply, to_cursor
from marsad.web.reviewing import CHANGED, review_row, staged
from marsad.web.routes.asked import Asked, AtDesk, Filters, day
from marsad.web.routes.claims import judgement_row

router = APIRouter()


class Split(BaseModel):
    """Claims that tell of another happening than the rest of their event."""

    claims: list[str] = Field(min_length=1, max_length=200)
    comment: str = Field("", max_length=LONGEST)


class Merge(BaseModel):
    """Another event that tells of the same happening, and why."""

    event: str = Field(max_length=100)
    comment: str = Field(min_length=1, max_length=LONGEST)


class Move(BaseModel):
    """Claims that tell of what another event tells of, and why."""

    claims: list[str] = Field(min_length=1, max_length=200)
    to: str = Field(max_length=100)
    comment: str = Field(min_length=1, max_length=LONGEST)


class Step(BaseModel):
    """A stage of an event's review. `if_version` is the version of the review that the analyst saw."""

    stage: Stage
    comment: str = Field("", max_length=LONGEST)
    if_version: str | None = Field(None, max_length=60)


class Graded(BaseModel):
    """How well an event is attested, as a person judges, and why."""

    grade: Grade | Literal[""]
    comment: str = Field(min_length=1, max_length=LONGEST)
    if_version: str | None = Field(None, max_length=60)


@screen(router, "/events", "events")
def events(desk: AtDesk, asked: Filters) -> Row:
    """Events, the latest first."""
    look = desk.look(as_of=asked.known_by())
    reply = _page(desk, look, asked, "/events")
    return {
        **reply,
        "filters": asked.filters(),
        "grades": list(Grade),
        "stages": [*Stage, CHANGED],
        "kinds": _kinds(look),
        "documents": desk.counts().documents,
    }


@router.get("/api/v1/events")
def events_api(desk: AtDesk, asked: Filters) -> Row:
    """Return events, the latest first."""
    return _page(desk, desk.look(as_of=asked.known_by()), asked, "/api/v1/events")


@router.get("/api/v1/events.geojson")
def events_geojson(desk: AtDesk, asked: Filters) -> Row:
    """Return events that have a place as GeoJSON (RFC 7946); how exactly it is known stands in the properties."""
    found = [row for row in _chosen(desk, asked) if row["latitude"] is not None]
    return {
        "type": "FeatureCollection",
        "numberMatched": len(found),
        "features": [feature(row) for row in found[: asked.limit]],
    }


@router.get("/api/v1/events.csv")
def events_csv(desk: AtDesk, asked: Filters) -> Response:
    """Return all events that the filters find as a table; text that a spreadsheet would run is made harmless."""
    return csv_answer(_chosen(desk, asked))


@screen(router, "/events/{event_id}/history", "history")
def history(desk: AtDesk, event_id: str) -> Row:
    """What people said of an event, of its claims, and of pairs of them."""
    look = desk.look()
    found = _event(look, event_id)
    said = desk.store.judgements([event_id, *found.claim_ids], limit=500).items
    return {"event": look.row(found), "history": [judgement_row(judgement) for judgement in said]}


@screen(router, "/events/{event_id}", "event")
def event(desk: AtDesk, event_id: str, as_of: str = "") -> Row:
    """One event: how many, by whom told, claim beside claim, and why they are taken for one happening."""
    look = desk.look(as_of=day("as_of", as_of))
    found = _event(look, event_id)
    kept = desk.store.claims_named(found.claim_ids)
    beside = columns(found, desk.cards(kept))
    figures = list(look.figures(found))
    [row] = staged([look.row(found)], desk, look)
    private = frozenset().union(*(desk.private(item.claim.document_id, [item]) for item in kept))
    shown = {
        "event": {**row, "because": list(found.grade_because), "policy": str(look.dossier.policy)},
        "review": review_row(found, look, desk.reviews().get(event_id, UNREVIEWED)),
        "grades": list(Grade),
        "as_of": as_of,
        "figures": figures,
        "roles": roles(figures),
        "mismatches": list(mismatches(look.dossier.figures[found.id])),
        "columns": beside,
        "compared": compared(beside, {item.claim.id: card(item) for item in kept}),
        "links": [
            {"left": link.left, "right": link.right, "score": link.score, "because": list(link.because)}
            | {"judgement": link.judgement_id}
            for link in found.links
        ],
        "near": [look.by_id[other.id] for other in _near(look, found)],
    }
    return veiled(shown, private)


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
    desk.judge_pairs(_apart(apart, rest), body.comment)
    return _done(desk, rest[0], "Told apart.")


@router.get("/api/v1/events/{event_id}/claims")
def preview_move(
    desk: AtDesk,
    event_id: str,
    claims: Annotated[list[str], Query(max_length=200)],
    to: Annotated[str, Query(max_length=100)],
) -> Row:
    """Return what two events' figures would be if some claims of the first were of the other."""
    look = desk.look()
    found, other = _event(look, event_id), _event(look, to)
    rest = [claim for claim in found.claim_ids if claim not in claims]
    return {
        "ok": True,
        "now": figures_of(found, look),
        "rest": figures_of(only(found, rest), look),
        "other": figures_of(other, look),
        "together": figures_of(together(other, only(found, claims)), look),
    }


@router.post("/api/v1/events/{event_id}/claims")
def move(desk: AtDesk, event_id: str, body: Move) -> Row:
    """Say that some claims of an event tell of what another event tells of."""
    look = desk.look()
    found, other = _event(look, event_id), _event(look, body.to)
    apart = [claim for claim in found.claim_ids if claim in body.claims]
    rest = [claim for claim in found.claim_ids if claim not in body.claims]
    if not apart or found.id == other.id:
        raise Problem(422, "Name some of the event's claims, and another event that they are of.")
    same = [(claim, other.claim_ids[0], Verdict.SAME) for claim in apart]
    desk.judge_pairs([*_apart(apart, rest), *same], body.comment)
    return _done(desk, apart[0], f"Moved: {count(len(apart), 'claim')}.")


@router.post("/api/v1/events/{event_id}/review")
def review(desk: AtDesk, event_id: str, body: Step) -> Row:
    """Set how far the review of an event is; 409 where the event or its review changed since `if_version`."""
    look = desk.look()
    found = _event(look, event_id)
    now = _standing(desk, look, found)
    if body.stage is Stage.SIGNED_OFF and (now["stage"] != Stage.APPROVED or now["changed"]):
        raise Problem(422, "Only an event that is approved, and did not change since, is signed off; approve it first.")
    if body.stage is Stage.PROPOSED and not body.comment.strip():
        raise Problem(422, "Say why: to reopen an event needs a reason.")
    said = {"verdict": Verdict.REVIEW, "value": str(body.stage), "field": now["of"], "reason": body.comment}
    desk.judge_event(event_id, lambda: str(_standing(desk, look, found)["version"]), body.if_version, **said)
    says = f"{load('desk/words.yml')['stages'][body.stage].capitalize()}."
    return {"ok": True, "review": _standing(desk, look, found), "undo": desk.undo_says(), "says": says}


@router.post("/api/v1/events/{event_id}/grade")
def grade(desk: AtDesk, event_id: str, body: Graded) -> Row:
    """Say how well an event is attested, in place of the rule, with a reason; "" is the rule's word again."""
    look = desk.look()
    found = _event(look, event_id)
    said = {"verdict": Verdict.GRADE, "value": str(body.grade), "reason": body.comment}
    desk.judge_event(event_id, lambda: str(_standing(desk, look, found)["version"]), body.if_version, **said)
    return {"ok": True, "review": _standing(desk, look, found), "undo": desk.undo_says(), "says": "Kept."}


def _standing(desk: Desk, look: Look, event: Event) -> Row:
    return review_row(event, look, desk.reviews().get(event.id, UNREVIEWED))


def _apart(some: list[str], rest: list[str]) -> list[tuple[str, str, Verdict]]:
    return [(one, other, Verdict.DIFFERENT) for one in some for other in rest]


@router.post("/api/v1/events/{event_id}/merge")
def merge(desk: AtDesk, event_id: str, body: Merge) -> Row:
    """Say that two events are one happening."""
    look = desk.look()
    one, other = _event(look, event_id), _event(look, body.event)
    if one.id == other.id:
        raise Problem(422, "This is the same event; name another.")
    desk.judge_pairs([(one.claim_ids[0], other.claim_ids[0], Verdict.SAME)], body.comment)
    return _done(desk, one.claim_ids[0], "Taken as one.")


def _done(desk: Desk, claim_id: str, says: str) -> Row:
    """Return the answer, with the event that a claim is of now."""
    return {"ok": True, "event": desk.look().event_of.get(claim_id, ""), "undo": desk.undo_says(), "says": says}


def feature(row: Row) -> Row:
    """Return a row of an event as a GeoJSON feature."""
    point = {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]}
    properties = {name: value for name, value in row.items() if name not in ("latitude", "longitude")}
    return {"type": "Feature", "id": row["id"], "geometry": point, "properties": properties}


def _chosen(desk: Desk, asked: Asked) -> list[Row]:
    look = desk.look(as_of=asked.known_by())
    return staged(chosen(look, asked, desk.reviews()), desk, look)


def csv_answer(rows: list[Row]) -> Response:
    """Return rows of events as a table to be saved."""
    headers = {"content-disposition": 'attachment; filename="events.csv"'}
    return Response("".join(to_csv(rows, COLUMNS["events"])), media_type="text/csv; charset=utf-8", headers=headers)


def _page(desk: Desk, look: Look, asked: Asked, path: str) -> Row:
    found = chosen(look, asked, desk.reviews())
    start = _start(found, asked)
    page = found[start : start + asked.limit]
    more = start + asked.limit < len(found)
    following = to_cursor(page[-1]["id"]) if more else None
    return rows_reply(staged(page, desk, look), following, asked.url(path), found=len(found))


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
