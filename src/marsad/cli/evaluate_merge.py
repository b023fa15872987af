"""``marsad evaluate-merge``: how well reports of one happening are put together."""

import json
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from marsad.cli import reports
from marsad.evaluate.merge import Agreement

if TYPE_CHECKING:
    from marsad.run.measure_linked import DeathToll, Linked
    from marsad.run.measure_merge import Measured


@click.command("evaluate-merge")
@click.option("--coded", metavar="TABLE.csv", help="Reports coded by people, with the columns of MAVERICK.")
@click.option(
    "--linked", metavar="EVENTS DOCS", nargs=2, help="Events with links to reports, and the reports (.jsonl)."
)
@click.option("--claims", metavar="FILE", help="Take the claims of the linked reports from this .jsonl file.")
@click.option("--json", "as_json", is_flag=True, help="Print the figures as one JSON object.")
def evaluate_merge_command(coded: str | None, linked: tuple[str, str] | None, claims: str | None, as_json: bool) -> int:  # noqa: FBT001 - click's way
    """Print pairwise and B-cubed agreement with events that people made, beside a simple rule.

    The simple rule puts together reports of one day within a kilometre. Give --coded, --linked, or both.
    """
    if not coded and not linked:
        raise click.UsageError("Nothing to measure; give --coded TABLE.csv, --linked EVENTS DOCS, or both.")
    from marsad.run.measure_linked import measure_linked  # noqa: PLC0415 - merging is slow to import
    from marsad.run.measure_merge import measure_coded  # noqa: PLC0415

    complaints = reports.complaints()
    table = measure_coded(coded) if coded else []
    with reports.progress([linked[1]] if linked else [], wanted=bool(linked) and claims is None) as progress:
        found = measure_linked(*linked, complaints, claims, progress) if linked else None
    if as_json:
        click.echo(json.dumps(as_values(table, found), indent=1))
    else:
        for line in lines(table, found):
            click.echo(line)
    return 1 if complaints.refused else 0


def as_values(table: "list[Measured]", linked: "Linked | None") -> dict[str, Any]:
    """Return all figures as plain values."""
    values: dict[str, Any] = {row.name: {"reports": row.reports, **_values(row.pairs, row.cubed)} for row in table}
    if linked:
        values["linked"] = {
            "reports": linked.reports,
            "others": linked.others,
            **_values(linked.pairs, linked.cubed),
            "wrongly_merged": linked.wrong,
            "tolls": {toll.event: _toll_values(toll) for toll in linked.tolls},
        }
    return values


def _values(pairs: Agreement, cubed: Agreement) -> dict[str, Any]:
    return {
        name: {"precision": each.precision, "recall": each.recall, "f1": each.f1}
        for name, each in (("pairwise", pairs), ("b_cubed", cubed))
    }


def lines(table: "list[Measured]", linked: "Linked | None") -> Iterator[str]:
    """Yield the figures, a line each."""
    yield f"{'':50} reports   pairwise P    R    F1   B-cubed P    R    F1"
    for row in table:
        yield _line(row.name, row.reports, row.pairs, row.cubed)
    if linked:
        yield _line(f"linked, among {linked.others} others", linked.reports, linked.pairs, linked.cubed)
        yield f"pairs of two happenings in one event: {len(linked.wrong)}"
        yield from (f"  {left} {right}" for left, right in linked.wrong)
        yield f"dead that coders settled on, within what the reports tell: {_inside(linked.tolls)}"
        stated = [toll for toll in linked.tolls if toll.stated]
        yield f"  of those that some report states (+): {_inside(stated)}"
        yield from map(_toll, linked.tolls)


def _line(name: str, reports: int, pairs: Agreement, cubed: Agreement) -> str:
    figures = (f"{each.precision:10.3f} {each.recall:.3f} {each.f1:.3f}" for each in (pairs, cubed))
    return f"{name:50} {reports:7} {'  '.join(figures)}"


def _toll_values(toll: "DeathToll") -> dict[str, Any]:
    return {"settled": toll.settled, "inside": toll.inside, "stated": toll.stated, **toll.told._asdict()}


def _inside(tolls: "Sequence[DeathToll]") -> str:
    return f"{sum(toll.inside for toll in tolls)} of {len(tolls)}"


def _toll(toll: "DeathToll") -> str:
    told = " / ".join("-" if figure is None else f"{figure:g}" for figure in toll.told)
    return f"  {toll.event:45} {toll.settled:5g}{'+' if toll.stated else ' '} beside {told}"
