"""One event as people read it on a terminal."""

from collections.abc import Iterator

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.cli.ledgers import console, grid, short
from marsad.derive import wording
from marsad.derive.dossier import Dossier
from marsad.derive.sheet import Line, Sheet
from marsad.model import Figure, Link, phrases

INDENT = (0, 0, 0, 4)


def print_sheet(found: Sheet, dossier: Dossier) -> None:
    """Print an event: what, when and where, how well attested, its figures with their rules, its claims, its links."""
    out = console()
    for part in (*_head(found, dossier), *_figures(found, dossier), *_claims(found), *_links(found.event.links)):
        out.print(part)


def _head(found: Sheet, dossier: Dossier) -> Iterator[RenderableType]:
    event = found.event
    yield Text(f"{wording.deed(event)}, {wording.where(event)}, {wording.days(event)}", "bold underline")
    yield Text(event.id, "dim")
    about = [
        ("by", wording.parties(event.actors, dossier.sides)),
        ("against", wording.against(event, dossier.sides)),
        ("grade", f"{event.grade}: {'; '.join(event.grade_because)}"),
    ]
    yield grid([row for row in about if row[1]], styles=("dim",))


def _figures(found: Sheet, dossier: Dossier) -> Iterator[RenderableType]:
    if found.figures:
        yield Text("\nFigures", "bold")
        yield grid([_figure(figure, dossier) for figure in found.figures], styles=("bold cyan",))
    yield from (Text(f"! {sentence}", "yellow") for sentence in found.mismatches)


def _figure(figure: Figure, dossier: Dossier) -> tuple[str, str]:
    used = ", ".join(short(claim_id) for claim_id in figure.used)
    return wording.counted(figure, dossier.sides), f"{figure.rule}{used and f' ({used})'}"


def _claims(found: Sheet) -> Iterator[RenderableType]:
    yield Text("\nClaims", "bold")
    for line in found.lines:
        yield Text.assemble((short(line.known.claim.id), "cyan"), "  ", _said(line))
        yield Padding(Text(phrases.quotation(line.known.claim), "italic dim"), INDENT)


def _said(line: Line) -> str:
    claim = line.known.claim
    fate = "sets a figure" if line.used else line.because
    published = phrases.day(line.known.published) or "undated"
    names = ", ".join(origin.label for origin in line.origins)
    what = (
        phrases.what(claim),
        phrases.figure(claim),
        phrases.parties(claim),
        names,
        line.known.outlet,
        published,
        fate,
    )
    return phrases.plain(" · ".join(filter(None, what)))


def _links(links: tuple[Link, ...]) -> Iterator[RenderableType]:
    if links:
        yield Text("\nWhy these are one event", "bold")
    for link in links:
        decided = f", decided by {link.judgement_id}" if link.judgement_id else ""
        yield Text.assemble(
            (f"{short(link.left)} – {short(link.right)}", "cyan"),
            f"  {link.score:+.1f}{decided}: {'; '.join(link.because)}",
        )
