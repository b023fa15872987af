"""What every store does, and the values that go in and come out.

Records are append-only and named by their content: readings (a document with the bytes it was read from), claims,
judgements, and the log that chains them. Everything else is derived and can be dropped and rebuilt.

An id stands for one text for ever. Where an input names two texts alike, the store refuses the second
(`ConflictError`): whoever adds asks `Store.known` first and gives the second an id of its own with `revision_of`, which
keeps both. The same text read again, by a newer reader or from elsewhere, is a further reading of the same document.

Claims are keyed (id, origin): what another version of an extractor read is kept beside what was there. Current are
the claims of the extractor that read the document last, and those that a person judged, whatever reads them. What a
person made by hand is a reading of its own, under an origin that begins with `BY_HAND`: it replaces nothing, no
extraction replaces it, and it is current as long as a judgement of it stands.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum
from types import TracebackType
from typing import Any, Generic, NamedTuple, Protocol, Self, TypeVar

from marsad.model import Claim, Document, Judgement, Resolution, Verdict
from marsad.model.snapshot import Snapshot
from marsad.model.state import UNJUDGED, Review, State

Item = TypeVar("Item")

CLAIM, DOCUMENT = "claim", "document"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One document as it was read once, with the claims that one extractor found in it.

    `raw` are the bytes of `snapshot`: give them with the first document of a file, the store keeps them once. `origin`
    is the extractor with its version, also where it found no claims; empty: nothing has looked for claims. `revises`
    is the id of the document whose text this one corrects.
    """

    document: Document
    snapshot: Snapshot | None = None
    raw: bytes | None = None
    origin: str = ""
    claims: tuple[Claim, ...] = ()
    revises: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Batch:
    """What is added in one transaction, and covered by one entry of the log.

    `at` is when (UTC); `note` says in words what was done, for the log.
    """

    at: datetime
    note: str = ""
    readings: tuple[Reading, ...] = ()
    judgements: tuple[Judgement, ...] = ()


@dataclass(frozen=True, slots=True)
class Added:
    """How many records of a batch were new. A known document that was read anew counts under `readings`."""

    documents: int = 0
    readings: int = 0
    claims: int = 0
    judgements: int = 0


@dataclass(frozen=True, slots=True)
class Held:
    """What the store has of a document: its text's id, and the extractors (origins) that read it.

    `readings` are the names of its readings (`marsad.store.name_of`): who adds the same again can tell before any
    extraction. `expunged`: its content was taken out, and is not read again.
    """

    text_id: str
    readings: frozenset[str] = frozenset()
    origins: frozenset[str] = frozenset()
    expunged: bool = False


class Box(NamedTuple):
    """Degrees, WGS 84. A box with west > east crosses the date line."""

    south: float
    west: float
    north: float
    east: float


class Order(StrEnum):
    """How a page is sorted. ADDED: as records came in; NEWEST: the reverse; DAY: by first day, undated ones last.

    PUBLISHED is for claims: by the day of publication of their document, those without one last; others as by DAY.
    """

    ADDED = "added"
    NEWEST = "newest"
    DAY = "day"
    PUBLISHED = "published"


@dataclass(frozen=True, slots=True, kw_only=True)
class Query:
    """What to look for; all that is given must hold.

    `text`: words that all occur, in any order; words in double quotes stand side by side; case and accents do not
    count. Documents are searched in title and text, claims in quotations and names, derived records in `title`.
    `start`, `end`: days, both inclusive, that the record's days overlap (a document's is its day of publication); what
    has no days is left out. `place`: id of a place, which takes in what lies inside it. `party`: id of a party or
    speaker; `slot` ("actor", "source", ...) narrows in which role. `document`, `outlet`, `locator` and `grade` are
    compared exactly. `ids`: one of these, however many they are (None: any). A field that a kind of record does not
    have does not narrow it.
    `superseded`: take in documents that were revised, and their claims. Documents whose content was taken out are only
    found where `statuses` names EXPUNGED.
    """

    text: str = ""
    start: date | None = None
    end: date | None = None
    box: Box | None = None
    kinds: tuple[str, ...] = ()
    statuses: tuple[Review, ...] = ()
    place: str = ""
    party: str = ""
    slot: str = ""
    document: str = ""
    outlet: str = ""
    locator: str = ""
    grade: str = ""
    ids: tuple[str, ...] | None = None
    superseded: bool = False
    order: Order = Order.ADDED


