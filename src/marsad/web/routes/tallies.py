"""Tallies: sums of events, each with what it rests on and what it leaves out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Query
from pydantic import BaseModel, Field

from marsad.derive.ask import Ask
from marsad.derive.bounds import Bounds
from marsad.derive.dimensions import DIMENSIONS, NOT_KNOWN, PARTY
from marsad.derive.dossier import Dossier
from marsad.derive.figures import measures
from marsad.derive.tally import Tally, tally
from marsad.derive.tolls import Beside
from marsad.derive.wording import amount, span
from marsad.lexicon import load
from marsad.model import Cell, Grade, Place, Policy
from marsad.web.atlas import atlas
from marsad.web.desk import Desk
from marsad.web.look import Look, bar, days
from marsad.web.pages import screen
from marsad.web.replies import Problem, Row
from marsad.web.routes.asked import AtDesk, day

router = APIRouter()
TIMES = {"day", "week", "month", "year"}
CELLS = 400  # shown on the page; the twin has all
TOLLS = 25  # running totals beside them, the latest
ROOM = 1.15  # of the largest figure: the highest ones of others must not flatten the bars
NAMED = 12  # events named under a cell; its link leads to all


class Wanted(BaseModel, extra="ignore"):
    """What is summed. `by` are dimensions, separated by commas."""

    measure: str = Field("killed", max_length=20)
    by: str = Field("party", max_length=60)
    place: str = Field("", max_length=200, description="id of a place, which takes in what lies inside it")
    party: str = Field("", max_length=200)
    date_from: str = Field("", max_length=10)
    date_to: str = Field("", max_length=10)
    as_of: str = Field("", max_length=10, description="only what was known by this day")
    rule: str = Field("", max_length=20, description="policy by which the best figure is chosen")


@screen(router, "/tallies", "tallies")
def tallies(desk: AtDesk, wanted: Annotated[Wanted, Query()]) -> Row:
    """Sums by place, time and party; running totals stand beside them and are never added."""
    look, found = _tally(desk, wanted)
    return look.once(("tallies", wanted.model_dump_json()), lambda: _page(wanted, look, found))


def _page(wanted: Wanted, look: Look, found: Tally) -> Row:
    # Where some cells have a best figure, these set the scale: one wild floor must not flatten all other bars.
    top = ROOM * max((max(_least(cell), cell.stated or 0.0) for cell in found.cells), default=0.0)
    top = top or max((_reach(cell) for cell in found.cells), default=1.0)
    return {
        "wanted": wanted.model_dump(),
        "cells": [_cell(cell, look, top) for cell in _ordered(found.cells, wanted.by)[:CELLS]],
        "more": max(0, len(found.cells) - CELLS),
        "whole": _cell(found.whole, look, _reach(found.whole)),
        "tolls": [_toll(beside, look) for beside in found.tolls],
        "further": found.further,
        "left_out": [{"claim": aside.claim_id, "because": aside.because} for aside in found.left_out],
        "crossing_share": found.crossing_share,
        "measures": list(measures()),
        "dimensions": list(DIMENSIONS),
        "rules": list(Policy),
    }


@router.get("/api/v1/tallies")
def tallies_api(desk: AtDesk, wanted: Annotated[Wanted, Query()]) -> Row:
    """Return every cell with the ids of the claims that it rests on and of those set aside, with reasons."""
    look, found = _tally(desk, wanted)
    return {
        "ok": True,
        "rows": [_cell(cell, look, 1.0) for cell in found.cells],
        "whole": _cell(found.whole, look, 1.0),
    }


def _tally(desk: Desk, wanted: Wanted) -> tuple[Look, Tally]:
    look = desk.look(wanted.rule, day("as_of", wanted.as_of))
    ask = Ask(
        measure=wanted.measure,
        by=tuple(word.strip() for word in wanted.by.split(",") if word.strip()),
        start=day("date_from", wanted.date_from),
        end=day("date_to", wanted.date_to),
        place=_place(wanted.place),
        party=wanted.party,
    )
    graded = {key: said.grade for key, said in desk.reviews().items() if said.grade} if "grade" in ask.by else {}
    return look, look.once((ask, *sorted(graded.items())), lambda: tally(ask, _regraded(look.dossier, graded), TOLLS))


def _regraded(dossier: Dossier, graded: Mapping[str, Grade]) -> Dossier:
    """Return the dossier with the grades that people gave in place of the rule's."""
    if not graded:
        return dossier
    events = (replace(event, grade=graded.get(event.id, event.grade)) for event in dossier.events)
    return replace(dossier, events=tuple(events))


def _ordered(cells: Sequence[Cell], by: str) -> list[Cell]:
    """Return cells as a reader looks for them: the largest first, where no time gives them an order; not known last."""
    if TIMES & set(by.replace(" ", "").split(",")):
        return list(cells)
    return sorted(cells, key=lambda cell: (any(value == NOT_KNOWN for _, value in cell.key), -_least(cell)))


def _least(cell: Cell) -> float:
    return cell.figure.best or cell.figure.low or 0.0


def _place(place_id: str) -> Place | None:
    if not place_id:
        return None
    found = atlas().get(place_id)
    if found is None:
        raise Problem(404, f"There is no place {place_id[:60]} in the gazetteer.")
    return found


def _reach(cell: Cell) -> float:
    return max((value for value in Bounds.of(cell.figure) if value is not None), default=1.0) or 1.0


def _cell(cell: Cell, look: Look, top: float) -> Row:
    figure = cell.figure
    return {
        "key": [{"name": name, "value": value, "says": _says(name, value, look)} for name, value in cell.key],
        "low": figure.low,
        "best": figure.best,
        "stated": cell.stated,
        "high": figure.high,
        "open_top": figure.open_top,
        "says": amount(figure),
        "bar": bar(figure, top),
        "rule": figure.rule,
        "events": list(cell.counted),
        "without_figure": list(cell.without_figure),
        "crossing": list(cell.crossing),
        "tolls": list(cell.toll_ids),
        "claims": list(figure.used),
        "set_aside": [{"claim": aside.claim_id, "because": aside.because} for aside in cell.set_aside],
        "named": [look.by_id[event_id] for event_id in cell.counted[:NAMED]],
        "start": cell.start,
        "end": cell.end,
    }


def _says(name: str, value: str, look: Look) -> str:
    if value == NOT_KNOWN:
        return "not known"
    if name in (PARTY, "actor"):
        return look.dossier.sides.name(value)
    if name in ("place", "region"):
        here = look.dossier.by_area.get(value, ())
        place = next((event.place for event in here if event.place and event.place.id == value), None)
        found = place or atlas().get(value)
        return found.name if found else value
    if name == "country":
        found = atlas().get(f"iso3166:{value}")
        return found.name if found else value
    return value


def _toll(beside: Beside, look: Look) -> Row:
    toll = beside.toll
    return {
        "id": toll.id,
        "says": amount(beside.figure) if beside.figure else "in words only",
        "noun": load("derive/measures.yml")["measures"][toll.measure]["noun"],
        "origin": toll.origin.name or "a report",
        "party": look.dossier.sides.name(toll.party) if toll.party else "",
        "place": toll.place.name if toll.place else "",
        "when": days(toll.start, toll.end),
        "claims": list(toll.claim_ids),
        "on_record": span(beside.on_record),
        "events": len(beside.event_ids),
        "conflict": beside.conflict,
    }
