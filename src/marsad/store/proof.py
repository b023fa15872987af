"""Whether everything is as it was written: each record for itself, the chain of the log, and what was made of them."""

from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby, pairwise
from typing import Any, NamedTuple

from marsad.errors import EvidenceError, StoreError
from marsad.model import Evidence, Span
from marsad.model.bodies import to_body
from marsad.store import tables
from marsad.store.backend import Backend
from marsad.store.base import Derivation, Fault, LogEntry, Record
from marsad.store.columns import chunks
from marsad.store.database import Connection, marks
from marsad.store.expunging import expunged
from marsad.store.packing import DAMAGED, canonical, unpack
from marsad.store.records import (
    Sort,
    chained,
    digest_of,
    document_of,
    emptied,
    origin_of,
    read_judgement,
    read_raw,
    read_text,
    reading_name,
    sha256,
    told_by,
)
from marsad.store.tables import Table

SOME = 20  # records in memory at a time; one may be a whole archive

SEEN = 4  # a document's text comes shortly before its claims

INDEXED = (tables.DOCUMENTS, tables.READINGS, tables.CLAIMS, tables.JUDGEMENTS, tables.STATES)


def verify(connection: Connection, backend: Backend) -> Iterator[Fault]:
    """Yield what is wrong with the database's files, the records and the log."""
    unreadable: tuple[type[Exception], ...] = (*backend.failures, ValueError)  # bytes that are no text are one
    proof = _Proof(connection, unreadable)
    looks: tuple[Callable[[], Iterator[Fault]], ...] = (
        lambda: backend.faults(connection),
        proof.of_records,
        proof.of_log,
    )
    for look in looks:
        try:
            yield from look()
        except unreadable as error:
            yield Fault("the ledger", f"it cannot be read on: {_said(error)}; go back to a copy")


def index_differs(here: Connection, fresh: Connection) -> Iterator[Fault]:
    """Yield a fault for each row by which records are found that differs from a `fresh` index of the same records."""
    for table in INDEXED:
        [key] = table.key
        rows = _rows(here, table)
        for name, row in _rows(fresh, table).items():
            if rows.pop(name, None) != row:
                yield Fault(f"{table.name}, {key} {name}", "it is not what the records say; rebuild the ledger")
        for name in rows:
            yield Fault(f"{table.name}, {key} {name}", "no record speaks of it; rebuild the ledger")


def derived_differs(held: Derivation, fresh: Derivation) -> Iterator[Fault]:
    """Yield a fault for each derived record in which `held` differs from `fresh`."""
    digests = dict(_digests(held))
    for name, digest in _digests(fresh):
        if name not in digests:
            yield Fault(name, "it is missing; rebuild the ledger")
        elif digests.pop(name) != digest:
            yield Fault(name, "it is not what the records come to; rebuild the ledger")
    for name in digests:
        yield Fault(name, "the records do not come to it; rebuild the ledger")


def _digests(derivation: Derivation) -> Iterator[tuple[str, str]]:
    for claim_id, group in groupby(derivation.resolutions, lambda item: item.claim_id):
        bodies = [to_body(item) for item in sorted(group, key=lambda item: item.slot)]
        yield f"resolutions of {claim_id}", sha256(canonical(bodies))
    for item in derivation.records:
        yield f"{item.sort} {item.id}", sha256(canonical(to_body(item)))


class _Kept(NamedTuple):
    """The row of a record; damaged ones hold anything."""

    key: int
    entry: int
    sort: str
    name: str
    digest: bytes
    body: bytes


class _Line(NamedTuple):
    """A line of the log, likewise."""

    number: int
    at: str
    note: str
    records: int
    previous: str
    hash: str


