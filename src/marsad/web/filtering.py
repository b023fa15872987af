"""Filters over rows of events that are already at hand: what an address asks for, as tests that must all hold."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date

from marsad.model import Event, EventReview
from marsad.model.review import UNREVIEWED
from marsad.store.base import Box
from marsad.web.look import Look
from marsad.web.replies import Row
from marsad.web.reviewing import stage_of
from marsad.web.routes.asked import Asked

Test = Callable[[Row, Event], bool]


Said = Mapping[str, EventReview]
"""What people said of events, by the event's id."""


def chosen(look: Look, asked: Asked, said: Said) -> list[Row]:
    """Return the rows of the events that the filters find, in order."""
    tests = [*_tests(look, asked), *_reviewed(look, asked, said)]
    return [row for row in look.rows if all(test(row, look.events[row["id"]]) for test in tests)]


def _tests(look: Look, asked: Asked) -> Iterable[Test]:
    query = asked.query()
    if query.text:
        yield _says(query.text.casefold().replace('"', "").split(), look.said)
    if query.kinds:
        yield lambda _, event: event.kind in query.kinds
    if asked.place:
        yield lambda _, event: event.place is not None and asked.place in event.place.areas
    if asked.party:
        yield lambda _, event: asked.party in (*event.actors, *event.targets)
    if query.start or query.end:
        yield _overlaps(query.start or date.min, query.end or date.max)
    if query.box:
        yield _inside(query.box)


def _reviewed(look: Look, asked: Asked, said: Said) -> Iterable[Test]:
    if asked.grade:
        yield lambda row, event: (said.get(row["id"], UNREVIEWED).grade or event.grade) == asked.grade
    if asked.stage:
        yield lambda row, _: stage_of(row["id"], look, said.get(row["id"], UNREVIEWED)) == asked.stage


def _says(words: list[str], said: Mapping[str, str]) -> Test:
    return lambda row, _event: all(word in said[row["id"]] for word in words)


def _overlaps(first: date, last: date) -> Test:
    def overlaps(_row: Row, event: Event) -> bool:
        return event.start is not None and event.start <= last and first <= (event.end or event.start)

    return overlaps


def _inside(box: Box) -> Test:
    def inside(row: Row, _event: Event) -> bool:
        latitude, longitude = row["latitude"], row["longitude"]
        if latitude is None:
            return False
        across = box.west <= longitude <= box.east if box.west <= box.east else not box.east < longitude < box.west
        return bool(box.south <= latitude <= box.north and across)

    return inside
