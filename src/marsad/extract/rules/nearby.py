"""What stands near: so that a book costs no more for each of its sentences than a report does."""

from collections.abc import Iterator

FAR = 60  # sentences off, beyond which nothing is looked for: further than most reports are long


def outward(index: int, length: int) -> Iterator[int]:
    """The places of a row of `length` from `index` outwards, as far as `FAR`, of two equally far the earlier first."""
    yield index
    for gap in range(1, FAR + 1):
        if index >= gap:
            yield index - gap
        if index + gap < length:
            yield index + gap
