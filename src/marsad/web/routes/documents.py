"""Documents: what was read, with its claims beside it."""

import re
from collections import defaultdict
from dataclasses import replace
from itertools import chain
from typing import Annotated

from fastapi import APIRouter, Form, Response, UploadFile
from pydantic import BaseModel, Field

from marsad.lexicon import load
from marsad.model import Cause, Judgement, phrases
from marsad.model.claim import BY_HAND
from marsad.model.edits import FIELDS
from marsad.model.review import flags
from marsad.model.snapshot import Snapshot
from marsad.model.state import Review
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults, checked_text
from marsad.read.found import Found
from marsad.run.paging import PAGE, every
from marsad.run.reviewed import shifted
from marsad.run.veil import covered, private_names
from marsad.store import base as store
from marsad.store.base import KeptClaim, KeptDocument
from marsad.web.cards import veiled
from marsad.web.desk import LONGEST, Desk, published
from marsad.web.graphic import graphic
from marsad.web.highlight import Mark, paragraphs
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row, rows_reply
from marsad.web.routes.asked import AtDesk, Filters, day
from marsad.web.routes.claims import choices, judgement_row
from marsad.web.security import SNAPSHOT_POLICY
from marsad.web.uploads import pasted, uploaded

router = APIRouter()
LISTED = 25  # on a page: how far the review of each is has to be counted
MOST = 2000  # claims of one document; a book has fewer
COPIES = 20  # documents of much the same text that are named


@screen(router, "/documents", "documents")
def documents(desk: AtDesk, asked: Filters) -> Row:
    """Documents as they came in, newest first, each with how far its review is."""
    desk.looks.at_hand()  # which knows the names that titles do not show
    page = desk.store.documents(asked.query(order=store.Order.NEWEST), after=asked.next, limit=min(asked.limit, LISTED))
    rows = [{**document_row(desk, kept), **_review(desk, kept)} for kept in page.items]
    return {**rows_reply(rows, page.next, asked.url("/documents")), "filters": asked.filters()}


@router.get("/api/v1/documents")
def documents_api(desk: AtDesk, asked: Filters) -> Row:
    """Return documents, newest first."""
    page = desk.store.documents(asked.query(order=store.Order.NEWEST), after=asked.next, limit=asked.limit)
    return rows_reply([document_row(desk, kept) for kept in page.items], page.next, asked.url("/api/v1/documents"))


class Paste(BaseModel):
    """A report as text."""

    text: str = Field(min_length=1, max_length=5_000_000)
    title: str = Field("", max_length=500)
    outlet: str = Field("", max_length=200)
    published: str = Field("", max_length=10)


@screen(router, "/add", "add")
def add(desk: AtDesk) -> Row:
    """The way in for further reports."""
    return {"documents": desk.counts().documents}


@router.post("/api/v1/documents")
def add_text(desk: AtDesk, body: Paste) -> Row:
    """Read a report given as text, and keep it with its claims."""
    refusals: list[str] = []
    defaults = Defaults(day("published", body.published), body.outlet.strip())
    return _added(desk, [pasted(checked_text(body.text), body.title.strip(), defaults)], refusals)


@router.post("/api/v1/documents/files")
def add_files(
    desk: AtDesk, file: list[UploadFile], outlet: Annotated[str, Form()] = "", published: Annotated[str, Form()] = ""
) -> Row:
    """Read files of any kind that `marsad add` takes, and keep what they hold with its claims."""
    refusals: list[str] = []
    defaults = Defaults(day("published", published), outlet.strip())
    return _added(desk, list(uploaded(file, defaults, Complaints(refusals.append))), refusals)


def _added(desk: Desk, found: list[Found], refusals: list[str]) -> Row:
    addition = desk.ledger.add(found, tell=refusals.append)
    kept = [item.document.id for item in found]
    return {
        "ok": True,
        "documents": addition.documents,
        "claims": addition.claims,
        "known": addition.known,
        "refused": refusals,
        "ids": kept[:100],
    }


@router.get("/documents/{document_id:path}/snapshot", include_in_schema=False)
def snapshot(desk: AtDesk, document_id: str) -> Response:
    """Return the bytes as they were found, in a sandbox: no scripts, no requests, no forms."""
    shot, raw = _raw(desk, document_id)
    shown = shot.media_type if shot.media_type in {"text/html", "application/xhtml+xml"} else "text/plain"
    headers = {"content-security-policy": SNAPSHOT_POLICY, "content-disposition": "inline"}
    return Response(raw, media_type="text/html" if shown != "text/plain" else shown, headers=headers)


@router.get("/documents/{document_id:path}/raw", include_in_schema=False)
def raw(desk: AtDesk, document_id: str) -> Response:
    """Return the bytes as they were found, to be saved and not shown; the file is named by its content."""
    shot, content = _raw(desk, document_id)
    headers = {
        "content-security-policy": SNAPSHOT_POLICY,
        "content-disposition": f'attachment; filename="{shot.sha256}"',
    }
    return Response(content, media_type="application/octet-stream", headers=headers)


