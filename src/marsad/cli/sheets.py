"""Documents, claims and judgements as people read them on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from rich.console import RenderableType
from rich.padding import Padding
from rich.text import Text

from marsad.cli.ledgers import console, grid, short
from marsad.cli.marked import marked
from marsad.model import Claim, Judgement, Mention, Resolution, Verdict, phrases
from marsad.model.rows import NAMES
from marsad.model.state import Review, undone
from marsad.run.reviewed import reviewed
from marsad.store import KeptClaim, KeptDocument

Told = Iterable[tuple[str, str]]
"""What a claim is part of, and that in words."""

INDENT = (0, 0, 0, 4)
STYLES = {
    Review.OPEN: "dim",
    Review.ACCEPTED: "green",
    Review.EDITED: "green",
    Review.REJECTED: "strike dim",
    Review.DEFERRED: "yellow",
    Review.EXPUNGED: "strike dim",
}


def print_claims(found: Iterable[KeptClaim]) -> int:
    """Print claims, each with its id, its fields on one line, and its words; return how many."""
    return _print(_entry(kept, short(kept.claim.id)) for kept in found)


def print_documents(found: Iterable[KeptDocument]) -> int:
    """Print documents, each with its headline, outlet, day and id; return how many."""
    return _print(_heading(kept, short(kept.document.id)) for kept in found)


def print_document(kept: KeptDocument, claims: Sequence[KeptClaim], judgements: Sequence[Judgement]) -> None:
    """Print a report with its quotations marked, then its claims, numbered as they are marked."""
    text = [Text(), marked(kept.document.text, [each.claim for each in claims]), Text()] if kept.document.text else []
    entries = (_entry(each, f"{number:>2} {short(each.claim.id)}") for number, each in enumerate(claims, 1))
    _print([_heading(kept, kept.document.id), text, *entries, _history(judgements)])


def print_claim(kept: KeptClaim, readings: Sequence[Claim], told: Told, judgements: Sequence[Judgement]) -> None:
    """Print a claim's words, its fields with their reasons, who and where that is, and what people said of it.

    `told` says what follows from it.
    """
    claim = reviewed(kept)
    others = [Padding(Text(f"“{phrases.plain(item.quote)}”", "italic dim"), INDENT) for item in claim.evidence[1:]]
    fields = grid(_fields(claim, kept), styles=("dim",))
    about = grid(_about(kept, readings, told), styles=("dim",))
    _print([_entry(kept, claim.id), others, [Text(), fields, Text(), about], _history(judgements)])


def _print(blocks: Iterable[Iterable[RenderableType]]) -> int:
    out = console()
    count = 0
    for block in blocks:
        count += 1
        for part in block:
            out.print(part)
    return count


def _heading(kept: KeptDocument, name: str) -> Iterator[RenderableType]:
    document, edits = kept.document, kept.state.edits
    yield Text(phrases.headline(document), "bold underline")
    day = phrases.day(document.published) or "no date of publication"
    if "published" in edits:
        day = f"{edits['published']} (set by a person; printed: {day})"
    by = f"revised by {kept.revised_by}" if kept.revised_by else f"revises {kept.revises}" if kept.revises else ""
    yield Text(" · ".join(filter(None, (name, phrases.plain(document.outlet), day, document.locator, by))), "dim")
    if kept.state.status is Review.EXPUNGED:
        yield Text("! What it said was taken out; its hash stays.", "yellow")
    for warning in dict.fromkeys(warning for snapshot in kept.snapshots for warning in snapshot.warnings):
        yield Text(f"! {phrases.plain(warning)}", "yellow")


def _entry(kept: KeptClaim, name: str) -> Iterator[RenderableType]:
    """The claim's id and fields on one line, and its fullest quotation with its source below."""
    claim, status = reviewed(kept), kept.state.status
    said = " · ".join(filter(None, _summary(claim)))
    yield Text.assemble((name, "cyan"), "  ", said, ("" if status is Review.OPEN else f"  {status}", STYLES[status]))
    yield Padding(Text.assemble((phrases.quotation(claim), "italic dim"), f" — {phrases.credit(claim)}"), INDENT)


def _summary(claim: Claim) -> Iterator[str]:
    yield phrases.what(claim).replace("\n", " ")
    yield phrases.figure(claim).replace("\n", " ")
    yield phrases.parties(claim)
    yield phrases.name(claim.place)
    yield phrases.when(claim.when)


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


def _history(judgements: Sequence[Judgement]) -> Iterator[RenderableType]:
    """What people said, oldest first; what was undone is struck through."""
    if not judgements:
        return
    gone = undone(judgements)
    yield Text("\nJudgements", "bold")
    for each in judgements:
        yield Text(judgement_line(each), "strike dim" if each.id in gone else "")


def judgement_line(judgement: Judgement) -> str:
    """Return one judgement on one line: its id, when, who, what, and why."""
    value = "" if judgement.verdict is Verdict.ACCEPT else judgement.value  # which is for programs
    what = " ".join(filter(None, (judgement.verdict, judgement.field, value, judgement.other)))
    why = f"({judgement.reason})" if judgement.reason else ""
    parts = (judgement.id, f"{judgement.at:%Y-%m-%d %H:%M}", judgement.by, what, why)
    return phrases.plain("  ".join(filter(None, parts)))
