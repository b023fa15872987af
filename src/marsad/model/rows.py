"""Claims as plain rows, and back: the codebook's fields and what explains them.

Only this module knows both shapes. A row holds nothing but what JSON holds.
"""

from datetime import date
from sys import intern
from typing import Any

from marsad.model.claim import Claim, Mention, Polarity, Reason
from marsad.model.quantity import Hedge, Quantity
from marsad.model.span import Evidence, Span
from marsad.model.when import Basis, When

Row = dict[str, Any]

NAMES = ("source", "via", "actor", "target", "place")

_UNSAID: Row = {
    **dict.fromkeys((*NAMES, "place_norm", "start", "end", "number", "number_high", "qualifier", "unit")),
    **dict.fromkeys(("method", "change", "parent", "basis", "time_text")),
    **dict.fromkeys(("cumulative", "subset", "unresolved_time"), False),
}
"""What fields hold where a report says nothing of them."""


def to_row(claim: Claim) -> Row:
    """Return the codebook's fields of `claim`, then what explains them.

    `spans` says for each slot which words it was read from; a slot that no words stand for is not in it. `another` is
    there only where it is true.
    """
    return {
        "doc": claim.document_id,
        "kind": claim.kind,
        "evidence": [_place(item.span, item.quote) for item in claim.evidence],
        **{slot: mention.name if (mention := getattr(claim, slot)) else None for slot in NAMES},
        "place_norm": None,
        **_days(claim.when),
        **_figure(claim.quantity),
        "polarity": claim.polarity.value,
        "cumulative": claim.cumulative,
        "subset": claim.subset,
        "method": claim.method,
        "change": claim.change,
        **({"another": True} if claim.another else {}),
        "id": claim.id,
        "parent": claim.parent,
        **_time(claim.when),
        "spans": _spans(claim),
        "origin": claim.origin,
        "reasons": [{"slot": reason.slot, "because": reason.because} for reason in claim.reasons],
    }


def from_row(row: Row) -> Claim:
    """Return the claim that `to_row` made `row` of."""
    return Claim(
        document_id=intern(row["doc"]),  # claims repeat words, of which memory holds each once
        kind=intern(row["kind"]),
        evidence=tuple(Evidence(Span(item["start"], item["end"]), item["text"]) for item in row["evidence"]),
        polarity=Polarity(row["polarity"]),
        **{slot: _mention(row, slot) for slot in NAMES},
        when=_when(row),
        quantity=_quantity(row),
        cumulative=row["cumulative"],
        subset=row["subset"],
        another=row.get("another", False),
        parent=row["parent"],
        method=row["method"],
        change=row["change"],
        origin=intern(row["origin"]),
        reasons=tuple(Reason(intern(reason["slot"]), intern(reason["because"])) for reason in row["reasons"]),
        named="",
    )


def brief(row: Row) -> Row:
    """Return a row without the fields of which the report says nothing."""
    return {name: value for name, value in row.items() if name not in _UNSAID or value != _UNSAID[name]}


def in_full(row: Row) -> Row:
    """Return the row that `brief` made `row` of; one that has all its fields, as it is."""
    return _UNSAID | row


def _place(span: Span | None, text: str) -> Row:
    return {"start": span.start if span else None, "end": span.end if span else None, "text": text}


def _spans(claim: Claim) -> Row:
    mentions = {slot: mention for slot in NAMES if (mention := getattr(claim, slot))}
    places = {slot: _place(item.span, item.text) for slot, item in mentions.items() if item.span or item.text}
    if claim.when:
        places["time"] = _place(claim.when.span, claim.when.text)
    if claim.quantity:
        places["number"] = _place(claim.quantity.span, claim.quantity.text)
    return places


def _days(when: When | None) -> Row:
    return {
        "start": when.start.isoformat() if when and when.start else None,
        "end": when.end.isoformat() if when and when.end else None,
    }


def _time(when: When | None) -> Row:
    return {
        "basis": when.basis.value if when else None,
        "time_text": when.text if when else None,
        "unresolved_time": bool(when and when.unresolved),
    }


def _figure(quantity: Quantity | None) -> Row:
    return {
        "number": _whole(quantity.value) if quantity else None,
        "number_high": _whole(quantity.high) if quantity else None,
        "qualifier": quantity.hedge.value if quantity else None,
        "unit": quantity.unit if quantity else None,
    }


def _whole(value: float | None) -> float | None:
    """Print 6, not 6.0: most figures count people."""
    return int(value) if value is not None and float(value).is_integer() else value


def _span(place: Row) -> Span | None:
    return None if place["start"] is None else Span(place["start"], place["end"])


def _mention(row: Row, slot: str) -> Mention | None:
    if row[slot] is None:
        return None
    place = row["spans"].get(slot)
    return Mention(row[slot], _span(place), place["text"]) if place else Mention(row[slot])


def _when(row: Row) -> When | None:
    if row["basis"] is None:
        return None
    place = row["spans"]["time"]
    return When(
        span=Span(place["start"], place["end"]),
        text=row["time_text"],
        start=_day(row["start"]),
        end=_day(row["end"]),
        basis=Basis(row["basis"]),
        unresolved=row["unresolved_time"],
    )


def _quantity(row: Row) -> Quantity | None:
    if row["qualifier"] is None:
        return None
    place = row["spans"]["number"]
    return Quantity(
        span=Span(place["start"], place["end"]),
        text=place["text"],
        hedge=Hedge(row["qualifier"]),
        value=row["number"],
        high=row["number_high"],
        unit=row["unit"],
    )


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
