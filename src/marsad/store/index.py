"""What records are found by: rows made of them, one entry of the log after the other, and all of them again."""

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from itertools import count
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import Connection, delete, func, insert, or_, select, update

from marsad.errors import InputError
from marsad.model import Claim, Judgement, State
from marsad.model.bodies import from_body, to_body
from marsad.model.edits import edited
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED, fold, standing
from marsad.store import tables
from marsad.store.backend import Backend, Worded
from marsad.store.base import CLAIM, DOCUMENT, Record
from marsad.store.packing import expand, unpack
from marsad.store.records import Read, Sort, claim_row, claim_text, decoded, read_judgement, read_reading
from marsad.store.tables import FOR_EVER, SINCE_EVER, Row, claims, documents, judgements, readings, records, states

CHUNK = 500  # values in one query

Item = TypeVar("Item")


class Keyed(NamedTuple):
    """A record and its key."""

    key: int
    record: Record


def add_to_index(connection: Connection, backend: Backend, added: Sequence[Keyed]) -> None:
    """Index the records of one log entry."""
    for key, record in added:
        if record.sort == Sort.READING:
            _index_reading(connection, backend, key, read_reading(record))
    for key, record in added:
        if record.sort == Sort.CLAIMS:
            _index_claims(connection, backend, key, record)
    said = [(key, read_judgement(record)) for key, record in added if record.sort == Sort.JUDGEMENT]
    if said:
        _index_judgements(connection, said)


def rebuild_index(connection: Connection, backend: Backend) -> None:
    """Empty every table but the records, and index these anew. What is derived of them is gone."""
    for table in tables.index.sorted_tables:
        connection.execute(delete(table))
    backend.clear(connection)
    for number in connection.execute(select(tables.log.c.number).order_by(tables.log.c.number)).scalars().all():
        add_to_index(connection, backend, records_of(connection, number))


def records_of(connection: Connection, entry: int) -> list[Keyed]:
    """Return the records of one log entry, in the order in which they were added."""
    rows = connection.execute(select(records).where(records.c.entry == entry).order_by(records.c.key))
    return [Keyed(row.key, Record(row.sort, row.name, row.body)) for row in rows]


def text_of(connection: Connection, document: int) -> bytes:
    """Return the bytes of a document's text."""
    query = select(records.c.body).join(documents, documents.c.text == records.c.key).where(documents.c.key == document)
    return expand(connection.execute(query).scalar_one())


def states_of(connection: Connection, subjects: Iterable[str]) -> dict[str, State]:
    """Return the states of those subjects that anything was said of."""
    return {
        row.subject: from_body(State, json.loads(row.body))
        for some in chunks(subjects)
        for row in connection.execute(select(states).where(states.c.subject.in_(some)))
    }


def next_key(connection: Connection, column: Any) -> int:
    """Return the key after the largest of a table; only one program writes at a time."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


def chunks(items: Iterable[Item], size: int = CHUNK) -> Iterator[list[Item]]:
    """Yield `items` in lists of at most `size`."""
    some: list[Item] = []
    for item in items:
        some.append(item)
        if len(some) == size:
            yield some
            some = []
    if some:
        yield some


def plain(text: str, longest: int = 500) -> str:
    """Return `text` as a column holds it: cut, and U+FFFD for what databases refuse in text."""
    return "".join("\ufffd" if mark == "\0" or "\ud800" <= mark <= "\udfff" else mark for mark in text[:longest])


def span_of(first: date | None, last: date | None) -> dict[str, str]:
    """Return the columns of an interval; with neither day it is empty."""
    if first is None and last is None:
        return {"first": FOR_EVER, "last": SINCE_EVER}
    return {
        "first": first.isoformat() if first else SINCE_EVER,
        "last": last.isoformat() if last else FOR_EVER,
    }


def day_or_none(value: str | None) -> date | None:
    """Return the day that an ISO text names, None for anything else."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


# documents


