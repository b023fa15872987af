"""A labelled or predicted claim, as scoring sees it, and which of its slots are right."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from marsad.errors import InputError
from marsad.evaluate.names import same_name

Row = dict[str, Any]
Offsets = tuple[tuple[int, int], ...]

NAMES = ("source", "via", "actor", "target", "place")
FLAGS = ("cumulative", "subset")
SLOTS = (*NAMES, "number", "qualifier", "start", "end", "polarity", *FLAGS, "method", "change")
ONLY_OF = {"method": "attack", "change": "control"}  # slots that one kind has
CORE = frozenset({"number", "source", "target", "place"})
WHOLE = CORE | {"start", "end"}


@dataclass(frozen=True, slots=True, eq=False)
class Label:
    """A claim with the places in its document where its evidence stands; a repeated quotation stands at all of them."""

    row: Row
    spans: Offsets

    @property
    def document_id(self) -> str:
        """The document it belongs to."""
        return str(self.row["doc"])

    @property
    def kind(self) -> str:
        """The codebook's kind."""
        return str(self.row["kind"])

    @property
    def quote(self) -> str:
        """The fullest quotation."""
        quotes = _listed(self.row.get("evidence"))
        first = quotes[0] if quotes else ""
        return str(first.get("text", "")) if isinstance(first, dict) else first


def label(row: Row, text: str) -> Label:
    """Return `row` with the places of its evidence in `text`; raise `InputError` if it is no claim.

    The fields are the codebook's. Evidence is a list of quotations, or of objects with `start` and `end`.
    """
    if not isinstance(row.get("kind"), str):
        raise InputError("`kind` is missing; write one claim a line in the codebook's form.")
    if not isinstance(row.get("number"), int | float | None):
        raise InputError("`number` is no number; write 12, not a string.")
    return Label(row, tuple(span for item in _listed(row.get("evidence")) for span in _places(item, text)))


def same_slot(slot: str, gold: Row, predicted: Row) -> bool:
    """Whether `predicted` has the right value in `slot`."""
    one, other = gold.get(slot), predicted.get(slot)
    if slot == "place":
        return _same_place(gold, predicted)
    if slot in NAMES:
        return same_name(_text(one), _text(other))
    if slot == "number" and one is not None and other is not None:
        return bool(abs(one - other) < 0.5)
    if slot in FLAGS:
        return bool(one) == bool(other)
    if slot == "polarity":
        return (one or "asserted") == (other or "asserted")
    return bool(one == other)


def wrong_slots(gold: Label, predicted: Label) -> tuple[str, ...]:
    """Return the slots that `predicted` has wrong, of those that its kind has."""
    return tuple(slot for slot in slots_of(gold.kind) if not same_slot(slot, gold.row, predicted.row))


def slots_of(kind: str) -> tuple[str, ...]:
    """Return the slots that claims of `kind` have."""
    return tuple(slot for slot in SLOTS if ONLY_OF.get(slot, kind) == kind)


def _same_place(gold: Row, predicted: Row) -> bool:
    """Compare what stands before the first comma, as written or in standard spelling."""
    golds = [_first_part(gold.get(slot)) for slot in ("place", "place_norm") if gold.get(slot)]
    given = [_first_part(predicted.get(slot)) for slot in ("place", "place_norm") if predicted.get(slot)]
    if not golds:
        return not given
    return any(same_name(one, other) for one in golds for other in given)


def _first_part(place: Any) -> str:
    return str(place).split(",")[0]


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def _listed(evidence: Any) -> list[Any]:
    return evidence if isinstance(evidence, list) else [evidence] if evidence else []


def _places(item: Any, text: str) -> Iterator[tuple[int, int]]:
    if isinstance(item, str):
        yield from _occurrences(item, text)
    elif isinstance(item, dict) and isinstance(item.get("start"), int) and isinstance(item.get("end"), int):
        yield item["start"], item["end"]
    else:
        raise InputError("`evidence` is neither a quotation nor an object with `start` and `end`.")


def _occurrences(quote: str, text: str) -> Iterator[tuple[int, int]]:
    at = text.find(quote)
    while at >= 0:
        yield at, at + len(quote)
        at = text.find(quote, at + 1)
