"""Keys to what is kept: documents, claims and derived records with all that is known of them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from marsad.model import Judgement, Resolution, Review
from marsad.model.bodies import from_body
from marsad.model.rows import from_row
from marsad.model.state import UNJUDGED, State
from marsad.store.base import Derived, Held, KeptClaim, KeptDocument, Named, Record
from marsad.store.columns import chunks, claim_bytes, claim_name, day_of, standing_number
from marsad.store.database import Connection, marks
from marsad.store.packing import DERIVED, unpack
from marsad.store.records import (
    Sort,
    claim_row,
    decoded,
    document_of,
    is_gone,
    origin_of,
    read_judgement,
    read_raw,
    read_reading,
    read_text,
    row_names,
    told_by,
)
from marsad.store.said import states_of


class _Document(NamedTuple):
    """The row of a document."""

    key: int
    id: str
    text: int
    revises: str
    revised_by: str


class _Claim(NamedTuple):
    """The row of a claim, with what it has from its document and the log."""

    key: int
    id: bytes
    document: int
    record: int
    position: int
    judged: int
    published: int
    outlet: str
    text_id: str
    at: str


class Located(NamedTuple):
    """Where a claim is: its key, id, and the key of its document."""

    key: int
    id: str
    document: int


def head(connection: Connection) -> tuple[int, str]:
    """Return number and hash of the last log entry."""
    return connection.first("SELECT number, hash FROM log ORDER BY number DESC LIMIT 1") or (0, "")


def located(connection: Connection, ids: Iterable[str]) -> list[Located]:
    """Return where those claims of `ids` are that are known."""
    query = "SELECT key, id, document FROM claims WHERE id IN "
    return [
        Located(key, claim_name(name), document)
        for some in chunks(map(claim_bytes, ids))
        for key, name, document in connection.all(f"{query}({marks(some)})", some)
    ]


def located_in(connection: Connection, documents: Sequence[int]) -> list[Located]:
    """Return where the claims of documents are, given by their keys, in the order in which claims were added."""
    query = f"SELECT key, id, document FROM claims WHERE document IN ({marks(documents)}) ORDER BY key"
    return [Located(key, claim_name(name), document) for key, name, document in connection.all(query, documents)]


def documents_at(connection: Connection, keys: Sequence[int]) -> list[KeptDocument]:
    """Return the documents with these keys, in their order."""
    rows = {
        row[0]: _Document(*row)
        for some in chunks(keys)
        for row in connection.all(
            f"SELECT key, id, text, revises, revised_by FROM documents WHERE key IN ({marks(some)})", some
        )
    }
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
    asked = [Located(key, claim_name(row.id), row.document) for key, row in rows.items()]
    return _claims(connection, keys, rows, resolutions_of(connection, asked), _members(connection, keys))


def told_at(connection: Connection, keys: Sequence[int]) -> list[KeptClaim]:
    """Return the claims with these keys, in their order, without what was derived of them."""
    return _claims(connection, keys, _claim_rows(connection, keys), {}, {})


def _claims(
    connection: Connection,
    keys: Sequence[int],
    rows: Mapping[int, _Claim],
    resolved: Mapping[int, Sequence[Resolution]],
    rest: Mapping[int, Sequence[tuple[str, str]]],
) -> list[KeptClaim]:
    names = {key: claim_name(row.id) for key, row in rows.items()}
    bodies = _claim_bodies(connection, rows.values())
    states = _states(connection, rows.values())
    kept = []
    for key in keys:
        row = rows[key]
        record, items = bodies[row.record]
        kept.append(
            KeptClaim(
                claim=from_row(claim_row(items[row.position], record.name)),
                published=day_of(row.published),
                outlet=row.outlet,
                text_id=row.text_id,
                added=datetime.fromisoformat(row.at),
                state=states.get(names[key], UNJUDGED),
                resolutions={item.slot: item for item in resolved.get(key, ())},
                members=tuple(rest.get(key, ())),
            )
        )
    return kept


def named_in(connection: Connection, keys: Sequence[int]) -> list[Named]:
    """Return the names in the claims with these keys, in their order; to make the claims takes twice as long."""
    rows = _claim_rows(connection, keys)
    bodies = _claim_bodies(connection, rows.values())
    states = _states(connection, rows.values())
    found = []
    for row in (rows[key] for key in keys):
        record, items = bodies[row.record]
        edits = states.get(claim_name(row.id), UNJUDGED).edits
        named = filter(None, map(row_names, (items[row.position], edits)))
        found += [Named(document_of(record.name), names) for names in named]
    return found


def derived_at(connection: Connection, keys: Sequence[int]) -> list[Derived]:
    """Return the derived records with these keys, in their order."""
    bodies = dict(
        row
        for some in chunks(keys)
        for row in connection.all(f"SELECT key, body FROM derived WHERE key IN ({marks(some)})", some)
    )
    return [derived_from(bodies[key]) for key in keys]


def derived_from(body: bytes) -> Derived:
    """Return the derived record that was packed."""
    return from_body(Derived, unpack(body, primer=DERIVED))


def judgements_at(connection: Connection, keys: Sequence[int]) -> list[Judgement]:
    """Return the judgements whose records have these keys, in their order."""
    bodies = _bodies(connection, keys)
    return [read_judgement(bodies[key]) for key in keys]


def resolutions_of(connection: Connection, asked: Sequence[Located]) -> dict[int, list[Resolution]]:
    """Return the resolutions of claims, by slot, by the keys of the claims."""
    found = {
        document: resolutions_in(body)
        for some in chunks({row.document for row in asked})
        for document, body in connection.all(
            f"SELECT document, body FROM resolutions WHERE document IN ({marks(some)})", some
        )
    }
    return {
        row.key: [
            from_body(Resolution, {**item, "claim_id": row.id}) for item in found.get(row.document, {}).get(row.key, [])
        ]
        for row in asked
    }


def resolutions_in(body: bytes) -> dict[int, list[dict[str, Any]]]:
    """Return what is kept of the resolutions of a document's claims, by the keys of the claims."""
    held = unpack(body, primer=DERIVED)
    return {int(key): [held["said"][number] for number in numbers] for key, numbers in held["of"].items()}


