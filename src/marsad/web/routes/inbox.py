"""The inbox: what waits for a person, and the first run."""

from dataclasses import replace

from fastapi import APIRouter
from starlette.responses import RedirectResponse

from marsad.model import Grade, Review
from marsad.run.veil import covered
from marsad.web.desk import Desk
from marsad.web.pages import screen
from marsad.web.replies import Row, rows_reply
from marsad.web.routes.asked import REVIEWS, Asked, AtDesk, Filters, claims_query
from marsad.web.routes.known import place_rows

router = APIRouter()
NEEDS = ("date", "place", "conflict")
CHOICES = 60  # places and origins in a filter


@router.get("/claims", include_in_schema=False)
def claims_page(asked: Filters) -> RedirectResponse:
    """Lead to the inbox, which lists claims by any filter."""
    return RedirectResponse(asked.url("/"), status_code=307)


@screen(router, "/", "inbox", twin="/inbox.json")
def inbox(desk: AtDesk, asked: Filters) -> Row:
    """Claims that wait, by status, kind and words; where nothing was read yet, the way in."""
    counts = desk.counts()
    asked.status = asked.status or "suggested"
    query = claims_query(desk, asked)
    page = desk.store.claims(query, after=asked.next, limit=asked.limit)
    by_status = {word: counts.statuses.get(str(review), 0) for word, review in REVIEWS.items()}
    del by_status[str(Review.EXPUNGED)]  # which no claim is
    plain = set(asked.filters()) == {"status"} and asked.status in by_status
    found = by_status[asked.status] if plain else desk.found(query)
    return {
        **rows_reply(_titled(desk, desk.cards(page.items)), page.next, asked.url("/")),
        "found": found,
        "documents": counts.documents,
        "kinds": dict(counts.kinds),
        "statuses": by_status,
        "needs": _needs(desk, asked),
        "origins": _origins(desk),
        "places": _places(desk),
        "grades": list(Grade),
        "filters": asked.filters(),
        "sort": asked.sort,
    }


def _needs(desk: Desk, asked: Asked) -> Row:
    """Return how many claims of the status asked for need what; None each until it is worked out."""
    look = desk.looks.at_hand()
    if look is None:
        return dict.fromkeys(NEEDS)
    of = Asked.model_validate({"status": asked.status}).query()

    def counted() -> Row:
        return {need: desk.store.count("claim", replace(of, ids=look.needs[need])) for need in NEEDS}

    return look.once(("needs", asked.status), counted)


def _origins(desk: Desk) -> list[Row]:
    """Return the speakers and outlets that tell most, for the filter."""
    look = desk.looks.at_hand()
    if look is None:
        return []
    told = [(one.origin.id, covered(one.origin.label, look.witnesses_covered)) for one in look.witnesses[:CHOICES]]
    return sorted(({"id": key, "name": name} for key, name in told), key=lambda row: row["name"])


def _places(desk: Desk) -> list[Row]:
    """Return the places of most events, for the filter."""
    look = desk.looks.at_hand()
    rows = look.once("places", lambda: place_rows(look))[:CHOICES] if look else []
    return sorted(({"id": row["id"], "name": row["name"]} for row in rows), key=lambda row: row["name"])


def _titled(desk: Desk, rows: list[Row]) -> list[Row]:
    """Give each claim the title of its report."""
    named = dict.fromkeys(row["document"] for row in rows)
    titles = {name: desk.title(kept.document) for name in named if (kept := desk.store.document(name))}
    return [{**row, "document_title": titles.get(row["document"], "")} for row in rows]
