"""Claims, documents and judgements as people read them on a terminal."""

from collections.abc import Iterable, Iterator, Sequence

from marsad.cli.ledgers import short
from marsad.cli.lines import Part, put
from marsad.model import Claim, Judgement, Verdict, phrases
from marsad.model.state import Review, undone
from marsad.run.reviewed import reviewed
from marsad.store import KeptClaim, KeptDocument

INDENT = 4
STYLES = {
    Review.OPEN: "dim",
    Review.ACCEPTED: "green",
    Review.EDITED: "green",
    Review.REJECTED: "strikethrough dim",
    Review.DEFERRED: "yellow",
    Review.EXPUNGED: "strikethrough dim",
}


def print_claims(found: Iterable[KeptClaim]) -> int:
    """Print claims, each with its id, its fields on one line, and its words; return how many."""
    count = 0
    for kept in found:
        print_entry(kept, short(kept.claim.id))
        count += 1
    return count


def print_documents(found: Iterable[KeptDocument]) -> int:
    """Print documents, each with its headline, outlet, day and id; return how many."""
    count = 0
    for kept in found:
        print_heading(kept, short(kept.document.id))
        count += 1
    return count


def print_heading(kept: KeptDocument, name: str) -> None:
    """Print a document's headline, where it is from, and what to mind about it."""
    document, edits = kept.document, kept.state.edits
    put(Part(phrases.headline(document), "bold underline"))
    day = phrases.day(document.published) or "no date of publication"
    if "published" in edits:
        day = f"{edits['published']} (set by a person; printed: {day})"
    by = f"revised by {kept.revised_by}" if kept.revised_by else f"revises {kept.revises}" if kept.revises else ""
    told = (name, phrases.plain(document.outlet), day, phrases.plain(document.locator), by)
    put(Part(" · ".join(filter(None, told)), "dim"))
    if kept.state.status is Review.EXPUNGED:
        put(Part("! What it said was taken out; its hash stays.", "yellow"))
    for warning in dict.fromkeys(warning for snapshot in kept.snapshots for warning in snapshot.warnings):
        put(Part(f"! {phrases.plain(warning)}", "yellow"))


def print_entry(kept: KeptClaim, name: str) -> None:
    """Print a claim's id and fields on one line, and its fullest quotation with its source below."""
    claim, status = reviewed(kept), kept.state.status
    said = " · ".join(filter(None, _summary(claim)))
    put(Part(name, "cyan"), "  ", said, Part("" if status is Review.OPEN else f"  {status}", STYLES[status]))
    put(Part(phrases.quotation(claim), "italic dim"), f" — {phrases.credit(claim)}", indent=INDENT)


def _summary(claim: Claim) -> Iterator[str]:
    yield phrases.what(claim).replace("\n", " ")
    yield phrases.figure(claim).replace("\n", " ")
    yield phrases.parties(claim)
    yield phrases.name(claim.place)
    yield phrases.when(claim.when)


def print_history(judgements: Sequence[Judgement]) -> None:
    """Print what people said, oldest first; what was undone is struck through."""
    if not judgements:
        return
    gone = undone(judgements)
    put()
    put(Part("Judgements", "bold"))
    for each in judgements:
        put(Part(judgement_line(each), "strikethrough dim" if each.id in gone else ""))


def judgement_line(judgement: Judgement) -> str:
    """Return one judgement on one line: its id, when, who, what, and why."""
    value = "" if judgement.verdict is Verdict.ACCEPT else judgement.value  # which is for programs
    what = " ".join(filter(None, (judgement.verdict, judgement.field, value, judgement.other)))
    why = f"({judgement.reason})" if judgement.reason else ""
    parts = (judgement.id, f"{judgement.at:%Y-%m-%d %H:%M}", judgement.by, what, why)
    return phrases.plain("  ".join(filter(None, parts)))
