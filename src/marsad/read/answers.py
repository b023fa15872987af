"""JSON as services answer it: ReliefWeb reports (versions 1 and 2 of its API), GDELT lists, and plain arrays."""

from collections.abc import Iterator, Mapping
from typing import Any

from marsad.read.fields import STANDARD
from marsad.read.markup import plain

Record = tuple[str, Any, Mapping[str, str]]
"""Which item it is ("#3", or "" if the only one), its fields, and what those are called."""


def records(value: Any, columns: Mapping[str, str]) -> Iterator[Record]:
    """Yield the records of a JSON value: the items of a service's answer, those of an array, or the value itself."""
    if isinstance(value, dict) and columns["text"] in value:
        yield "", value, columns
    elif isinstance(value, list):
        for number, item in enumerate(value, 1):
            yield f"#{number}", item, columns
    elif items := _list(value, "data"):
        for number, item in enumerate(items, 1):
            yield f"#{number}", _reliefweb(item), STANDARD
    elif items := _list(value, "articles"):
        for number, item in enumerate(items, 1):
            yield f"#{number}", _gdelt(item), STANDARD
    else:
        yield "", value, columns


def _list(value: Any, name: str) -> list[Any]:
    items = value.get(name) if isinstance(value, dict) else None
    return items if isinstance(items, list) else []


def _reliefweb(item: Any) -> Any:
    """Return a report's fields; its body is Markdown, or HTML where only that was asked for."""
    fields = item.get("fields") if isinstance(item, dict) else None
    if not isinstance(fields, dict):
        return item
    days, sources = fields.get("date"), fields.get("source")
    return {
        "text": fields.get("body") or plain(str(fields.get("body-html") or "")),
        "id": f"reliefweb-{item['id']}" if item.get("id") else None,
        "title": fields.get("title"),
        "published": days.get("original") or days.get("created") if isinstance(days, dict) else None,
        "outlet": ", ".join(map(_name, sources)) if isinstance(sources, list) else None,
        "url": fields.get("url_alias") or fields.get("url"),
    }


def _name(source: Any) -> str:
    return str(source.get("shortname") or source.get("name") or "") if isinstance(source, dict) else str(source)


def _gdelt(item: Any) -> Any:
    """Return an article's fields. It has no text, and the day is the one when GDELT saw it."""
    if not isinstance(item, dict):
        return item
    return {
        "title": item.get("title"),
        "published": str(item.get("seendate") or "")[:8],
        "outlet": item.get("domain"),
        "url": item.get("url"),
    }
