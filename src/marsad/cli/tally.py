"""``marsad tally``: how many, by place, time and party."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import click

from marsad.cli import ledgers, viewing
from marsad.derive import wording
from marsad.derive.dimensions import DIMENSIONS, name_of
from marsad.derive.dossier import Dossier
from marsad.derive.tolls import Beside
from marsad.model import Cell, phrases
from marsad.model.bodies import to_body
from marsad.run.view_rows import toll_row
from marsad.run.views import Tallies

FEW = 8  # running totals that are printed for a person


@click.command("tally")
@ledgers.name_argument
@click.option("--by", default="", metavar="NAMES", help=f"Told apart by some of {','.join(DIMENSIONS)}.")
@click.option("--measure", default="killed", show_default=True, metavar="KIND", help="What is counted.")
@viewing.since_option
@viewing.until_option
@viewing.place_option
@viewing.party_option
@viewing.policy_option
@viewing.as_of_option
@ledgers.form_option
def tally_command(name: str, by: str, form: str | None, **asked: Any) -> None:
    """Sum events: least, best and most. Bounds add; where a figure is unknown, the sum is a floor.

    Running totals are never added; they stand below, with the events of their time and place. With --format jsonl each
    cell has the ids of its events and claims, and what was set aside and why.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.tally(by=[part for part in by.split(",") if part], **asked)
        dossier = ledger.dossier(as_of=asked["as_of"], policy=asked["policy"])
    if not ledgers.wants_table(form):
        ledgers.print_rows(_rows(found, dossier))
        return
    _print_cells(found, dossier)
    for line in _notes(found, dossier):
        click.echo(line)


def _rows(found: Tallies, dossier: Dossier) -> Iterator[ledgers.Row]:
    yield from ({"row": "cell", **row} for row in found.rows())
    yield {"row": "whole", **found.row(found.tally.whole), "crossing_share": found.tally.crossing_share}
    yield from ({"row": "toll", **toll_row(stood, dossier)} for stood in found.tally.tolls)
    yield from ({"row": "left out", **to_body(aside)} for aside in found.tally.left_out)


def _print_cells(found: Tallies, dossier: Dossier) -> None:
    by = found.tally.ask.by
    rows = [(*(name_of(name, key, dossier) for name, key in cell.key), *_sums(cell)) for cell in found]
    if by:
        rows.append(("all", *[""] * (len(by) - 1), *_sums(found.tally.whole)))
    viewing.print_table(rows, (*(name.upper() for name in by), "EVENTS", "LEAST", "BEST", "MOST"))


def _sums(cell: Cell) -> tuple[str, str, str, str]:
    without = f" (+{len(cell.without_figure)})" if cell.without_figure else ""
    least, most = wording.value(cell.figure.low), wording.most(cell.figure)
    return f"{len(cell.counted)}{without}", least, wording.best(cell), most


def _notes(found: Tallies, dossier: Dossier) -> Iterator[str]:
    yield f"{found.tally.ask.measure}: {found.tally.whole.figure.rule}."
    for stood in found.tally.tolls[:FEW]:
        yield from _toll(stood, dossier)
    if len(found.tally.tolls) > FEW:
        yield f"and {phrases.count(len(found.tally.tolls) - FEW, 'running total')} more, which --format jsonl prints"
    if share := found.tally.crossing_share:
        yield f"{share:.0%} of events go on after the days in which they are counted."
    if found.tally.left_out:
        reasons = Counter(aside.because for aside in found.tally.left_out)
        yield "left out: " + "; ".join(f"{phrases.count(number, 'claim')}, {why}" for why, number in reasons.items())


def _toll(stood: Beside, dossier: Dossier) -> Iterator[str]:
    toll = stood.toll
    if stood.figure:
        words = f"{wording.counted(stood.figure, dossier.sides)} in all, {wording.window(toll)}"
        where = f", {toll.place.name}" if toll.place else ""
        record = wording.estimate(stood.on_record) if stood.event_ids else "none"
        yield f"beside it: {words}{where}, says {toll.origin.label}; events on record there: {record}"
    if stood.conflict:
        yield f"  ! {stood.conflict}"
