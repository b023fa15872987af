"""``marsad evaluate-places``: how well places are resolved, beside a baseline."""

import json
from pathlib import Path
from typing import Any

import click

from marsad.cli.gazetteer import building
from marsad.errors import InputError
from marsad.evaluate.places import Tally
from marsad.gazetteer import Gazetteer, open_gazetteer
from marsad.run import measure_places as measure

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate-places")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--reference", type=FILE, help="Coordinates of the places of labelled claims (tests/gold/places.jsonl).")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate_places_command(files: tuple[Path, ...], reference: Path | None, as_json: bool) -> int:  # noqa: FBT001 - click's way
    """Print how many places come out right: of toponym corpora (.xml), or of labelled claims.

    FILE is a corpus in the form of TR-News or GeoVirus; with --reference, a .jsonl file of labelled reports.
    A toponym is right within 161 km, or in a country or region that holds its point; the place of a claim within 25 km.
    """
    with building() as progress:
        gazetteer = open_gazetteer(progress)
    figures = [_claims(files, reference, gazetteer)] if reference else [_corpus(path, gazetteer) for path in files]
    if as_json:
        click.echo(json.dumps(figures, indent=1))
        return 0
    for table in figures:
        click.echo(table["name"])
        for row in table["rows"]:
            click.echo("  " + "  ".join(_cell(key, value) for key, value in row.items()))
    return 0


def _cell(key: str, value: Any) -> str:
    return (
        f"{value:22}"
        if isinstance(value, str)
        else f"{key} {value:.3f}"
        if isinstance(value, float)
        else f"{key} {value:5}"
    )


def _claims(files: tuple[Path, ...], reference: Path, gazetteer: Gazetteer) -> dict[str, Any]:
    tally = measure.measure_claims(files, reference, gazetteer)
    return {"name": "places of labelled claims, within 25 km", "rows": [_tally("marsad", tally)]}


def _corpus(path: Path, gazetteer: Gazetteer) -> dict[str, Any]:
    if path.suffix.lower() != ".xml":
        raise InputError(f"{path}: not a corpus in XML; give --reference to measure labelled claims.")
    corpus = list(measure.reports(path))
    rows = []
    for name, resolve in measure.resolvers(gazetteer).items():
        even, odd = measure.measure_resolution(corpus, resolve, gazetteer)
        rows += [_tally(f"{name}, even reports", even), _tally(f"{name}, odd reports", odd), _tally(name, even + odd)]
    return {"name": f"{path.name}: {len(corpus)} reports, names given", "rows": rows}


def _tally(name: str, tally: Tally) -> dict[str, Any]:
    return {
        "what": name,
        "right": tally.accuracy,
        "of those resolved": tally.precision,
        "labelled": tally.labelled,
        "resolved": tally.resolved,
    }
