"""A score in print: for people, and as plain values for JSON."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from marsad.evaluate.label import Label
from marsad.evaluate.score import Meeting, Rates, Score

LONGEST = 160  # characters of a quotation


def as_values(score: Score) -> dict[str, Any]:
    """Return all figures as plain values, by name."""
    return {
        "detection": _rates(score.detection),
        "core": _rates(score.core),
        "whole": _rates(score.whole),
        "evidence": score.evidence,
        "gold": score.detection.gold,
        "predicted": score.detection.predicted,
        "met": score.detection.right,
        "duplicates": score.duplicates,
        "kinds": {kind: _rates(rates) | {"gold": rates.gold} for kind, rates in score.kinds().items()},
        "slots": score.slots(),
    }


def lines(score: Score) -> Iterator[str]:
    """Yield the figures, a line each."""
    found = score.detection
    yield f"{found.gold} labelled, {found.predicted} predicted, {found.right} met, {score.duplicates} duplicates"
    yield f"evidence overlap {score.evidence:.3f}"
    yield ""
    yield f"{'':11} precision  recall     F1"
    for name, rates in (("detection", found), ("core", score.core), ("whole", score.whole)):
        yield _line(name, rates)
    yield ""
    yield f"{'by kind':11} precision  recall     F1  labelled"
    for kind, rates in score.kinds().items():
        yield f"{_line(kind, rates)}  {rates.gold:8}"
    yield ""
    yield "right, of the claims met"
    for slot, share in score.slots().items():
        yield f"  {slot:11} {share:.3f}"


def errors(score: Score) -> Iterator[str]:
    """Yield what is wrong, document by document: claims missed, claims that are none, and slots with a wrong value."""
    found: dict[str, list[str]] = defaultdict(list)
    for meeting in score.meetings:
        if meeting.wrong:
            found[meeting.gold.document_id].extend(_wrong(meeting))
    for item in score.missed:
        found[item.document_id].append(f"  missed {_named(item)}")
    for item in score.extra:
        found[item.document_id].append(f"  extra  {_named(item)}")
    for document_id, complaints in found.items():
        yield document_id
        yield from complaints
        yield ""


def _rates(rates: Rates) -> dict[str, float]:
    return {"precision": rates.precision, "recall": rates.recall, "f1": rates.f1}


def _line(name: str, rates: Rates) -> str:
    return f"{name:11}     {rates.precision:.3f}   {rates.recall:.3f}  {rates.f1:.3f}"


def _named(item: Label) -> str:
    """Return kind, figure, target and quotation on one line."""
    told = (item.kind, item.row.get("method") or item.row.get("change"), item.row.get("number"), item.row.get("target"))
    quote = " ".join(item.quote.split())
    cut = quote if len(quote) <= LONGEST else quote[:LONGEST].rsplit(" ", 1)[0] + " …"
    return " ".join(str(value) for value in told if value is not None) + f": “{cut}”"


def _wrong(meeting: Meeting) -> Iterator[str]:
    yield f"  wrong  {_named(meeting.gold)}"
    for slot in meeting.wrong:
        expected, got = meeting.gold.row.get(slot), meeting.predicted.row.get(slot)
        yield f"           {slot}: {_value(expected)} expected, {_value(got)} found"


def _value(value: Any) -> str:
    return "nothing" if value is None else repr(value)
