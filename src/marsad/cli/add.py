"""``marsad add``: reports into a ledger."""

from collections.abc import Iterator
from dataclasses import asdict

import click

from marsad.cli import ledgers, options
from marsad.cli.terms import with_terms
from marsad.model.phrases import count
from marsad.read import Terms
from marsad.run.adding import Addition


@click.command("add")
@ledgers.name_argument
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@with_terms
@ledgers.form_option
def add_command(name: str, sources: tuple[str, ...], terms: Terms, form: str | None) -> int:
    """Read reports and keep them, with their claims, in the ledger NAME.marsad.

    A SOURCE is a file, a folder, - for standard input, or with --fetch an address: all that `marsad read` takes. What
    is known already is passed over, so that the same command can be run again, and goes on where it was stopped.

    Exit codes: 0 something was read, even if other inputs were refused (each is named on standard error);
    2 nothing could be read; 130 stopped by Ctrl-C, and what was added until then is kept.
    """
    with ledgers.opened(name) as ledger:
        with options.progress(sources, wanted=True) as progress:
            addition = ledger.add(sources, terms, options.say, progress)
        ledger.refresh()
    if ledgers.wants_table(form):
        ledgers.console().print(ledgers.grid(_lines(addition)))
    else:
        ledgers.print_rows([asdict(addition)])
    return 0 if addition.anything else 2


def _lines(addition: Addition) -> Iterator[tuple[str, str]]:
    yield "added", f"{count(addition.documents, 'document')}, {count(addition.claims, 'claim')}"
    if addition.anew:
        yield "read anew", count(addition.anew, "document")
    if addition.known:
        yield "skipped", f"{count(addition.known, 'document')}: known already"
    if addition.refused:
        yield "refused", f"{count(len(addition.refused), 'input')}: see above"
