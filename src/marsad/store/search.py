"""A query as conditions, and pages by keyset: each starts where the last one ended, however much there is."""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from marsad.errors import InputError
from marsad.model import Review
from marsad.store.backend import CURRENT, DERIVED, MAPPED, TABLES, Backend, Condition, one_of
from marsad.store.base import CLAIM, DOCUMENT, EVERYTHING, Box, Order, Query
from marsad.store.columns import chunks, claim_name, standing_number, standing_of
from marsad.store.database import Connection
from marsad.store.words import sought

MOST = 10_000  # items of one page
BY_DAY = (Order.DAY, Order.PUBLISHED)

Conditions = Iterator[Condition]


class _Cursor(NamedTuple):
    """Where a page starts: behind the item of this key, on this day."""

    key: int
    day: int = 0


def page_of(
    connection: Connection, backend: Backend, sort: str, query: Query, *, after: str, limit: int
) -> tuple[list[int], str]:
    """Return the keys of a page, and the cursor of the next. Raise `InputError` for a cursor that is none."""
    table, limit = table_of(sort), at_most(limit)
    day, source = _day(table, query.order)
    where = _where([*conditions(backend, sort, query), *_from(table, day, query.order, after)])
    order = {Order.NEWEST: f"{table}.key DESC", Order.ADDED: f"{table}.key"}.get(query.order, f"{day}, {table}.key")
    sql = f"SELECT {table}.key, {day} FROM {source} WHERE {where.sql} ORDER BY {order} LIMIT ?"
    rows = connection.all(sql, [*where.values, limit + 1])
    following = _told(query.order, _Cursor(*rows[limit - 1])) if len(rows) > limit else ""
    return [key for key, _ in rows[:limit]], following


def names_of(connection: Connection, backend: Backend, sort: str, query: Query) -> list[str]:
    """Return the ids of all that a query finds, as they were added."""
    table, where = table_of(sort), _where(conditions(backend, sort, query))
    names = connection.column(f"SELECT {table}.id FROM {table} WHERE {where.sql} ORDER BY {table}.key", where.values)
    return [claim_name(name) for name in names] if sort == CLAIM else names


def claims_of(connection: Connection, backend: Backend, ids: Sequence[str], *, superseded: bool = False) -> list[int]:
    """Return the keys of the claims of documents, as they were added."""
    found: list[int] = []
    for some in chunks(dict.fromkeys(ids)):
        of = _of_documents_with([one_of("documents.id", some)])
        where = _where([*conditions(backend, CLAIM, Query(superseded=superseded)), of])
        found += connection.column(f"SELECT key FROM claims WHERE {where.sql}", where.values)
    return sorted(found)


def at_most(limit: int) -> int:
    """Return `limit`, or what is nearest to it that one page may have."""
    return max(1, min(limit, MOST))


def number(after: str) -> int:
    """Return the number that a cursor is; raise `InputError` for one that is none."""
    return _parsed(Order.ADDED, after).key


def count_of(connection: Connection, backend: Backend, sort: str, query: Query) -> int:
    """Count what a query finds."""
    where = _where(conditions(backend, sort, query))
    return int(connection.one(f"SELECT count(*) FROM {table_of(sort)} WHERE {where.sql}", where.values))


def standings_of(connection: Connection, backend: Backend, query: Query) -> dict[tuple[str, Review], int]:
    """Count the claims that a query finds, by kind and review."""
    where = _where(conditions(backend, CLAIM, query))
    sql = f"SELECT kind, status, count(*) FROM claims WHERE {where.sql} GROUP BY kind, status ORDER BY kind, status"
    return {(kind, standing_of(status)): many for kind, status, many in connection.all(sql, where.values)}


def judged_of(connection: Connection, backend: Backend, slot: str) -> dict[str, dict[Review, int]]:
    """Count the claims that people judged, by the entity in one of their slots and by review."""
    judged = Condition("slot = ? AND claims.status <> ?", (slot, standing_number(Review.OPEN)))
    where = _where([judged, *conditions(backend, CLAIM, EVERYTHING)])
    sql = (
        "SELECT entities.id, claims.status, count(*) FROM entities JOIN claim_tags ON claim_tags.entity = entities.key"
        f" JOIN claims ON claims.key = claim_tags.item WHERE {where.sql} GROUP BY entities.id, claims.status"
    )
    found: dict[str, dict[Review, int]] = {}
    for name, status, many in connection.all(sql, where.values):
        found.setdefault(name, {})[standing_of(status)] = many
    return found


def table_of(sort: str) -> str:
    """Return the table that holds what is of one sort."""
    return TABLES.get(sort, TABLES[DERIVED])


def conditions(backend: Backend, sort: str, query: Query) -> list[Condition]:
    """Return what must hold of rows; a field that rows of a sort do not have does not narrow."""
    kind = sort if sort in TABLES else DERIVED
    narrow: dict[str, Callable[[Query], Conditions]] = {
        DOCUMENT: _of_documents,
        CLAIM: _of_claims,
        DERIVED: lambda query: _of_derived(sort, query),
    }
    return [*_of_all(backend, kind, query), *narrow[kind](query)]


def _where(held: Sequence[Condition]) -> Condition:
    """Return the condition that all of some hold."""
    values = tuple(value for each in held for value in each.values)
    return Condition(" AND ".join(each.sql for each in held) or "1 = 1", values)


