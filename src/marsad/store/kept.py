"""Keys to what is kept: documents, claims and derived records with all that is known of them."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from marsad.model import Judgement, Resolution, Review
from marsad.model.bodies import from_body
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED
from marsad.store.base import Derived, Held, KeptClaim, KeptDocument, Record
from marsad.store.columns import chunks, day_or_none
from marsad.store.packing import DERIVED, expand, unpack
from marsad.store.records import (
    Sort,
    claim_row,
    decoded,
    is_gone,
    origin_of,
    read_judgement,
    read_raw,
    read_reading,
    told_by,
)
from marsad.store.said import states_of
from marsad.store.tables import Row, claims, derived, documents, log, members, readings, records, resolutions


def documents_at(connection: Connection, keys: Sequence[int]) -> list[KeptDocument]:
    """Return the documents with these keys, in their order."""
    rows = {row.key: row for row in connection.execute(select(documents).where(documents.c.key.in_(keys)))}
    texts = _bodies(connection, {row.text for row in rows.values()})
    states = states_of(connection, [row.id for row in rows.values()])
    read = _readings(connection, keys)
    return [
        _document(rows[key], decoded(texts[rows[key].text].body), read[key], states.get(rows[key].id, UNJUDGED))
        for key in keys
    ]


def claims_at(connection: Connection, keys: Sequence[int]) -> list[KeptClaim]:
    """Return the claims with these keys, in their order."""
    rows = _claim_rows(connection, keys)
    bodies = _claim_bodies(connection, rows.values())
    states = states_of(connection, [row.id for row in rows.values() if row.judged])
    resolved = resolutions_of(connection, rows.values())
    rest = _members(connection, keys)
    kept = []
    for key in keys:
        row = rows[key]
        record, items = bodies[row.record]
        kept.append(
            KeptClaim(
                claim=from_row(claim_row(items[row.position], record.name)),
                published=day_or_none(row.published),
                outlet=row.outlet,
                text_id=row.text_id,
                added=datetime.fromisoformat(row.at),
                state=states.get(row.id, UNJUDGED),
                resolutions={item.slot: item for item in resolved[key]},
                members=tuple(rest[key]),
            )
        )
    return kept


def derived_at(connection: Connection, keys: Sequence[int]) -> list[Derived]:
    """Return the derived records with these keys, in their order."""
    query = select(derived.c.key, derived.c.body)
    bodies = {
        row.key: row.body for some in chunks(keys) for row in connection.execute(query.where(derived.c.key.in_(some)))
    }
    return [derived_from(bodies[key]) for key in keys]


def derived_from(body: bytes) -> Derived:
    """Return the derived record that was packed."""
    return from_body(Derived, unpack(body, primer=DERIVED))


def judgements_at(connection: Connection, keys: Sequence[int]) -> list[Judgement]:
    """Return the judgements whose records have these keys, in their order."""
    bodies = _bodies(connection, keys)
    return [read_judgement(bodies[key]) for key in keys]


def resolutions_of(connection: Connection, rows: Iterable[Row]) -> dict[int, list[Resolution]]:
    """Return the resolutions, by slot, of the claims whose rows have these ids, keys and documents; by their keys."""
    asked = list(rows)
    packed = {
        row.document: unpack(row.body, primer=DERIVED)
        for some in chunks({row.document for row in asked})
        for row in connection.execute(select(resolutions).where(resolutions.c.document.in_(some)))
    }
    found = {row.key: packed.get(row.document, {}).get(str(row.key), []) for row in asked}
    ids = {row.key: row.id for row in asked}
    return {key: [from_body(Resolution, {**item, "claim_id": ids[key]}) for item in found[key]] for key in found}


def known(connection: Connection, ids: Iterable[str]) -> dict[str, Held]:
    """Return what is held of those documents of `ids` that are known."""
    query = (
        select(documents.c.id, documents.c.text_id, documents.c.status, records.c.sort, records.c.name)
        .join(readings, readings.c.document == documents.c.key)
        .join(records, records.c.key == readings.c.record)
    )
    texts: dict[str, str] = {}
    gone: set[str] = set()
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for some in chunks(ids):
        for row in connection.execute(query.where(documents.c.id.in_(some))):
            texts[row.id] = row.text_id
            gone |= {row.id} if row.status == Review.EXPUNGED else set()
            names[row.id, row.sort].add(row.name)
    return {
        name: Held(
            text_id,
            frozenset(names[name, Sort.READING]),
            frozenset(origin_of(each) for each in names[name, Sort.CLAIMS]),
            name in gone,
        )
        for name, text_id in texts.items()
    }


def raw(connection: Connection, sha256: str) -> bytes | None:
    """Return the bytes with this hash, raw ones or a text's; None where they are not there, or were taken out."""
    query = select(records.c.sort, records.c.body).where(records.c.name == sha256)
    bodies = {row.sort: row.body for row in connection.execute(query)}
    if any(is_gone(sha256, body) for body in bodies.values()):
        return None
    if Sort.TEXT in bodies:
        return expand(bodies[Sort.TEXT])
    if Sort.RAW not in bodies:
        return None
    packed = bodies[Sort.RAW]
    text = select(records.c.body).where(records.c.name == told_by(packed), records.c.sort == Sort.TEXT.value)
    return read_raw(packed, expand(connection.execute(text).scalar_one()))


