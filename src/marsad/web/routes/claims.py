"""Claims: lists of them, one of them, and what people say of them."""

from typing import Literal

from fastapi import APIRouter
from pydantic import BaseModel, Field

from marsad.lexicon import load
from marsad.model import Verdict
from marsad.model.edits import CHANGES, FIELDS, KINDS, METHODS, edited, parse
from marsad.model.quantity import Hedge
from marsad.model.review import flags
from marsad.model.rows import to_row
from marsad.run.reviewed import reviewed
from marsad.store.base import KeptClaim
from marsad.web.cards import veiled
from marsad.web.desk import LONGEST, Desk
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row, rows_reply
from marsad.web.routes.asked import Asked, AtDesk, Filters, claims_query

router = APIRouter()

VERDICTS = {
    "accept": Verdict.ACCEPT,
    "reject": Verdict.REJECT,
    "defer": Verdict.DEFER,
    "reopen": Verdict.REOPEN,
}
BULK = 1000  # claims that one decision may judge
AROUND = 260  # characters of a paragraph that are shown before and after a quotation


class Decision(BaseModel):
    """One verdict of one claim. `if_version` is the version that the analyst saw."""

    decision: Literal["accept", "reject", "defer", "reopen"]
    reason: str = Field("", max_length=60)
    comment: str = Field("", max_length=LONGEST)
    if_version: str | None = Field(None, max_length=60)


class Edit(BaseModel):
    """New values of fields, as text; "" empties one."""

    fields: dict[str, str] = Field(max_length=len(FIELDS))
    comment: str = Field("", max_length=LONGEST)
    if_version: str | None = Field(None, max_length=60)


class Correction(BaseModel):
    """What a name in a slot stands for: ids of entities."""

    slot: Literal["source", "via", "actor", "target", "place"]
    entities: list[str] = Field(max_length=8)
    if_version: str | None = Field(None, max_length=60)


class Flag(BaseModel):
    """Whether a field looks right; "" takes a flag away."""

    field: str = Field(max_length=20)
    value: Literal["right", "wrong", ""]
    comment: str = Field("", max_length=LONGEST)
    if_version: str | None = Field(None, max_length=60, description="id of the flag seen there, empty for none")


class Bulk(BaseModel):
    """One verdict of all claims that a filter finds, which must be as many as the analyst saw."""

    filter: Asked
    expect_count: int = Field(ge=1, le=BULK)
    decision: Literal["accept", "reject", "defer", "reopen"]
    reason: str = Field("", max_length=60)
    comment: str = Field("", max_length=LONGEST)


@router.get("/api/v1/claims")
def claims_api(desk: AtDesk, asked: Filters) -> Row:
    """Return claims in the order in which they were read."""
    page = desk.store.claims(claims_query(desk, asked), after=asked.next, limit=asked.limit)
    return rows_reply(desk.cards(page.items), page.next, asked.url("/api/v1/claims"))


@router.post("/api/v1/claims/bulk")
def bulk(desk: AtDesk, body: Bulk) -> Row:
    """Judge all claims of a filter; refused with 409 where they are not as many as expected."""
    query = claims_query(desk, body.filter)
    found = desk.store.count("claim", query)
    if found != body.expect_count:
        raise Problem(409, f"The filter now finds {found} claims, not {body.expect_count}; look again.", count=found)
    claims = desk.store.claims(query, limit=BULK).items
    desk.judge_all(claims, VERDICTS[body.decision], _reason(body))
    return {"ok": True, "count": found, "undo": desk.undo_says(), "says": f"{found} claims: {body.decision}."}


@router.post("/api/v1/claims/{claim_id}/decision")
def decide(desk: AtDesk, claim_id: str, body: Decision) -> Row:
    """Judge one claim; 409 with the claim as it is where somebody judged it since `if_version`."""
    verdict: Row = {"verdict": VERDICTS[body.decision], "reason": _reason(body)}
    return _reply(desk, desk.judge(claim_id, [verdict], body.if_version))


@router.patch("/api/v1/claims/{claim_id}")
def edit(desk: AtDesk, claim_id: str, body: Edit) -> Row:
    """Change fields of a claim; what was read stays on record beside it."""
    kept = desk.claim(claim_id)
    changed = _changed(kept, body.fields)
    if not changed:
        raise Problem(422, "Nothing was changed; change a field or accept the claim as it is.")
    verdicts: list[Row] = [
        {"verdict": Verdict.EDIT, "field": field, "value": value, "reason": body.comment}
        for field, value in changed.items()
    ]
    return _reply(desk, desk.judge(claim_id, verdicts, body.if_version))


