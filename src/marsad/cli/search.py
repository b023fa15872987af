"""``marsad search``: claims, documents and events by words, kind, days and place."""

from collections.abc import Iterator
from typing import Any

import click

from marsad.cli import ledgers, options, records, sheets
from marsad.errors import InputError
from marsad.model import phrases
from marsad.model.state import Review
from marsad.run.contents import Contents
from marsad.run.paging import PAGE
from marsad.run.veil import Veil
from marsad.store import KeptClaim, KeptDocument, Query
from marsad.store.columns import chunks

A_SCREENFUL = 25
WAYS = ("claims", "documents")


@click.command("search")
@ledgers.name_argument
@click.argument("text", default="")
@click.option("--in", "where", type=click.Choice(WAYS), default="claims", help="What to look for.", show_default=True)
@click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A kind (killed, control, ...). May be repeated.")
@click.option(
    "--status",
    "statuses",
    multiple=True,
    type=click.Choice([status.value for status in Review]),
    help="How people judged it. May be repeated.",
)
@click.option("--since", "start", metavar="DATE", callback=options.day, help="On this day (YYYY-MM-DD) or later.")
@click.option("--until", "end", metavar="DATE", callback=options.day, help="On this day or before.")
@click.option("--box", metavar="W,S,E,N", callback=options.box, help="In this box, in degrees.")
@click.option("--place", default="", metavar="ID", help="In this place of the gazetteer, or in what lies inside it.")
@click.option("--party", default="", metavar="ID", help="Of this party or speaker, in any role.")
@click.option("--limit", type=click.IntRange(min=1), default=A_SCREENFUL, help="Print this many.", show_default=True)
@ledgers.form_option
def search_command(name: str, where: str, limit: int, form: str | None, **given: Any) -> None:
    """Find claims or documents by words, kind, day or place.

    All words of TEXT must occur. Words in double quotes stand side by side; case and accents do not count. Without TEXT
    all are printed that the options let through. (`marsad events` finds events.) Names of private persons who were
    harmed or bore witness are covered; `marsad show --names` prints them.
    """
    query = Query(**{**given, "statuses": tuple(map(Review, given["statuses"]))})
    with ledgers.looked_into(name) as contents:
        _settle(query, contents)
        if ledgers.wants_table(form):
            _print_table(contents, where, query, limit)
        else:
            rows = map(records.document_row, _documents(contents, query, limit))
            if where == "claims":
                rows = map(records.claim_row, _claims(contents, query, limit))
            ledgers.print_rows(rows)


def _settle(query: Query, contents: Contents) -> None:
    """Bring up to date where claims play and of whom they tell, if that is asked; refuse a place that is none."""
    if query.place:
        from marsad.run.entities import place  # noqa: PLC0415 - seldom needed

        if place(query.place) is None:
            raise InputError(
                f"There is no place with the id {query.place}; `marsad place` shows the ids that names have."
            )
    if (query.place or query.party or query.box) and not contents.fresh():
        from marsad.run.ledger import Ledger  # noqa: PLC0415 - slow to import, and seldom needed

        Ledger(contents.store).refresh()


def _documents(contents: Contents, query: Query, limit: int) -> Iterator[KeptDocument]:
    veil = Veil(contents.store)
    for some in chunks(contents.documents(query, limit), PAGE):
        veil.learn(kept.document.id for kept in some)
        yield from (veil.over(kept, kept.document.id) for kept in some)


def _claims(contents: Contents, query: Query, limit: int) -> Iterator[KeptClaim]:
    veil = Veil(contents.store)
    for some in chunks(contents.claims(query, limit), PAGE):
        veil.learn(kept.claim.document_id for kept in some)
        yield from (veil.over(kept, kept.claim.document_id) for kept in some)


def _print_table(contents: Contents, where: str, query: Query, limit: int) -> None:
    if where == "documents":
        shown = sheets.print_documents(_documents(contents, query, limit))
    else:
        shown = sheets.print_claims(_claims(contents, query, limit))
    noun = where.removesuffix("s")
    found = contents.store.count(noun, query)
    click.echo(phrases.count(found, noun) + (f", the first {limit} shown" if found > shown else ""))
