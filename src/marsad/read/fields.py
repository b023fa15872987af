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

    A field goes by the name that `columns` give it, or else by its own. What `defaults` give stands in for what is left
    out. Raise `InputError` where there is no text and no address.
    """
    given = {name: fields.get(column, fields.get(name)) for name, column in columns.items()}
    text, url = _string(given, "text"), web_address(_string(given, "url"))
    title, outlet = _string(given, "title"), _string(given, "outlet") or defaults.outlet
    if url and not text.strip():
        return Link(place, url, title, str(given["published"] or ""), outlet)
    _check_names(fields, columns["text"])
    return Document(
        text=checked_text(text),
        locator=url or place,
        id=_identifier(given, place, complaints),
        title=title,
        published=published(given["published"], place, defaults, complaints),
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


def _check_names(fields: Mapping[str, Any], column: str) -> None:
    if fields and not {column, "text"} & set(fields):
        names = ", ".join(list(map(str, fields))[:12])
        raise InputError(f"it has no field `{column}`, but {names}; name the one with the report by --map text=NAME.")


def _identifier(given: Mapping[str, Any], place: str, complaints: Complaints) -> str:
    value = given["id"]
    name = str(value) if isinstance(value, int) else _string(given, "id")
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
