"""``marsad init``: a new ledger."""

import click

from marsad.cli import ledgers


@click.command("init")
@ledgers.name_argument
def init_command(name: str) -> None:
    """Make an empty ledger.

    NAME is a file whose name ends in .marsad, or a PostgreSQL database (postgresql://...). A ledger that is there
    already stays as it is.
    """
    with ledgers.opened(name, create=True) as ledger:
        documents, where = ledger.store.counts().documents, ledger.store.locator
    said = f"is there already, with {documents:,} documents" if documents else "is ready"
    click.echo(f"{where} {said}. Put reports in with: marsad add {where} FILE|DIR...")
