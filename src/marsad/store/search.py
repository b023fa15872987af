"""A query as conditions, and pages by keyset: each starts where the last one ended, however much there is."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, Table, func, literal, or_, select, tuple_

from marsad.errors import InputError
from marsad.model import Review
from marsad.store.backend import DERIVED, MAPPED, TABLES, Backend
from marsad.store.base import CLAIM, DOCUMENT, EVERYTHING, Box, Order, Query
from marsad.store.columns import chunks, day_or_none
from marsad.store.tables import claim_tags, claims, derived, derived_tags, documents, entities, within
from marsad.store.types import FOR_EVER, SINCE_EVER, Day
from marsad.store.words import sought

MOST = 10_000  # items of one page
BY_DAY = (Order.DAY, Order.PUBLISHED)

Condition = ColumnElement[bool]
Conditions = Iterator[Condition]


def page_of(
    connection: Connection, backend: Backend, sort: str, query: Query, *, after: str, limit: int
) -> tuple[list[int], str]:
    """Return the keys of a page, and the cursor of the next. Raise `InputError` for a cursor that is none."""
    table = table_of(sort)
    wanted, day = _with_day(table, query.order)
    wanted = wanted.where(*conditions(backend, sort, query))
    limit = at_most(limit)
    rows = connection.execute(_from(wanted, table.c.key, day, query.order, after).limit(limit + 1)).all()
    page = rows[:limit]
    following = _cursor(query.order, page[-1]) if len(rows) > limit else ""
    return [row.key for row in page], following


def names_of(connection: Connection, backend: Backend, sort: str, query: Query) -> list[str]:
    """Return the ids of all that a query finds, as they were added."""
    table = table_of(sort)
    wanted = select(table.c.id).where(*conditions(backend, sort, query)).order_by(table.c.key)
    return list(connection.execute(wanted).scalars())


def claims_of(connection: Connection, backend: Backend, ids: Sequence[str]) -> list[int]:
    """Return the keys of the claims of documents, as they were added."""
    wanted = select(claims.c.key).where(*conditions(backend, CLAIM, EVERYTHING))
    found = [
        key
        for some in chunks(dict.fromkeys(ids))
        for key in connection.execute(
            wanted.where(claims.c.document.in_(select(documents.c.key).where(documents.c.id.in_(some))))
        ).scalars()
    ]
    return sorted(found)


def at_most(limit: int) -> int:
    """Return `limit`, or what is nearest to it that one page may have."""
    return max(1, min(limit, MOST))


def number(after: str) -> int:
    """Return the number that a cursor is; raise `InputError` for one that is none."""
    return _parsed(Order.ADDED, after)[1]


def count_of(connection: Connection, backend: Backend, sort: str, query: Query) -> int:
    """Count what a query finds."""
    wanted = select(func.count()).select_from(table_of(sort)).where(*conditions(backend, sort, query))
    return int(connection.execute(wanted).scalar_one())


def standings_of(connection: Connection, backend: Backend, query: Query) -> dict[tuple[str, Review], int]:
    """Count the claims that a query finds, by kind and review."""
    by = (claims.c.kind, claims.c.status)
    wanted = select(*by, func.count().label("many")).where(*conditions(backend, CLAIM, query)).group_by(*by)
    return {(row.kind, Review(row.status)): row.many for row in connection.execute(wanted.order_by(*by))}


def judged_of(connection: Connection, backend: Backend, slot: str) -> dict[str, dict[Review, int]]:
    """Count the claims that people judged, by the entity in one of their slots and by review."""
    by = (entities.c.id, claims.c.status)
    judged = (claim_tags.c.slot == slot, claims.c.status != Review.OPEN.value, *conditions(backend, CLAIM, EVERYTHING))
    wanted = select(*by, func.count().label("many")).join(claim_tags, claim_tags.c.entity == entities.c.key)
    found: dict[str, dict[Review, int]] = {}
    for row in connection.execute(wanted.join(claims, claims.c.key == claim_tags.c.item).where(*judged).group_by(*by)):
        found.setdefault(row.id, {})[Review(row.status)] = row.many
    return found


def table_of(sort: str) -> Table:
    """Return the table that holds what is of one sort."""
    return TABLES.get(sort, derived)


def conditions(backend: Backend, sort: str, query: Query) -> list[Condition]:
    """Return what must hold of rows; a field that rows of a sort do not have does not narrow."""
    kind = sort if sort in TABLES else DERIVED
    narrow: dict[str, Callable[[Query], Conditions]] = {
        DOCUMENT: _of_documents,
        CLAIM: _of_claims,
        DERIVED: lambda query: _of_derived(sort, query),
    }
    return [*_of_all(backend, kind, query), *narrow[kind](query)]


def _of_all(backend: Backend, kind: str, query: Query) -> Conditions:
    table = TABLES[kind]
    if query.ids is not None:
        yield backend.among(kind, query.ids)
    if query.text:
        yield backend.finds(kind, sought(query.text))
    if query.start:
        yield table.c.last >= query.start.isoformat()
    if query.end:
        yield table.c.first <= query.end.isoformat()
    if query.box and kind in MAPPED:
        yield or_(*(backend.inside(kind, half) for half in _halves(query.box)))


def _of_documents(query: Query) -> Conditions:
    if not query.superseded:
        yield documents.c.revised_by == ""
    if query.document:
        yield documents.c.id == query.document
    if query.statuses:
        yield documents.c.status.in_([status.value for status in query.statuses])
    else:
        yield documents.c.status != Review.EXPUNGED.value
    yield from _from_document(query)


def _of_claims(query: Query) -> Conditions:
    yield claims.c.live == 1
    if not query.superseded:
        yield claims.c.superseded == 0
    if query.kinds:
        yield claims.c.kind.in_(query.kinds)
    if query.statuses:
        yield claims.c.status.in_([status.value for status in query.statuses])
    if query.document:
        yield claims.c.document.in_(select(documents.c.key).where(documents.c.id == query.document))
    if held := list(_from_document(query)):
        yield claims.c.document.in_(select(documents.c.key).where(*held))
    if query.place:
        yield claims.c.key.in_(_tagged(claim_tags, ["place"], _inside(query.place)))
    if query.party:
        slots = [query.slot] if query.slot else ["source", "via", "actor", "target"]
        yield claims.c.key.in_(_tagged(claim_tags, slots, _named(query.party)))


def _of_derived(sort: str, query: Query) -> Conditions:
    yield derived.c.sort == sort
    if query.kinds:
        yield derived.c.kind.in_(query.kinds)
    if query.grade:
        yield derived.c.grade == query.grade
    if query.place:
        yield derived.c.key.in_(_tagged(derived_tags, ["place"], _inside(query.place)))
    if query.party:
        yield derived.c.key.in_(_tagged(derived_tags, ["party"], _named(query.party)))


def _from_document(query: Query) -> Conditions:
    if query.outlet:
        yield documents.c.outlet == query.outlet
    if query.locator:
        yield documents.c.locator == query.locator[:500]


def _tagged(tags: Table, slots: Sequence[str], which: Select[Any]) -> Select[Any]:
    return select(tags.c.item).where(tags.c.slot.in_(slots), tags.c.entity.in_(which))


def _named(entity: str) -> Select[Any]:
    return select(entities.c.key).where(entities.c.id == entity)


def _inside(place: str) -> Select[Any]:
    """Select a place and all places that lie inside it."""
    inner = select(within.c.entity).join(entities, entities.c.key == within.c.ancestor).where(entities.c.id == place)
    both = _named(place).union_all(inner).subquery()
    return select(both.c.key)


def _halves(box: Box) -> list[Box]:
    """Return `box`, cut in two where it crosses the date line."""
    if box.west <= box.east:
        return [box]
    return [box._replace(east=180.0), box._replace(west=-180.0)]


def _with_day(table: Table, order: Order) -> tuple[Select[Any], ColumnElement[str]]:
    """Select the key and the day by which rows of a table are sorted; return that day too."""
    if table is not claims or order is not Order.PUBLISHED:
        return select(table.c.key, table.c.first), table.c.first
    report = documents.alias()  # conditions have documents of their own
    wanted = select(claims.c.key, report.c.first).join(report, report.c.key == claims.c.document)
    return wanted, report.c.first


def _from(
    wanted: Select[Any], key: ColumnElement[int], day: ColumnElement[str], order: Order, after: str
) -> Select[Any]:
    """Sort, and start behind the cursor `after`."""
    last_day, last = _parsed(order, after)
    if order in BY_DAY:
        wanted = wanted.order_by(day, key)
        if not after:
            return wanted
        # The first of the two says nothing new, but an index of days can begin there.
        return wanted.where(day >= literal(last_day, Day), tuple_(day, key) > tuple_(literal(last_day, Day), last))
    if order is Order.NEWEST:
        wanted = wanted.order_by(key.desc())
        return wanted.where(key < last) if after else wanted
    return wanted.order_by(key).where(key > last)


def _cursor(order: Order, row: Any) -> str:
    return f"{row.key}.{row.first}" if order in BY_DAY else str(row.key)


def _parsed(order: Order, after: str) -> tuple[str, int]:
    if not after:
        return "", 0
    found = re.fullmatch(r"(\d{1,18})(?:\.(\d{4}-\d\d-\d\d|~|))?", after)
    if not found or (found[2] is None) is (order in BY_DAY) or not _is_day(found[2]):
        raise InputError(f"{after[:40]!r} is no page of this list; start at its first page.")
    return found[2] or "", int(found[1])


def _is_day(text: str | None) -> bool:
    return text in (None, SINCE_EVER, FOR_EVER) or day_or_none(text) is not None