def _of_all(backend: Backend, kind: str, query: Query) -> Conditions:
    table = TABLES[kind]
    if query.ids is not None:
        yield backend.among(kind, query.ids)
    if query.text:
        yield backend.finds(kind, sought(query.text))
    if query.start:
        yield Condition(f"{table}.last >= ?", (query.start.toordinal(),))
    if query.end:
        yield Condition(f"{table}.first <= ?", (query.end.toordinal(),))
    if query.box and kind in MAPPED:
        halves = [backend.inside(kind, half) for half in _halves(query.box)]
        either = " OR ".join(half.sql for half in halves)
        yield Condition(f"({either})", tuple(value for half in halves for value in half.values))


def _of_documents(query: Query) -> Conditions:
    if not query.superseded:
        yield Condition("documents.revised_by = ''")
    if query.document:
        yield Condition("documents.id = ?", (query.document,))
    if query.statuses:
        yield one_of("documents.status", [standing_number(status) for status in query.statuses])
    else:
        yield Condition("documents.status <> ?", (standing_number(Review.EXPUNGED),))
    yield from _from_document(query)


def _of_claims(query: Query) -> Conditions:
    yield Condition("claims.live = 1") if query.superseded else CURRENT
    if query.kinds:
        yield one_of("claims.kind", query.kinds)
    if query.statuses:
        yield one_of("claims.status", [standing_number(status) for status in query.statuses])
    if query.document:
        yield _of_documents_with([Condition("documents.id = ?", (query.document,))])
    if held := list(_from_document(query)):
        yield _of_documents_with(held)
    if query.place:
        yield _tagged("claim", ["place"], _inside(query.place))
    if query.party:
        slots = [query.slot] if query.slot else ["source", "via", "actor", "target"]
        yield _tagged("claim", slots, _named(query.party))


def _of_derived(sort: str, query: Query) -> Conditions:
    yield Condition("derived.sort = ?", (sort,))
    if query.kinds:
        yield one_of("derived.kind", query.kinds)
    if query.grade:
        yield Condition("derived.grade = ?", (query.grade,))
    if query.place:
        yield _tagged("derived", ["place"], _inside(query.place))
    if query.party:
        yield _tagged("derived", ["party"], _named(query.party))


def _from_document(query: Query) -> Conditions:
    if query.outlet:
        yield Condition("documents.outlet = ?", (query.outlet,))
    if query.locator:
        yield Condition("documents.locator = ?", (query.locator[:500],))


def _of_documents_with(held: Sequence[Condition]) -> Condition:
    """Return the condition that a claim's document has all that is said."""
    where = _where(held)
    return Condition(f"claims.document IN (SELECT key FROM documents WHERE {where.sql})", where.values)


def _tagged(sort: str, slots: Sequence[str], which: Condition) -> Condition:
    """Return the condition that an item has one of some entities, which are a query for their keys, in some slots."""
    where = _where([one_of("slot", slots), Condition(f"entity IN ({which.sql})", which.values)])
    return Condition(f"{TABLES[sort]}.key IN (SELECT item FROM {sort}_tags WHERE {where.sql})", where.values)


def _named(entity: str) -> Condition:
    return Condition("SELECT key FROM entities WHERE id = ?", (entity,))


def _inside(place: str) -> Condition:
    """Select a place and all places that lie inside it."""
    inner = "SELECT entity FROM within JOIN entities ON entities.key = within.ancestor WHERE entities.id = ?"
    return Condition(f"{_named(place).sql} UNION ALL {inner}", (place, place))


def _halves(box: Box) -> list[Box]:
    """Return `box`, cut in two where it crosses the date line."""
    if box.west <= box.east:
        return [box]
    return [box._replace(east=180.0), box._replace(west=-180.0)]


def _day(table: str, order: Order) -> tuple[str, str]:
    """Return the day by which rows are sorted, and what it is read from; conditions have documents of their own."""
    if table == TABLES[CLAIM] and order is Order.PUBLISHED:
        return "report.first", "claims JOIN documents AS report ON report.key = claims.document"
    return f"{table}.first", table


def _from(table: str, day: str, order: Order, after: str) -> Conditions:
    """Start behind the cursor `after`."""
    last = _parsed(order, after)
    if not after:
        return
    if order in BY_DAY:
        # The first of the two says nothing new, but an index of days can begin there.
        yield Condition(f"{day} >= ? AND ({day}, {table}.key) > (?, ?)", (last.day, last.day, last.key))
    else:
        yield Condition(f"{table}.key {'<' if order is Order.NEWEST else '>'} ?", (last.key,))


def _told(order: Order, cursor: _Cursor) -> str:
    return f"{cursor.key}.{cursor.day}" if order in BY_DAY else str(cursor.key)


def _parsed(order: Order, after: str) -> _Cursor:
    if not after:
        return _Cursor(0)
    found = re.fullmatch(r"(\d{1,18})(?:\.(\d{1,8}))?", after)
    if not found or (found[2] is None) is (order in BY_DAY):
        raise InputError(f"{after[:40]!r} is no page of this list; start at its first page.")
    return _Cursor(int(found[1]), int(found[2] or 0))
