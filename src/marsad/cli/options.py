"""What several commands share."""

from datetime import date

import click

from marsad.errors import InputError
from marsad.read import Complaints, parse_day


def day(_context: click.Context, _option: click.Parameter, value: str | None) -> date | None:
    """Turn an option's text into a day, or end with a usage error."""
    try:
        return None if value is None else parse_day(value)
    except InputError as error:
        raise click.BadParameter(str(error)) from error


def complaints() -> Complaints:
    """Return a place for complaints that prints them to standard error, one a line."""
    return Complaints(lambda line: click.echo(f"marsad: {line}", err=True))
