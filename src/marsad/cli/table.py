"""Claims as a person reads them: what, how many, who to whom, where, when; below it the words, and who said so."""

from collections.abc import Iterable, Iterator

from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from marsad.model import Claim, Document, Polarity, phrases

FIXED = {"what": 12, "figure": 12, "when": 17}
SHARES = {"who": 0.62, "where": 0.38}  # of the width that is left
NARROWEST = 60  # a terminal narrower than this wraps
STYLES = {Polarity.ASSERTED: "bold", Polarity.DENIED: "bold red", Polarity.UNREALISED: "bold yellow"}


def print_tables(results: Iterable[tuple[Document, list[Claim]]]) -> int:
    """Print each document's claims under its headline, and a last line with the totals; return how many documents."""
    console = Console(highlight=False)
    documents = total = 0
    for document, claims in results:
        documents += 1
        total += len(claims)
        for block in _document(document, claims, console.width):
            console.print(block)
    if documents:
        console.print(Text(f"{phrases.count(documents, 'report')}, {phrases.count(total, 'claim')}", "dim"))
    return documents


def _document(document: Document, claims: list[Claim], width: int) -> Iterator[RenderableType]:
    widths = _widths(width)
    yield Text(phrases.headline(document), "bold underline")
    yield Text(phrases.byline(document, len(claims)), "dim")
    if claims:
        yield _line([Text(name, "dim") for name in ("WHAT", "HOW MANY", "WHO → WHOM", "WHERE", "WHEN")], widths)
    for claim, depth in _nested(claims):
        yield _line(_cells(claim, depth), widths)
        yield Padding(_quotation(claim), (0, 0, 0, FIXED["what"] + 1))
    yield Text()


def _widths(width: int) -> list[int]:
    gaps = len(FIXED) + len(SHARES) - 1
    left = max(width, NARROWEST) - sum(FIXED.values()) - gaps
    who = round(left * SHARES["who"])
    return [FIXED["what"], FIXED["figure"], who, left - who, FIXED["when"]]


def _line(cells: list[Text], widths: list[int]) -> Table:
    line = Table.grid(padding=(0, 1, 0, 0))
    for width in widths:
        line.add_column(width=width, overflow="fold")
    line.add_row(*cells)
    return line


def _cells(claim: Claim, depth: int) -> list[Text]:
    return [
        Text("└ " * depth + phrases.what(claim), STYLES[claim.polarity]),
        Text(phrases.figure(claim), "bold cyan"),
        Text(phrases.parties(claim)),
        Text(phrases.name(claim.place)),
        Text(phrases.when(claim.when)),
    ]


def _quotation(claim: Claim) -> Text:
    return Text.assemble((phrases.quotation(claim), "italic dim"), f" — {phrases.credit(claim)}")


def _nested(claims: list[Claim]) -> Iterator[tuple[Claim, int]]:
    """Yield the claims in order, each part of a total right below the total, with its depth."""
    known = {claim.id for claim in claims}
    parts: dict[str, list[Claim]] = {}
    for claim in claims:
        if claim.parent in known and claim.parent != claim.id:
            parts.setdefault(claim.parent, []).append(claim)
    below = {part.id for group in parts.values() for part in group}
    for claim in claims:
        if claim.id not in below:
            yield from _with_parts(claim, parts, 0)


def _with_parts(claim: Claim, parts: dict[str, list[Claim]], depth: int) -> Iterator[tuple[Claim, int]]:
    yield claim, depth
    for part in parts.get(claim.id, []):
        yield from _with_parts(part, parts, depth + 1)
