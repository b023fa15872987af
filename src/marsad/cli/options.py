"""What several commands share: how options are read, and how people are told."""

from datetime import date

import click

from marsad.errors import InputError
from marsad.read.day import parse_day
from marsad.store import Box


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


def say(line: str) -> None:
    """Print to standard error what a person should know."""
    click.echo(f"marsad: {line}", err=True)
