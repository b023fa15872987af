"""The inbox: what waits for a person, and the first run."""

from fastapi import APIRouter

from marsad.web.cards import cards
from marsad.web.desk import Desk
from marsad.web.pages import screen
from marsad.web.replies import Row, rows_reply
from marsad.web.routes.asked import REVIEWS, AtDesk, Filters
from marsad.web.routes.documents import title_of

router = APIRouter()


@screen(router, "/", "inbox", twin="/inbox.json")
def inbox(desk: AtDesk, asked: Filters) -> Row:
    """Claims that wait, by status, kind and words; where nothing was read yet, the way in."""
    counts = desk.counts()
    asked.status = asked.status or "suggested"
    page = desk.store.claims(asked.query(), after=asked.next, limit=asked.limit)
    by_status = {word: counts.statuses.get(str(review), 0) for word, review in REVIEWS.items()}
    plain = set(asked.filters()) == {"status"} and asked.status in by_status
    found = by_status[asked.status] if plain else desk.store.count("claim", asked.query())
    return {
        **rows_reply(_titled(desk, cards(page.items)), page.next, asked.url("/")),
        "found": found,
        "documents": counts.documents,
        "kinds": dict(counts.kinds),
        "statuses": by_status,
        "filters": asked.filters(),
    }


def _titled(desk: Desk, rows: list[Row]) -> list[Row]:
    """Give each claim the title of its report."""
    named = dict.fromkeys(row["document"] for row in rows)
    titles = {name: title_of(kept.document) for name in named if (kept := desk.store.document(name))}
    return [{**row, "document_title": titles.get(row["document"], "")} for row in rows]
