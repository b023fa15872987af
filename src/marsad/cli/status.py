"""``marsad status``: how much a ledger holds, and whether all is well."""

from collections.abc import Iterator, Mapping

import click

from marsad.cli import ledgers
from marsad.model.bodies import to_body
from marsad.run.contents import Status


@click.command("status")
@ledgers.name_argument
@ledgers.form_option
def status_command(name: str, form: str | None) -> None:
    """Show how much a ledger holds, and how far it is judged."""
    with ledgers.looked_into(name) as contents:
        status = contents.status()
    if ledgers.wants_table(form):
        ledgers.console().print(ledgers.grid(_lines(status)))
    else:
        ledgers.print_rows([to_body(status)])


def _lines(status: Status) -> Iterator[tuple[str, str, str]]:
    counts = status.counts
    yield "ledger", "", f"{status.locator}, {_size(status.size)}"
    undated = f"{status.undated:,} without a day of publication" if status.undated else ""
    gone = f"{status.expunged:,} more taken out" if status.expunged else ""
    yield "documents", f"{counts.documents:,}", "; ".join(filter(None, (undated, gone)))
    yield "claims", f"{counts.claims:,}", _listed(counts.kinds)
    yield "review", "", _listed(counts.statuses)
    yield "judgements", f"{counts.judgements:,}", ""
    yield "raw files", "", _size(counts.raw_bytes)
    stale = "" if status.fresh else "; out of date, `marsad rebuild` renews it"
    yield "derived", "", ledgers.derived(counts.derived) + stale
    yield (
        "log",
        f"{counts.entries:,}",
        f"entries, the last at {status.latest:%Y-%m-%d %H:%M} UTC" if status.latest else "",
    )


def _listed(counts: Mapping[str, int]) -> str:
    """Return "killed 1,902, attack 1,201, ...", the largest first."""
    ordered = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return ", ".join(f"{name} {number:,}" for name, number in ordered if number)


def _size(size: float) -> str:
    for unit in ("bytes", "kB", "MB", "GB"):
        if size < 1000 or unit == "GB":
            break
        size /= 1000
    return f"{size:.0f} {unit}" if unit == "bytes" or size >= 10 else f"{size:.1f} {unit}"
