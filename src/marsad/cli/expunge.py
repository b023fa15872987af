"""``marsad expunge``: the content of a report is taken out for good."""

import getpass
from typing import Any

import click

from marsad.cli import ledgers, records
from marsad.cli.sheets import judgement_line
from marsad.model import Cause, Verdict


@click.command("expunge")
@ledgers.name_argument
@click.argument("document", metavar="DOCUMENT")
@click.option("--cause", required=True, type=click.Choice([cause.value for cause in Cause]), help="What it is for.")
@click.option("--reason", required=True, metavar="WHY", help="Who asked for it, and why.")
@click.option("--by", default=None, metavar="NAME", help="Who does it.  [default: the name you are logged in with]")
@click.option("--yes", is_flag=True, help="Do not ask.")
@ledgers.form_option
def expunge_command(name: str, document: str, cause: str, reason: str, **given: Any) -> None:
    """Take out for good what a report says.

    This is for secrets, personal data, orders of a court, and what was written to do harm; to keep a report whose
    claims do not count, reject these. Text, title, bytes and claims go, of all reports with the same text, and so
    does the file that it was read from. Its hash stays, with who took it out, when and why; it is not read again.
    There is no way back. What people wrote in judgements stays, and so do other copies of the ledger.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.find(document, "document")
        same = ledger.store.of_same_text([found])
        if not given["yes"]:
            click.confirm(f"Take out for good what {', '.join(same)} says?", abort=True, err=True)
        with ledgers.working("taking it out"):
            ledger.expunge(found, cause=cause, reason=reason, by=given["by"] or getpass.getuser())
        said = [each for each in ledger.judgements(*same) if each.verdict is Verdict.EXPUNGE]
    if ledgers.wants_table(given["form"]):
        for judgement in said:
            click.echo(judgement_line(judgement))
    else:
        ledgers.print_rows(records.judgement_rows(said))
