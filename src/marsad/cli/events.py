"""``marsad events``: what happened, as the reports of a ledger tell it."""

from typing import Any

import click

from marsad.cli import ledgers, viewing
from marsad.model import Event, phrases


@click.command("events")
@ledgers.name_argument
@viewing.looking
@viewing.policy_option
@viewing.as_of_option
@ledgers.form_option
def events_command(name: str, form: str | None, **looked: Any) -> None:
    """List events: when, how well attested, by how many origins, what, where, and how many by party.

    A figure is the best one, and in brackets the least and the most. `marsad event` shows an event with its claims.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.events(**looked)
    if not ledgers.wants_table(form):
        ledgers.print_rows(found.rows())
        return
    rows = [_line(event, row) for event, row in zip(found, found.rows(), strict=True)]
    viewing.print_table(rows, ("ID", "WHEN", "GRADE", "ORIGINS", "WHAT"), ("cyan",))
    click.echo(phrases.count(len(found), "event"))


def _line(event: Event, row: ledgers.Row) -> tuple[str, ...]:
    when = viewing.period(event.start, event.end)
    return ledgers.short(event.id), when, event.grade, str(len(event.origins)), row["title"]