def _index_reading(connection: Connection, backend: Backend, key: int, read: Read) -> None:
    text_key, text = _text(connection, read.text)
    document = read.document(text)
    known = connection.execute(select(documents).where(documents.c.id == document.id)).one_or_none()
    state = states_of(connection, [document.id]).get(document.id, UNJUDGED)
    columns = {
        "reading": key,
        "title": plain(document.title),
        "outlet": plain(document.outlet),
        "locator": plain(document.locator),
        **_published(document.published, state),
        "status": state.status.value,
    }
    if known is None:
        number = next_key(connection, documents.c.key)
        columns |= {"key": number, "id": document.id, "text": text_key, "text_id": document.text_id, "extraction": 0}
        columns |= {"revises": plain(read.revises), "revised_by": _revised_by(connection, document.id)}
        connection.execute(insert(documents), columns)
    else:
        number = known.key
        connection.execute(update(documents).where(documents.c.key == number), columns)
    old = f"{known.title}\n{text}" if known else None
    backend.put_words(connection, DOCUMENT, [Worded(number, old, f"{columns['title']}\n{text}")])
    raw = _key_of(connection, read.snapshot.sha256) if read.snapshot else 0
    _note(connection, number, key, Sort.READING, raw=raw, size=read.snapshot.size if read.snapshot else 0)
    if read.revises:
        _supersede(connection, read.revises, document.id)


def _text(connection: Connection, sha256: str) -> tuple[int, str]:
    query = select(records.c.key, records.c.body).where(records.c.name == sha256, records.c.sort == Sort.BYTES.value)
    row = connection.execute(query).one()
    return row.key, decoded(row.body)


def _published(day: date | None, state: State) -> dict[str, str]:
    said = day_or_none(state.edits.get("published")) or day
    return span_of(said, said)


def _key_of(connection: Connection, sha256: str) -> int:
    query = select(records.c.key).where(records.c.name == sha256, records.c.sort == Sort.BYTES.value)
    return int(connection.execute(query).scalar_one())


def _note(connection: Connection, document: int, record: int, sort: Sort, *, raw: int = 0, size: int = 0) -> None:
    row = {"record": record, "document": document, "sort": sort.value, "raw": raw, "size": size}
    connection.execute(insert(readings), row)


def _revised_by(connection: Connection, document_id: str) -> str:
    query = select(documents.c.id).where(documents.c.revises == document_id).order_by(documents.c.key.desc()).limit(1)
    return connection.execute(query).scalar() or ""


def _supersede(connection: Connection, old: str, new: str) -> None:
    revised = update(documents).where(documents.c.id == old).values(revised_by=new)
    connection.execute(revised)
    superseded = select(documents.c.key).where(documents.c.id == old)
    connection.execute(update(claims).where(claims.c.document.in_(superseded)).values(superseded=1))


# claims


def _index_claims(connection: Connection, backend: Backend, key: int, record: Record) -> None:
    _, _, document_id = record.name.partition(" ")
    document = connection.execute(select(documents).where(documents.c.id == document_id)).one()
    rows = unpack(record.body, text_of(connection, document.key))
    made = [from_row(claim_row(row, record.name)) for row in rows]
    read = {claim.id: (position, claim) for position, claim in enumerate(made)}
    of_document = select(claims.c.id, claims.c.key, claims.c.record, claims.c.position)
    held = {row.id: row for row in connection.execute(of_document.where(claims.c.document == document.key))}
    again = [row for name, row in held.items() if name in read]
    keys = _keys(connection, read, held)
    states, judged = states_of(connection, read), _named(connection, list(read))
    columns = [
        {
            "key": keys[name],
            "id": name,
            "document": document.key,
            "record": key,
            "position": position,
            "superseded": int(document.revised_by != ""),
            **judged_columns(claim, states.get(name, UNJUDGED), judged=name in judged),
        }
        for name, (position, claim) in read.items()
    ]
    _forget_words(connection, backend, document.key, again)
    connection.execute(delete(claims).where(claims.c.key.in_([row.key for row in again])))
    if columns:
        connection.execute(insert(claims), columns)
    words = [Worded(keys[name], None, claim_text(rows[position])) for name, (position, _) in read.items()]
    backend.put_words(connection, CLAIM, words)
    _note(connection, document.key, key, Sort.CLAIMS)
    connection.execute(update(documents).where(documents.c.key == document.key).values(extraction=key))
    if held:
        _refresh_live(connection, document.key, key)


def judged_columns(claim: Claim, state: State, *, judged: bool) -> dict[str, Any]:
    """Return the columns of a claim that judgements have a say in."""
    with suppress(InputError):  # an edit by another version, which took what this one does not
        claim = edited(claim, state.edits)
    when = claim.when
    return {
        "kind": plain(claim.kind),
        **span_of(when.start if when else None, when.end if when else None),
        "status": state.status.value,
        "judged": int(judged),
        "live": 1,
    }


def _keys(connection: Connection, read: Iterable[str], held: dict[str, Row]) -> dict[str, int]:
    """Return the keys of claims: their own where they are known, the next ones otherwise."""
    following = count(next_key(connection, claims.c.key))
    return {name: held[name].key if name in held else next(following) for name in read}


