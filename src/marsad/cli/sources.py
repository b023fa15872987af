"""``marsad sources``: who tells of what, with whom and against whom."""

from datetime import date

import click

from marsad.cli import ledgers, viewing


@click.command("sources")
@ledgers.name_argument
@viewing.as_of_option
@ledgers.form_option
def sources_command(name: str, as_of: date | None, form: str | None) -> None:
    """List those whom reports credit, with how often others tell the same.

    FIRST: told before any other, or alone. ALONE: nobody independent tells it. WITH: another does. AGAINST: one asserts
    what the other denies. ADMITS: it tells of harm to its own side.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.sources(as_of=as_of)
        sides = ledger.dossier(as_of=as_of).sides
    if not ledgers.wants_table(form):
        ledgers.print_rows(found.rows())
        return
    rows = [
        (
            each.origin.label,
            *map(str, (each.claims, each.events, each.first, each.alone)),
            *map(str, (each.corroborated, each.contradicted, each.admitted)),
            sides.name(each.origin.aligned) if each.origin.aligned and each.origin.aligned != each.origin.id else "",
        )
        for each in found
    ]
    headers = ("SOURCE", "CLAIMS", "EVENTS", "FIRST", "ALONE", "WITH", "AGAINST", "ADMITS", "SPEAKS FOR")
    viewing.print_table(rows, headers, ("bold",))
