"""What routes have in common: the desk, and the filters of an address as a query of the store."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Annotated, Any
from urllib.parse import urlencode

from fastapi import Depends, Query, Request
from pydantic import BaseModel, Field

from marsad.errors import InputError
from marsad.model.state import Review
from marsad.registry import registry
from marsad.run.paging import every
from marsad.run.reviewed import reviewed
from marsad.store import base as store
from marsad.store.words import words_of
from marsad.web.cards import STATES
from marsad.web.desk import Desk

PAGE = 50
MOST = 500
REVIEWS = {STATES.get(review, str(review)): review for review in Review}


def _desk(request: Request) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


AtDesk = Annotated[Desk, Depends(_desk)]


class Asked(BaseModel, extra="ignore"):
    """The filters that lists share, as their addresses name them. Empty ones narrow nothing."""

    q: str = Field("", max_length=300, description="words that all occur; in double quotes, side by side")
    status: str = Field("", max_length=60, description="suggested, accepted, edited, rejected or deferred")
    kind: str = Field("", max_length=60, description="a kind of the codebook, or of event")
    place: str = Field("", max_length=200, description="id of a place, which takes in what lies inside it")
    party: str = Field("", max_length=200, description="id of a party or speaker")
    speaker: str = Field("", max_length=200, description="of claims: id or name of their source")
    outlet: str = Field("", max_length=200)
    document: str = Field("", max_length=400)
    event: str = Field("", max_length=200, description="of claims: id of the event that they tell of")
    grade: str = Field("", max_length=40, description="how well an event is attested; of claims, their event")
    needs: str = Field("", max_length=40, description="of claims: date, place, or conflict (others contradict it)")
    stage: str = Field("", max_length=40, description="of events: proposed, in_review, approved, signed_off, changed")
    date_from: str = Field("", max_length=10, description="first day, as 2020-01-28")
    date_to: str = Field("", max_length=10, description="last day, inclusive")
    bbox: str = Field("", max_length=120, description="west,south,east,north in degrees")
    as_of: str = Field("", max_length=10, description="only what was known by this day: reports published, judgements")
    sort: str = Field(
        "",
        max_length=20,
        alias="_sort",
        description="of claims: added (as they were read, the usual), newest (the last read first), day (when it "
        "happened, the earliest first) or published (when its report was); those without a day come last",
    )
    next: str = Field("", max_length=400, alias="_next", description="cursor of the page")
    limit: int = Field(PAGE, ge=1, le=MOST)

    def query(self, **more: Any) -> store.Query:
        """Return the store's query. Raise `InputError` for a filter that cannot be."""
        start, end = day("date_from", self.date_from), day("date_to", self.date_to)
        return store.Query(
            text=self.q.replace("\0", " ").strip(),
            statuses=tuple(_review(word) for word in self.status.split(",") if word),
            kinds=tuple(word for word in self.kind.split(",") if word),
            place=self.place,
            party=self.party,
            outlet=self.outlet,
            document=self.document,
            grade=self.grade,
            start=start,
            end=end,
            box=box_of(self.bbox) if self.bbox else None,
            **more,
        )

    def known_by(self) -> date | None:
        """Return the day up to which reports and judgements count, None where all do."""
        return day("as_of", self.as_of)

    def filters(self) -> dict[str, str]:
        """Return the filters that narrow, for links and forms."""
        chosen = self.model_dump(exclude={"next", "limit", "sort"})
        return {name: value for name, value in chosen.items() if value}

    def url(self, path: str) -> str:
        """Return the address of this list's first page."""
        chosen = self.filters() | ({"_sort": self.sort} if self.sort else {})
        chosen |= {} if self.limit == PAGE else {"limit": str(self.limit)}
        return f"{path}?{urlencode(chosen)}" if chosen else path


Filters = Annotated[Asked, Query()]


def claims_query(desk: Desk, asked: Asked) -> store.Query:
    """Return the store's query for claims, with what only what is derived can tell. Raise `InputError`."""
    query = asked.query(order=_order(asked.sort))
    if not (asked.needs or asked.grade or asked.event or asked.speaker):
        return query
    look = desk.look()
    if asked.needs and asked.needs not in look.needs:
        raise InputError(f"needs={asked.needs[:40]} is none; give {', '.join(look.needs)}.")
    groups = [look.needs[asked.needs]] if asked.needs else []
    groups += [look.attested.get(asked.grade, ())] if asked.grade else []
    groups += [look.events[asked.event].claim_ids if asked.event in look.events else ()] if asked.event else []
    groups += [look.once(("speaker", asked.speaker), lambda: _told_by(desk, asked.speaker))] if asked.speaker else []
    both = set(groups[0]).intersection(*groups[1:])
    return replace(query, ids=tuple(sorted(both)))


def _order(word: str) -> store.Order:
    if word and word not in tuple(store.Order):
        raise InputError(f"_sort={word} is no order; give {', '.join(store.Order)}.")
    return store.Order(word) if word else store.Order.ADDED


def _told_by(desk: Desk, speaker: str) -> tuple[str, ...]:
    """Return the ids of the claims of a source known by this id or name; where there is none, of those printing it."""
    named = registry().sources.named(speaker)
    known = named[0] if len(named) == 1 else speaker
    resolved = desk.store.names(store.CLAIM, store.Query(party=known, slot="source"))
    return tuple(resolved) or tuple(_printing(desk, speaker))


def _printing(desk: Desk, name: str) -> Iterator[str]:
    """Yield the ids of the claims whose source is printed by this name."""
    words = " ".join(words_of(name))
    near = store.Query(text=f'"{words}"')
    claims = every(lambda after: desk.store.claims(near, after=after, limit=MOST)) if words else ()
    for kept in claims:
        source = reviewed(kept).source
        if source and source.name.casefold() == name.strip().casefold():
            yield kept.claim.id


def day(name: str, text: str) -> date | None:
    """Return the day that `text` gives, None for "". Raise `InputError`."""
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InputError(f"{name}={text} is no day; give it as 2020-01-28.") from None


def _review(word: str) -> Review:
    if word not in REVIEWS:
        raise InputError(f"status={word[:40]} is none; give {', '.join(REVIEWS)}.")
    return REVIEWS[word]


def box_of(text: str) -> store.Box:
    """Return the box that "west,south,east,north" gives. Raise `InputError`."""
    try:
        west, south, east, north = (float(part) for part in text.split(","))
    except ValueError:
        raise InputError(f"bbox={text[:60]} is no box; give west,south,east,north in degrees.") from None
    if not (-90 <= south <= north <= 90 and -180 <= west <= 180 and -180 <= east <= 180):
        raise InputError(f"bbox={text[:60]} is not on earth; give west,south,east,north in degrees.")
    return store.Box(south, west, north, east)