@router.post("/api/v1/claims/{claim_id}/correction")
def correct(desk: AtDesk, claim_id: str, body: Correction) -> Row:
    """Say what a name in a claim stands for: a place, parties, a speaker; nothing where it is none that is known."""
    verdict: Row = {"verdict": Verdict.CORRECT, "field": body.slot, "value": ",".join(body.entities)}
    return _reply(desk, desk.judge(claim_id, [verdict], body.if_version))


@router.post("/api/v1/claims/{claim_id}/flag")
def flag(desk: AtDesk, claim_id: str, body: Flag) -> Row:
    """Flag a field of a claim as right or wrong, for whoever reads it next; the claim stays as it is.

    409 where somebody flagged the field since `if_version`.
    """
    said: Row = {"field": body.field, "value": body.value, "reason": body.comment}
    return _reply(desk, desk.flag(claim_id, said, body.if_version)) | {
        "says": "Flagged." if body.value else "No flag now."
    }


@router.get("/api/v1/claims/{claim_id}")
def claim_api(desk: AtDesk, claim_id: str) -> Row:
    """Return one claim."""
    return {"ok": True, "row": desk.card(desk.claim(claim_id))}


@screen(router, "/claims/{claim_id}", "claim")
def claim(desk: AtDesk, claim_id: str) -> Row:
    """One claim: what was read beside what it is now, why, and what people said of it."""
    kept = desk.claim(claim_id)
    document = desk.store.document(kept.claim.document_id)
    history = desk.store.judgements([claim_id], limit=500).items
    row, read = desk.card(kept), to_row(kept.claim)
    shown = {
        "read": read,
        "reasons_given": read["reasons"],
        "context": _context(kept, document.document.text if document else ""),
        "history": [judgement_row(judgement) for judgement in history],
        "flags": {field: judgement_row(one) for field, one in flags(history).items()},
        "readings": _readings(desk, kept),
    }
    return {"claim": row, **veiled(shown, desk.private(kept.claim.document_id, [kept])), "choices": choices()}


def choices() -> Row:
    """Return what fields of a claim may hold where that is one of a few words."""
    return {
        "kind": list(KINDS),
        "method": list(METHODS),
        "change": list(CHANGES),
        "qualifier": list(Hedge),
        "polarity": list(load("desk/words.yml")["polarities"]),
    }


def _readings(desk: Desk, kept: KeptClaim) -> list[Row]:
    """Return in which fields earlier readings of a claim differ from the present one, the latest first."""
    now = to_row(kept.claim)
    earlier = [to_row(claim) for claim in desk.store.readings(kept.claim.id) if claim.origin != kept.claim.origin]
    differ = [(row["origin"], [name for name in FIELDS if row[name] != now[name]]) for row in reversed(earlier)]
    return [{"origin": origin, "fields": fields} for origin, fields in differ if fields]


def judgement_row(judgement: object) -> Row:
    """Return a judgement as pages show it."""
    names = ("id", "subject", "verdict", "by", "other", "field", "value", "reason")
    row: Row = {name: str(getattr(judgement, name)) for name in names}
    return row | {"at": judgement.at.isoformat(timespec="seconds")}  # type: ignore[attr-defined]


def _reply(desk: Desk, kept: KeptClaim) -> Row:
    row = desk.card(kept)
    row["state_says"] = load("desk/words.yml")["states"][row["state"]]
    return {"ok": True, "row": row, "undo": desk.undo_says()}


def _reason(body: Decision | Bulk) -> str:
    return ": ".join(filter(None, (body.reason, body.comment)))


def _changed(kept: KeptClaim, fields: dict[str, str]) -> dict[str, str]:
    """Return the fields whose value is another than now. Raise `InputError` where one cannot be."""
    now = to_row(reviewed(kept))
    changed = {name: value.strip() for name, value in fields.items() if parse(name, value) != now[name]}
    edited(kept.claim, {**kept.state.edits, **changed})
    return changed


def _context(kept: KeptClaim, text: str) -> Row:
    """Return the fullest quotation with the words of its paragraph before and after it, as far as one looks."""
    span = kept.claim.evidence[0].span
    before = text[: span.start].rpartition("\n")[2]
    after = text[span.end :].partition("\n")[0]
    if len(before) > AROUND:
        before = "… " + before[-AROUND:].partition(" ")[2]
    if len(after) > AROUND:
        after = after[:AROUND].rpartition(" ")[0] + " …"
    return {"before": before, "words": text[span.start : span.end], "after": after}
