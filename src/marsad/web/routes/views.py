"""The map and the timeline: the same events by place and by day."""

from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query
from starlette.responses import JSONResponse, Response

from marsad.model import phrases
from marsad.web.atlas import atlas
from marsad.web.charts import days_chart
from marsad.web.filtering import chosen
from marsad.web.pages import screen
from marsad.web.replies import Row
from marsad.web.routes.asked import Asked, AtDesk, Filters, box_of, day

router = APIRouter()

MAPPED = (
    "id title figure low best high open start end when grade place place_id latitude longitude radius_km precision "
    "precision_says"
).split()
TOWNS = 120  # names on the map at once
EARLY = 50  # one event in so many may lie before the chart
LISTED = 200  # events under the chart


@screen(router, "/map", "map", twin="/map/about.json")
def map_page(desk: AtDesk) -> Row:
    """The map; its events come from /map.json."""
    return {"events": len(desk.look().rows)}


@router.get("/map.json", response_model=None)
def map_data(desk: AtDesk, asked: Filters) -> Response:
    """Return every event that the filters find, days left to the brush: names of columns, and rows of values."""
    asked.date_from = asked.date_to = ""
    look, said = desk.look(as_of=asked.known_by()), desk.reviews()
    key = ("map", asked.model_dump_json(), desk.store.head() if said else None)
    # A ready answer: the framework would look at each of a million values.
    return Response(look.once(key, lambda: _mapped(chosen(look, asked, said))), media_type="application/json")


def _mapped(rows: list[Row]) -> bytes:
    found = {"ok": True, "columns": MAPPED, "rows": [[row[name] for name in MAPPED] for row in rows]}
    return bytes(JSONResponse(found).body)


@router.get("/api/v1/towns")
def towns(bbox: Annotated[str, Query(max_length=120)]) -> Row:
    """Return name, latitude and longitude of the largest towns in a box: the names on the map."""
    box = box_of(bbox)
    return {"ok": True, "rows": atlas().towns(box.south, box.west, box.north, box.east, TOWNS)}


@screen(router, "/timeline", "timeline")
def timeline(desk: AtDesk, asked: Filters) -> Row:
    """Events by day, week or month; those of which only a stretch of days is known as spans, not on its first day."""
    look, said = desk.look(as_of=asked.known_by()), desk.reviews()
    key = ("timeline", asked.model_dump_json(), desk.store.head() if said else None)
    return look.once(key, lambda: _timeline(asked, chosen(look, asked, said)))


def _timeline(asked: Asked, rows: list[Row]) -> Row:
    dated = [row for row in rows if row["start"]]
    first, last = _stretch(dated, asked.date_from, asked.date_to)
    inside = [
        row for row in dated if row["start"] <= last.isoformat() and (row["end"] or row["start"]) >= first.isoformat()
    ]
    return {
        "chart": days_chart(inside, first, last) if inside else None,
        "period": phrases.period(first, last),
        "rows": inside[:LISTED],
        "found": len(inside),
        "earlier": len(dated) - len(inside),
        "undated": len(rows) - len(dated),
        "filters": asked.filters(),
    }


def _stretch(dated: list[Row], date_from: str, date_to: str) -> tuple[date, date]:
    """Return the days that the chart shows.

    Where nobody chose them, the first fiftieth of events is left to the left of the chart: a report's glance at the
    war's beginning must not squeeze the rest into a corner.
    """
    starts = sorted(row["start"] for row in dated) or [date(2000, 1, 1).isoformat()]
    first = day("date_from", date_from) or date.fromisoformat(starts[len(starts) // EARLY])
    last = day("date_to", date_to) or date.fromisoformat(starts[-1])
    return min(first, last), last
