"""What is derived, as rows of what JSON holds."""

from marsad.derive import wording
from marsad.derive.bounds import Bounds
from marsad.derive.changes import Change
from marsad.derive.control import Handover
from marsad.derive.dimensions import name_of
from marsad.derive.dossier import Dossier
from marsad.derive.shares import whole
from marsad.derive.sheet import Sheet
from marsad.derive.sources import Witness
from marsad.derive.timeline import Entry
from marsad.derive.tolls import Beside
from marsad.model import Cell, Event, Holding, Origin, Place
from marsad.model.bodies import to_body
from marsad.run.listing import Row

OFTEN = ("killed", "injured")  # measures that have fields of their own


def event_row(event: Event, dossier: Dossier) -> Row:
    """Return an event with its figures; `killed_low` and its like are over all parties."""
    figures = dossier.figures[event.id]
    often = {measure: whole(figures, measure) for measure in OFTEN}
    return {
        "id": event.id,
        "title": wording.title(event, figures, dossier.sides),
        "kind": event.kind,
        "start": to_body(event.start),
        "end": to_body(event.end),
        **place_fields(event.place),
        "actors": list(event.actors),
        "targets": list(event.targets),
        "methods": list(event.methods),
        "grade": event.grade.value,
        "grade_because": list(event.grade_because),
        **{name: value for measure, bounds in often.items() for name, value in bounds_fields(measure, bounds).items()},
        "figures": to_body(figures),
        "origins": [origin_fields(origin) for origin in event.origins],
        "claims": list(event.claim_ids),
    }


def place_fields(place: Place | None) -> Row:
    """Return a place's id, name, country, coordinates and how exactly it is known."""
    return {
        "place": place and place.name,
        "place_id": place and place.id,
        "country": place and place.country,
        "latitude": place and place.latitude,
        "longitude": place and place.longitude,
        "precision": place and int(place.precision),
    }


def bounds_fields(name: str, bounds: Bounds | None) -> Row:
    """Return low, best and high, each null where it is not known, and whether the top is open."""
    low, best, high = bounds or Bounds()
    is_open = bounds is not None and bounds.known and high is None
    return {f"{name}_low": low, f"{name}_best": best, f"{name}_high": high, f"{name}_open": is_open}


def origin_fields(origin: Origin) -> Row:
    """Return who says something."""
    return {"id": origin.id, "name": origin.name, "aligned": origin.aligned, "claims": list(origin.claim_ids)}


def cell_row(cell: Cell, dossier: Dossier) -> Row:
    """Return a cell of a tally: for each dimension its id and its name, the sum, and what it is made of."""
    figure = cell.figure
    return {
        **dict(cell.key),
        **{f"{name}_name": name_of(name, key, dossier) for name, key in cell.key if name in NAMED},
        "measure": figure.measure,
        "low": figure.low,
        "best": figure.best,
        "stated": cell.stated,
        "high": figure.high,
        "open": figure.open_top,
        "events": len(cell.counted),
        "without_figure": len(cell.without_figure),
        "crossing": len(cell.crossing),
        "policy": figure.policy.value,
        "rule": figure.rule,
        "event_ids": list(cell.counted),
        "without_figure_ids": list(cell.without_figure),
        "claims": list(figure.used),
        "tolls": list(cell.toll_ids),
        "set_aside": to_body(cell.set_aside),
    }


NAMED = ("place", "region", "party", "actor")


def toll_row(stood: Beside, dossier: Dossier) -> Row:
    """Return a running total, and what is on record beside it."""
    toll, figure = stood.toll, stood.figure
    return {
        "id": toll.id,
        "measure": toll.measure,
        "party": toll.party,
        "origin": origin_fields(toll.origin),
        "start": to_body(toll.start),
        "end": to_body(toll.end),
        **place_fields(toll.place),
        **bounds_fields("toll", Bounds.of(figure) if figure else None),
        "words": wording.counted(figure, dossier.sides) if figure else None,
        **bounds_fields("on_record", stood.on_record),
        "event_ids": list(stood.event_ids),
        "same_origin": stood.same_origin,
        "conflict": stood.conflict,
        "claims": list(toll.claim_ids),
    }


def holding_row(held: Holding, dossier: Dossier) -> Row:
    """Return who holds a place, from when to when, and who says so."""
    return {
        **place_fields(held.place),
        "status": held.status.value,
        "parties": list(held.parties),
        "parties_named": [dossier.sides.name(party) for party in held.parties],
        "start": to_body(held.start),
        "end": to_body(held.end),
        "last_word": to_body(held.last_word),
        "because": held.because,
        "origins": [origin_fields(origin) for origin in held.origins],
        "claims": list(held.claim_ids),
    }


def entry_row(entry: Entry, dossier: Dossier) -> Row:
    """Return a line of a time line: an event's row, or a change of holder."""
    head = {"day": to_body(entry.day), "last_day": to_body(entry.end), "title": entry.title}
    if entry.event:
        return head | {"event": event_row(entry.event, dossier)}
    return head | {"handover": entry.handover and handover_row(entry.handover)}


def handover_row(change: Handover) -> Row:
    """Return a place's change of holder."""
    return {
        **place_fields(change.place),
        "day": to_body(change.day),
        "before": change.before,
        "after": change.after,
        "status": change.status.value,
        "claims": list(change.claim_ids),
    }


def witness_row(each: Witness) -> Row:
    """Return an origin in numbers."""
    row: Row = to_body(each)
    origin = row.pop("origin")
    return {"id": origin["id"], "name": origin["name"], "aligned": origin["aligned"], **row}


def change_row(change: Change) -> Row:
    """Return one thing that changed."""
    return {"sort": change.sort, "id": change.id, "words": change.words, "claims": list(change.claim_ids)}


def sheet_row(found: Sheet, dossier: Dossier) -> Row:
    """Return all there is of one event."""
    lines = [
        {
            "id": line.known.claim.id,
            "document": line.known.claim.document_id,
            "published": to_body(line.known.published),
            "outlet": line.known.outlet,
            "origins": [origin.label for origin in line.origins],
            "kind": line.known.claim.kind,
            "polarity": line.known.claim.polarity.value,
            "quote": line.known.claim.evidence[0].quote,
            "used": line.used,
            "because": line.because,
        }
        for line in found.lines
    ]
    return event_row(found.event, dossier) | {
        "claims": lines,
        "links": to_body(found.event.links),
        "mismatches": list(found.mismatches),
    }