def _forget_words(connection: Connection, backend: Backend, document: int, held: Sequence[Row]) -> None:
    """Take claims out of the index of words, by the words of the record that they were indexed from."""
    if not held:
        return
    text = text_of(connection, document)
    bodies = {
        row.key: unpack(row.body, text)
        for row in connection.execute(select(records).where(records.c.key.in_({row.record for row in held})))
    }
    gone = [Worded(row.key, claim_text(bodies[row.record][row.position]), None) for row in held]
    backend.put_words(connection, CLAIM, gone)


def _refresh_live(connection: Connection, document: int, extraction: int) -> None:
    live = or_(claims.c.record == extraction, claims.c.judged == 1)
    stale = update(claims).where(claims.c.document == document, ~live).values(live=0)
    connection.execute(stale)
    connection.execute(update(claims).where(claims.c.document == document, live).values(live=1))


# judgements


def _index_judgements(connection: Connection, said: Sequence[tuple[int, Judgement]]) -> None:
    rows = [
        {
            "record": key,
            "id": judgement.id,
            "subject": plain(judgement.subject),
            "other": plain(judgement.other),
            "verdict": judgement.verdict.value,
        }
        for key, judgement in said
    ]
    connection.execute(insert(judgements), rows)
    named = {plain(name) for _, judgement in said for name in (judgement.subject, judgement.other)}
    for some in chunks(sorted(_with_pairs(connection, named) - {""})):
        _restate(connection, some)


def _with_pairs(connection: Connection, subjects: set[str]) -> set[str]:
    """Return `subjects` and what they were paired with: undoing a pair's judgement concerns both."""
    query = select(judgements.c.other).where(judgements.c.subject.in_(subjects))
    return subjects | set(connection.execute(query).scalars())


def _restate(connection: Connection, subjects: Sequence[str]) -> None:
    concerning = _concerning(connection, subjects)
    counted = standing(concerning)
    named = {judgement.subject for judgement in counted} | {judgement.other for judgement in counted}
    connection.execute(delete(states).where(states.c.subject.in_(subjects)))
    for subject in subjects:
        state = fold(judgement for judgement in concerning if judgement.subject == subject)
        if state != UNJUDGED:
            connection.execute(insert(states), {"subject": subject, "body": json.dumps(to_body(state), sort_keys=True)})
        _restate_document(connection, subject, state)
        _restate_claim(connection, subject, state, judged=subject in named)


def _concerning(connection: Connection, subjects: Sequence[str]) -> list[Judgement]:
    """Return all judgements that name one of `subjects`, and all that could undo them."""
    names = or_(judgements.c.subject.in_(subjects), judgements.c.other.in_(subjects))
    related = select(judgements.c.subject).where(names)
    query = select(records).join(judgements, judgements.c.record == records.c.key)
    rows = connection.execute(query.where(judgements.c.subject.in_(related)))
    return [read_judgement(Record(row.sort, row.name, row.body)) for row in rows]


def _named(connection: Connection, ids: Sequence[str]) -> set[str]:
    """Return those of `ids` that a standing judgement names."""
    counted = standing(_concerning(connection, ids)) if ids else []
    return {judgement.subject for judgement in counted} | {judgement.other for judgement in counted}


def _restate_document(connection: Connection, subject: str, state: State) -> None:
    row = connection.execute(
        select(documents.c.key, records)
        .join(records, records.c.key == documents.c.reading)
        .where(documents.c.id == subject)
    ).one_or_none()
    if row:
        read = read_reading(Record(row.sort, row.name, row.body))
        columns = {**_published(day_or_none(read.about["published"]), state), "status": state.status.value}
        connection.execute(update(documents).where(documents.c.id == subject), columns)


def _restate_claim(connection: Connection, subject: str, state: State, *, judged: bool) -> None:
    row = connection.execute(
        select(claims.c.key, claims.c.document, claims.c.record, claims.c.position, documents.c.extraction, records)
        .join(records, records.c.key == claims.c.record)
        .join(documents, documents.c.key == claims.c.document)
        .where(claims.c.id == subject)
    ).one_or_none()
    if row is None:
        return
    body = unpack(row.body, text_of(connection, row.document))
    claim = from_row(claim_row(body[row.position], row.name))
    columns = judged_columns(claim, state, judged=judged)
    columns["live"] = int(judged or row.record == row.extraction)
    connection.execute(update(claims).where(claims.c.id == subject), columns)
