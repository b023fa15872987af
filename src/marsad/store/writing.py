"""Records go in: checked, named, chained by the log, and indexed, in the transaction that is open."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import asdict

from marsad.errors import ConflictError, StoreError
from marsad.store import records as made
from marsad.store.backend import Backend
from marsad.store.base import Added, Batch, LogEntry, Record, Records
from marsad.store.claim_index import AtHand
from marsad.store.columns import chunks, plain
from marsad.store.database import Connection, marks, next_key
from marsad.store.index import Keyed, add_to_index
from marsad.store.kept import head
from marsad.store.records import Draft, Sort

SMALL = 64  # bytes; what is emptied takes less


def add(connection: Connection, backend: Backend, batch: Batch) -> Added:
    """Write what is new of a batch that `check` found nothing wrong with, under one entry of the log."""
    held = _text_ids(connection, [reading.document.id for reading in batch.readings])
    _refuse_other_texts(batch, held)
    drafts = _drafts(batch)
    known = _known(connection, [name for _, name in drafts])
    _refuse_missing_bytes(connection, batch)
    _refuse_expunged(connection, batch)
    texts = {name for sort, name in known | drafts.keys() if sort == Sort.TEXT}
    new = {
        (sort, name): draft
        for (sort, name), draft in drafts.items()
        if (sort, name) not in known and not (sort == Sort.RAW and name in texts)
    }
    if not new:
        return Added()
    number, previous = head(connection)
    rows = [Record(draft.sort.value, draft.name, draft.body()) for draft in new.values()]
    entry = LogEntry(number + 1, batch.at, plain(batch.note), len(rows), previous, "")
    read = {made.claims_name(each.document.id, each.origin): each.claims for each in reversed(batch.readings)}
    _write(connection, backend, entry, rows, {name: made.distinct(claims) for name, claims in read.items()})
    return _added(batch, new, held)


def append(connection: Connection, backend: Backend, copied: Records) -> None:
    """Write another store's entry as it is; raise `StoreError` unless it follows on what is here."""
    entry, rows = copied.entry, copied.records
    if (entry.number - 1, entry.previous) != head(connection):
        raise StoreError(f"Log entry {entry.number} does not follow on the last one here; copy into an empty ledger.")
    if _write(connection, backend, entry, rows, {}).hash != entry.hash:
        raise StoreError(f"Log entry {entry.number} is damaged where it comes from; run marsad verify there.")


def check(batch: Batch) -> None:
    """Raise `StoreError` or `EvidenceError` unless all parts of a batch fit each other."""
    made.moment(batch.at)
    for reading in batch.readings:
        made.check(reading)


def _write(
    connection: Connection, backend: Backend, entry: LogEntry, rows: Sequence[Record], at_hand: AtHand
) -> LogEntry:
    digests = [made.vouching(entry.number, record) for record in rows]
    sealed = made.chained(entry, digests)
    connection.insert("log", [{**asdict(sealed), "at": made.moment(sealed.at)}])
    first = next_key(connection, "records")
    columns = [
        {
            "key": key,
            "entry": entry.number,
            "sort": record.sort,
            "name": record.name,
            "digest": digest,
            "body": record.body,
        }
        for key, (record, digest) in enumerate(zip(rows, digests, strict=True), first)
    ]
    connection.insert("records", columns)
    add_to_index(connection, backend, [Keyed(key, record) for key, record in enumerate(rows, first)], at_hand)
    return sealed


def _drafts(batch: Batch) -> dict[tuple[str, str], Draft]:
    """Return the records that a batch would make, each once."""
    drafts = [draft for reading in batch.readings for draft in made.drafts(reading)]
    drafts += [made.judgement_draft(judgement) for judgement in batch.judgements]
    distinct: dict[tuple[str, str], Draft] = {}
    for draft in drafts:
        distinct.setdefault((draft.sort.value, draft.name), draft)
    return distinct


def _known(connection: Connection, names: Iterable[str]) -> set[tuple[str, str]]:
    query = "SELECT sort, name FROM records WHERE name IN "
    return {(sort, name) for some in chunks(names) for sort, name in connection.all(f"{query}({marks(some)})", some)}


def _text_ids(connection: Connection, ids: Iterable[str]) -> dict[str, str]:
    query = "SELECT id, text_id FROM documents WHERE id IN "
    return dict(row for some in chunks(ids) for row in connection.all(f"{query}({marks(some)})", some))


def _refuse_other_texts(batch: Batch, held: dict[str, str]) -> None:
    texts = dict(held)
    for reading in batch.readings:
        document = reading.document
        if texts.setdefault(document.id, document.text_id) != document.text_id:
            raise ConflictError(f"Document {document.id} is known with another text; give this one an id of its own.")


def _refuse_missing_bytes(connection: Connection, batch: Batch) -> None:
    """Make sure that every snapshot has its bytes, here or in the batch."""
    given = {made.sha256(reading.raw) for reading in batch.readings if reading.raw is not None}
    named = {reading.snapshot.sha256: reading for reading in batch.readings if reading.snapshot}
    held = {name for sort, name in _known(connection, named.keys() - given) if sort in {Sort.TEXT, Sort.RAW}}
    for sha256 in named.keys() - given - held:
        raise StoreError(
            f"The bytes that document {named[sha256].document.id} was read from are missing; add them too."
        )


def _refuse_expunged(connection: Connection, batch: Batch) -> None:
    """Make sure that what was taken out does not come back, under whatever id."""
    named = {made.sha256(made.encoded(reading.document.text)): reading for reading in batch.readings}
    query = f"SELECT name, body FROM records WHERE sort = 'text' AND length(body) < {SMALL} AND name IN "
    for some in chunks(named):
        for name, body in connection.all(f"{query}({marks(some)})", some):
            if made.is_gone(name, body):
                document = named[name].document
                raise ConflictError(f"The text of {document.id} was taken out of this ledger, and is not kept again.")


def _added(batch: Batch, new: dict[tuple[str, str], Draft], held: dict[str, str]) -> Added:
    sorts = Counter(sort for sort, _ in new)
    fresh = len({reading.document.id for reading in batch.readings} - held.keys())
    read = {made.claims_name(reading.document.id, reading.origin): reading for reading in reversed(batch.readings)}
    found = sum(len({claim.id for claim in read[name].claims}) for sort, name in new if sort == Sort.CLAIMS)
    return Added(fresh, sorts[Sort.READING] - fresh, found, sorts[Sort.JUDGEMENT])
