"""Events as OGC API Features hands them out: a collection, its description, and its items by box and by time."""

from typing import Annotated, Literal
from urllib.parse import urlencode

from fastapi import APIRouter, Query, Response
from pydantic import BaseModel, Field
from starlette.responses import RedirectResponse

from marsad.web.filtering import chosen
from marsad.web.replies import Row
from marsad.web.reviewing import staged
from marsad.web.routes.asked import Asked, AtDesk
from marsad.web.routes.events import csv_answer, feature

router = APIRouter()

GEOJSON = "application/geo+json"
ITEMS = "/collections/events/items"


class Items(BaseModel, extra="ignore"):
    """Which events: by box, and by time ("2020-01-01/2020-02-01", where ".." is open)."""

    bbox: str = Field("", max_length=120, description="west,south,east,north in degrees")
    datetime: str = Field("", max_length=60)
    limit: int = Field(100, ge=1, le=10_000)
    offset: int = Field(0, ge=0, le=10**9)
    sortby: Literal["", "start", "-start"] = ""
    f: Literal["json", "csv", "html"] = "json"

    def asked(self) -> Asked:
        """Return the filters of lists that say the same."""
        first, _, last = self.datetime.partition("/")
        days = ["" if word == ".." else word[:10] for word in (first, last or first)]
        return Asked.model_validate({"bbox": self.bbox, "date_from": days[0], "date_to": days[1]})


@router.get("/collections")
def collections(desk: AtDesk) -> Row:
    """Return the collections there are: one, of events."""
    return {"collections": [collection(desk)], "links": [_link("self", "application/json", "/collections")]}


@router.get("/collections/events")
def collection(desk: AtDesk) -> Row:
    """Return what the collection of events is, and where and when they lie."""
    rows = desk.look().rows
    days = sorted(day for row in rows for day in (row["start"], row["end"]) if day)
    return {
        "id": "events",
        "title": "Events",
        "description": "Happenings that reports tell of, each where and as exactly as its place is known.",
        "extent": {"temporal": {"interval": [[days[0], days[-1]] if days else [None, None]]}},
        "itemType": "feature",
        "links": [_link("items", GEOJSON, ITEMS), _link("items", "text/csv", f"{ITEMS}?f=csv")],
    }


@router.get(ITEMS, response_model=None)
def items(desk: AtDesk, wanted: Annotated[Items, Query()]) -> Row | Response:
    """Return events by box and by time, as GeoJSON, a table or a page; the latest first unless sorted by start."""
    asked, look = wanted.asked(), desk.look()
    if wanted.f == "html":
        return RedirectResponse(asked.url("/events"), status_code=303)
    found = [row for row in chosen(look, asked, desk.reviews()) if row["latitude"] is not None]
    some = (found[::-1] if wanted.sortby == "start" else found)[wanted.offset : wanted.offset + wanted.limit]
    page = staged(some, desk, look)
    if wanted.f == "csv":
        return csv_answer(page)
    here = wanted.model_dump(mode="json", include={"bbox", "datetime", "sortby", "limit"})
    return {
        "type": "FeatureCollection",
        "features": [feature(row) for row in page],
        "numberMatched": len(found),
        "numberReturned": len(page),
        "timeStamp": desk.clock(),
        "links": _links(here, wanted.offset, wanted.limit, len(found)),
    }


def _links(here: dict[str, str], offset: int, limit: int, found: int) -> list[Row]:
    given = {name: value for name, value in here.items() if value}
    links = [
        _link("self", GEOJSON, _address(given, offset)),
        _link("alternate", "text/csv", _address(given, offset, "csv")),
    ]
    links.append(_link("alternate", "text/html", _address(given, offset, "html")))
    return [*links, _link("next", GEOJSON, _address(given, offset + limit))] if offset + limit < found else links


def _address(given: dict[str, str], offset: int, form: str = "") -> str:
    return f"{ITEMS}?{urlencode({**given, 'offset': str(offset), **({'f': form} if form else {})})}"


def _link(rel: str, sort: str, path: str) -> Row:
    return {"rel": rel, "type": sort, "href": path}
