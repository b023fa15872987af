"""What the commands of a ledger share: its name, its opening, and rows as a table or as JSON lines."""

import json
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

from marsad.model import phrases
from marsad.run.contents import Contents
from marsad.run.opening import open_ledger
from marsad.store import open_store

if TYPE_CHECKING:
    from rich.console import Console, RenderableType
    from rich.text import Text

    from marsad.run.ledger import Ledger

Row = dict[str, Any]

name_argument = click.argument("name", metavar="NAME.marsad")
form_option = click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, jsonl elsewhere."
)


def opened(name: str, *, create: bool = False) -> "Ledger":
    """Return the ledger called `name`, for a `with` statement."""
    return open_ledger(name, create=create)


def looked_into(name: str) -> Contents:
    """Return what the ledger called `name` holds, for a `with` statement: quicker than opening all of it."""
    return Contents(open_store(name))


@contextmanager
def working(what: str) -> Iterator[None]:
    """Show on standard error, if somebody looks, that work goes on whose end is not known."""
    if not sys.stderr.isatty():
        yield
        return
    from rich.console import Console  # noqa: PLC0415 - slow to import

    with Console(stderr=True).status(what):
        yield


def wants_table(form: str | None) -> bool:
    """Whether people look at the output."""
    return form == "table" or (form is None and sys.stdout.isatty())


def print_rows(rows: Iterable[Row]) -> None:
    """Print one JSON object a line."""
    getattr(sys.stdout, "reconfigure", lambda **_: None)(encoding="utf-8")  # JSON is UTF-8 whatever the terminal is
    for row in rows:
        click.echo(json.dumps(row, ensure_ascii=False))


def console() -> "Console":
    """Return where people read. Rich is slow to import, and only tables need it."""
    from rich.console import Console  # noqa: PLC0415

    return Console(highlight=False)


def grid(
    rows: Iterable[Sequence["str | Text"]], headers: Sequence[str] = (), styles: Sequence[str] = ()
) -> "RenderableType":
    """Return rows in columns without lines between them; the last column takes what is left."""
    from rich.table import Table  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    listed = list(rows)
    width = len(headers or (listed[0] if listed else ()))
    table = Table(box=None, show_header=bool(headers), header_style="dim", padding=(0, 2, 0, 0), pad_edge=False)
    for number in range(width):
        last = number == width - 1
        header = headers[number] if headers else ""
        style = styles[number] if number < len(styles) else ""
        table.add_column(header, style=style, no_wrap=not last, overflow="fold" if last else "ellipsis")
    for row in listed:
        table.add_row(*(Text(cell) if isinstance(cell, str) else cell for cell in row))
    return table


def derived(counts: Mapping[str, int]) -> str:
    """Return "3 events, 4 running totals, 11 claims in neither", or "nothing"."""
    words = (("event", "event"), ("toll", "running total"), ("aside", "claim"))
    told = [phrases.count(number, noun) for sort, noun in words if (number := counts.get(sort, 0))]
    return ", ".join(told) + (" in neither" if counts.get("aside") else "") if told else "nothing"


def short(name: str) -> str:
    """Return as much of an id as tells it from others in any ledger that people look through by eye."""
    return name if len(name) <= SHORT or name[1:2] != "-" else name[:SHORT]


SHORT = 12  # letters of an id: two of prefix and ten digits, of which 100,000 hardly ever share one
