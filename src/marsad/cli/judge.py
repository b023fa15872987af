"""``marsad judge``: what a person says of claims and documents."""

import getpass
from typing import Any

import click

from marsad.cli import ledgers, records
from marsad.cli.sheets import judgement_line
from marsad.model import Verdict
from marsad.run.ledger import Ledger

FORMS = {
    Verdict.ACCEPT: "ID",
    Verdict.REJECT: "ID --reason WHY",
    Verdict.EDIT: "CLAIM FIELD VALUE",
    Verdict.DEFER: "ID",
    Verdict.REOPEN: "ID",
    Verdict.SAME: "CLAIM CLAIM",
    Verdict.DIFFERENT: "CLAIM CLAIM",
    Verdict.UNSURE: "CLAIM CLAIM",
    Verdict.CORRECT: "CLAIM SLOT ENTITY",
    Verdict.FLAG: "CLAIM FIELD VALUE",
    Verdict.PUBLISHED: "DOCUMENT DATE",
    Verdict.UNDO: "JUDGEMENT",
}


@click.command("judge")
@ledgers.name_argument
@click.argument("verdict", type=click.Choice([verdict.value for verdict in FORMS]), metavar="VERDICT")
@click.argument("what", nargs=-1, metavar="ID [MORE]...")
@click.option("--reason", default="", help="Why. To reject needs one.")
@click.option("--by", default=None, metavar="NAME", help="Who judges.  [default: the name you are logged in with]")
@ledgers.form_option
def judge_command(name: str, verdict: str, what: tuple[str, ...], **given: Any) -> None:
    """Keep what a person says of claims and documents.

    The beginning of an ID will do where it is no other's. Nothing is overwritten: judgements are added and undone.

    \b
    accept ID                  it is read as it should be
    reject ID --reason WHY     it is no claim, or read wrongly; stays so when the report is read again
    edit CLAIM FIELD VALUE     a field (kind, number, start, ...) is this; "" empties it
    defer ID, reopen ID        somebody decides later; decided anew
    same CLAIM CLAIM           both tell of one happening (or: different, unsure)
    correct CLAIM SLOT ENTITY  who or where a name is: the id of a party, speaker or place; "" for none known
    flag CLAIM FIELD VALUE     a field looks right or wrong, for whoever reads next; "" takes the flag away
    published DOCUMENT DATE    its day of publication; it is read again with times counted from that day
    undo JUDGEMENT             it no longer counts
    """  # noqa: D301 - click wants the character itself
    kind = Verdict(verdict)
    if len(what) != sum(word.isupper() for word in FORMS[kind].partition(" --")[0].split()):
        raise click.UsageError(f"Write it as: marsad judge {name} {verdict} {FORMS[kind]}")
    with ledgers.opened(name) as ledger:
        subject, details = _said(ledger, kind, what)
        details["reason"] = given["reason"]
        judgement = ledger.decide(kind, subject, by=given["by"] or getpass.getuser(), **details)
    if ledgers.wants_table(given["form"]):
        click.echo(judgement_line(judgement))
    else:
        ledgers.print_rows(records.judgement_rows([judgement]))


def _said(ledger: Ledger, verdict: Verdict, what: tuple[str, ...]) -> tuple[str, dict[str, Any]]:
    """Return the id of what is judged, and what is said of it."""
    match verdict:
        case Verdict.UNDO:
            return ledger.find(what[0], "judgement"), {}
        case Verdict.SAME | Verdict.DIFFERENT | Verdict.UNSURE:
            return ledger.find(what[0], "claim"), {"other": ledger.find(what[1], "claim")}
        case Verdict.EDIT | Verdict.CORRECT | Verdict.FLAG:
            return ledger.find(what[0], "claim"), {"field": what[1], "value": what[2]}
        case Verdict.PUBLISHED:
            return ledger.find(what[0], "document"), {"value": what[1]}
    return ledger.find(what[0], "claim", "document"), {}
