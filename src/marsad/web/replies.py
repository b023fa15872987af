"""Answers that are not pages: JSON in one shape, and refusals in the shape that the asker reads."""

import base64
import binascii
import json
from collections.abc import Sequence
from html import escape
from typing import Any

from fastapi import HTTPException
from starlette.responses import HTMLResponse, JSONResponse, Response
from starlette.types import Scope

from marsad.errors import InputError

Row = dict[str, Any]


class Problem(HTTPException):
    """A request that cannot be answered: a status, one sentence for a person, and for programs what else is known."""

    def __init__(self, status: int, sentence: str, **more: Any) -> None:
        super().__init__(status, sentence)
        self.more = more


def refusal(scope: Scope, status: int, sentence: str, **more: Any) -> Response:
    """Return `sentence` as JSON to programs, as a small page to people."""
    if wants_json(scope):
        return JSONResponse({"ok": False, "error": sentence, "errors": [sentence], "status": status, **more}, status)
    page = f"<!doctype html><html lang=en><meta charset=utf-8><title>marsad</title><p>{escape(sentence)}</p>"
    return HTMLResponse(page, status)


def wants_json(scope: Scope) -> bool:
    """Whether the asker is a program: by the path, or because it does not say that it reads HTML."""
    path: str = scope["path"]
    if path.startswith("/api/") or path.endswith((".json", ".geojson")):
        return True
    accept = dict(scope["headers"]).get(b"accept", b"")
    return b"text/html" not in accept


def rows_reply(rows: Sequence[Row], following: str | None = None, url: str = "", **more: Any) -> Row:
    """Return a page of rows; `following` is the cursor of the next page and `url` this page's address without it."""
    joint = "&" if "?" in url else "?"
    next_url = f"{url}{joint}_next={following}" if following else None
    return {"ok": True, "rows": list(rows), "next": following, "next_url": next_url, **more}


def to_cursor(*key: Any) -> str:
    """Return an opaque word for a place in a sorted list."""
    return base64.urlsafe_b64encode(json.dumps(key).encode()).decode().rstrip("=")


def from_cursor(cursor: str) -> list[Any]:
    """Return what `to_cursor` was given. Raise `InputError` for a word that it did not make."""
    try:
        key = json.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
    except (binascii.Error, ValueError):
        key = None
    if not isinstance(key, list):
        raise InputError(f"_next={cursor[:40]} is no place in this list; leave it out to begin at the top.")
    return key
