"""``marsad add``: reports into a ledger."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

import click

from marsad.cli import ledgers, options, reports
from marsad.model.phrases import count
from marsad.run.adding import Addition


@click.command("add")
@ledgers.name_argument
@click.argument("sources", nargs=-1, required=True, metavar="SOURCE...")
@click.option(
    "--published",
    metavar="DATE",
    callback=options.day,
    help="Day of publication (YYYY-MM-DD) of reports that give none.",
)
@click.option("--outlet", metavar="NAME", default="", help="Outlet of reports that name none.")
@reports.columns_option
@click.option("--fetch", is_flag=True, help="Get addresses (http, https) from the web. Nothing is got without it.")
@ledgers.form_option
def add_command(name: str, sources: tuple[str, ...], form: str | None, **given: Any) -> int:
    """Read reports into a ledger, with their claims.

    A SOURCE is a file, a folder, - for standard input, or with --fetch an address: all that `marsad read` takes. What
    is known already is passed over, so that the same command can be run again, and goes on where it was stopped.

    Exit codes: 0 something was read, even if other inputs were refused (each is named on standard error);
    2 nothing could be read; 130 stopped by Ctrl-C, and what was added until then is kept.
    """
    with ledgers.opened(name) as ledger:
        with reports.progress(sources, wanted=True) as progress:
            addition = ledger.add(sources, tell=options.say, progress=progress, **given)
        with ledgers.working("working out what follows"):
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
