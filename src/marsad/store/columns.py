"""Values as columns hold them: days, standings and ids of claims as something small, in the same order."""

import re
from collections.abc import Iterable, Iterator
from datetime import date
from typing import TypeVar

from marsad.model.state import Review
from marsad.store.database import DamagedError

CHUNK = 500  # values in one query
SINCE_EVER, FOR_EVER = 0, 10_000_000
"""The ends of an interval that is open, as days: before all others, and after them."""

STANDINGS = (Review.OPEN, Review.ACCEPTED, Review.EDITED, Review.REJECTED, Review.DEFERRED, Review.EXPUNGED)
"""Never another order: ledgers keep the numbers."""

_LAST = date.max.toordinal()
_DIGITS = 20  # of an id
_ID = re.compile(rf"c-[0-9a-f]{{{_DIGITS}}}")
_PREFIX = re.compile(rf"c-[0-9a-f]{{0,{_DIGITS}}}")
_OTHER = b"\xff"  # begins what is no id of a claim, and is therefore not found

Item = TypeVar("Item")


def plain(text: str, longest: int = 500) -> str:
    """Return `text` as a column holds it: cut, and U+FFFD for what databases refuse in text."""
    text = text[:longest]
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if mark == "\0" or "\ud800" <= mark <= "\udfff" else mark for mark in text)


def span_of(first: date | None, last: date | None) -> dict[str, int]:
    """Return the columns of an interval; with neither day it is empty, and no search overlaps it."""
    if first is None and last is None:
        return {"first": FOR_EVER, "last": SINCE_EVER}
    return {
        "first": first.toordinal() if first else SINCE_EVER,
        "last": last.toordinal() if last else FOR_EVER,
    }


def day_of(number: int) -> date | None:
    """Return the day that a column holds; None for an open end, and for what no day is."""
    return date.fromordinal(number) if 0 < number <= _LAST else None


def day_or_none(value: str | None) -> date | None:
    """Return the day that an ISO text names, None for anything else."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def standing_number(status: Review) -> int:
    """Return the number of a standing."""
    return STANDINGS.index(status)


def standing_of(number: int) -> Review:
    """Return the standing of a number. Raise `DamagedError` where it is none."""
    if not 0 <= number < len(STANDINGS):
        raise DamagedError(f"standing {number}")
    return STANDINGS[number]


def claim_bytes(claim_id: str) -> bytes:
    """Return ten bytes for an id of a claim, "c-" and twenty hexadecimal digits; for others, bytes that no id has."""
    if _ID.fullmatch(claim_id):
        return bytes.fromhex(claim_id[2:])
    return _OTHER + claim_id.encode("utf-8", "replace")[:_DIGITS]


def claim_name(data: bytes) -> str:
    """Return the id of some bytes."""
    return f"c-{data.hex()}"


def claims_from(prefix: str) -> tuple[bytes, bytes] | None:
    """Return the first and the last id of a claim that begins with `prefix`, as bytes; None where none can."""
    padded = prefix if prefix.startswith("c-") else "c-" if "c-".startswith(prefix) else prefix
    if not _PREFIX.fullmatch(padded):
        return None
    return claim_bytes(padded.ljust(_DIGITS + 2, "0")), claim_bytes(padded.ljust(_DIGITS + 2, "f"))


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
