"""``marsad timeline``: what happened, day by day."""

from typing import Any

import click

from marsad.cli import ledgers, viewing


@click.command("timeline")
@ledgers.name_argument
@viewing.looking
@viewing.policy_option
@viewing.as_of_option
@ledgers.form_option
def timeline_command(name: str, form: str | None, **looked: Any) -> None:
    """List events and places that changed hands in order of days."""
    with ledgers.opened(name) as ledger:
        found = ledger.timeline(**looked)
    if not ledgers.wants_table(form):
        ledgers.print_rows(found.rows())
        return
    rows = [
        (viewing.period(entry.day, entry.end), entry.event.grade if entry.event else "", entry.title) for entry in found
    ]
    viewing.print_table(rows, ("WHEN", "GRADE", "WHAT"), ("cyan",))
