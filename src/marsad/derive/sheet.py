"""All there is of one event: its claims side by side, each with what became of its figure."""

from dataclasses import dataclass

from marsad.derive.dossier import Dossier
from marsad.derive.shares import mismatches
from marsad.model import Event, Figure, Known, Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One claim of an event, whom it goes back to, whether a figure uses it, and else why not ("": it has none)."""

    known: Known
    origins: tuple[Origin, ...]
    used: bool
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """An event, its figures, its claims in order of publication, and where figures do not add up, in sentences."""

    event: Event
    figures: tuple[Figure, ...]
    lines: tuple[Line, ...]
    mismatches: tuple[str, ...]


def sheet(event: Event, dossier: Dossier) -> Sheet:
    """Return all there is of an event of the dossier."""
    figures = dossier.figures[event.id]
    used = {claim_id for figure in figures for claim_id in figure.used}
    aside = {each.claim_id: each.because for figure in figures for each in figure.set_aside}
    lines = tuple(
        Line(
            known=dossier.claims[claim_id],
            origins=dossier.origins.get(claim_id, ()),
            used=claim_id in used,
            because=aside.get(claim_id, ""),
        )
        for claim_id in event.claim_ids
        if claim_id in dossier.claims
    )
    return Sheet(event=event, figures=figures, lines=lines, mismatches=mismatches(figures))
