"""A document or a claim with all that is known of it, as people read it on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.text import Text

from marsad.cli import sheets
from marsad.cli.ledgers import console, grid, short
from marsad.cli.lines import Part, put
from marsad.cli.marked import marked
from marsad.model import Claim, Judgement, Mention, Resolution, phrases
from marsad.model.rows import NAMES
from marsad.run.reviewed import reviewed
from marsad.store import KeptClaim, KeptDocument

Told = Iterable[tuple[str, str]]
"""What a claim is part of, and that in words."""


def print_document(kept: KeptDocument, claims: Sequence[KeptClaim], judgements: Sequence[Judgement]) -> None:
    """Print a report with its quotations marked, then its claims, numbered as they are marked."""
    sheets.print_heading(kept, kept.document.id)
    if kept.document.text:
        console().print(Text(), marked(kept.document.text, [each.claim for each in claims]), Text(), sep="\n")
    for number, each in enumerate(claims, 1):
        sheets.print_entry(each, f"{number:>2} {short(each.claim.id)}")
    sheets.print_history(judgements)


def print_claim(kept: KeptClaim, readings: Sequence[Claim], told: Told, judgements: Sequence[Judgement]) -> None:
    """Print a claim's words, its fields with their reasons, who and where that is, and what people said of it.

    `told` says what follows from it.
    """
    claim = reviewed(kept)
    sheets.print_entry(kept, claim.id)
    for item in claim.evidence[1:]:
        put(Part(f"“{phrases.plain(item.quote)}”", "italic dim"), indent=sheets.INDENT)
    for rows in (_fields(claim, kept), _about(kept, readings, told)):
        console().print(Text(), grid(rows, styles=("dim",)), sep="\n")
    sheets.print_history(judgements)


def _fields(claim: Claim, kept: KeptClaim) -> Iterator[tuple[str, Text]]:
    """The fields that hold something: value, the words that it was read from and why, and who or where that is."""
    because = {reason.slot: reason.because for reason in claim.reasons}
    said: dict[str, tuple[str, str]] = {
        "kind": (phrases.what(claim), ""),
        **{slot: _mention(getattr(claim, slot)) for slot in NAMES},
        "time": (phrases.when(claim.when), claim.when.text if claim.when else ""),
        "number": (phrases.figure(claim), claim.quantity.text if claim.quantity else ""),
    }
    for field, (value, words) in said.items():
        if value:
            printed = f"“{phrases.plain(words)}”" if words else ""
            why = ": ".join(filter(None, (printed, because.get(field, ""))))
            lines = [Text(phrases.plain(value)), *([Text(why, "dim")] if why else []), *_identity(field, kept)]
            yield field, Text("\n").join(lines)


def _mention(mention: Mention | None) -> tuple[str, str]:
    return (mention.name, mention.text) if mention else ("", "")


def _identity(slot: str, kept: KeptClaim) -> Iterator[Text]:
    """Who or where that is: a person's word, or else what it was taken to be, and what else was weighed."""
    if resolution := kept.resolutions.get(slot):
        yield Text.assemble(("= ", "cyan"), _known(resolution), (f": {resolution.because}", "dim"))
        for candidate in resolution.candidates:
            if candidate.id not in resolution.entities:
                weighed = f"{candidate.name} ({candidate.id}), {candidate.score:.2f}: {candidate.because}"
                yield Text(phrases.plain(f"  or {weighed}"), "dim")


def _known(resolution: Resolution) -> str:
    names = {candidate.id: f"{candidate.name} ({candidate.id})" for candidate in resolution.candidates}
    if resolution.place and not names:
        names = {resolution.place.id: f"{resolution.place.name} ({resolution.place.id})"}
    return ", ".join(names.get(entity, entity) for entity in resolution.entities) or "not known"


def _about(kept: KeptClaim, readings: Sequence[Claim], told: Told) -> Iterator[tuple[str, str]]:
    yield "document", kept.claim.document_id
    yield "read by", ", ".join(reading.origin for reading in readings)
    for field, value in kept.state.edits.items():
        yield "edited", f"{field} is “{value}”"
    yield from told
