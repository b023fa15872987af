"""``marsad event``: one event, its claims side by side, and how each figure came about."""

from datetime import date
from typing import TYPE_CHECKING

import click

from marsad.cli import ledgers, viewing
from marsad.run.view_rows import sheet_row

if TYPE_CHECKING:
    pass


@click.command("event")
@ledgers.name_argument
@click.argument("id_", metavar="ID")
@viewing.policy_option
@viewing.as_of_option
@ledgers.form_option
def event_command(name: str, id_: str, policy: str, as_of: date | None, form: str | None) -> None:
    """Show an event: its claims side by side, each figure with its rule, why claims were merged, what was set aside.

    The beginning of an ID will do where it is no other's.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.event(id_, as_of=as_of, policy=policy)
        dossier = ledger.dossier(as_of=as_of, policy=policy)
    if ledgers.wants_table(form):
        from marsad.cli.event_sheet import print_sheet  # noqa: PLC0415 - rich is slow to import

        print_sheet(found, dossier)
    else:
        ledgers.print_rows([sheet_row(found, dossier)])