EVERYTHING = Query()


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Some items, and the cursor from which the next page starts (empty: there is none)."""

    items: tuple[Item, ...]
    next: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptDocument:
    """A document as its last reading gave it, and what is known of it.

    `snapshots` are those of all readings, oldest first. `state.edits["published"]` is a day that a person set.
    `revised_by` is the id of the document that corrects this one.
    """

    document: Document
    snapshots: tuple[Snapshot, ...]
    origins: tuple[str, ...]
    added: datetime
    revises: str = ""
    revised_by: str = ""
    state: State = UNJUDGED


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptClaim:
    """A claim as its current origin read it, what people said of it, and what was derived of it.

    Edits and corrections are in `state` and not applied to `claim`. `resolutions` maps slots. `members` are
    (sort, id) of the derived records that rest on it. `published`, `outlet` and `text_id` are its document's,
    `published` as a person set it where one did.
    """

    claim: Claim
    published: date | None
    outlet: str
    text_id: str
    added: datetime
    state: State = UNJUDGED
    resolutions: Mapping[str, Resolution] = field(default_factory=dict)
    members: tuple[tuple[str, str], ...] = ()


class Named(NamedTuple):
    """Names in a claim of a document, by their slots ("source", "target", ...); slots without a name are not there."""

    document: str
    names: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Derived:
    """Something derived: an "event", a "tally", a "control", ... (`sort`), with an id unique within its sort.

    The key columns are what it can be found by; `body` is all of it, in what JSON holds, with text as keys. `claims`
    are ids of the claims that it rests on, `parties` and `places` of all that a search for one should find it by.
    """

    sort: str
    id: str
    body: Mapping[str, Any]
    kind: str = ""
    title: str = ""
    start: date | None = None
    end: date | None = None
    latitude: float | None = None
    longitude: float | None = None
    grade: str = ""
    places: tuple[str, ...] = ()
    parties: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Derivation:
    """Derived records to write, in one transaction.

    `stamp` says of what they were made (the log's head, versions of code and data), for `Store.stamp`. The iterables
    may be generators: they are drawn once, before the transaction, `resolutions` first, then `records`, then `gone`.
    Resolutions of one claim stand together, and replace all that it had. Updates only: `gone` are (sort, id) to drop;
    of the documents `unresolved`, all claims lose their resolutions before new ones are written.
    """

    stamp: Mapping[str, str]
    resolutions: Iterable[Resolution] = ()
    records: Iterable[Derived] = ()
    gone: Iterable[tuple[str, str]] = ()
    unresolved: Sequence[str] = ()


@dataclass(frozen=True, slots=True)
class Counts:
    """How much there is, as of the newest entry of the log."""

    documents: int
    claims: int
    judgements: int
    entries: int
    raw_bytes: int
    kinds: Mapping[str, int]
    statuses: Mapping[str, int]
    derived: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class LogEntry:
    """One line of the log. `hash` chains: it covers `previous`, the other fields, and every record added with it."""

    number: int
    at: datetime
    note: str
    records: int
    previous: str
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was written: which record, and what is wrong with it, a sentence."""

    where: str
    what: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record as stores hold it: what it is, its name, and its packed content (`marsad.store.records`).

    `digest` is what vouched for it when it was added, and all that can where its content was taken out since.
    """

    sort: str
    name: str
    body: bytes
    digest: bytes = field(default=b"", compare=False)


@dataclass(frozen=True, slots=True)
class Records:
    """A log entry and the records that it covers, as stores hand them to one another in a copy."""

    entry: LogEntry
    records: tuple[Record, ...]


class Store(Protocol):
    """Where a project is kept. Every method that writes is one transaction: all of it holds, or nothing.

    Methods raise `StoreError` (a sentence for a person) where the store cannot be read or written. A store may be used
    from several threads and by several programs at once; writers wait for each other.
    """

    locator: str

    # records

    def add(self, batch: Batch) -> Added:
        """Keep what is new of `batch`; what is known already changes nothing, and no log entry is written for it.

        Raise `ConflictError` where an id is taken by another text, `EvidenceError` where a quotation is not in its
        document, and keep nothing of the batch.
        """

    def known(self, ids: Iterable[str]) -> dict[str, Held]:
        """Return what is held of those documents of `ids` that are known."""

    def document(self, id: str) -> KeptDocument | None:  # noqa: A002 - the field's name
        """Return the document, or None."""

    def claim(self, id: str) -> KeptClaim | None:  # noqa: A002
        """Return the claim as its current origin, or else the last that read it, has it; or None."""

    def claims_named(self, ids: Sequence[str]) -> list[KeptClaim]:
        """Return the claims of `ids` that are known, in the order of `ids`."""

    def claims_of(self, documents: Sequence[str]) -> list[KeptClaim]:
        """Return the current claims of documents that were not revised, as they were added."""

    def readings(self, claim_id: str) -> list[Claim]:
        """Return the claim as each origin read it, oldest first."""

    def raw(self, sha256: str) -> bytes | None:
        """Return the bytes with this hash, or None."""

    def documents(self, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[KeptDocument]:
        """Return a page of documents; `after` is the cursor of the page before."""

    def claims(self, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[KeptClaim]:
        """Return a page of current claims."""

    def told(self, documents: Sequence[str]) -> list[KeptClaim]:
        """Return the current claims of documents, revised ones too, without what was derived of them."""

    def named_in(self, documents: Sequence[str]) -> list[Named]:
        """Return the names in these claims; those that people set follow on those that they stand for."""

    def judgements(
        self, subjects: Sequence[str] = (), verdicts: Sequence[Verdict] = (), *, after: str = "", limit: int = 100
    ) -> Page[Judgement]:
        """Return judgements as they were added, undone ones included; of all subjects and verdicts where none is given.

        A pair's judgement is found by either of its claims, an undo by the subject of what it undoes.
        """

    def judgements_named(self, ids: Sequence[str]) -> list[Judgement]:
        """Return the judgements with these ids that are known, in the order of `ids`."""

    def judgements_between(self, first: int, last: int) -> dict[int, list[Judgement]]:
        """Return the judgements that the log entries after `first` and up to `last` added, by the entry's number."""

    def ids(self, sort: str, prefix: str, limit: int = 2) -> list[str]:
        """Return ids that start with `prefix`, in order: of a "document", "claim", "judgement", or derived `sort`."""

    def expunge(self, ids: Sequence[str]) -> None:
        """Take out, for good, what documents say that judgements `EXPUNGE` name: texts, raw bytes, titles, claims.

        Hashes stay, and everything still proves itself. Raw bytes go even where other documents were read from them,
        too, and with them everything derived. Done twice, it changes nothing. Raise `StoreError` where no judgement
        names one, or a document of the same text.
        """

    def of_same_text(self, ids: Sequence[str]) -> list[str]:
        """Return the ids of documents, and of all others that have the text of one of them, as they were added."""

    def tidy(self) -> None:
        """Pack what grew by small pieces; worth it after many documents were added."""

    def log(self, *, after: int = 0, limit: int = 100) -> list[LogEntry]:
        """Return entries numbered above `after`, oldest first."""

    def head(self) -> tuple[int, str]:
        """Return number and hash of the newest log entry; (0, "") where there is none."""

    def names(self, sort: str, query: Query = EVERYTHING) -> list[str]:
        """Return the ids of all that `query` finds of a "document", "claim", or derived `sort`, as they were added."""

    def documents_of(self, claim_ids: Sequence[str]) -> list[str]:
        """Return the ids of the documents of claims, each once, in order."""

    def count(self, sort: str, query: Query = EVERYTHING) -> int:
        """Count the "document", "claim", or derived records of another `sort` that `query` finds."""

    def standings(self, query: Query = EVERYTHING) -> dict[tuple[str, Review], int]:
        """Count the claims that `query` finds, by kind and by how people left them."""

    def judged(self, slot: str) -> dict[str, dict[Review, int]]:
        """Count the claims that people judged, by the entity in a slot ("source", ...) and by how they left them."""

    def counts(self) -> Counts:
        """Return how much there is."""

    # derived

    def replace_derived(self, derivation: Derivation) -> None:
        """Drop everything derived, and write this."""

    def update_derived(self, derivation: Derivation, over: Mapping[str, str] | None = None) -> bool:
        """Drop what is gone, and write the rest over what has the same id; a claim's resolutions as a whole.

        Return False, and write nothing, where what is there has another stamp than `over`: somebody else was faster.
        """

    def derived(self, sort: str, query: Query = EVERYTHING, *, after: str = "", limit: int = 100) -> Page[Derived]:
        """Return a page of the derived records of one sort."""

    def derived_named(self, sort: str, ids: Sequence[str]) -> list[Derived]:
        """Return those of `ids` that are there, in the order of `ids`."""

    def derived_of(self, claim_ids: Sequence[str]) -> list[Derived]:
        """Return the derived records that rest on one of these claims, each once."""

    def resolutions(self, claim_ids: Sequence[str]) -> list[Resolution]:
        """Return the resolutions of these claims, by claim, then slot."""

    def stamp(self) -> dict[str, str]:
        """Return the stamp that the derived records were last written with; empty where there are none."""

    def check_derived(self, fresh: Derivation) -> Iterator[Fault]:
        """Yield a fault for each derived record that differs from `fresh`, is missing, or is too many."""

    # proof and copies

    def verify(self) -> Iterator[Fault]:
        """Recompute every hash, id, quotation and the chain from what is stored, and yield each fault found.

        Derived records are the business of `check_derived`.
        """

    def entries(self, *, after: int = 0) -> Iterator[Records]:
        """Yield the log's entries above `after` with their records, for `append`."""

    def append(self, records: Records) -> None:
        """Keep an entry of another store as it is; raise `StoreError` unless it follows this store's head."""

    def derivation(self) -> Derivation:
        """Return everything derived, for a copy; its iterables read from this store."""

    def size(self) -> int:
        """Return the bytes that the store takes."""

    def close(self) -> None:
        """Let go of files and connections; the store is not used afterwards."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...


def revision_of(document: Document) -> Document:
    """Return `document` under an id of its own: the given one, "~", and eight digits of its text's id.

    For a text whose id another text has taken; the same text always gets the same id.
    """
    return replace(document, id=f"{document.id}~{document.text_id[2:10]}")
