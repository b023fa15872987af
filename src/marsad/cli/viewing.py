"""What the commands that show what is derived share: options, and tables of them."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Any

import click

from marsad.cli import ledgers, options
from marsad.model import Grade, Policy, phrases

Command = Callable[..., Any]

as_of_option = click.option(
    "--as-of",
    metavar="DATE",
    callback=options.day,
    help="What was known on this day: reports published and judgements made by then.",
)
policy_option = click.option(
    "--policy",
    type=click.Choice([policy.value for policy in Policy]),
    default=Policy.CENTRAL.value,
    show_default=True,
    help="How the best figure is chosen.",
)
since_option = click.option("--since", metavar="DATE", callback=options.day, help="On this day (YYYY-MM-DD) or later.")
until_option = click.option("--until", metavar="DATE", callback=options.day, help="On this day or before.")
place_option = click.option("--place", default="", metavar="NAME|ID", help="In this place, or in what lies in it.")
party_option = click.option("--party", default="", metavar="NAME|ID", help="Of this party, or of what belongs to it.")


def looking(command: Command) -> Command:
    """Give a command the options that say which events are looked for; those of kind and grade may be repeated."""
    for option in (
        click.option(
            "--grade",
            "grades",
            multiple=True,
            type=click.Choice([grade.value for grade in Grade]),
            help="So well attested.",
        ),
        party_option,
        click.option("--kind", "kinds", multiple=True, metavar="KIND", help="A kind (killed, control, ...)."),
        until_option,
        since_option,
        click.option("--box", metavar="W,S,E,N", callback=options.box, help="In this box, in degrees."),
        place_option,
    ):
        command = option(command)
    return command


def period(start: date | None, end: date | None) -> str:
    """Return days in few words; an open end is told as such."""
    if start is None:
        return "day not known"
    return phrases.period(start, end) if end else f"from {phrases.day(start)}"


def print_table(rows: Iterable[Sequence[str]], headers: Sequence[str], styles: Sequence[str] = ()) -> None:
    """Print rows in columns, for people, the last of which takes what is left; nothing where there are none."""
    if listed := list(rows):
        ledgers.console().print(ledgers.grid(listed, headers, styles))


def print_entries(entries: Iterable[tuple[str, str, str]]) -> None:
    """Print for each thing its name and what there is to say in short, and below that why."""
    from rich.padding import Padding  # noqa: PLC0415 - rich is slow to import
    from rich.text import Text  # noqa: PLC0415 - the same

    out = ledgers.console()
    for name, short, because in entries:
        out.print(Text.assemble((name, "bold"), "  ", short))
        out.print(Padding(Text(because, "dim"), (0, 0, 0, 4)))
