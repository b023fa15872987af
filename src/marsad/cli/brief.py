"""``marsad brief``: one readable page of what a ledger holds."""

from datetime import date
from pathlib import Path
from typing import Any

import click

from marsad.cli import ledgers, viewing


@click.command("brief")
@ledgers.name_argument
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write it to this file: .html or .md.")
@viewing.looking
@viewing.policy_option
@viewing.as_of_option
@click.option("--names", is_flag=True, help="Print names that may be persons', which are withheld otherwise.")
def brief_command(name: str, out: Path | None, policy: str, as_of: date | None, names: bool, **looked: Any) -> None:  # noqa: FBT001 - click's way
    """Write one page: what happened, where, how many, what is disputed, who holds what, and who says so.

    Markdown on standard output, or a file of the form that its name ends in. HTML has its charts in it, needs nothing
    else, and prints well.
    """
    with ledgers.opened(name) as ledger:
        text = ledger.brief(_form(out), names=names, policy=policy, as_of=as_of, **looked)
    if out is None:
        click.echo(text)
    else:
        out.write_text(text, "utf-8")


def _form(out: Path | None) -> str:
    if out is None or out.suffix == ".md":
        return "md"
    if out.suffix in (".html", ".htm"):
        return "html"
    raise click.BadParameter(f"{out.name} ends neither in .html nor in .md.", param_hint="--out")
