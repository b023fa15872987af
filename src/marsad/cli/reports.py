"""What the commands that read reports share."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager

import click

from marsad.cli.options import say
from marsad.errors import InputError
from marsad.read.complaints import Complaints
from marsad.read.fields import FIELDS, parse_columns
from marsad.read.inputs import count_documents
from marsad.run.pipeline import Progress

A_FEW = 20  # documents take about as long as loading the model does: no bar for less


def columns(_context: click.Context, _option: click.Parameter, values: tuple[str, ...]) -> Mapping[str, str]:
    """Turn FIELD=COLUMN pairs into the names that tables and JSON give to fields, or end with a usage error."""
    try:
        return parse_columns(values)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


columns_option = click.option(
    "--map",
    "columns",
    multiple=True,
    metavar="FIELD=COLUMN",
    callback=columns,
    help=f"What a table or JSON calls a field ({', '.join(FIELDS)}), such as text=body. May be repeated.",
)


def complaints() -> Complaints:
    """Return a place for complaints that prints them to standard error, one a line."""
    return Complaints(say)


@contextmanager
def progress(inputs: Sequence[str], *, wanted: bool) -> Iterator[Progress | None]:
    """Give a callback that moves a bar on standard error; None if it is not wanted, seen by nobody, or soon over."""
    if not (wanted and sys.stderr.isatty()) or ((total := count_documents(inputs)) is not None and total <= A_FEW):
        yield None
        return
    from marsad.cli.bar import bar  # noqa: PLC0415 - rich is slow to import, and only long work needs it

    with bar(total) as moved:
        yield moved
