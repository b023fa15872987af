"""``marsad log``: what was done to a ledger, and when."""

import click

from marsad.cli import ledgers
from marsad.model import phrases
from marsad.model.bodies import to_body


@click.command("log")
@ledgers.name_argument
@click.option("--after", type=click.IntRange(min=0), default=0, metavar="NUMBER", help="Only entries after this one.")
@ledgers.form_option
def log_command(name: str, after: int, form: str | None) -> None:
    """List what was added to a ledger, and when.

    Each entry's hash covers its records and the entry before it: whoever keeps the last hash can prove later that
    nothing up to there was changed.
    """
    with ledgers.looked_into(name) as contents:
        entries = list(contents.log(after))
    if ledgers.wants_table(form):
        rows = (
            (
                str(entry.number),
                f"{entry.at:%Y-%m-%d %H:%M:%S}",
                str(entry.records),
                entry.hash[:12],
                phrases.plain(entry.note),
            )
            for entry in entries
        )
        ledgers.console().print(ledgers.grid(rows, ("ENTRY", "AT (UTC)", "RECORDS", "HASH", "WHAT"), ("cyan",)))
    else:
        ledgers.print_rows(map(to_body, entries))
