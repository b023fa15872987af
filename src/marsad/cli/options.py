"""What several commands share."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date

import click

from marsad.errors import InputError
from marsad.read import FIELDS, Complaints, count_documents, parse_columns, parse_day
from marsad.run.pipeline import Progress
from marsad.store import Box

A_FEW = 20  # documents take about as long as loading the model does: no bar for less


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Turn an option's text into a day, or end with a usage error."""
    try:
        return None if value is None else parse_day(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def box(_context: click.Context, _option: click.Parameter, value: str | None) -> Box | None:
    """Turn "west,south,east,north" into a box, or end with a usage error."""
    if value is None:
        return None
    try:
        west, south, east, north = map(float, value.split(","))
    except ValueError:
        raise click.BadParameter(f"{value} is no box; give west,south,east,north in degrees.") from None
    if not (-90 <= south <= north <= 90 and max(abs(west), abs(east)) <= 180):
        raise click.BadParameter(f"{value} is not on earth; give west,south,east,north in degrees.")
    return Box(south, west, north, east)


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


def say(line: str) -> None:
    """Print to standard error what a person should know."""
    click.echo(f"marsad: {line}", err=True)


@contextmanager
def progress(inputs: Sequence[str], *, wanted: bool) -> Iterator[Progress | None]:
    """Give a callback that moves a bar on standard error; None if it is not wanted, seen by nobody, or soon over."""
    if not (wanted and sys.stderr.isatty()) or ((total := count_documents(inputs)) is not None and total <= A_FEW):
        yield None
        return
    from marsad.cli.bar import bar  # noqa: PLC0415 - rich is slow to import, and only long work needs it

    with bar(total) as moved:
        yield moved
