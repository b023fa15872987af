"""``marsad evaluate-times``: how well expressions of time are resolved, beside a baseline."""

from pathlib import Path
from typing import Any

import click

from marsad.cli.figures import by_part, show
from marsad.evaluate.times import Timed
from marsad.run import measure_times as measure

SET = click.Path(exists=True, path_type=Path)


@click.command("evaluate-times")
@click.argument("sets", nargs=-1, required=True, type=SET, metavar="SET...")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON value.")
def evaluate_times_command(sets: tuple[Path, ...], as_json: bool) -> None:  # noqa: FBT001 - click's way
    """Print how many expressions of time are found, and found with the right value, beside dateparser.

    SET is a folder of TimeML files (.tml), as WikiWars is, or a .jsonl file such as tests/gold/times.jsonl. A value is
    right if it is at the granularity that is labelled. Texts that rules were tuned on are counted apart.
    """
    show([_table(path) for path in sets], as_json=as_json)


def _table(path: Path) -> dict[str, Any]:
    given = measure.texts(path)
    rows = [
        row for name, read in measure.readers().items() for row in by_part(_row, name, *measure.measure(given, read))
    ]
    count = sum(len(text.expressions) for text in given)
    return {"name": f"{path.name}: {len(given)} texts, {count} expressions", "rows": rows}


def _row(name: str, counts: Timed) -> dict[str, Any]:
    found, valued = counts.found, counts.valued
    return {"what": name, "found F1": found.f1, "precision": valued.precision, "recall": valued.recall, "F1": valued.f1}
