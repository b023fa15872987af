"""What is on record: activity, search, uncertain pairs, the method, the settings of this browser."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from marsad.lexicon import load
from marsad.model import Judgement, Policy, Verdict
from marsad.model.rows import to_row
from marsad.model.state import undone
from marsad.store import LogEntry
from marsad.store import base as store
from marsad.web.desk import LONGEST, Desk
from marsad.web.pages import screen
from marsad.web.replies import Row, from_cursor, rows_reply, to_cursor
from marsad.web.routes.asked import AtDesk, Filters
from marsad.web.routes.claims import judgement_row
from marsad.web.routes.documents import document_row

if TYPE_CHECKING:
    from marsad.merge.weights import Weight

router = APIRouter()
ENTRIES = 60
FOUND = 30


class Undo(BaseModel):
    """A judgement to take back; without one, the last that was made at this desk."""

    activity_id: str = Field("", max_length=60)


class Pair(BaseModel):
    """Whether two claims tell of one happening."""

    left: str = Field(max_length=60)
    right: str = Field(max_length=60)
    decision: str = Field(pattern="^(same|different|unsure)$")
    comment: str = Field("", max_length=LONGEST)


@screen(router, "/activity", "activity")
def activity(desk: AtDesk, after: Annotated[str, Query(alias="_next", max_length=200)] = "") -> Row:
    """The log, newest first: what was added, what people decided, each entry chained to the one before."""
    last = int(from_cursor(after)[0]) if after else desk.store.head()[0]
    first = max(0, last - ENTRIES)
    entries = desk.store.log(after=first, limit=last - first) if last else []
    return rows_reply(_entries(desk, entries)[::-1], to_cursor(first) if first else None, "/activity")


def _entries(desk: Desk, entries: Sequence[LogEntry]) -> list[Row]:
    """Return entries of the log that follow one another, each with the judgements in it."""
    if not entries:
        return []
    said = desk.store.judgements_between(entries[0].number - 1, entries[-1].number)
    listed = [one for judgements in said.values() for one in judgements]
    gone, read = _undone(desk, [one.subject for one in listed]), _read(desk, listed)
    return [
        {
            "number": entry.number,
            "at": entry.at.isoformat(timespec="seconds"),
            "note": entry.note,
            "records": entry.records,
            "hash": entry.hash,
            "judgements": [
                {**judgement_row(one), **read.get(one.id, {}), "undone": one.id in gone}
                for one in said.get(entry.number, ())
            ],
        }
        for entry in entries
    ]


@router.get("/api/v1/activity")
def activity_api(desk: AtDesk, since: Annotated[int, Query(ge=0, le=2**60)] = 0) -> Row:
    """Return the log's entries after a number, oldest first, with what people decided: who, when, of what, and why."""
    rows = _entries(desk, desk.store.log(after=since, limit=ENTRIES))
    return {"ok": True, "rows": rows, "next": rows[-1]["number"] if rows else since}


@router.get("/api/v1/changes")
def changes(desk: AtDesk, since: Annotated[int, Query(ge=0, le=2**60)] = 0) -> Row:
    """Return the log's entries after a number, oldest first: what was added and judged since."""
    entries = desk.store.log(after=since, limit=ENTRIES)
    rows = [
        {"number": one.number, "at": one.at, "note": one.note, "records": one.records, "hash": one.hash}
        for one in entries
    ]
    return {"ok": True, "rows": rows, "next": rows[-1]["number"] if rows else since}


@router.post("/api/v1/undo")
def undo(desk: AtDesk, body: Undo) -> Row:
    """Take a judgement back."""
    return _moved(desk, "Undone", desk.undo(body.activity_id))


@router.post("/api/v1/redo")
def redo(desk: AtDesk) -> Row:
    """Make what was undone last count again."""
    return _moved(desk, "Redone", desk.redo())


@screen(router, "/search", "search")
def search(desk: AtDesk, asked: Filters) -> Row:
    """Reports and claims that say some words."""
    empty = not asked.q.strip()
    documents = [] if empty else desk.store.documents(asked.query(order=store.Order.NEWEST), limit=FOUND).items
    claims = [] if empty else desk.store.claims(asked.query(), limit=FOUND).items
    return {
        "query_text": asked.q,
        "documents": [document_row(desk, kept) for kept in documents],
        "claims": desk.cards(claims),
    }


@screen(router, "/pairs", "pairs")
def pairs(desk: AtDesk) -> Row:
    """Pairs of claims of which it is least sure whether they tell of one happening, the most useful first."""
    links = desk.doubts()
    ids = [name for link in links for name in (link.left, link.right)]
    kept = {item.claim.id: item for item in desk.store.claims_named(ids)}
    rows = [
        {
            "left": desk.card(kept[link.left]),
            "right": desk.card(kept[link.right]),
            "score": link.score,
            "because": list(link.because),
        }
        for link in links
        if link.left in kept and link.right in kept
    ]
    return {"rows": rows}


@router.post("/api/v1/pairs")
def judge_pair(desk: AtDesk, body: Pair) -> Row:
    """Say whether two claims tell of one happening."""
    desk.judge_pairs([(body.left, body.right, Verdict(body.decision))], body.comment)
    return {"ok": True, "undo": desk.undo_says(), "says": f"{body.decision}: kept."}


@screen(router, "/methodology", "methodology")
def methodology() -> Row:
    """The written rules: how claims become events, how figures are chosen, what a tally leaves out."""
    from marsad.merge.weights import FORBIDS, WEIGHTS  # noqa: PLC0415 - merging is slow to import

    def shown(each: "Weight") -> Row:
        return {"weight": None if each.weight == FORBIDS else each.weight, "because": each.because}

    weights = {feature: [shown(each) for each in table.values()] for feature, table in WEIGHTS.items()}
    return {"weights": weights, "policies": list(Policy), "kinds": load("desk/words.yml")["kinds"]}


@screen(router, "/settings", "settings")
def settings() -> Row:
    """Keys and theme of this browser; nothing of it is kept in the ledger."""
    return {}


def _moved(desk: Desk, says: str, moved: tuple[object, ...]) -> Row:
    subjects = list(dict.fromkeys(str(getattr(one, "subject", "")) for one in moved))
    states = load("desk/words.yml")["states"]
    rows = [desk.card(kept) for kept in desk.store.claims_named(subjects[:500])]
    shown = [{**row, "state_says": states[row["state"]]} for row in rows]
    many = f" ({len(moved)} judgements)" if len(moved) > 1 else ""
    return {"ok": True, "undo": desk.undo_says(), "says": f"{says}{many}.", "rows": shown}


def _read(desk: Desk, said: list[Judgement]) -> dict[str, Row]:
    """Return what the fields that edits changed had been read as, by the id of the judgement."""
    edits = [one for one in said if one.verdict is Verdict.EDIT]
    rows = {kept.claim.id: to_row(kept.claim) for kept in desk.store.claims_named([one.subject for one in edits])}
    return {one.id: {"read": rows[one.subject].get(one.field)} for one in edits if one.subject in rows}


def _undone(desk: Desk, subjects: list[str]) -> set[str]:
    if not subjects:
        return set()
    return undone(desk.store.judgements(list(dict.fromkeys(subjects)), limit=2000).items)
