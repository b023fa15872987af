"""``marsad read``: reports in, claims out."""

import json
import sys
from collections.abc import Iterable, Mapping
from datetime import date

import click

from marsad.cli import options, reports
from marsad.model import Claim, Document
from marsad.read.defaults import Defaults
from marsad.read.inputs import read_inputs
from marsad.run.pipeline import read_documents
from marsad.run.spelling import rows_of

Results = Iterable[tuple[Document, list[Claim]]]


@click.command("read")
@click.argument("inputs", nargs=-1, required=True, metavar="FILE|DIR|-...")
@click.option(
    "--published",
    metavar="DATE",
    callback=options.day,
    help="Day of publication (YYYY-MM-DD) of reports that give none.",
)
@click.option("--outlet", metavar="NAME", default="", help="Outlet of reports that name none.")
@reports.columns_option
@click.option(
    "--format", "form", type=click.Choice(["table", "jsonl"]), help="Default: table on a terminal, jsonl elsewhere."
)
def read_command(
    inputs: tuple[str, ...], published: date | None, outlet: str, columns: Mapping[str, str], form: str | None
) -> int:
    """Print the claims of reports in files, folders and archives; - stands for standard input.

    Read are text, saved pages (HTML, MHTML), PDF, e-mail, RSS and Atom, JSON Lines, JSON and CSV of documents, answers
    of ReliefWeb, web archives (WARC), and ZIP files and folders of these; content tells which, not names. Tables and
    JSON have a text, and id, title, published, outlet and url if known.

    Exit codes: 0 all was read; 1 some inputs were refused (each is named on standard error);
    2 nothing could be read; 130 stopped by Ctrl-C.
    """
    complaints = reports.complaints()
    form = form or ("table" if sys.stdout.isatty() else "jsonl")
    if form == "jsonl":
        _build_gazetteer()
    # On a terminal the tables themselves show that the work goes on.
    with reports.progress(inputs, wanted=not sys.stdout.isatty()) as progress:
        documents = read_inputs(inputs, Defaults(published, outlet), complaints, columns)
        count = (_print_tables if form == "table" else _print_rows)(read_documents(documents, progress))
    return 2 if not count else 1 if complaints.refused else 0


def _build_gazetteer() -> None:
    """Build what spells places in one way, the first time, where somebody sees it."""
    from marsad.cli.gazetteer import building  # noqa: PLC0415 - slow to import, and only rows need it
    from marsad.gazetteer.opening import build_if_missing  # noqa: PLC0415

    try:
        with building() as progress:
            build_if_missing(progress)
    except OSError as error:
        why = f"{error.filename}: {error.strerror}" if error.filename else error.strerror
        click.echo(f"marsad: place_norm stays empty, as the gazetteer cannot be built ({why}).", err=True)


def _print_rows(results: Results) -> int:
    """Print one JSON object a claim; return the number of documents."""
    getattr(sys.stdout, "reconfigure", lambda **_: None)(encoding="utf-8")  # JSON is UTF-8 whatever the terminal is
    count = 0
    for document, claims in results:
        count += 1
        for row in rows_of(document, claims):
            click.echo(json.dumps(row, ensure_ascii=False))
    return count


def _print_tables(results: Results) -> int:
    """Print a table for each document; return the number of documents."""
    from marsad.cli.table import print_tables  # noqa: PLC0415 - rich is slow to import, and only tables need it

    return print_tables(results)
