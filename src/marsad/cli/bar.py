"""A progress bar for long work, on standard error."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn, TimeRemainingColumn

from marsad.model import Document
from marsad.run import pipeline


@contextmanager
def bar(total: int | None) -> Iterator[pipeline.Progress]:
    """Show a bar of `total` documents (None: not known) and give what moves it by one."""
    columns = (TextColumn("reading"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(), TimeRemainingColumn())
    # Standard output is left alone: it may be a pipe, and its lines belong there.
    with Progress(*columns, console=Console(stderr=True), redirect_stdout=False, transient=True) as progress:
        task = progress.add_task("reading", total=total)

        def advance(_document: Document) -> None:
            progress.advance(task)

        yield advance
