"""``marsad show``: one document, or one claim, with all that is known of it."""

import getpass

import click

from marsad.cli import ledgers, records
from marsad.model import Verdict, phrases
from marsad.run.contents import Contents
from marsad.run.veil import Veil
from marsad.store import KeptClaim, Query

names_option = click.option(
    "--names", is_flag=True, help="Print names of private persons too; the log keeps that you looked."
)


@click.group("show")
def show_command() -> None:
    """Show a document or a claim."""


@show_command.command("document")
@ledgers.name_argument
@click.argument("id_", metavar="ID")
@names_option
@ledgers.form_option
def show_document(name: str, id_: str, form: str | None, *, names: bool) -> None:
    """Print a report with the words marked that its claims quote, and the claims below it.

    The beginning of an ID will do where it is no other's. Each quotation stands in ⟦brackets⟧, and behind it the number
    of its claim. Names of private persons who were harmed or bore witness are covered.
    """
    with ledgers.looked_into(name) as contents:
        kept = contents.document(contents.find(id_, "document"))
        veil = _veil(contents, kept.document.id, names=names)
        found = contents.claims(Query(document=kept.document.id, superseded=True))
        claims = sorted(found, key=lambda each: each.claim.evidence[0].span)
        judgements = contents.judgements(kept.document.id)
    if veil:
        kept, claims = veil.over(kept, kept.document.id), veil.over(claims, kept.document.id)
    if ledgers.wants_table(form):
        from marsad.cli.details import print_document  # noqa: PLC0415 - rich is slow to import

        print_document(kept, claims, judgements)
        _say_covered(veil, kept.document.id)
    else:
        row = records.document_row(kept)
        listed = {"claims": [each.claim.id for each in claims], "judgements": records.judgement_rows(judgements)}
        ledgers.print_rows([row | listed])


@show_command.command("claim")
@ledgers.name_argument
@click.argument("id_", metavar="ID")
@names_option
@ledgers.form_option
def show_claim(name: str, id_: str, form: str | None, *, names: bool) -> None:
    """Print a claim: its words, each field with the reason for it, who and where that is, and what people said of it.

    The beginning of an ID will do where it is no other's. Names of private persons who were harmed or bore witness are
    covered.
    """
    with ledgers.looked_into(name) as contents:
        kept = contents.claim(contents.find(id_, "claim"))
        document = kept.claim.document_id
        veil = _veil(contents, document, names=names)
        readings = contents.store.readings(kept.claim.id)
        judgements = contents.judgements(kept.claim.id)
        told, said = _told(contents, kept), records.judgement_rows(judgements)
    if veil:
        kept, told, said = veil.over(kept, document), veil.over(told, document), veil.over(said, document)
    if ledgers.wants_table(form):
        from marsad.cli.details import print_claim  # noqa: PLC0415 - rich is slow to import

        print_claim(kept, readings, told, judgements)
        _say_covered(veil, document)
    else:
        origins = [reading.origin for reading in readings]
        ledgers.print_rows([records.claim_row(kept) | {"origins": origins, "judgements": said}])


def _veil(contents: Contents, document: str, *, names: bool) -> Veil | None:
    """Return what covers names; None where somebody asks to see them, which the log keeps."""
    if not names:
        return Veil(contents.store)
    from marsad.run.ledger import Ledger  # noqa: PLC0415 - slow to import, and seldom needed

    Ledger(contents.store).decide(Verdict.REVEAL, document, by=getpass.getuser())
    return None


def _say_covered(veil: Veil | None, document: str) -> None:
    if veil and (many := len(veil.names(document))):
        says = f"{phrases.count(many, 'name')} of private persons covered; --names prints them, which the log keeps."
        click.echo(says, err=True)


def _told(contents: Contents, kept: KeptClaim) -> list[tuple[str, str]]:
    """Return what follows from a claim as far as it was worked out."""
    found = [derived for sort, name in kept.members for derived in contents.store.derived_named(sort, [name])]
    words = {"event": "event", "toll": "running total", "aside": "in no event", "holding": "who holds it"}
    told = [(words[each.sort], each.title if each.sort == "aside" else f"{each.title} ({each.id})") for each in found]
    return (
        told if contents.fresh() else [*told, ("", "so it was before the newest records; `marsad rebuild` renews it")]
    )
