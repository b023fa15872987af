"""``marsad control``: who held what, when, and who says so."""

from datetime import date
from typing import Any

import click

from marsad.cli import ledgers, options, viewing
from marsad.derive import wording
from marsad.model import Holding, phrases


@click.command("control")
@ledgers.name_argument
@viewing.place_option
@click.option(
    "--at", metavar="DATE", callback=options.day, help="By the words in force on this day. Default: the last."
)
@click.option("--history", is_flag=True, help="All that was said of each place, from day to day.")
@viewing.as_of_option
@ledgers.form_option
def control_command(name: str, form: str | None, **asked: Any) -> None:
    """List places: who holds them, since when, when the last word was, and by whose word.

    "Said to be held": only the holder's own side says so, or one origin alone. A word about a province says nothing of
    its towns.
    """
    with ledgers.opened(name) as ledger:
        found = ledger.control(**asked)
        sides = ledger.dossier(as_of=asked["as_of"]).sides
    if not ledgers.wants_table(form):
        ledgers.print_rows(found.rows())
        return
    today = asked["at"] or asked["as_of"]
    viewing.print_entries((held.place.name, wording.held(held, sides), _details(held, today)) for held in found)
    click.echo(phrases.count(len(found), "line" if asked["history"] else "place"))


def _details(held: Holding, today: date | None) -> str:
    ago = wording.days_ago(held, today)
    word = f"last word {phrases.day(held.last_word)}{ago and f', {ago}'}"
    return f"{viewing.period(held.start, held.end)}; {word}; {held.because}"
