"""The store over SQL: one class for every database, whose own ways are in its `Backend`."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, Select, func, or_, select
from sqlalchemy.exc import DBAPIError, NoResultFound

from marsad.errors import StoreError
from marsad.model import Claim, Judgement, Resolution, Review, Verdict
from marsad.store import deriving, expunging, kept, migrations, proof, search, writing
from marsad.store.backend import Backend, to_write
from marsad.store.base import (
    CLAIM,
    DOCUMENT,
    EVERYTHING,
    Added,
    Batch,
    Counts,
    Derivation,
    Derived,
    Fault,
    Held,
    KeptClaim,
    KeptDocument,
    LogEntry,
    Page,
    Query,
    Record,
    Records,
)
from marsad.store.columns import chunks
from marsad.store.index import rebuild_index, records_of
from marsad.store.records import read_claims, read_judgement
from marsad.store.sqlite import Sqlite
from marsad.store.tables import (
    claims,
    derived,
    documents,
    judgements,
    log,
    members,
    readings,
    records,
    resolutions,
    stamp,
)
from marsad.store.types import claims_from

JUDGEMENT = "judgement"
SOME = 200  # items read at once when all are read

Item = TypeVar("Item")
Of = Callable[[Connection, Sequence[int]], list[Item]]


class SqlStore:
    """A store in a database; `marsad.store.base.Store` says what its methods do."""

    def __init__(self, locator: str, backend: Backend) -> None:
        self.locator = locator
        self._backend = backend

    def open(self, *, create: bool) -> Self:
        """Make sure that there is a ledger, with `create` by making one, and that its tables are of this version."""
        try:
            self._open(create=create)
        except BaseException:
            self.close()
            raise
        return self

    def _open(self, *, create: bool) -> None:
        with self._reading() as connection:
            made = migrations.applied(connection) if migrations.found(connection) else []
        if not made and not create:
            raise StoreError(f"There is no ledger at {self.locator}; make one with: marsad init {self.locator}")
        if len(made) < len(migrations.STEPS):
            with self._writing() as connection:
                migrations.migrate(connection, self._backend)

    # records

    def add(self, batch: Batch) -> Added:
        """Keep what is new of `batch`."""
        writing.check(batch)
        with self._writing() as connection:
            return writing.add(connection, self._backend, batch)

    def known(self, ids: Iterable[str]) -> dict[str, Held]:
        """Return what is held of known documents."""
        with self._reading() as connection:
            return kept.known(connection, ids)

    def document(self, id: str) -> KeptDocument | None:  # noqa: A002 - the field's name
        """Return the document, or None."""
        with self._reading() as connection:
            return next(iter(_named(connection, kept.documents_at, documents.c.id, documents.c.key, [id])), None)

    def claim(self, id: str) -> KeptClaim | None:  # noqa: A002
        """Return the claim, or None."""
        return next(iter(self.claims_named([id])), None)

    def claims_named(self, ids: Sequence[str]) -> list[KeptClaim]:
        """Return the claims that are known."""
        with self._reading() as connection:
            return _named(connection, kept.claims_at, claims.c.id, claims.c.key, ids)

    def claims_of(self, documents: Sequence[str]) -> list[KeptClaim]:
        """Return the claims of documents."""
        with self._reading() as connection:
            return kept.claims_at(connection, search.claims_of(connection, self._backend, documents))

    def readings(self, claim_id: str) -> list[Claim]:
        """Return the claim as each origin read it."""
        with self._reading() as connection:
            found = kept.every_reading(connection, claim_id)
        return [claim for record, text in found for claim in read_claims(record, text) if claim.id == claim_id]

    def raw(self, sha256: str) -> bytes | None:
        """Return the bytes with this hash."""
        with self._reading() as connection:
            return kept.raw(connection, sha256)

    def documents(self, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[KeptDocument]:
        """Return a page of documents."""
        return self._page(DOCUMENT, kept.documents_at, query, after, limit)

    def claims(self, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[KeptClaim]:
        """Return a page of current claims."""
        return self._page(CLAIM, kept.claims_at, query, after, limit)

    def judgements(
        self, subjects: Sequence[str] = (), verdicts: Sequence[Verdict] = (), *, after: str = "", limit: int = 100
    ) -> Page[Judgement]:
        """Return a page of judgements."""
        limit = search.at_most(limit)
        wanted = select(judgements.c.record).where(judgements.c.record > search.number(after))
        if subjects:
            wanted = wanted.where(or_(judgements.c.subject.in_(subjects), judgements.c.other.in_(subjects)))
        if verdicts:
            wanted = wanted.where(judgements.c.verdict.in_([verdict.value for verdict in verdicts]))
        with self._reading() as connection:
            keys = connection.execute(wanted.order_by(judgements.c.record).limit(limit + 1)).scalars().all()
            items = kept.judgements_at(connection, keys[:limit])
        return Page(tuple(items), str(keys[limit - 1]) if len(keys) > limit else "")

    def judgements_named(self, ids: Sequence[str]) -> list[Judgement]:
        """Return the judgements that are known."""
        with self._reading() as connection:
            return _named(connection, kept.judgements_at, judgements.c.id, judgements.c.record, ids)

    def judgements_between(self, first: int, last: int) -> dict[int, list[Judgement]]:
        """Return the judgements that some log entries added."""
        within = (records.c.entry > first, records.c.entry <= last)
        query = select(records).join(judgements, judgements.c.record == records.c.key).where(*within)
        found: dict[int, list[Judgement]] = {}
        with self._reading() as connection:
            for row in connection.execute(query.order_by(records.c.key)):
                found.setdefault(row.entry, []).append(read_judgement(Record(row.sort, row.name, row.body)))
        return found

    def ids(self, sort: str, prefix: str, limit: int = 2) -> list[str]:
        """Return ids that start with `prefix`."""
        column = judgements.c.id if sort == JUDGEMENT else search.table_of(sort).c.id
        span = claims_from(prefix) if sort == CLAIM else (prefix, prefix + "\U0010ffff")
        if span is None:
            return []
        first, last = span
        wanted = select(column).where(column >= first, column <= last).order_by(column).limit(limit)
        if column.table is derived:
            wanted = wanted.where(derived.c.sort == sort)
        with self._reading() as connection:
            return list(connection.execute(wanted).scalars())

    def names(self, sort: str, query: Query = EVERYTHING) -> list[str]:
        """Return the ids of all that is found."""
        with self._reading() as connection:
            return search.names_of(connection, self._backend, sort, query)

    def documents_of(self, claim_ids: Sequence[str]) -> list[str]:
        """Return the ids of the documents of claims."""
        query = select(documents.c.id).join(claims, claims.c.document == documents.c.key).distinct()
        with self._reading() as connection:
            found = (connection.execute(query.where(claims.c.id.in_(some))).scalars() for some in chunks(claim_ids))
            return sorted({name for names in found for name in names})

    def expunge(self, ids: Sequence[str]) -> None:
        """Take out what documents say."""
        if not ids:
            return
        with self._writing() as connection:
            expunging.expunge(connection, self._backend, ids)
            self._backend.tidy(connection)
        with self._alone():
            self._backend.scrub()

    def of_same_text(self, ids: Sequence[str]) -> list[str]:
        """Return the ids of documents of the same texts."""
        with self._reading() as connection:
            return expunging.of_same_text(connection, ids)

    def tidy(self) -> None:
        """Pack what grew by small pieces."""
        with self._writing() as connection:
            self._backend.tidy(connection)

    def log(self, *, after: int = 0, limit: int = 100) -> list[LogEntry]:
        """Return log entries."""
        query = select(log).where(log.c.number > after).order_by(log.c.number).limit(limit)
        with self._reading() as connection:
            return [_entry(row) for row in connection.execute(query)]

    def head(self) -> tuple[int, str]:
        """Return number and hash of the newest log entry."""
        with self._reading() as connection:
            return writing.head(connection)

    def count(self, sort: str, query: Query = EVERYTHING) -> int:
        """Count what is found."""
        with self._reading() as connection:
            return search.count_of(connection, self._backend, sort, query)

    def standings(self, query: Query = EVERYTHING) -> dict[tuple[str, Review], int]:
        """Count claims by kind and review."""
        with self._reading() as connection:
            return search.standings_of(connection, self._backend, query)

    def judged(self, slot: str) -> dict[str, dict[Review, int]]:
        """Count judged claims by entity and review."""
        with self._reading() as connection:
            return search.judged_of(connection, self._backend, slot)

    def counts(self) -> Counts:
        """Return how much there is."""
        current = (claims.c.live == 1, claims.c.superseded == 0)
        files = select(readings.c.raw, readings.c.size).where(readings.c.raw > 0).distinct().subquery()
        with self._reading() as connection:
            kinds = _grouped(connection, select(claims.c.kind, func.count()).where(*current).group_by(claims.c.kind))
            return Counts(
                documents=search.count_of(connection, self._backend, DOCUMENT, Query(superseded=True)),
                claims=sum(kinds.values()),
                judgements=_one(connection, select(func.count()).select_from(judgements)),
                entries=writing.head(connection)[0],
                raw_bytes=_one(connection, select(func.coalesce(func.sum(files.c.size), 0))),
                kinds=kinds,
                statuses=_grouped(
                    connection, select(claims.c.status, func.count()).where(*current).group_by(claims.c.status)
                ),
                derived=_grouped(connection, select(derived.c.sort, func.count()).group_by(derived.c.sort)),
            )

    # derived

    def replace_derived(self, derivation: Derivation) -> None:
        """Write this in place of everything derived, the index of records included."""
        staged = deriving.stage(derivation)
        with self._writing() as connection:
            rebuild_index(connection, self._backend)
            deriving.write(connection, self._backend, staged)

    def update_derived(self, derivation: Derivation, over: Mapping[str, str] | None = None) -> bool:
        """Write this over what is derived."""
        staged = deriving.stage(derivation)
        with self._writing() as connection:
            if over is not None and _stamp(connection) != over:
                return False
            deriving.write(connection, self._backend, staged)
            return True

    def derived(self, sort: str, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[Derived]:
        """Return a page of derived records."""
        return self._page(sort, kept.derived_at, query, after, limit)

    def derived_named(self, sort: str, ids: Sequence[str]) -> list[Derived]:
        """Return the derived records that are there."""
        with self._reading() as connection:
            return _named(connection, kept.derived_at, derived.c.id, derived.c.key, ids, derived.c.sort == sort)

    def derived_of(self, claim_ids: Sequence[str]) -> list[Derived]:
        """Return the derived records that rest on one of these claims."""
        query = select(members.c.derived).join(claims, claims.c.key == members.c.claim).distinct()
        with self._reading() as connection:
            found = (connection.execute(query.where(claims.c.id.in_(some))).scalars() for some in chunks(claim_ids))
            return kept.derived_at(connection, sorted({key for keys in found for key in keys}))

    def resolutions(self, claim_ids: Sequence[str]) -> list[Resolution]:
        """Return resolutions of claims."""
        query = select(claims.c.id, claims.c.key, claims.c.document)
        with self._reading() as connection:
            rows = [row for some in chunks(claim_ids) for row in connection.execute(query.where(claims.c.id.in_(some)))]
            found = kept.resolutions_of(connection, rows)
        return [item for row in sorted(rows, key=lambda row: row.id) for item in found[row.key]]

    def stamp(self) -> dict[str, str]:
        """Return what derived records were made of."""
        with self._reading() as connection:
            return _stamp(connection)

    def derivation(self) -> Derivation:
        """Return everything derived."""
        return Derivation(stamp=self.stamp(), resolutions=self._resolutions(), records=self._derived())

    def _resolutions(self) -> Iterator[Resolution]:
        query = select(claims.c.id, claims.c.key, claims.c.document).order_by(claims.c.key)
        for some in self._in_turn(resolutions.c.document):
            with self._reading() as connection:
                rows = connection.execute(query.where(claims.c.document.in_(some))).all()
                found = kept.resolutions_of(connection, rows)
            yield from (item for items in found.values() for item in items)

    def _derived(self) -> Iterator[Derived]:
        for some in self._in_turn(derived.c.key):
            with self._reading() as connection:
                items = kept.derived_at(connection, some)
            yield from items

    def _in_turn(self, key: Any) -> Iterator[list[int]]:
        """Yield all keys of a table, some at a time, with no transaction open: whoever draws them may write."""
        last = 0
        while True:
            with self._reading() as connection:
                some = list(connection.execute(select(key).where(key > last).order_by(key).limit(SOME)).scalars())
            if not some:
                return
            yield some
            last = some[-1]

    def check_derived(self, fresh: Derivation) -> Iterator[Fault]:
        """Yield what differs from an index of the records made anew, and from `fresh`."""
        yield from self._check_index()
        yield from proof.derived_differs(self.derivation(), fresh)

    # proof and copies

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong with records and log."""
        with self._reading() as connection:
            faults = list(proof.verify(connection, self._backend))
        yield from faults

    def entries(self, *, after: int = 0) -> Iterator[Records]:
        """Yield log entries with their records."""
        while some := self.log(after=after, limit=1):
            [entry] = some
            with self._reading() as connection:
                added = records_of(connection, entry.number)
            yield Records(entry, tuple(record for _, record in added))
            after = entry.number

    def append(self, records: Records) -> None:
        """Keep an entry of another store."""
        with self._writing() as connection:
            writing.append(connection, self._backend, records)

    def size(self) -> int:
        """Return the bytes that everything takes."""
        with self._reading() as connection:
            return self._backend.size(connection)

    def close(self) -> None:
        """Let go of files and connections; of one that threads share, once no thread is at it."""
        with self._backend.alone:
            self._backend.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one state of the ledger throughout."""
        with self._alone(), self._backend.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        """Open the one transaction that writes; it is kept as a whole, or not at all."""
        with self._alone(), self._backend.engine.connect() as connection, to_write(connection).begin():
            yield connection

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Wait for other threads where that is needed, and tell people of failures in words."""
        try:
            with self._backend.alone:
                yield
        except DBAPIError as error:
            raise StoreError(self._backend.complaint(error)) from error
        except (zlib.error, NoResultFound, UnicodeDecodeError) as error:
            raise StoreError(f"{self.locator} is damaged; run marsad verify to see where.") from error

    def _page(self, sort: str, of: Of[Item], query: Query, after: str, limit: int) -> Page[Item]:
        with self._reading() as connection:
            keys, following = search.page_of(connection, self._backend, sort, query, after=after, limit=limit)
            return Page(tuple(of(connection, keys)), following)

    def _check_index(self) -> Iterator[Fault]:
        with SqlStore("memory:", Sqlite(None)).open(create=True) as scratch:
            for entry in self.entries():
                scratch.append(entry)
            with self._reading() as here, scratch._reading() as there:  # noqa: SLF001 - one of our own
                faults = list(proof.index_differs(here, there))
        with self._writing() as connection:
            faults += self._backend.index_faults(connection)
        yield from faults


def _named(
    connection: Connection, of: Of[Item], name: Any, key: Any, ids: Sequence[str], *conditions: Any
) -> list[Item]:
    """Return what has these ids, in their order; what is not known is left out."""
    keys = {
        row[0]: row[1]
        for some in chunks(dict.fromkeys(ids))
        for row in connection.execute(select(name, key).where(name.in_(some), *conditions))
    }
    return of(connection, [keys[each] for each in dict.fromkeys(ids) if each in keys])


def _entry(row: Any) -> LogEntry:
    return LogEntry(row.number, datetime.fromisoformat(row.at), row.note, row.records, row.previous, row.hash)


def _one(connection: Connection, query: Select[Any]) -> int:
    return int(connection.execute(query).scalar_one())


def _grouped(connection: Connection, query: Select[Any]) -> dict[str, int]:
    return {row[0]: row[1] for row in connection.execute(query.order_by(query.selected_columns[0]))}


def _stamp(connection: Connection) -> dict[str, str]:
    return {row.name: row.value for row in connection.execute(select(stamp))}
