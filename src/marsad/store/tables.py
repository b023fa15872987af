"""The tables as they are now. `migrations` makes them, and holds how they once were.

Two are records and append-only: `records` and `log`. All others are an index of them or derived from them, can be
dropped, and are rebuilt. Days, standings and ids of claims are kept small (`columns`).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

NUMBER, SMALL, TINY, TEXT, BYTES = "number", "small", "tiny", "text", "bytes"
"""What a column holds. Numbers are of 8, 4 and 2 bytes where they are kept so; text is sorted by code point."""


@dataclass(frozen=True, slots=True)
class Table:
    """A table: what its columns hold, those that a row is known by, and its indexes by name, with what they are on.

    In those that are `unique` no two rows are alike.
    """

    name: str
    columns: Mapping[str, str]
    key: tuple[str, ...]
    unique: Mapping[str, str] = field(default_factory=dict)
    indexes: Mapping[str, str] = field(default_factory=dict)

    @property
    def numbered(self) -> bool:
        """Whether a row is known by one number."""
        return [self.columns[name] for name in self.key] == [NUMBER]


LOG = Table(
    "log",
    {"number": NUMBER, "at": TEXT, "note": TEXT, "records": NUMBER, "previous": TEXT, "hash": TEXT},
    ("number",),
)

RECORDS = Table(
    "records",
    {"key": NUMBER, "entry": NUMBER, "sort": TEXT, "name": TEXT, "digest": BYTES, "body": BYTES},
    ("key",),
    {"records_by_name": "name, sort"},
    {"records_by_entry": "entry"},
)

DOCUMENTS = Table(
    "documents",
    {
        "key": NUMBER,
        "id": TEXT,
        "text": NUMBER,  # key of the record that holds its bytes
        "text_id": TEXT,
        "reading": NUMBER,  # key of the last
        "extraction": NUMBER,  # key of the claims last read, 0 where nothing has looked for any
        "title": TEXT,
        "first": SMALL,
        "last": SMALL,
        "outlet": TEXT,
        "locator": TEXT,
        "revises": TEXT,
        "revised_by": TEXT,
        "status": TINY,
    },
    ("key",),
    {"documents_by_id": "id"},
    {
        "documents_by_day": "first",
        "documents_by_locator": "locator",
        "documents_by_revises": "revises",
    },
)

READINGS = Table(
    "readings",
    {
        "record": NUMBER,
        "document": NUMBER,
        "sort": TEXT,
        "raw": NUMBER,  # key of the record of the bytes that it was read from, 0 where none were kept
        "size": NUMBER,  # how many they are
    },
    ("record",),
    indexes={"readings_by_document": "document"},
)

CLAIMS = Table(
    "claims",
    {
        "key": NUMBER,
        "id": BYTES,
        "document": NUMBER,
        "record": NUMBER,  # key of the last claims that have it
        "position": SMALL,  # in that record
        "kind": TEXT,
        "first": SMALL,
        "last": SMALL,
        "status": TINY,
        "judged": TINY,  # whether a standing judgement names it
        "live": TINY,  # whether the document's last extractor reads it, or it is judged
        "superseded": TINY,  # whether its document was revised
    },
    ("key",),
    {"claims_by_id": "id"},
    {
        "claims_by_document": "document",
        "claims_by_day": "first",
    },
)

JUDGEMENTS = Table(
    "judgements",
    {"record": NUMBER, "id": TEXT, "subject": TEXT, "other": TEXT, "verdict": TEXT},
    ("record",),
    {"judgements_by_id": "id"},
    {
        "judgements_by_subject": "subject",
        "judgements_by_other": "other",
    },
)

STATES = Table("states", {"subject": TEXT, "body": TEXT}, ("subject",))

RESOLUTIONS = Table("resolutions", {"document": NUMBER, "body": BYTES}, ("document",))  # of all its claims

DERIVED = Table(
    "derived",
    {
        "key": NUMBER,
        "sort": TEXT,
        "id": TEXT,
        "kind": TEXT,
        "title": TEXT,
        "first": SMALL,
        "last": SMALL,
        "grade": TEXT,
        "body": BYTES,
    },
    ("key",),
    {"derived_by_id": "sort, id"},
    {
        "derived_by_day": "sort, first",
        "derived_by_kind": "sort, kind",
    },
)

MEMBERS = Table(
    "members", {"derived": NUMBER, "claim": NUMBER}, ("derived", "claim"), indexes={"members_by_claim": "claim"}
)

ENTITIES = Table("entities", {"key": NUMBER, "id": TEXT}, ("key",), {"entities_by_id": "id"})

WITHIN = Table(
    "within", {"entity": NUMBER, "ancestor": NUMBER}, ("entity", "ancestor"), indexes={"within_by_ancestor": "ancestor"}
)


def _tags(name: str) -> Table:
    columns = {"item": NUMBER, "slot": TEXT, "entity": NUMBER}
    return Table(name, columns, ("item", "slot", "entity"), indexes={f"{name}_by_entity": "entity, slot"})


CLAIM_TAGS, DERIVED_TAGS = _tags("claim_tags"), _tags("derived_tags")

STAMP = Table("stamp", {"name": TEXT, "value": TEXT}, ("name",))

CORE = (LOG, RECORDS)
"""What is append-only."""

INDEX = (
    DOCUMENTS,
    READINGS,
    CLAIMS,
    JUDGEMENTS,
    STATES,
    RESOLUTIONS,
    DERIVED,
    MEMBERS,
    ENTITIES,
    WITHIN,
    CLAIM_TAGS,
    DERIVED_TAGS,
    STAMP,
)
"""What is rebuilt."""