@screen(router, "/documents/{document_id:path}", "document")
def document(desk: AtDesk, document_id: str) -> Row:
    """One document: its text, cut where quotations begin and end, and its claims in the order of the text."""
    kept = _document(desk, document_id)
    found = desk.store.claims(store.Query(document=document_id, superseded=True), limit=MOST).items
    ordered = sorted(found, key=lambda item: item.claim.evidence[0].span)
    rows = _noted(desk, kept, ordered)
    marks = [Mark(item["start"], item["end"], row["number"], row["id"]) for row in rows for item in row["evidence"]]
    judged = sum(item.state.status is not Review.OPEN for item in ordered)
    private = desk.private(document_id, ordered)
    named = set(chain.from_iterable(private_names(item.claim) for item in ordered))
    lines = paragraphs(covered(kept.document.text, private), marks)
    about = {**document_row(desk, kept), **_about(kept), **_dates(ordered)}
    about |= {"stage": stage_of(kept, judged, len(rows)), "copies": _copies(desk, document_id)}
    return {
        "document": veiled(about, private),
        "paragraphs": lines,
        "graphic": [graphic("".join(piece.text for piece in line)) for line in lines],
        "claims": rows,
        "names": {"private": len(named), "shown": document_id in desk.revealed},
        "progress": {"judged": judged, "all": len(rows)},
        "choices": choices(),
        "taken_out": _taken_out(desk, kept),
    }


class ByHand(BaseModel):
    """Words of the document, by their code points or, where they stand there once, as they are printed; and fields."""

    start: int | None = Field(None, ge=0)
    end: int | None = Field(None, ge=0)
    words: str = Field("", max_length=5000)
    fields: dict[str, str] = Field(max_length=len(FIELDS))


@router.post("/api/v1/documents/{document_id:path}/claims")
def claim_by_hand(desk: AtDesk, document_id: str, body: ByHand) -> Row:
    """Keep a claim that the analyst makes of words of a document; its origin names the analyst."""
    kept = _document(desk, document_id)
    made = desk.claim_by_hand(document_id, _words(kept.document.text, body), body.fields)
    return {"ok": True, "row": desk.card(made), "undo": desk.undo_says(), "says": "Claim added."}


def _words(text: str, body: ByHand) -> tuple[int, int]:
    """Return where the words stand. Raise `Problem` 422 where they do not, or more than once."""
    if body.start is not None and body.end is not None:
        return body.start, body.end
    wanted = r"\s+".join(re.escape(word) for word in body.words.split())
    found = list(re.finditer(wanted, text)) if wanted else []
    if len(found) != 1:
        says = f"stand {len(found)} times in it; give more of them" if found else "do not stand in it so"
        raise Problem(422, f"The words are to be those of the report; “{body.words[:60]}” {says}.")
    return found[0].span()


class Names(BaseModel):
    """Whether names of private persons in a document are to be seen."""

    show: bool


@router.post("/api/v1/documents/{document_id:path}/names")
def reveal(desk: AtDesk, document_id: str, body: Names) -> Row:
    """Show names of private persons in a document while this desk runs, which the log keeps; or cover them again."""
    _document(desk, document_id)
    desk.reveal(document_id, show=body.show)
    says = "Names are shown; the log keeps that you looked." if body.show else "Names are covered."
    return {"ok": True, "undo": desk.undo_says(), "says": says}


class Published(BaseModel):
    """The day of publication that a person settled."""

    value: str = Field(max_length=10, pattern=r"^\d{4}-\d{2}-\d{2}$")
    if_version: str | None = Field(None, max_length=10, description="the day that was seen there, empty for none")


@router.post("/api/v1/documents/{document_id:path}/published")
def set_published(desk: AtDesk, document_id: str, body: Published) -> Row:
    """Set the day of publication; times counted from it are read anew. 409 where somebody set it since `if_version`."""
    _document(desk, document_id)
    settled = day("value", body.value)
    desk.set_published(document_id, body.value, body.if_version)
    return {
        "ok": True,
        "undo": desk.undo_says(),
        "says": f"Published on {phrases.day(settled)}; dates were counted anew.",
    }


class Expunge(BaseModel):
    """Why the content of a document is taken out: for what cause, and who asked for it."""

    cause: Cause
    reason: str = Field(min_length=1, max_length=LONGEST)


@router.post("/api/v1/documents/{document_id:path}/expunge")
def expunge(desk: AtDesk, document_id: str, body: Expunge) -> Row:
    """Take out for good what a document, and every other of its text, says; its hash and the reason stay."""
    _document(desk, document_id)
    ids = desk.expunge(document_id, body.cause, body.reason)
    return {"ok": True, "ids": ids, "undo": desk.undo_says(), "says": "Taken out. Its hash and the reason stay."}


def document_row(desk: Desk, kept: KeptDocument) -> Row:
    """Return a document as lists show it."""
    document = kept.document
    known, gone = published(kept) or None, kept.state.status is Review.EXPUNGED
    return {
        "id": document.id,
        "title": desk.title(document),
        "outlet": document.outlet,
        "published": known,
        "locator": document.locator,
        "added": kept.added.isoformat(timespec="seconds"),
        "needs_date": known is None and not gone,
        "revises": kept.revises,
        "revised_by": kept.revised_by,
        "expunged": gone,
    }


