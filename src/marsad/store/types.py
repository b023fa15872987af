"""Words that a database keeps as something smaller, in the same order: days, standings, and ids of claims."""

import re
from datetime import date

from sqlalchemy import Dialect, Integer, LargeBinary, TypeDecorator

from marsad.model.state import Review

SINCE_EVER, FOR_EVER = "", "~"
_EARLIEST, _LATEST = 0, 10_000_000
_LAST = date.max.toordinal()

_DIGITS = 20  # of an id
_ID = re.compile(rf"c-[0-9a-f]{{{_DIGITS}}}")
_PREFIX = re.compile(rf"c-[0-9a-f]{{0,{_DIGITS}}}")
_OTHER = b"\xff"  # begins what is no id of a claim, and is therefore not found

STANDINGS = (Review.OPEN, Review.ACCEPTED, Review.EDITED, Review.REJECTED, Review.DEFERRED, Review.EXPUNGED)
"""Never another order: ledgers keep the numbers."""


class Day(TypeDecorator[str]):
    """A day as ISO text, kept as its number; SINCE_EVER is before all days, FOR_EVER after them."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002 - SQLAlchemy's
        """Return the day's number."""
        if value is None:
            return None
        if value == FOR_EVER:
            return _LATEST
        return date.fromisoformat(value).toordinal() if value else _EARLIEST

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the day of a number; of a damaged one, a word that is no day."""
        if value is None:
            return None
        if value in (_EARLIEST, _LATEST):
            return FOR_EVER if value else SINCE_EVER
        return date.fromordinal(value).isoformat() if 0 < value <= _LAST else f"day {value}"


class Standing(TypeDecorator[str]):
    """How people left a record (`Review`), kept as a number."""

    impl = Integer
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """Return the standing's number."""
        return None if value is None else STANDINGS.index(Review(value))

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the standing of a number; of a damaged one, a word that is none."""
        if value is None:
            return None
        return STANDINGS[value].value if 0 <= value < len(STANDINGS) else f"standing {value}"


class ClaimId(TypeDecorator[str]):
    """An id of a claim, "c-" and twenty hexadecimal digits, kept as ten bytes."""

    impl = LargeBinary
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> bytes | None:  # noqa: ARG002
        """Return the bytes of an id."""
        return None if value is None else claim_bytes(value)

    def process_result_value(self, value: bytes | None, dialect: Dialect) -> str | None:  # noqa: ARG002
        """Return the id of some bytes."""
        return None if value is None else f"c-{bytes(value).hex()}"


def claim_bytes(claim_id: str) -> bytes:
    """Return the bytes of an id of a claim; of any other word, bytes that no id has."""
    if _ID.fullmatch(claim_id):
        return bytes.fromhex(claim_id[2:])
    return _OTHER + claim_id.encode("utf-8", "replace")[:_DIGITS]


def claims_from(prefix: str) -> tuple[str, str] | None:
    """Return the first and the last id of a claim that begins with `prefix`; None where none can."""
    padded = prefix if prefix.startswith("c-") else "c-" if "c-".startswith(prefix) else prefix
    if not _PREFIX.fullmatch(padded):
        return None
    return padded.ljust(_DIGITS + 2, "0"), padded.ljust(_DIGITS + 2, "f")