def known(connection: Connection, ids: Iterable[str]) -> dict[str, Held]:
    """Return what is held of those documents of `ids` that are known."""
    query = (
        "SELECT documents.id, text_id, status, records.sort, records.name FROM documents"
        " JOIN readings ON readings.document = documents.key JOIN records ON records.key = readings.record"
        " WHERE documents.id IN "
    )
    texts: dict[str, str] = {}
    gone: set[str] = set()
    names: dict[tuple[str, str], set[str]] = defaultdict(set)
    for some in chunks(ids):
        for document, text_id, status, sort, name in connection.all(f"{query}({marks(some)})", some):
            texts[document] = text_id
            gone |= {document} if status == standing_number(Review.EXPUNGED) else set()
            names[document, sort].add(name)
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
    bodies = dict(connection.all("SELECT sort, body FROM records WHERE name = ?", [sha256]))
    if any(is_gone(sha256, body) for body in bodies.values()):
        return None
    if Sort.TEXT in bodies:
        return read_text(bodies[Sort.TEXT])
    if Sort.RAW not in bodies:
        return None
    packed = bodies[Sort.RAW]
    text = connection.one("SELECT body FROM records WHERE name = ? AND sort = 'text'", [told_by(packed)])
    return read_raw(packed, read_text(text))


def every_reading(connection: Connection, claim_id: bytes) -> list[tuple[Record, bytes]]:
    """Return the records of claims of the document that has a claim, oldest first, with the document's text."""
    found = connection.first(
        "SELECT documents.key, body FROM claims JOIN documents ON documents.key = claims.document"
        " JOIN records ON records.key = documents.text WHERE claims.id = ?",
        [claim_id],
    )
    if found is None:
        return []
    document, text = found
    rows = connection.all(
        "SELECT records.sort, name, body FROM records JOIN readings ON readings.record = records.key"
        " WHERE readings.document = ? AND readings.sort = 'claims' ORDER BY records.key",
        [document],
    )
    return [(Record(*row), read_text(text)) for row in rows]


def _document(row: _Document, text: str, read: Sequence[tuple[Record, str]], state: State) -> KeptDocument:
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
        "SELECT readings.document, at, records.sort, name, CASE records.sort WHEN 'reading' THEN body END FROM readings"
        " JOIN records ON records.key = readings.record JOIN log ON log.number = records.entry"
        " WHERE readings.document IN "
    )
    read = defaultdict(list)
    for some in chunks(keys):
        for document, at, *record in connection.all(f"{query}({marks(some)}) ORDER BY records.key", some):
            read[document].append((Record(*record), at))
    return read


def _claim_rows(connection: Connection, keys: Sequence[int]) -> dict[int, _Claim]:
    query = (
        "SELECT claims.key, claims.id, document, record, position, judged, documents.first, outlet, text_id, at"
        " FROM claims JOIN documents ON documents.key = claims.document"
        " JOIN records ON records.key = claims.record JOIN log ON log.number = records.entry WHERE claims.key IN "
    )
    return {row[0]: _Claim(*row) for some in chunks(keys) for row in connection.all(f"{query}({marks(some)})", some)}


def _states(connection: Connection, rows: Iterable[_Claim]) -> dict[str, State]:
    """Return what people said of claims, by their ids."""
    return states_of(connection, [claim_name(row.id) for row in rows if row.judged])


def _claim_bodies(connection: Connection, rows: Iterable[_Claim]) -> dict[int, tuple[Record, list[dict[str, Any]]]]:
    """Return the claims' records with their rows; each is unpacked with its document's text, once."""
    of = {row.record: row.document for row in rows}
    texts = texts_of(connection, set(of.values()))
    return {key: (record, unpack(record.body, texts[of[key]])) for key, record in _bodies(connection, of).items()}


def texts_of(connection: Connection, keys: Iterable[int]) -> dict[int, bytes]:
    """Return the bytes of documents' texts."""
    query = "SELECT documents.key, body FROM documents JOIN records ON records.key = documents.text"
    return {
        key: read_text(body)
        for some in chunks(keys)
        for key, body in connection.all(f"{query} WHERE documents.key IN ({marks(some)})", some)
    }


def _members(connection: Connection, keys: Sequence[int]) -> dict[int, list[tuple[str, str]]]:
    query = "SELECT claim, sort, id FROM members JOIN derived ON derived.key = members.derived WHERE claim IN "
    found = defaultdict(list)
    for some in chunks(keys):
        for claim, sort, name in connection.all(f"{query}({marks(some)}) ORDER BY derived.key", some):
            found[claim].append((sort, name))
    return found


def _bodies(connection: Connection, keys: Iterable[int]) -> dict[int, Record]:
    query = "SELECT key, sort, name, body FROM records WHERE key IN "
    return {
        key: Record(*record)
        for some in chunks(keys)
        for key, *record in connection.all(f"{query}({marks(some)})", some)
    }
