"""``marsad copy``: a ledger from one place to another."""

import click

from marsad.cli import ledgers


@click.command("copy")
@click.argument("source", metavar="FROM")
@click.argument("target", metavar="TO")
def copy_command(source: str, target: str) -> None:
    """Copy a ledger.

    All of it is copied: records with their log, raw bytes, judgements, and what is derived. FROM and TO are files whose
    names end in .marsad, or PostgreSQL databases (postgresql://...). TO is made where it is not there. Where it holds
    an earlier state of FROM, only what is new is copied; where it holds anything else, nothing.
    """
    from marsad.store import copy  # noqa: PLC0415 - databases are slow to import

    with ledgers.opened(source) as old, ledgers.opened(target, create=True) as new:
        copied = copy(old.store, new.store)
        number, head = new.store.head()
    click.echo(f"{copied or 'no'} log entries copied; entry {number} has the hash {head}")