@dataclass(slots=True)
class _Proof:
    """Goes through the records in the order in which they build on each other.

    `vouched` are the digests of each log entry's records as they are kept, `texts` the SHA-256 of documents' texts;
    `seen` are the last bytes that were read, as claims follow their document, `expunged` the sorts and names of records
    whose content people took out.
    """

    connection: Connection
    unreadable: tuple[type[Exception], ...]
    vouched: dict[Any, list[bytes]] = field(default_factory=lambda: defaultdict(list))
    texts: dict[str, str] = field(default_factory=dict)
    seen: dict[str, bytes] = field(default_factory=dict)
    expunged: set[tuple[str, str]] = field(default_factory=set)

    def of_records(self) -> Iterator[Fault]:
        """Yield the faults of records."""
        self.expunged = expunged(self.connection)
        keys = self.connection.column("SELECT key FROM records ORDER BY key")
        for before, key in pairwise([0, *keys]):
            if key != before + 1:
                yield Fault(f"record {before + 1}", "it is not there; go back to a copy")
        for some in chunks(keys, SOME):
            for key, row in self._read(some):
                if isinstance(row, Fault):
                    yield row
                elif said := self._wrong(row):
                    yield Fault(_place(key, row), said)

    def of_log(self) -> Iterator[Fault]:
        """Yield the faults of the log, whose entries follow each other and cover all records."""
        number, previous = 0, ""
        for row in map(_Line._make, self.connection.all(f"SELECT {', '.join(_Line._fields)} FROM log ORDER BY number")):
            number += 1
            if said := self._broken(row, number, previous):
                yield Fault(f"log entry {row.number}", said)
            number, previous = row.number, row.hash
        for entry in self.vouched:
            yield Fault(f"log entry {entry}", "records name it, and it is not in the log; go back to a copy")

    def _read(self, keys: Sequence[int]) -> list[tuple[int, _Kept | Fault]]:
        """Return rows, each by itself where some cannot be read."""
        query = f"SELECT {', '.join(_Kept._fields)} FROM records WHERE key IN ({marks(keys)}) ORDER BY key"
        try:
            rows = {row[0]: _Kept(*row) for row in self.connection.all(query, keys)}
        except self.unreadable as error:
            if len(keys) == 1:
                return [(keys[0], Fault(f"record {keys[0]}", f"it cannot be read: {_said(error)}; go back to a copy"))]
            return [pair for key in keys for pair in self._read([key])]
        lost = "it is listed and not there; go back to a copy"
        return [(key, rows.get(key) or Fault(f"record {key}", lost)) for key in keys]

    def _wrong(self, row: _Kept) -> str:
        """Return what is wrong with a record, or nothing."""
        self.vouched[row.entry].append(row.digest)
        try:
            record = Record(row.sort, row.name, row.body, row.digest)
            if (record.sort, record.name) in self.expunged:
                return "" if record == emptied(record) else "it is still there, though taken out; expunge it again"
            if digest_of(row.entry, record) != row.digest:
                return "it is not what was added: its digest is another; go back to a copy"
            return _CHECKS[Sort(record.sort)](self, record)
        except (*DAMAGED, EvidenceError) as error:
            return f"it cannot be what was added: {_said(error)}; go back to a copy"

    def _written(self, record: Record) -> str:
        text = read_text(record.body)
        self._see(record.name, text)
        return "" if sha256(text) == record.name else "it is not the text that its hash names; go back to a copy"

    def _raw(self, record: Record) -> str:
        text = self._text(told_by(record.body))
        if text is None:
            return f"the text {told_by(record.body)} that it was packed beside is not there; go back to a copy"
        same = sha256(read_raw(record.body, text)) == record.name
        return "" if same else "the bytes are not those that its hash names; go back to a copy"

    def _reading(self, record: Record) -> str:
        row = unpack(record.body)
        self.texts[row["document"]["id"]] = row["text"]
        return "" if reading_name(row) == record.name else "its name is not made of what it says"

    def _claims(self, record: Record) -> str:
        document_id = document_of(record.name)
        written = self._text(self.texts.get(document_id, ""))
        if written is None:
            return f"the text of document {document_id} is not there"
        text = written.decode("utf-8", "surrogatepass")
        for row in unpack(record.body, written):
            for item in row["evidence"]:
                Evidence(Span(item["start"], item["end"]), item["text"]).check(text)
        return ""

    def _judgement(self, record: Record) -> str:
        return "" if read_judgement(record).id == record.name else "its id is not made of what it says"

    def _text(self, name: str) -> bytes | None:
        if name not in self.seen:
            found = self.connection.first("SELECT body FROM records WHERE name = ? AND sort = 'text'", [name])
            if found is None:
                return None
            self._see(name, read_text(found[0]))
        return self.seen[name]

    def _see(self, name: str, data: bytes) -> None:
        self.seen.pop(name, None)
        self.seen[name] = data
        if len(self.seen) > SEEN:
            del self.seen[next(iter(self.seen))]

    def _broken(self, row: _Line, number: int, previous: str) -> str:
        """Return what is wrong with a line of the log, or nothing."""
        digests = self.vouched.pop(row.number, [])
        if row.number != number:
            return f"entry {number} is not there; go back to a copy"
        if row.previous != previous:
            return "it does not follow on the entry before it; go back to a copy"
        if row.records != len(digests):
            return f"it covers {row.records} records, and {len(digests)} are there; go back to a copy"
        try:
            at = datetime.fromisoformat(row.at)
            same = chained(LogEntry(row.number, at, row.note, row.records, row.previous, ""), digests).hash == row.hash
        except (*DAMAGED, StoreError) as error:
            return f"it cannot be what was written: {_said(error)}; go back to a copy"
        return "" if same else "its hash is not that of what it covers; go back to a copy"


_CHECKS: dict[Sort, Callable[[_Proof, Record], str]] = {
    Sort.TEXT: _Proof._written,  # noqa: SLF001 - the class's own table
    Sort.RAW: _Proof._raw,  # noqa: SLF001
    Sort.READING: _Proof._reading,  # noqa: SLF001
    Sort.CLAIMS: _Proof._claims,  # noqa: SLF001
    Sort.JUDGEMENT: _Proof._judgement,  # noqa: SLF001
}


def _place(key: int, row: _Kept) -> str:
    """Say which record it is."""
    name = str(row.name)
    said: dict[str, str] = {
        Sort.TEXT: f"the text {name}",
        Sort.RAW: f"the raw bytes {name}",
        Sort.READING: f"reading {name}",
        Sort.CLAIMS: f"the claims of document {document_of(name)} as {origin_of(name)} read them",
        Sort.JUDGEMENT: f"judgement {name}",
    }
    return said.get(row.sort, f"record {key}") + f" (record {key})"


def _said(error: Exception) -> str:
    return (str(error).strip() or type(error).__name__).splitlines()[0]


def _rows(connection: Connection, table: Table) -> dict[Any, tuple[Any, ...]]:
    """Return the rows of a table that is known by one column, by what it holds."""
    [key], names = table.key, tuple(table.columns)
    at = names.index(key)
    return {row[at]: row for row in connection.all(f"SELECT {', '.join(names)} FROM {table.name}")}
