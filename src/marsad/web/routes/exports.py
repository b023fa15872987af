"""Exports: what goes out, for whom, and what is withheld."""

from collections.abc import Iterator
from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from pydantic import Field

from marsad.derive.discreet import discreet
from marsad.model import Policy
from marsad.run.veil import may_be_shown
from marsad.web.cards import card
from marsad.web.desk import Desk
from marsad.web.exporting import Form, packed
from marsad.web.filtering import chosen
from marsad.web.look import Look
from marsad.web.pages import screen
from marsad.web.privacy import WITHHELD, Public
from marsad.web.replies import Problem, Row
from marsad.web.reviewing import staged
from marsad.web.routes.asked import MOST, Asked, AtDesk, claims_query

router = APIRouter()
JUDGED = "accepted,edited"


class Export(Asked):
    """What is exported. The public profile withholds private names and rounds coordinates."""

    what: Literal["events", "claims"] = "events"
    format: Form = Form.CSV
    profile: Literal["public", "internal"] = "public"
    raw: bool = Field(default=False, description="leave text that looks like a formula as it is")


Wanted = Annotated[Export, Query()]


@screen(router, "/exports", "exports")
def exports(desk: AtDesk, wanted: Wanted) -> Row:
    """What an export would hold, and what it would withhold and why, before anything is written."""
    counts = desk.counts()
    key = (
        "exports",
        wanted.model_dump_json(),
        desk.store.head() if wanted.what == "claims" or desk.reviews() else None,
    )
    found, withheld = desk.look().once(key, lambda: _counted(*_rows(desk, wanted)))
    return {
        "wanted": wanted.model_dump(by_alias=True),
        "found": found,
        "of": counts.claims if wanted.what == "claims" else len(desk.look().rows),
        "withheld": withheld,
        "forms": list(Form),
        "query": wanted.model_dump(mode="json", exclude_defaults=True, exclude={"next", "limit"}),
    }


def _counted(rows: list[Row], public: Public | None) -> tuple[int, dict[str, int]]:
    return len(rows), dict(public.withheld) if public else {}


@router.get("/exports/file", include_in_schema=False)
def file(desk: AtDesk, wanted: Wanted) -> Response:
    """Return the export as a ZIP: rows, manifest, method. Refused where nothing fits: an empty file says nothing."""
    rows, public = _rows(desk, wanted)
    if not rows:
        raise Problem(422, f"No {wanted.what} fit this filter, so there is nothing to export; widen it.")
    number, head = desk.store.head()
    about: Row = {
        "what": wanted.what,
        "profile": wanted.profile,
        "filter": wanted.filters(),
        "policy": str(Policy.CENTRAL),
        "made": desk.clock(),
        "by": desk.by if wanted.profile == "internal" else WITHHELD,
        "ledger": {"entry": number, "head": head},
        "withheld": public.withheld if public else {},
    }
    content = packed(wanted.what, wanted.format, rows, about, raw=wanted.raw)
    name = f"marsad-{wanted.what}-{wanted.profile}.zip"
    headers = {"content-disposition": f'attachment; filename="{name}"'}
    return Response(content, media_type="application/zip", headers=headers)


@router.post("/api/v1/exports")
def order(desk: AtDesk, wanted: Export) -> Row:
    """Return what an export holds and withholds, and the address of its file; refused where nothing fits."""
    found = exports(desk, wanted)
    if not found["found"]:
        raise Problem(422, f"No {wanted.what} fit this filter, so there is nothing to export; widen it.")
    return {
        "ok": True,
        "rows": found["found"],
        "withheld": found["withheld"],
        "file": f"/exports/file?{urlencode(found['query'])}",
    }


def _rows(desk: Desk, wanted: Export) -> tuple[list[Row], Public | None]:
    look = desk.look()
    public = Public(may_be_shown) if wanted.profile == "public" else None
    if wanted.what == "events":
        shown = look.once("discreet", lambda: Look(discreet(look.dossier), look.sums)) if public else look
        rows = staged(chosen(shown, wanted, desk.reviews()), desk, shown)
        return [public.located(row) for row in rows] if public else rows, public
    claims = list(_claims(desk, look, wanted))
    return [public.claim(row) for row in claims] if public else claims, public


def _claims(desk: Desk, look: Look, wanted: Export) -> Iterator[Row]:
    after = ""
    while True:
        page = desk.store.claims(claims_query(desk, wanted), after=after, limit=MOST)
        for kept in page.items:
            row = card(kept)
            fields = {name: row["fields"][name] for name in ("start", "end", "number", "number_high", "qualifier")}
            flags = {name: row["fields"][name] for name in ("cumulative", "subset")}
            first = row["evidence"][0]
            where = {"quote": first["text"], "quote_start": first["start"], "quote_end": first["end"]}
            yield {**row, **fields, **flags, **where, "event": look.event_of.get(row["id"], "")}
        if not (after := page.next):
            return
