"""``marsad show``: one document, or one claim, with all that is known of it."""

import click

from marsad.cli import ledgers, records
from marsad.run.contents import Contents
from marsad.store import KeptClaim, Query


@click.group("show")
def show_command() -> None:
    """Show a document or a claim."""


@show_command.command("document")
@ledgers.name_argument
@click.argument("id_", metavar="ID")
@ledgers.form_option
def show_document(name: str, id_: str, form: str | None) -> None:
    """Print a report with the words marked that its claims quote, and the claims below it.

    The beginning of an ID will do where it is no other's. Each quotation stands in ⟦brackets⟧, and behind it the number
    of its claim.
    """
    with ledgers.looked_into(name) as contents:
        kept = contents.document(contents.find(id_, "document"))
        found = contents.claims(Query(document=kept.document.id, superseded=True))
        claims = sorted(found, key=lambda each: each.claim.evidence[0].span)
        judgements = contents.judgements(kept.document.id)
    if ledgers.wants_table(form):
        from marsad.cli.sheets import print_document  # noqa: PLC0415 - rich is slow to import

        print_document(kept, claims, judgements)
    else:
        row = records.document_row(kept)
        listed = {"claims": [each.claim.id for each in claims], "judgements": records.judgement_rows(judgements)}
        ledgers.print_rows([row | listed])


@show_command.command("claim")
@ledgers.name_argument
@click.argument("id_", metavar="ID")
@ledgers.form_option
def show_claim(name: str, id_: str, form: str | None) -> None:
    """Print a claim: its words, each field with the reason for it, who and where that is, and what people said of it.

    The beginning of an ID will do where it is no other's.
    """
    with ledgers.looked_into(name) as contents:
        kept = contents.claim(contents.find(id_, "claim"))
        readings = contents.store.readings(kept.claim.id)
        judgements = contents.judgements(kept.claim.id)
        told = _told(contents, kept)
    if ledgers.wants_table(form):
        from marsad.cli.sheets import print_claim  # noqa: PLC0415 - rich is slow to import

        print_claim(kept, readings, told, judgements)
    else:
        origins = [reading.origin for reading in readings]
        more = {"origins": origins, "judgements": records.judgement_rows(judgements)}
        ledgers.print_rows([records.claim_row(kept) | more])


def _told(contents: Contents, kept: KeptClaim) -> list[tuple[str, str]]:
    """Return what follows from a claim as far as it was worked out."""
    found = [derived for sort, name in kept.members for derived in contents.store.derived_named(sort, [name])]
    words = {"event": "event", "toll": "running total", "aside": "in no event", "holding": "who holds it"}
    told = [(words[each.sort], each.title if each.sort == "aside" else f"{each.title} ({each.id})") for each in found]
    return (
        told if contents.fresh() else [*told, ("", "so it was before the newest records; `marsad rebuild` renews it")]
    )
