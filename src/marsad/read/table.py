"""Tables of documents: CSV as spreadsheets and databases write it, separated by commas, semicolons or tabs."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Mapping

from marsad.errors import InputError
from marsad.read.limits import MAX_BYTES

DELIMITERS = ",;\t|"
# Names that a column of one table of reports or another has: two of them in a first line make it a header.
USUAL = frozenset(
    "abstract article author body content country date description fulltext full_text headline id link notes outlet "
    "publication published publisher source summary text title url".split()
)
SAMPLE = 16_384  # characters
_NAME = re.compile(r"[^\n.!?]{1,60}")


def delimiter_of(text: str, columns: Iterable[str] = ()) -> str:
    """Return what separates the columns of the table that `text` is or begins; empty: it is none.

    A table's first line has names, at least two of which are `USUAL` or one of `columns`, and what follows has as many
    cells.
    """
    usual = USUAL | {column.casefold() for column in columns}
    return next((delimiter for delimiter in DELIMITERS if _is_table(text, delimiter, usual)), "")


def records(
    text: str, columns: Mapping[str, str], refuse: Callable[[int, str], None]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield each row's fields by the names of the first line, with the number of the line where it begins.

    A row with too few or too many cells is refused by that number, and why. Raise `InputError` where no column is named
    as the text is, and from where quotation marks do not close.
    """
    below = _rows(text, delimiter_of(text, columns.values()))
    _, header = next(below)
    names = [name.strip() for name in header]
    if not {columns["text"], columns["url"], "text", "url"} & set(names):
        shown = ", ".join(name for name in names[:12] if name)
        raise InputError(f"it has no column `{columns['text']}`, but {shown}; name one by --map text=COLUMN.")
    for number, row in below:
        if len(row) == len(names):
            yield number, dict(zip(names, row, strict=True))
        else:
            reason = (
                f"{len(row)} cells where the first line has {len(names)}; look at its separators and quotation marks."
            )
            refuse(number, reason)


def _rows(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    csv.field_size_limit(MAX_BYTES)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    start = 1
    try:
        for row in reader:
            if row:
                yield start, row
            start = reader.line_num + 1
    except csv.Error as error:
        raise InputError(
            f"line {start} and what follows are no CSV ({error}); look at the quotation marks there."
        ) from error


def _is_table(text: str, delimiter: str, usual: frozenset[str]) -> bool:
    header, *below = _sample(text, delimiter) or [[]]
    names = [name.strip().casefold() for name in header]
    if len(names) < 2 or not all(_NAME.fullmatch(name) for name in names if name) or len(usual & set(names)) < 2:
        return False
    return sum(len(row) == len(header) for row in below) * 2 >= len(below)


def _sample(text: str, delimiter: str) -> list[list[str]]:
    """Return the first rows; the last of them is left out, for `text` may end within it."""
    try:
        sample = [row for row in csv.reader(io.StringIO(text[:SAMPLE], newline=""), delimiter=delimiter) if row]
    except csv.Error:  # a cell that is longer than it may be
        return []
    return sample[:1] + sample[1:-1]
