"""``marsad gazetteer``: build the list of the world's places, and lay one's own lists on it."""

import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from marsad.cli import reports
from marsad.gazetteer.home import Progress, layers_folder
from marsad.gazetteer.opening import build_if_missing, open_gazetteer
from marsad.gazetteer.records import Layer, kinds
from marsad.gazetteer.shipped import GEONAMES, countries
from marsad.gazetteer.tables import Choice, read_records
from marsad.gazetteer.user import forget, keep

COLUMNS = ("name", "latitude", "longitude", "pcode", "country", "kind", "population")


def _country(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """Turn an option's text into a country's code, or end with a usage error."""
    if value is not None and value.upper() not in countries():
        raise click.BadParameter(f"{value!r} is no ISO 3166-1 code of a country, such as SY.")
    return value.upper() if value else None


@click.group("gazetteer")
def gazetteer_command() -> None:
    """Build the list of the world's places; lay your own lists on it."""


@gazetteer_command.command("build")
def build_command() -> int:
    """Build the gazetteer's file if it is missing or out of date: half a minute, offline."""
    with building() as progress:
        path = build_if_missing(progress)
    click.echo(f"{path} ({path.stat().st_size / 1e6:.0f} MB)")
    return 0


@gazetteer_command.command("add")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--name", metavar="NAME", help="What to call the layer. Default: the file's name.")
@click.option("--country", metavar="CC", callback=_country, help="Country (ISO code) of rows that name none.")
@click.option("--kind", type=click.Choice(sorted(kinds())), metavar="KIND", help="Kind of rows that name none.")
@click.option(
    "--column", "columns", multiple=True, metavar="WHAT=COLUMN", help="Which column holds what, e.g. name=Village_EN."
)
@click.option("--title", metavar="TEXT", help="What the layer is, in words.")
@click.option("--licence", metavar="TEXT", help="Licence of the data, which goes wherever its places go.")
@click.option("--attribution", metavar="TEXT", help="Whose work it is.")
def add_command(
    file: Path, name: str | None, country: str | None, kind: str | None, **said: str | tuple[str, ...] | None
) -> int:
    r"""Lay a file of places on the gazetteer; places that are there already get its names and codes.

    FILE is a GeoNames dump of a country (.txt), a table with a header such as OCHA's p-code tables (.csv, .tsv),
    or settlements or boundaries in GeoJSON.

    \b
    marsad gazetteer add SY.txt
    marsad gazetteer add villages.csv --country ET --column name=Kebele --column lat=Y --licence "CC BY 4.0"
    """
    complaints = reports.complaints()
    layer = _layer(file, name, said)
    columns = dict(_column(text) for text in said["columns"] or ())
    records = read_records(file, Choice(layer.name, country, kind, columns), complaints.refuse)
    count = keep(layers_folder(), layer, records)
    with building() as progress:
        build_if_missing(progress)
    merged = count - sum(places for held, places in open_gazetteer().layers() if held.name == layer.name)
    click.echo(f"{layer.name}: {count:,} places, {merged:,} of them known before.")
    return 1 if complaints.refused else 0


@gazetteer_command.command("remove")
@click.argument("name")
def remove_command(name: str) -> int:
    """Take a layer off the gazetteer again."""
    forget(layers_folder(), name)
    with building() as progress:
        build_if_missing(progress)
    return 0


@gazetteer_command.command("list")
def list_command() -> int:
    """List the layers: places, licence, and whose work they are."""
    with building() as progress:
        gazetteer = open_gazetteer(progress)
    for layer, places in gazetteer.layers():
        click.echo(f"{layer.name:14} {places:>9,}  {layer.licence:14} {layer.title}. {layer.attribution}.")
    return 0


def _layer(file: Path, name: str | None, said: dict[str, str | tuple[str, ...] | None]) -> Layer:
    """Return the layer that the options describe; a GeoNames dump needs no description."""
    default = GEONAMES if file.suffix.lower() == ".txt" else None
    return Layer(
        name=name or re.sub(r"[^a-z0-9._-]+", "-", file.stem.lower()).strip("-._") or "layer",
        title=str(said["title"] or file.name),
        licence=str(said["licence"] or (default.licence if default else "not stated")),
        attribution=str(said["attribution"] or (default.attribution if default else "not stated")),
    )


def _column(text: str) -> tuple[str, str]:
    what, mark, column = text.partition("=")
    what = {"lat": "latitude", "lon": "longitude", "lng": "longitude"}.get(what, what)
    if not mark or what not in COLUMNS:
        raise click.BadParameter(f"{text!r} is not WHAT=COLUMN, with WHAT one of {', '.join(COLUMNS)}.")
    return what, column


@contextmanager
def building() -> Iterator[Progress | None]:
    """Show on standard error what is being built, where somebody sees it."""
    if not sys.stderr.isatty():
        yield None
        return
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import, and only a terminal needs it
    from rich.progress import BarColumn, TextColumn, TimeElapsedColumn  # noqa: PLC0415
    from rich.progress import Progress as Bar  # noqa: PLC0415

    columns = (BarColumn(), TimeElapsedColumn(), TextColumn("{task.description}"))
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("gazetteer", total=1.0, visible=False)
        yield lambda what, share: bar.update(task, completed=share, description=what, visible=True)
