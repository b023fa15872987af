"""``marsad evaluate-places``: how well places are resolved, beside a baseline."""

from pathlib import Path
from typing import Any

import click

from marsad.cli.figures import show
from marsad.cli.gazetteer import building
from marsad.errors import InputError
from marsad.evaluate.found import Found
from marsad.evaluate.places import Tally
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.opening import open_gazetteer
from marsad.run import measure_places as measure

FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command("evaluate-places")
@click.argument("files", nargs=-1, required=True, type=FILE, metavar="FILE...")
@click.option("--reference", type=FILE, help="Coordinates of the places of labelled claims (tests/gold/places.jsonl).")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate_places_command(files: tuple[Path, ...], reference: Path | None, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print how many places come out right: of toponym corpora (.xml), or of labelled claims.

    FILE is a corpus in the form of TR-News or GeoVirus; with --reference, a .jsonl file of labelled reports.
    A toponym is right within 161 km, or in a country or region that holds its point; the place of a claim within 25 km.
    """
    with building() as progress:
        gazetteer = open_gazetteer(progress)
    if reference:
        figures = [_claims(files, reference, gazetteer)]
    else:
        figures = [table for path in files for table in _corpus(path, gazetteer)]
    show(figures, as_json=as_json)


def _claims(files: tuple[Path, ...], reference: Path, gazetteer: Gazetteer) -> dict[str, Any]:
    tally = measure.measure_claims(files, reference, gazetteer)
    return {"name": "places of labelled claims, within 25 km", "rows": [_tally("marsad", tally)]}


def _corpus(path: Path, gazetteer: Gazetteer) -> list[dict[str, Any]]:
    if path.suffix.lower() != ".xml":
        raise InputError(f"{path}: not a corpus in XML; give --reference to measure labelled claims.")
    corpus = list(measure.reports(path))
    given, names, placed = [], [], []
    for name, resolve in measure.resolvers(gazetteer).items():
        even, odd = measure.measure_resolution(corpus, resolve, gazetteer)
        given += [_tally(f"{name}, {half}", tally) for half, tally in _halves(even, odd)]
    for name, find in measure.recognisers(gazetteer, peoples=measure.labels_peoples(corpus)).items():
        first, second = measure.measure_recognition(corpus, find, gazetteer)
        names += [_found(f"{name}, {half}", found) for half, found in _halves(first[0], second[0])]
        placed += [_found(f"{name}, {half}", found) for half, found in _halves(first[1], second[1])]
    titles = ("places of names that are given", "names found, letter for letter", "names found and placed right")
    head = f"{path.name}, {len(corpus)} reports: "
    return [{"name": head + title, "rows": rows} for title, rows in zip(titles, (given, names, placed), strict=True)]


def _halves(even: Any, odd: Any) -> tuple[tuple[str, Any], ...]:
    """Name the halves: the weights and thresholds were fitted on the reports with even numbers."""
    return (("even", even), ("odd", odd), ("all", even + odd))


def _found(name: str, found: Found) -> dict[str, Any]:
    return {"what": name, "precision": found.precision, "recall": found.recall, "F1": found.f1}


def _tally(name: str, tally: Tally) -> dict[str, Any]:
    return {
        "what": name,
        "right": tally.accuracy,
        "of those resolved": tally.precision,
        "labelled": tally.labelled,
        "resolved": tally.resolved,
    }
