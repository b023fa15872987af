"""All pages of a store's answer, one after the other."""

from collections.abc import Callable, Iterator
from typing import TypeVar

from marsad.store import Page

Item = TypeVar("Item")

PAGE = 500  # items of one page: what is read between two looks at the store


def every(page: Callable[[str], Page[Item]]) -> Iterator[Item]:
    """Yield the items of all pages; `page` returns the one behind a cursor."""
    after = ""
    while True:
        found = page(after)
        yield from found.items
        if not (after := found.next):
            return
