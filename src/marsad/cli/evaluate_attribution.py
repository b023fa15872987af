"""``marsad evaluate-attribution``: how well it is found who says what, beside baselines."""

from pathlib import Path
from typing import Any

import click

from marsad.cli.figures import by_part, show
from marsad.evaluate.attribution import Credits
from marsad.run import measure_attribution as measure

SET = click.Path(exists=True, path_type=Path)


@click.command("evaluate-attribution")
@click.argument("sets", nargs=-1, required=True, type=SET, metavar="SET...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON value.")
def evaluate_attribution_command(sets: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print how many attributions of marked texts are found, beside those by quotation marks and textacy.

    SET is a folder of texts in which people marked sources, cues and contents, in brat's standoff form (x.txt beside
    x.ann), as PolNeAR does, or one .ann file. An attribution is right if its content overlaps a labelled one by 0.3,
    and its source if it overlaps that one's. Word lists were tuned on every other text of a folder, the first among
    them; those are counted apart.
    """
    show([_table(path) for path in sets], as_json=as_json)


def _table(path: Path) -> dict[str, Any]:
    given = measure.articles(path)
    rows = [
        row for name, find in measure.finders().items() for row in by_part(_row, name, *measure.measure(given, find))
    ]
    return {"name": f"{path.name}: {len(given)} texts", "rows": rows}


def _row(name: str, counts: Credits) -> dict[str, Any]:
    found, sources = counts.found, counts.sources
    row = {"what": name, "precision": found.precision, "recall": found.recall, "F1": found.f1}
    return row | ({"source": sources.recall} if sources.predicted else {})  # quotation marks name none
