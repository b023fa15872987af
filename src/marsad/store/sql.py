"""The store over SQL: one class for every database, whose own ways are in its `Backend`.

What only some methods need (writing, deriving, proof) is imported there: most commands only look.
"""

import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime
from types import TracebackType
from typing import Any, Self, TypeVar

from marsad.errors import StoreError
from marsad.model import Claim, Judgement, Resolution, Review, Verdict
from marsad.store import kept, migrations, search
from marsad.store.backend import DERIVED, TABLES, Backend
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
    Named,
    Page,
    Query,
    Record,
    Records,
)
from marsad.store.columns import STANDINGS, chunks, claim_bytes, claim_name, claims_from, standing_of
from marsad.store.database import Connection, DamagedError, marks
from marsad.store.records import read_claims, read_judgement

JUDGEMENT, JUDGEMENTS = "judgement", "judgements"
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
            made = migrations.applied(connection) if migrations.found(connection, self._backend) else []
        if not made and not create:
            raise StoreError(f"There is no ledger at {self.locator}; make one with: marsad init {self.locator}")
        if len(made) < len(migrations.STEPS):
            with self._writing() as connection:
                migrations.migrate(connection, self._backend)

    # records

    def add(self, batch: Batch) -> Added:
        """Keep what is new of `batch`."""
        from marsad.store import writing  # noqa: PLC0415 - see above

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
            return next(iter(_named(connection, kept.documents_at, "documents", [id])), None)

    def claim(self, id: str) -> KeptClaim | None:  # noqa: A002
        """Return the claim, or None."""
        return next(iter(self.claims_named([id])), None)

    def claims_named(self, ids: Sequence[str]) -> list[KeptClaim]:
        """Return the claims that are known."""
        with self._reading() as connection:
            return kept.claims_at(connection, _claim_keys(connection, ids))

    def claims_of(self, documents: Sequence[str]) -> list[KeptClaim]:
        """Return the claims of documents."""
        with self._reading() as connection:
            return kept.claims_at(connection, search.claims_of(connection, self._backend, documents))

    def readings(self, claim_id: str) -> list[Claim]:
        """Return the claim as each origin read it."""
        with self._reading() as connection:
            found = kept.every_reading(connection, claim_bytes(claim_id))
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

    def told(self, documents: Sequence[str]) -> list[KeptClaim]:
        """Return the claims of documents as they were told."""
        with self._reading() as connection:
            return kept.told_at(connection, search.claims_of(connection, self._backend, documents, superseded=True))

    def named_in(self, documents: Sequence[str]) -> list[Named]:
        """Return the names in the claims of documents."""
        with self._reading() as connection:
            return kept.named_in(connection, search.claims_of(connection, self._backend, documents, superseded=True))

    def judgements(
        self, subjects: Sequence[str] = (), verdicts: Sequence[Verdict] = (), *, after: str = "", limit: int = 100
    ) -> Page[Judgement]:
        """Return a page of judgements."""
        limit = search.at_most(limit)
        wanted, values = "record > ?", [search.number(after), *subjects, *subjects, *verdicts]
        if subjects:
            wanted += f" AND (subject IN ({marks(subjects)}) OR other IN ({marks(subjects)}))"
        if verdicts:
            wanted += f" AND verdict IN ({marks(verdicts)})"
        with self._reading() as connection:
            found = f"SELECT record FROM judgements WHERE {wanted} ORDER BY record LIMIT ?"
            keys = connection.column(found, [*values, limit + 1])
            items = kept.judgements_at(connection, keys[:limit])
        return Page(tuple(items), str(keys[limit - 1]) if len(keys) > limit else "")

    def judgements_named(self, ids: Sequence[str]) -> list[Judgement]:
        """Return the judgements that are known."""
        with self._reading() as connection:
            return _named(connection, kept.judgements_at, "judgements", ids, key="record")

    def judgements_between(self, first: int, last: int) -> dict[int, list[Judgement]]:
        """Return the judgements that some log entries added."""
        query = (
            "SELECT entry, records.sort, name, body FROM records JOIN judgements ON judgements.record = records.key"
            " WHERE entry > ? AND entry <= ? ORDER BY records.key"
        )
        found: dict[int, list[Judgement]] = {}
        with self._reading() as connection:
            for entry, *record in connection.all(query, [first, last]):
                found.setdefault(entry, []).append(read_judgement(Record(*record)))
        return found

    def ids(self, sort: str, prefix: str, limit: int = 2) -> list[str]:
        """Return ids that start with `prefix`."""
        table = JUDGEMENTS if sort == JUDGEMENT else search.table_of(sort)
        span: tuple[Any, Any] | None = claims_from(prefix) if sort == CLAIM else (prefix, prefix + "\U0010ffff")
        if span is None:
            return []
        of, values = (" AND sort = ?", [sort]) if table == TABLES[DERIVED] else ("", [])
        found = f"SELECT id FROM {table} WHERE id >= ? AND id <= ?{of} ORDER BY id LIMIT ?"
        with self._reading() as connection:
            names = connection.column(found, [*span, *values, limit])
        return [claim_name(name) for name in names] if sort == CLAIM else names

    def names(self, sort: str, query: Query = EVERYTHING) -> list[str]:
        """Return the ids of all that is found."""
        with self._reading() as connection:
            return search.names_of(connection, self._backend, sort, query)

    def documents_of(self, claim_ids: Sequence[str]) -> list[str]:
        """Return the ids of the documents of claims."""
        query = "SELECT documents.id FROM documents JOIN claims ON claims.document = documents.key WHERE claims.id IN "
        with self._reading() as connection:
            found = (connection.column(f"{query}({marks(some)})", some) for some in chunks(map(claim_bytes, claim_ids)))
            return sorted({name for names in found for name in names})

    def expunge(self, ids: Sequence[str]) -> None:
        """Take out what documents say."""
        from marsad.store import expunging  # noqa: PLC0415 - see above

        if not ids:
            return
        with self._writing() as connection:
            expunging.expunge(connection, self._backend, ids)
        with self._told():
            self._backend.tidy(rewritten=True)
            self._backend.scrub()

    def of_same_text(self, ids: Sequence[str]) -> list[str]:
        """Return the ids of documents of the same texts."""
        from marsad.store import expunging  # noqa: PLC0415 - see above

        with self._reading() as connection:
            return expunging.of_same_text(connection, ids)

    def tidy(self) -> None:
        """Pack what grew by small pieces."""
        self._tidy(rewritten=False)

    def log(self, *, after: int = 0, limit: int = 100) -> list[LogEntry]:
        """Return log entries."""
        query = "SELECT number, at, note, records, previous, hash FROM log WHERE number > ? ORDER BY number LIMIT ?"
        with self._reading() as connection:
            return [
                LogEntry(number, datetime.fromisoformat(at), *rest)
                for number, at, *rest in connection.all(query, [after, limit])
            ]

    def head(self) -> tuple[int, str]:
        """Return number and hash of the newest log entry."""
        with self._reading() as connection:
            return kept.head(connection)

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
        files = "SELECT coalesce(sum(size), 0) FROM (SELECT DISTINCT raw, size FROM readings WHERE raw > 0) AS files"
        kinds, statuses = Counter[str](), Counter[str]()
        with self._reading() as connection:
            for kind, status, many in self._backend.standings(connection):
                kinds[kind] += many
                statuses[standing_of(status).value] += many
            return Counts(
                documents=search.count_of(connection, self._backend, DOCUMENT, Query(superseded=True)),
                claims=kinds.total(),
                judgements=int(connection.one("SELECT count(*) FROM judgements")),
                entries=kept.head(connection)[0],
                raw_bytes=int(connection.one(files)),
                kinds=dict(sorted(kinds.items())),
                statuses={each.value: statuses[each.value] for each in STANDINGS if statuses[each.value]},
                derived=dict(connection.all("SELECT sort, count(*) FROM derived GROUP BY sort ORDER BY sort")),
            )

    # derived

    def replace_derived(self, derivation: Derivation) -> None:
        """Write this in place of everything derived, the index of records included."""
        from marsad.store import deriving, index  # noqa: PLC0415 - see above

        staged = deriving.stage(derivation)
        with self._writing() as connection:
            index.rebuild_index(connection, self._backend)
            deriving.write(connection, self._backend, staged)
        self._tidy(rewritten=True)

    def update_derived(self, derivation: Derivation, over: Mapping[str, str] | None = None) -> bool:
        """Write this over what is derived."""
        from marsad.store import deriving  # noqa: PLC0415 - see above

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
            return _named(connection, kept.derived_at, "derived", ids, sort=sort)

    def derived_of(self, claim_ids: Sequence[str]) -> list[Derived]:
        """Return the derived records that rest on one of these claims."""
        query = "SELECT DISTINCT derived FROM members JOIN claims ON claims.key = members.claim WHERE claims.id IN "
        with self._reading() as connection:
            found = (connection.column(f"{query}({marks(some)})", some) for some in chunks(map(claim_bytes, claim_ids)))
            return kept.derived_at(connection, sorted({key for keys in found for key in keys}))

    def resolutions(self, claim_ids: Sequence[str]) -> list[Resolution]:
        """Return resolutions of claims."""
        with self._reading() as connection:
            rows = kept.located(connection, claim_ids)
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
        for some in self._in_turn("resolutions", "document"):
            with self._reading() as connection:
                found = kept.resolutions_of(connection, kept.located_in(connection, some))
            yield from (item for items in found.values() for item in items)

    def _derived(self) -> Iterator[Derived]:
        for some in self._in_turn("derived", "key"):
            with self._reading() as connection:
                items = kept.derived_at(connection, some)
            yield from items

    def _in_turn(self, table: str, key: str) -> Iterator[list[int]]:
        """Yield all keys of a table, some at a time, with no transaction open: whoever draws them may write."""
        last, following = 0, f"SELECT {key} FROM {table} WHERE {key} > ? ORDER BY {key} LIMIT ?"
        while True:
            with self._reading() as connection:
                some: list[int] = connection.column(following, [last, SOME])
            if not some:
                return
            yield some
            last = some[-1]

    def check_derived(self, fresh: Derivation) -> Iterator[Fault]:
        """Yield what differs from an index of the records made anew, and from `fresh`."""
        from marsad.store import proof  # noqa: PLC0415 - see above

        yield from self._check_index()
        yield from proof.derived_differs(self.derivation(), fresh)

    # proof and copies

    def verify(self) -> Iterator[Fault]:
        """Yield what is wrong with records and log."""
        from marsad.store import proof  # noqa: PLC0415 - see above

        with self._reading() as connection:
            faults = list(proof.verify(connection, self._backend))
        yield from faults

    def entries(self, *, after: int = 0) -> Iterator[Records]:
        """Yield log entries with their records."""
        from marsad.store.index import records_of  # noqa: PLC0415 - see above

        while some := self.log(after=after, limit=1):
            [entry] = some
            with self._reading() as connection:
                added = records_of(connection, entry.number)
            yield Records(entry, tuple(record for _, record in added))
            after = entry.number

    def append(self, records: Records) -> None:
        """Keep an entry of another store."""
        from marsad.store import writing  # noqa: PLC0415 - see above

        with self._writing() as connection:
            writing.append(connection, self._backend, records)

    def size(self) -> int:
        """Return the bytes that everything takes."""
        with self._reading() as connection:
            return self._backend.size(connection)

    def close(self) -> None:
        """Let go of files and connections."""
        self._backend.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _reading(self) -> AbstractContextManager[Connection]:
        """Open a transaction that sees one state of the ledger throughout."""
        return self._transaction(write=False)

    def _writing(self) -> AbstractContextManager[Connection]:
        """Open the one transaction that writes; it is kept as a whole, or not at all."""
        return self._transaction(write=True)

    def _tidy(self, *, rewritten: bool) -> None:
        with self._told():
            self._backend.tidy(rewritten=rewritten)

    @contextmanager
    def _transaction(self, *, write: bool) -> Iterator[Connection]:
        with self._told(), self._backend.transaction(write=write) as connection:
            yield connection

    @contextmanager
    def _told(self) -> Iterator[None]:
        """Tell people of failures in words."""
        try:
            yield
        except self._backend.failures as error:
            raise StoreError(self._backend.complaint(error)) from error
        except (zlib.error, DamagedError, UnicodeDecodeError) as error:
            raise StoreError(f"{self.locator} is damaged; run marsad verify to see where.") from error

    def _page(self, sort: str, of: Of[Item], query: Query, after: str, limit: int) -> Page[Item]:
        with self._reading() as connection:
            keys, following = search.page_of(connection, self._backend, sort, query, after=after, limit=limit)
            return Page(tuple(of(connection, keys)), following)

    def _check_index(self) -> Iterator[Fault]:
        from marsad.store import proof, sqlite  # noqa: PLC0415 - see above

        with SqlStore("memory:", sqlite.Sqlite(None)).open(create=True) as scratch:
            for entry in self.entries():
                scratch.append(entry)
            with self._reading() as here, scratch._reading() as there:  # noqa: SLF001 - one of our own
                faults = list(proof.index_differs(here, there))
        with self._writing() as connection:
            faults += self._backend.index_faults(connection)
        yield from faults


def _named(
    connection: Connection, of: Of[Item], table: str, ids: Sequence[str], *, key: str = "key", sort: str = ""
) -> list[Item]:
    """Return what has these ids, in their order; what is not known is left out. `sort` is that of derived records."""
    query = f"SELECT id, {key} FROM {table} WHERE {'sort = ? AND ' if sort else ''}id IN "
    keys = dict(
        row
        for some in chunks(dict.fromkeys(ids))
        for row in connection.all(f"{query}({marks(some)})", [sort, *some] if sort else some)
    )
    return of(connection, [keys[each] for each in dict.fromkeys(ids) if each in keys])


def _claim_keys(connection: Connection, ids: Sequence[str]) -> list[int]:
    """Return the keys of claims in the order of `ids`; what is not known is left out."""
    keys = {row.id: row.key for row in kept.located(connection, dict.fromkeys(ids))}
    return [keys[each] for each in dict.fromkeys(ids) if each in keys]


def _stamp(connection: Connection) -> dict[str, str]:
    return dict(connection.all("SELECT name, value FROM stamp"))
