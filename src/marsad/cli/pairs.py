"""``marsad pairs`` and ``marsad explain``: what merging is not sure of, and why it did what it did."""

from datetime import date
from itertools import islice

import click

from marsad.cli import ledgers, viewing
from marsad.model import phrases
from marsad.model.bodies import to_body

A_SCREENFUL = 10


@click.command("pairs")
@ledgers.name_argument
@click.option("--limit", type=click.IntRange(min=1), default=A_SCREENFUL, show_default=True, help="Print this many.")
@viewing.as_of_option
@ledgers.form_option
def pairs_command(name: str, limit: int, as_of: date | None, form: str | None) -> None:
    """List pairs of claims of which it is not sure that they tell of one event, those first on which most depends.

    Settle one with: marsad judge NAME.marsad same|different|unsure CLAIM --with OTHER
    """
    with ledgers.opened(name) as ledger:
        found = list(islice(ledger.pairs(as_of), limit))
        claims = {key: ledger.claim(key).claim for link in found for key in (link.left, link.right)}
    if not ledgers.wants_table(form):
        ledgers.print_rows(map(to_body, found))
        return
    for link in found:
        click.secho(f"{link.left} {link.right}  {link.score:+.1f}", fg="cyan")
        for key in (link.left, link.right):
            click.echo(f"    {phrases.quotation(claims[key])}")
        click.echo(f"    {'; '.join(link.because)}\n")


@click.command("explain")
@ledgers.name_argument
@click.argument("left", metavar="CLAIM")
@click.argument("right", metavar="OTHER")
@viewing.as_of_option
@ledgers.form_option
def explain_command(name: str, left: str, right: str, as_of: date | None, form: str | None) -> None:
    """Say why two claims are, or are not, taken to tell of one event. The beginnings of their ids will do."""
    with ledgers.opened(name) as ledger:
        found = ledger.explain(ledger.find(left, "claim"), ledger.find(right, "claim"), as_of)
    if not ledgers.wants_table(form):
        ledgers.print_rows([to_body(found)])
        return
    score = "" if found.score is None else f", score {found.score:+.1f}"
    decided = f", decided by judgement {found.judgement_id}" if found.judgement_id else ""
    click.echo(f"{'one event' if found.together else 'not one event'}{score}{decided}")
    for reason in found.because:
        click.echo(f"  {reason}")
