"""Values as columns hold them, and many values in few queries."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Any, TypeVar

from sqlalchemy import Connection, func, select

from marsad.store.types import FOR_EVER, SINCE_EVER

CHUNK = 500  # values in one query

Item = TypeVar("Item")


def plain(text: str, longest: int = 500) -> str:
    """Return `text` as a column holds it: cut, and U+FFFD for what databases refuse in text."""
    text = text[:longest]
    if text.isascii() and "\0" not in text:
        return text
    return "".join("\ufffd" if mark == "\0" or "\ud800" <= mark <= "\udfff" else mark for mark in text)


def span_of(first: date | None, last: date | None) -> dict[str, str]:
    """Return the columns of an interval; with neither day it is empty."""
    if first is None and last is None:
        return {"first": FOR_EVER, "last": SINCE_EVER}
    return {
        "first": first.isoformat() if first else SINCE_EVER,
        "last": last.isoformat() if last else FOR_EVER,
    }


def day_or_none(value: str | None) -> date | None:
    """Return the day that an ISO text names, None for anything else."""
    try:
        return date.fromisoformat(value or "")
    except ValueError:
        return None


def next_key(connection: Connection, column: Any) -> int:
    """Return the key after the largest of a table; only one program writes at a time."""
    return int(connection.execute(select(func.coalesce(func.max(column), 0))).scalar_one()) + 1


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