def every_reading(connection: Connection, claim_id: str) -> list[tuple[Record, bytes]]:
    """Return the records of claims of the document that has a claim, oldest first, with the document's text."""
    found = select(claims.c.document).where(claims.c.id == claim_id).scalar_subquery()
    text = select(records.c.body).join(documents, documents.c.text == records.c.key).where(documents.c.key == found)
    read = (
        select(records)
        .join(readings, readings.c.record == records.c.key)
        .where(readings.c.document == found, readings.c.sort == Sort.CLAIMS.value)
        .order_by(records.c.key)
    )
    rows = [_record(row) for row in connection.execute(read)]
    body = connection.execute(text).scalar()
    return [(record, expand(body)) for record in rows] if body is not None else []


def _document(row: Row, text: str, read: Sequence[tuple[Record, str]], state: Any) -> KeptDocument:
    given = [read_reading(record) for record, _ in read if record.sort == Sort.READING]
    origins = [origin_of(record.name) for record, _ in read if record.sort == Sort.CLAIMS]
    return KeptDocument(
        document=given[-1].document(text),
        snapshots=tuple(each.snapshot for each in given if each.snapshot),
        origins=tuple(origins),
        added=datetime.fromisoformat(read[0][1]),
        revises=row.revises,
        revised_by=row.revised_by,
        state=state,
    )


def _readings(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[Record, str]]]:
    """Return for each document its records with the time at which each was added; of claims, the names only."""
    query = (
        select(readings.c.document, records.c.sort, records.c.name, log.c.at, records.c.body)
        .join(records, records.c.key == readings.c.record)
        .join(log, log.c.number == records.c.entry)
        .where(readings.c.document.in_(keys))
        .order_by(records.c.key)
    )
    read = defaultdict(list)
    for row in connection.execute(query):
        read[row.document].append((_record(row), row.at))
    return read


def _claim_rows(connection: Connection, keys: Sequence[int]) -> dict[int, Row]:
    query = (
        select(claims, documents.c.first.label("published"), documents.c.outlet, documents.c.text_id, log.c.at)
        .join(documents, documents.c.key == claims.c.document)
        .join(records, records.c.key == claims.c.record)
        .join(log, log.c.number == records.c.entry)
    )
    return {row.key: row for some in chunks(keys) for row in connection.execute(query.where(claims.c.key.in_(some)))}


def _claim_bodies(connection: Connection, rows: Iterable[Row]) -> dict[int, tuple[Record, list[dict[str, Any]]]]:
    """Return the claims' records with their rows; each is unpacked with its document's text, once."""
    of = {row.record: row.document for row in rows}
    texts = {
        row.key: row.body
        for some in chunks(set(of.values()))
        for row in connection.execute(
            select(documents.c.key, records.c.body)
            .join(records, records.c.key == documents.c.text)
            .where(documents.c.key.in_(some))
        )
    }
    packed = _bodies(connection, of)
    return {key: (record, unpack(record.body, expand(texts[of[key]]))) for key, record in packed.items()}


def _members(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    query = select(members.c.claim, derived.c.sort, derived.c.id).join(derived, derived.c.key == members.c.derived)
    found = defaultdict(list)
    for some in chunks(keys):
        for row in connection.execute(query.where(members.c.claim.in_(some)).order_by(derived.c.key)):
            found[row.claim].append((row.sort, row.id))
    return found


def _bodies(connection: Connection, keys: Iterable[int]) -> dict[int, Record]:
    return {
        row.key: _record(row)
        for some in chunks(keys)
        for row in connection.execute(select(records).where(records.c.key.in_(some)))
    }


def _record(row: Row) -> Record:
    return Record(row.sort, row.name, row.body)
