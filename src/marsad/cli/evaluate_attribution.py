"""``marsad evaluate-attribution``: how well it is found who says what, beside baselines."""

from pathlib import Path
from typing import Any

import click

from marsad.cli.figures import show
from marsad.evaluate.attribution import Credits
from marsad.run import measure_attribution as measure

FOLDER = click.Path(exists=True, file_okay=False, path_type=Path)


@click.command("evaluate-attribution")
@click.argument("folder", type=FOLDER)
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON value.")
def evaluate_attribution_command(folder: Path, as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print how many attributions of the texts in FOLDER are found, beside those by quotation marks and textacy.

    FOLDER holds texts in which people marked sources, cues and contents, in brat's standoff form, as PolNeAR does.
    An attribution is right if its content overlaps a labelled one by 0.3, and its source if it overlaps that one's.
    Word lists were tuned on every other text, the first among them; those are counted apart.
    """
    given = measure.articles(folder)
    rows = [row for name, find in measure.finders().items() for row in _rows(name, *measure.measure(given, find))]
    show([{"name": f"{folder.name}: {len(given)} texts", "rows": rows}], as_json=as_json)


def _rows(name: str, tuned: Credits, held_out: Credits) -> list[dict[str, Any]]:
    parts = (("tuned", tuned), ("held out", held_out), ("all", tuned + held_out))
    return [_row(f"{name}, {part}", counts) for part, counts in parts]


def _row(name: str, counts: Credits) -> dict[str, Any]:
    found, sources = counts.found, counts.sources
    row = {"what": name, "precision": found.precision, "recall": found.recall, "F1": found.f1}
    return row | ({"source": sources.recall} if sources.predicted else {})  # quotation marks name none
