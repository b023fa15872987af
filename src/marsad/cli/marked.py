"""A report with the words that its claims quote marked in it."""

from collections.abc import Iterable, Sequence

from rich.text import Text

from marsad.model import Claim

OPENING, CLOSING = "⟦", "⟧"


def marked(text: str, claims: Sequence[Claim]) -> Text:
    """Return `text` with brackets around each quotation, behind it the numbers of the claims (from 1) that it is of."""
    numbers: dict[tuple[int, int], list[int]] = {}
    for number, claim in enumerate(claims, 1):
        for item in claim.evidence:
            numbers.setdefault((item.span.start, item.span.end), []).append(number)
    made = Text()
    at = depth = 0
    for place, closes, _, said in sorted(_brackets(numbers)):
        made.append(_plain(text[at:place]), "bold" if depth else "")
        made.append(said, "cyan")
        at, depth = place, depth - 1 if closes == 0 else depth + 1
    made.append(_plain(text[at:]))
    return made


def _brackets(numbers: dict[tuple[int, int], list[int]]) -> Iterable[tuple[int, int, int, str]]:
    """Brackets in their order: at one place inner ones close first, and outer ones open first."""
    for (start, end), found in numbers.items():
        yield start, 1, -end, OPENING
        yield end, 0, -start, CLOSING + ",".join(map(str, found))


def _plain(text: str) -> str:
    """The text without characters that would steer a terminal; lines stay lines."""
    return "".join(character if character.isprintable() or character == "\n" else " " for character in text)
