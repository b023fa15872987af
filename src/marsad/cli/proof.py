"""``marsad rebuild`` and ``marsad verify``: what is derived is made anew, and what is kept proves itself."""

from collections.abc import Iterable

import click

from marsad.cli import ledgers, options
from marsad.model import phrases
from marsad.model.bodies import to_body
from marsad.store import Fault

MANY = 50  # faults that are named one by one for a person


@click.command("rebuild")
@ledgers.name_argument
@click.option("--check", is_flag=True, help="Change nothing; say where what is derived differs from what follows.")
@click.option("--reread", is_flag=True, help="First read again what an older version of the extractor read.")
@ledgers.form_option
def rebuild_command(name: str, check: bool, reread: bool, form: str | None) -> int:  # noqa: FBT001 - click's way
    """Make anew what is derived from the records.

    That is who and where names are, events, and running totals. Records stay as they are: readings of older versions
    are kept beside newer ones, and so is what people judged.

    Exit codes: 0 done, or nothing differs; 1 with --check, something differs.
    """
    if check and reread:
        raise click.UsageError("--check changes nothing, and --reread adds readings; run one after the other.")
    with ledgers.opened(name) as ledger:
        if check:
            return _report(ledger.check(), form, "what is derived is what follows from the records")
        if reread:
            with ledgers.working("reading again"):
                addition = ledger.reread(options.say)
            options.say(f"read anew: {phrases.count(addition.anew, 'document')}.")
        with ledgers.working("deriving"):
            ledger.rebuild()
        counts = ledger.store.counts().derived
    if ledgers.wants_table(form):
        click.echo(f"derived: {ledgers.derived(counts)}")
    else:
        ledgers.print_rows([dict(counts)])
    return 0


@click.command("verify")
@ledgers.name_argument
@ledgers.form_option
def verify_command(name: str, form: str | None) -> int:
    """Prove that a ledger is as it was written.

    Every hash, id and quotation is recomputed, and the chain of the log, and what is derived; each fault is named.

    Exit codes: 0 all is as it was written; 1 something is not.
    """
    with ledgers.opened(name) as ledger:
        number, head = ledger.store.head()
        if not ledger.fresh():
            options.say(
                "what is derived is older than the records or this version, and left out; `marsad rebuild` renews it."
            )
        return _report(ledger.verify(), form, f"all is as it was written; entry {number} has the hash {head}")


def _report(faults: Iterable[Fault], form: str | None, fine: str) -> int:
    """Print faults as they are found; return the exit code."""
    found = 0
    for fault in faults:
        found += 1
        if not ledgers.wants_table(form):
            ledgers.print_rows([to_body(fault)])
        elif found <= MANY:
            click.echo(phrases.plain(f"{fault.where}: {fault.what}"))
    if ledgers.wants_table(form):
        click.echo(phrases.count(found, "fault") if found else fine)
    return 1 if found else 0
