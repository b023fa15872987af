"""The tables, as queries see them. `migrations` makes them, and holds how they once were.

Two are records and append-only: `records` and `log`. All others are an index of them or derived from them, can be
dropped, and are rebuilt. Days are ISO text, kept as numbers (`types`); an interval open at the beginning starts with
"", one open at the end ends with "~", and what has no days has the empty interval from "~" to "", which no search
overlaps.
"""

from typing import Any

from sqlalchemy import BigInteger, Column, Index, Integer, LargeBinary, MetaData, Table, Text

from marsad.store.types import ClaimId, Day, Standing

Row = Any
"""A row of a result: releases of SQLAlchemy differ in how they type it."""

_KEY = BigInteger().with_variant(Integer(), "sqlite")
_TEXT = Text().with_variant(Text(collation="C"), "postgresql")  # so that both sort by code point

core = MetaData()
"""What is append-only."""

index = MetaData()
"""What is rebuilt."""


def _number(name: str) -> Column[int]:
    return Column(name, _KEY, nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, _TEXT, nullable=False)


def _bytes(name: str) -> Column[bytes]:
    return Column(name, LargeBinary, nullable=False)


def _day(name: str) -> Column[str]:
    return Column(name, Day, nullable=False)


def _standing(name: str) -> Column[str]:
    return Column(name, Standing, nullable=False)


def _key(name: str = "key") -> Column[int]:
    return Column(name, _KEY, primary_key=True, autoincrement=False)


def _named(name: str) -> Column[str]:
    return Column(name, _TEXT, primary_key=True)


def _table(name: str, metadata: MetaData, *parts: Column[int] | Column[str] | Column[bytes]) -> Table:
    """Return a table; SQLite keeps it by its primary key, also where that is not one number."""
    keys = [part for part in parts if part.primary_key]
    numbered = len(keys) == 1 and keys[0].type is _KEY
    return Table(name, metadata, *parts, sqlite_strict=True, sqlite_with_rowid=numbered)


log = _table(
    "log", core, _key("number"), _text("at"), _text("note"), _number("records"), _text("previous"), _text("hash")
)
records = _table(
    "records", core, _key(), _number("entry"), _text("sort"), _text("name"), _bytes("digest"), _bytes("body")
)
Index("records_by_name", records.c.name, records.c.sort, unique=True)
Index("records_by_entry", records.c.entry)

documents = _table(
    "documents",
    index,
    _key(),
    _text("id"),
    _number("text"),  # key of the record that holds its bytes
    _text("text_id"),
    _number("reading"),  # key of the last
    _number("extraction"),  # key of the claims last read, 0 where nothing has looked for any
    _text("title"),
    _day("first"),
    _day("last"),
    _text("outlet"),
    _text("locator"),
    _text("revises"),
    _text("revised_by"),
    _standing("status"),
)
Index("documents_by_id", documents.c.id, unique=True)
Index("documents_by_day", documents.c.first)
Index("documents_by_locator", documents.c.locator)
Index("documents_by_revises", documents.c.revises)

readings = _table(
    "readings",
    index,
    _key("record"),
    _number("document"),
    _text("sort"),
    _number("raw"),  # key of the record of the bytes that it was read from, 0 where none were kept
    _number("size"),  # how many they are
)
Index("readings_by_document", readings.c.document)

claims = _table(
    "claims",
    index,
    _key(),
    Column("id", ClaimId, nullable=False),
    _number("document"),
    _number("record"),  # key of the last claims that have it
    _number("position"),  # in that record
    _text("kind"),
    _day("first"),
    _day("last"),
    _standing("status"),
    _number("judged"),  # whether a standing judgement names it
    _number("live"),  # whether the document's last extractor reads it, or it is judged
    _number("superseded"),  # whether its document was revised
)
Index("claims_by_id", claims.c.id, unique=True)
Index("claims_by_document", claims.c.document)
Index("claims_by_day", claims.c.first)

judgements = _table(
    "judgements", index, _key("record"), _text("id"), _text("subject"), _text("other"), _text("verdict")
)
Index("judgements_by_id", judgements.c.id, unique=True)
Index("judgements_by_subject", judgements.c.subject)
Index("judgements_by_other", judgements.c.other)

states = _table("states", index, _named("subject"), _text("body"))

resolutions = _table("resolutions", index, _key("document"), _bytes("body"))  # of all its claims

derived = _table(
    "derived",
    index,
    _key(),
    _text("sort"),
    _text("id"),
    _text("kind"),
    _text("title"),
    _day("first"),
    _day("last"),
    _text("grade"),
    _bytes("body"),
)
Index("derived_by_id", derived.c.sort, derived.c.id, unique=True)
Index("derived_by_day", derived.c.sort, derived.c.first)
Index("derived_by_kind", derived.c.sort, derived.c.kind)

members = _table("members", index, _key("derived"), _key("claim"))
Index("members_by_claim", members.c.claim)

entities = _table("entities", index, _key(), _text("id"))
Index("entities_by_id", entities.c.id, unique=True)

within = _table("within", index, _key("entity"), _key("ancestor"))
Index("within_by_ancestor", within.c.ancestor)


def _tags(name: str) -> Table:
    table = _table(name, index, _key("item"), _named("slot"), _key("entity"))
    Index(f"{name}_by_entity", table.c.entity, table.c.slot)
    return table


claim_tags = _tags("claim_tags")
derived_tags = _tags("derived_tags")

stamp = _table("stamp", index, _named("name"), _text("value"))
