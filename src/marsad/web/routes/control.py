"""Control: who held what on a day, since when, and who says so."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from fastapi import APIRouter

from marsad.derive.control import on
from marsad.model import Holding
from marsad.web.charts import Scale
from marsad.web.look import Look, days
from marsad.web.pages import screen
from marsad.web.replies import Row
from marsad.web.routes.asked import AtDesk, day

router = APIRouter()
NARROW = 4.0  # of the chart's 960; changes that lie closer cannot be told apart by eye
EARLY = 20  # one word in so many may lie to the left of the chart: a glance back by decades must not flatten the rest


@screen(router, "/control", "control")
def control(desk: AtDesk, place: str = "", at: str = "", as_of: str = "") -> Row:
    """Who holds each place on a day: held, claimed by one side, contested, or not known."""
    look = desk.look(as_of=day("as_of", as_of))
    first, last = look.once("stretch of control", lambda: _stretch(look))
    shown = min(max(day("at", at) or last, first), last)
    chosen = {key: history for key, history in look.histories.items() if not place or _is_in(history, place)}
    scale = Scale(first, last)

    def rows() -> list[Row]:
        made = [_place(key, history, look, shown, scale) for key, history in chosen.items()]
        return sorted(made, key=lambda row: str(row["name"]))

    return {
        "at": shown,
        "first": first,
        "last": last,
        "rows": look.once(("control", place, shown), rows),
    }


@router.get("/api/v1/control")
def control_api(desk: AtDesk, place: str = "", at: str = "") -> Row:
    """Return who holds each place on a day."""
    found = control(desk, place, at)
    return {"ok": True, "at": found["at"], "rows": found["rows"]}


def _stretch(look: Look) -> tuple[date, date]:
    """Return the days that the slider runs over, a week beyond the last word."""
    starts = sorted(held.start for history in look.histories.values() for held in history)
    words = [held.last_word or held.start for history in look.histories.values() for held in history]
    if not starts:
        return date(2000, 1, 1), date(2000, 1, 2)
    return starts[len(starts) // EARLY], max([*starts, *words])


def _is_in(history: tuple[Holding, ...], place: str) -> bool:
    where = history[0].place
    return place in (where.id, *where.parents)


def _place(key: str, history: tuple[Holding, ...], look: Look, at: date, scale: Scale) -> Row:
    where = history[0].place
    now = on(history, at)
    rows = [_holding(held, look, at, scale) for held in history]
    return {
        "id": key,
        "name": where.name,
        "kind": where.kind,
        "now": _holding(now, look, at, scale) if now else None,
        "history": rows,
        "drawn": list(_drawn(rows)),
    }


def _drawn(history: Iterable[Row]) -> Iterator[Row]:
    """Yield the pieces of the chart: changes too close to be told apart are one, which looks like the last of them."""
    bunch: list[Row] = []
    for held in history:
        if bunch and held["x"] - bunch[0]["x"] >= NARROW:
            yield _piece(bunch)
            bunch = []
        bunch.append(held)
    if bunch:
        yield _piece(bunch)


def _piece(bunch: Sequence[Row]) -> Row:
    first, last = bunch[0], bunch[-1]
    who = " or ".join(last["parties"]) or "not known"
    says = f"{who}, {last['status']}, {last['when']}: {last['because']}"
    return {
        "status": last["status"],
        "start": first["start"],
        "until": last["start"],
        "x": first["x"],
        "width": last["x"] + last["width"] - first["x"],
        "says": says if len(bunch) == 1 else f"{len(bunch)} changes from {first['start']} on, the last: {says}",
    }


def _holding(held: Holding, look: Look, at: date, scale: Scale) -> Row:
    until = held.end or scale.last
    age = held.age(at)
    return {
        "status": str(held.status),
        "parties": [look.dossier.sides.name(party) for party in held.parties],
        "start": held.start.isoformat(),
        "end": held.end.isoformat() if held.end else None,
        "when": days(held.start, held.end),
        "because": held.because,
        "origins": [origin.name for origin in held.origins if origin.name],
        "claims": list(held.claim_ids),
        "last_word": held.last_word.isoformat() if held.last_word else None,
        "age": age if age is not None and age >= 0 else None,
        "x": scale.x(max(held.start, scale.first)),
        "width": max(scale.width(held.start, until), 2.0),
    }
