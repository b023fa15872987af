"""Documents from JSON Lines: one object a line with `text`, and `id`, `title`, `published`, `outlet` if known."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any, BinaryIO

from marsad.errors import InputError
from marsad.model import Document
from marsad.read.complaints import Complaints
from marsad.read.day import parse_day
from marsad.read.decode import decode, whole_characters
from marsad.read.defaults import MAX_BYTES, Defaults, checked_text


def objects(stream: BinaryIO, locator: str, complaints: Complaints) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each line's place ("file:line") and object; a line that holds none is refused and the next is read."""
    number = 0
    while line := stream.readline(MAX_BYTES):
        number += 1
        if not line.strip():
            continue
        try:
            yield f"{locator}:{number}", _object(line)
        except InputError as error:
            complaints.refuse(f"{locator}:{number}", error)


def documents(stream: BinaryIO, locator: str, defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    """Yield the document of each line; what `defaults` gives stands in for what a line leaves out."""
    for place, fields in objects(stream, locator, complaints):
        try:
            yield _document(fields, place, defaults, complaints)
        except InputError as error:
            complaints.refuse(place, error)


def _object(line: bytes) -> dict[str, Any]:
    try:
        value = json.loads(decode(line).text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg} at column {error.colno}); write one object a line.") from error
    except (ValueError, RecursionError) as error:
        raise InputError("JSON nested too deep or with too long a number; write one flat object a line.") from error
    if not isinstance(value, dict):
        raise InputError("not a JSON object; write one object a line.")
    return value


def _document(fields: dict[str, Any], place: str, defaults: Defaults, complaints: Complaints) -> Document:
    text = _string(fields, "text")
    identifier = fields.get("id")
    return Document(
        text=checked_text(text),
        locator=place,
        id=str(identifier) if isinstance(identifier, int) else _string(fields, "id"),
        title=_string(fields, "title"),
        published=_published(fields.get("published"), place, defaults, complaints),
        outlet=_string(fields, "outlet") or defaults.outlet,
    )


def _string(fields: dict[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"`{name}` is not a string; put it in quotation marks.")
    return whole_characters(value)


def _published(value: Any, place: str, defaults: Defaults, complaints: Complaints) -> date | None:
    """Read a document with an absurd date without one: its claims stand, its relative times stay unresolved."""
    if value in (None, ""):
        return defaults.published
    try:
        return parse_day(value)
    except InputError as error:
        complaints.refuse(place, f"{error} The report is read without it.")
        return None
