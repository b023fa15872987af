"""``marsad evaluate``: how well the claims match labelled ones."""

import json
from collections.abc import Iterable

import click

from marsad.cli import reports
from marsad.evaluate import report
from marsad.run.measure import measure


@click.command("evaluate")
@click.argument("documents", metavar="DOCS")
@click.argument("gold", metavar="GOLD")
@click.option("--pred", metavar="FILE", help="Score the claims in this .jsonl file instead of reading the reports.")
@click.option("--errors", is_flag=True, help="List missed claims, claims that are none, and slots with a wrong value.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate_command(documents: str, gold: str, pred: str | None, errors: bool, as_json: bool) -> int:  # noqa: FBT001 - click's way
    """Print detection, core and whole F1, by kind and by slot.

    DOCS is a .jsonl file of reports, GOLD one of the claims labelled in them (docs/codebook.md has the fields).
    """
    complaints = reports.complaints()
    with reports.progress([documents], wanted=pred is None) as progress:
        score = measure(documents, gold, complaints, pred, progress)
    if as_json:
        click.echo(json.dumps(report.as_values(score), indent=1))
    else:
        _print(report.errors(score) if errors else ())
        _print(report.lines(score))
    return 1 if complaints.refused else 0


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)
