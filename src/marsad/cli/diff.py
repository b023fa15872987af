"""``marsad diff``: what is known on one day and was not on another."""

from datetime import date

import click

from marsad.cli import ledgers, options, viewing


@click.command("diff")
@ledgers.name_argument
@click.option("--from", "since", required=True, metavar="DATE", callback=options.day, help="The earlier day.")
@click.option("--to", "until", metavar="DATE", callback=options.day, help="The later day. Default: now.")
@viewing.policy_option
@ledgers.form_option
def diff_command(name: str, since: date, until: date | None, policy: str, form: str | None) -> None:
    """Say what changed between what was known at the end of two days: events, figures, totals, control."""
    with ledgers.opened(name) as ledger:
        found = ledger.diff(since, until, policy=policy)
    if not ledgers.wants_table(form):
        ledgers.print_rows(found.rows())
        return
    viewing.print_table(((change.sort, change.words) for change in found), ("", "WHAT CHANGED"), ("cyan",))
