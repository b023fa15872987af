"""From named fields, as JSON and tables have them, to a document."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from marsad.errors import InputError
from marsad.model import Document
from marsad.read.complaints import Complaints
from marsad.read.day import parse_day
from marsad.read.decode import whole_characters
from marsad.read.defaults import Defaults, checked_text
from marsad.read.found import Link

FIELDS = ("text", "id", "title", "published", "outlet", "url")
STANDARD: Mapping[str, str] = MappingProxyType({name: name for name in FIELDS})
"""Every field goes by its own name."""

_IDENTIFIER = re.compile(r"[\w.:@+~#-]{1,200}")  # no slashes, blanks or controls: ids stand in addresses and file names


def parse_columns(pairs: Iterable[str]) -> Mapping[str, str]:
    """Return the names that "text=body" and the like give to fields, and `STANDARD` names for the others.

    Raise `InputError` for what is no such pair.
    """
    given: dict[str, str] = {}
    for pair in pairs:
        name, _, column = pair.partition("=")
        if name not in FIELDS or not column:
            raise InputError(f"{pair!r} maps no field; write FIELD=COLUMN, with FIELD one of {', '.join(FIELDS)}.")
        given[name] = column
    return MappingProxyType({**STANDARD, **given})


def document(
    fields: Mapping[str, Any], columns: Mapping[str, str], place: str, defaults: Defaults, complaints: Complaints
) -> Document | Link:
    """Return the document that `fields` make, or the address of one where they have no text.

    What `defaults` give stands in for what is left out. Raise `InputError` where there is no text and no address.
    """
    text, url = _string(fields, columns["text"]), web_address(_string(fields, columns["url"]))
    title, outlet = _string(fields, columns["title"]), _string(fields, columns["outlet"]) or defaults.outlet
    if url and not text.strip():
        return Link(place, url, title, str(fields.get(columns["published"]) or ""), outlet)
    return Document(
        text=_text(text, fields, columns["text"]),
        locator=url or place,
        id=_identifier(fields, columns["id"], place, complaints),
        title=title,
        published=published(fields.get(columns["published"]), place, defaults, complaints),
        outlet=outlet,
    )


def published(value: Any, place: str, defaults: Defaults, complaints: Complaints) -> date | None:
    """Return the day; read a document with an absurd one without it: only its relative times stay unresolved."""
    if value in (None, ""):
        return defaults.published
    try:
        return parse_day(value)
    except InputError as error:
        complaints.refuse(place, f"{error} The report is read without it.")
        return None


def web_address(url: str) -> str:
    """Return `url` if it is an http or https address of decent length, and "" otherwise: pages claim anything."""
    return url if re.fullmatch(r"https?://[^\s<>\"]{1,2000}", url, re.IGNORECASE) else ""


def _text(text: str, fields: Mapping[str, Any], column: str) -> str:
    if fields and column not in fields:
        names = ", ".join(list(map(str, fields))[:12])
        raise InputError(f"it has no field `{column}`, but {names}; name the one with the report by --map text=NAME.")
    return checked_text(text)


def _identifier(fields: Mapping[str, Any], column: str, place: str, complaints: Complaints) -> str:
    value = fields.get(column)
    name = str(value) if isinstance(value, int) else _string(fields, column)
    if not name or (_IDENTIFIER.fullmatch(name) and name not in {".", ".."}):
        return name
    complaints.refuse(
        place,
        f"{name[:60]!r} can be no id (letters, digits and .:@+~#_- can); the report is read under one of its own.",
    )
    return ""


def _string(fields: Mapping[str, Any], name: str) -> str:
    value = fields.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        raise InputError(f"`{name}` is not a string; put it in quotation marks.")
    return whole_characters(value)
