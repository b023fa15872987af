"""What people typed over what was read: fields of a claim as text, checked, and the claim that they make."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from marsad.errors import InputError
from marsad.model.claim import Claim, Polarity
from marsad.model.quantity import Hedge
from marsad.model.rows import NAMES, from_row, to_row
from marsad.model.when import Basis

KINDS = tuple(
    "killed injured missing detained released displaced returned trapped control attack hazard damage truce aid".split()
)
METHODS = tuple(
    "airstrike drone shelling missile barrel_bomb chemical car_bomb suicide_bombing ied clash shooting execution "
    "siege other".split()
)
CHANGES = ("gained", "held", "lost", "contested")

Parse = Callable[[str], Any]


def edited(claim: Claim, edits: Mapping[str, str]) -> Claim:
    """Return `claim` with fields, as `marsad.model.rows` names them, as people typed them; "" empties a field.

    Words that a person put in, and no text prints, are taken to stand where the fullest quotation does. The result's
    id is not the claim's: name it by the original. Raise `InputError` for a field or value that cannot be.
    """
    if not edits:
        return claim
    row = to_row(claim)
    for field, value in edits.items():
        row[field] = parse(field, value)
    if edits.keys() & {"start", "end"}:
        _settle_time(row)
    if row["qualifier"] is None and row["number"] is not None:
        row["qualifier"] = Hedge.EXACT.value
    row["unit"] = row["unit"] or "person"
    row["spans"] = dict.fromkeys(("time", "number"), row["evidence"][0]) | row["spans"]
    for slot in edits.keys() & set(NAMES):  # the words were read otherwise, or are others
        row["spans"].pop(slot, None)
    return from_row(row)


def parse(field: str, value: str) -> Any:
    """Return what `field` holds when a person types `value`. Raise `InputError` where it cannot hold that."""
    if field not in FIELDS:
        raise InputError(f"“{field}” is no field that can be edited; give one of {', '.join(FIELDS)}.")
    text = value.strip()
    try:
        return FIELDS[field](text)
    except ValueError as error:
        raise InputError(f"{field}: “{text[:60]}” will not do; {error}.") from error


def _settle_time(row: dict[str, Any]) -> None:
    """Make basis and days agree: days that a person gave are stated, and none at all is no time."""
    if row["start"] and row["end"] and row["end"] < row["start"]:
        raise InputError(f"The last day, {row['end']}, is before the first, {row['start']}; swap them.")
    row["basis"] = Basis.STATED.value if row["start"] or row["end"] else Basis.NONE.value
    row["time_text"] = row["time_text"] or ""
    row["unresolved_time"] = False


def _one_of(*choices: str) -> Parse:
    def choose(text: str) -> str | None:
        if text and text not in choices:
            raise ValueError(f"give one of {', '.join(choices)}")
        return text or None

    return choose


def _needed(parse_text: Parse) -> Parse:
    def must(text: str) -> Any:
        value = parse_text(text)
        if value is None:
            raise ValueError("it cannot be empty")
        return value

    return must


def _number(text: str) -> float | None:
    if not text:
        return None
    digits = text.replace(",", "").replace(" ", "")
    try:
        value = float(digits)
    except ValueError:
        raise ValueError("give digits, for example 147") from None
    if not 0 <= value < 1e12:
        raise ValueError("give a number from 0 to below a million million")
    return int(value) if value.is_integer() else value


def _day(text: str) -> str | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise ValueError("give a day as 2020-01-28") from None


def _truth(text: str) -> bool:
    if text not in {"true", "false"}:
        raise ValueError("give true or false")
    return text == "true"


def _name(text: str) -> str | None:
    return text or None


FIELDS: dict[str, Parse] = {
    "kind": _needed(_one_of(*KINDS)),
    **dict.fromkeys(NAMES, _name),
    "start": _day,
    "end": _day,
    "number": _number,
    "number_high": _number,
    "qualifier": _one_of(*Hedge),
    "unit": _name,
    "polarity": _needed(_one_of(*Polarity)),
    "cumulative": _truth,
    "subset": _truth,
    "method": _one_of(*METHODS),
    "change": _one_of(*CHANGES),
}
"""How each field that a person may edit is read from text."""