def stage_of(kept: KeptDocument, judged: int, claims: int) -> str:
    """Return how far a document is: nobody looked for claims, nobody judged them, some did, all are judged; or gone."""
    if kept.state.status is Review.EXPUNGED:
        return "expunged"
    if not kept.origins:
        return "new"
    if judged < claims:
        return "in_review" if judged else "extracted"
    return "done"


def _taken_out(desk: Desk, kept: KeptDocument) -> Row | None:
    """Return by whom, when and why the content was taken out; None where it is there."""
    said = desk.store.judgements_named([kept.state.last]) if kept.state.status is Review.EXPUNGED else []
    return judgement_row(said[0]) if said else None


def _noted(desk: Desk, document: KeptDocument, claims: list[KeptClaim]) -> list[Row]:
    """Return the rows of claims with the fields that somebody flagged as wrong, and what changed under judged ones."""
    names = [kept.claim.id for kept in claims]
    said: dict[str, list[Judgement]] = defaultdict(list)
    for each in every(lambda after: desk.store.judgements(names, after=after, limit=PAGE)) if names else ():
        said[each.subject].append(each)
    notes = [
        {
            "flagged": [field for field, one in flags(said[kept.claim.id]).items() if one.value == "wrong"],
            "stale": _stale(kept, document, said[kept.claim.id]),
        }
        for kept in claims
    ]
    return [row | note for row, note in zip(desk.cards(claims), notes, strict=True)]


def _stale(kept: KeptClaim, document: KeptDocument, said: list[Judgement]) -> str:
    """Say what changed since a person judged a claim; nothing where nothing did."""
    read = [origin for origin in document.origins if not origin.startswith(BY_HAND)]
    if not kept.claim.by_hand and read and kept.claim.origin != read[-1]:
        return "not in the last reading"
    fields = load("desk/words.yml")["fields"]
    names = " and ".join(f"“{fields[slot].lower()}”" for slot in shifted(kept, said))
    return f"{names} taken otherwise than when it was accepted" if names else ""


def _copies(desk: Desk, document_id: str) -> list[Row]:
    """Return the documents that print much the same text, the one that had it first before others."""
    look = desk.looks.at_hand()
    known = look.sums.copies if look else {}
    if (copy := known.get(document_id)) is None:
        return []
    group = [each for each in known.values() if each.original == copy.original and each.document_id != document_id]
    group.sort(key=lambda each: (each.document_id != copy.original, each.document_id))
    return [
        {**document_row(desk, kept), "overlap": each.overlap, "first": each.document_id == copy.original}
        for each in group[:COPIES]
        if (kept := desk.store.document(each.document_id))
    ]


def _about(kept: KeptDocument) -> Row:
    return {
        "set_by_hand": "published" in kept.state.edits,
        "origins": [origin for origin in kept.origins if not origin.startswith(BY_HAND)],
        "language": "en",
        "snapshots": [
            {
                "sha256": shot.sha256,
                "size": shot.size,
                "media_type": shot.media_type,
                "retrieved": shot.retrieved.isoformat(timespec="seconds"),
                "warnings": list(shot.warnings),
            }
            for shot in kept.snapshots
        ],
    }


def _dates(claims: list[KeptClaim]) -> Row:
    """Return which claims wait for the day of publication, or how the day settled their times."""
    waiting = [item.claim.when.text for item in claims if item.claim.when and item.claim.when.unresolved]
    dated = {
        f"“{phrases.plain(item.claim.when.text)}” is {phrases.when(item.claim.when)}"
        for item in claims
        if item.claim.when and item.claim.when.basis.value == "relative"
    }
    quoted = [f"“{phrases.plain(text)}”" for text in dict.fromkeys(waiting)]
    return {"waiting": len(waiting), "waits_for": " or ".join(quoted[:4]), "dated": sorted(dated)}


def _review(desk: Desk, kept: KeptDocument) -> Row:
    here = store.Query(document=kept.document.id)
    waiting = replace(here, statuses=(Review.OPEN,))
    many, left = desk.store.count("claim", here), desk.store.count("claim", waiting)
    return {"claims": many, "waiting": left, "stage": stage_of(kept, many - left, many)}


def _document(desk: Desk, document_id: str) -> KeptDocument:
    kept = desk.store.document(document_id)
    if kept is None:
        raise Problem(404, f"There is no document {document_id[:60]} in this ledger.")
    return kept


def _raw(desk: Desk, document_id: str) -> tuple[Snapshot, bytes]:
    kept = _document(desk, document_id)
    for shot in reversed(kept.snapshots):
        content = desk.store.raw(shot.sha256)
        if content is not None:
            return shot, content
    if kept.state.status is Review.EXPUNGED:
        raise Problem(404, "The content of this document was taken out; its page says why.")
    raise Problem(404, "No bytes were kept of this document, or they were taken out with another report.")
