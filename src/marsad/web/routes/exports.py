"""Exports: what goes out, for whom, and what is withheld."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import IO, Annotated, Literal
from urllib.parse import urlencode

from anyio import sleep
from fastapi import APIRouter, Query, Response
from fastapi.concurrency import run_in_threadpool
from pydantic import Field
from starlette.responses import FileResponse

from marsad.derive.discreet import discreet
from marsad.model import Policy
from marsad.model.review import UNREVIEWED
from marsad.run.paging import every
from marsad.run.veil import may_be_shown
from marsad.store import base as store
from marsad.web.cards import card
from marsad.web.desk import Desk
from marsad.web.exporting import Form, pack
from marsad.web.filtering import chosen
from marsad.web.look import Look
from marsad.web.looks import PATIENCE, for_a_person
from marsad.web.packets import Packet
from marsad.web.pages import screen
from marsad.web.privacy import WITHHELD, Public
from marsad.web.replies import Problem, Row
from marsad.web.reviewing import staged_row
from marsad.web.routes.asked import MOST, Asked, AtDesk, claims_query

router = APIRouter()
GLANCE = 0.05  # seconds between two looks at whether an export is written
FEW = 500  # rows that are written at a glance


class Export(Asked):
    """What is exported. The public profile withholds private names and rounds coordinates."""

    what: Literal["events", "claims"] = "events"
    format: Form = Form.CSV
    profile: Literal["public", "internal"] = "public"
    raw: bool = Field(default=False, description="leave text that looks like a formula as it is")


Wanted = Annotated[Export, Query()]


@screen(router, "/exports", "exports")
def exports(desk: AtDesk, wanted: Wanted) -> Row:
    """What an export holds, and what it withholds and why; `done` rows are written where it is not `ready`."""
    packet = _packet(desk, wanted)
    glance = GLANCE if packet.total <= FEW else 0  # a page asks again by itself
    ready = packet.ready(glance if for_a_person.get() else PATIENCE)
    return {
        "wanted": wanted.model_dump(by_alias=True),
        "found": packet.total,
        "done": packet.done,
        "ready": ready,
        "of": desk.counts().claims if wanted.what == "claims" else len(desk.look().rows),
        "withheld": dict(packet.public.withheld) if packet.public else {},
        "forms": list(Form),
        "query": wanted.model_dump(mode="json", exclude_defaults=True, exclude={"next", "limit"}),
    }


@router.get("/exports/file", include_in_schema=False, response_model=None)
async def file(desk: AtDesk, wanted: Wanted) -> Response:
    """Return the export as a ZIP: rows, manifest, method. Refused where nothing fits: an empty file says nothing."""
    packet = await run_in_threadpool(_filled, desk, wanted)
    with desk.packets.traffic.waiting():
        while not packet.ready():  # noqa: ASYNC110 - set by a thread; pages have the other threads meanwhile
            await sleep(GLANCE)
    name = f"marsad-{wanted.what}-{wanted.profile}.zip"
    return FileResponse(packet.file, media_type="application/zip", filename=name)


@router.post("/api/v1/exports")
def order(desk: AtDesk, wanted: Export) -> Row:
    """Begin an export; return how much it holds and withholds so far, and the address of its file, which waits for it.

    Asked again, it tells how many rows are done. Refused where nothing fits.
    """
    packet = _filled(desk, wanted)
    ready = packet.ready(PATIENCE)
    query = wanted.model_dump(mode="json", exclude_defaults=True, exclude={"next", "limit"})
    return {
        "ok": True,
        "rows": packet.total,
        "done": packet.done,
        "ready": ready,
        "withheld": dict(packet.public.withheld) if packet.public else {},
        "file": f"/exports/file?{urlencode(query)}",
    }


def _filled(desk: Desk, wanted: Export) -> Packet:
    packet = _packet(desk, wanted)
    if not packet.total:
        raise Problem(422, f"No {wanted.what} fit this filter, so there is nothing to export; widen it.")
    return packet


def _packet(desk: Desk, wanted: Export) -> Packet:
    """Return the export of what the filter finds now; of events, as the last look has them."""
    look, head = desk.look(), desk.store.head()
    public = Public(may_be_shown) if wanted.profile == "public" else None
    if wanted.what == "events":
        rows = chosen(look, wanted, desk.reviews())
        total, made = len(rows), partial(_events, rows, desk, look, public)
    else:
        query = claims_query(desk, wanted)
        total, made = desk.found(query), partial(_claims, desk, look, query, public)
    key = (wanted.model_dump_json(exclude={"next", "limit"}), head, desk.looks.head)
    return desk.packets.packet(key, total, public, partial(_write, wanted, made, partial(_about, desk, wanted, head)))


def _write(
    wanted: Export,
    made: Callable[[], Iterator[Row]],
    about: Callable[[Public | None], Row],
    file: IO[bytes],
    packet: Packet,
) -> None:
    pack(file, wanted.what, wanted.format, packet.counted(made()), partial(about, packet.public), raw=wanted.raw)


def _about(desk: Desk, wanted: Export, head: tuple[int, str], public: Public | None) -> Row:
    return {
        "what": wanted.what,
        "profile": wanted.profile,
        "filter": wanted.filters(),
        "policy": str(Policy.CENTRAL),
        "made": desk.clock(),
        "by": desk.by if wanted.profile == "internal" else WITHHELD,
        "ledger": {"entry": head[0], "head": head[1]},
        "withheld": public.withheld if public else {},
    }


def _events(rows: list[Row], desk: Desk, look: Look, public: Public | None) -> Iterator[Row]:
    """Yield the rows as they go out: to the public made anew, without names in their words."""
    shown = Look(discreet(look.dossier), look.sums) if public else look
    said = desk.reviews()
    for row in rows:
        made = public.located(shown.row(shown.events[row["id"]])) if public else row
        yield staged_row(made, look, said.get(row["id"], UNREVIEWED))


def _claims(desk: Desk, look: Look, query: store.Query, public: Public | None) -> Iterator[Row]:
    for kept in every(lambda after: desk.store.claims(query, after=after, limit=MOST)):
        row = card(kept)
        fields = {name: row["fields"][name] for name in ("start", "end", "number", "number_high", "qualifier")}
        flags = {name: row["fields"][name] for name in ("cumulative", "subset")}
        first = row["evidence"][0]
        where = {"quote": first["text"], "quote_start": first["start"], "quote_end": first["end"]}
        whole = {**row, **fields, **flags, **where, "event": look.event_of.get(row["id"], "")}
        yield public.claim(whole) if public else whole
