"""Each view as a page and as its ``.json`` twin, made of one function's answer."""

import inspect
from collections.abc import Callable
from dataclasses import asdict
from datetime import date, datetime
from importlib.resources import files
from pathlib import Path
from typing import Any

from fastapi import APIRouter, Request
from fastapi.encoders import jsonable_encoder
from starlette.responses import JSONResponse, Response
from starlette.templating import Jinja2Templates

from marsad import __version__
from marsad.lexicon import load
from marsad.model import phrases
from marsad.web import keys
from marsad.web.looks import for_a_person
from marsad.web.replies import Row

HERE = Path(str(files("marsad.web")))
RAIL = (  # the screens by what one does there: name of the screen, its path, its title
    ("Read", (("inbox", "/", "Inbox"), ("documents", "/documents", "Documents"))),
    (
        "Look",
        (
            ("events", "/events", "Events"),
            ("map", "/map", "Map"),
            ("timeline", "/timeline", "Timeline"),
            ("tallies", "/tallies", "Tallies"),
            ("control", "/control", "Control"),
        ),
    ),
    (
        "Know",
        (("sources", "/sources", "Sources"), ("places", "/places", "Places"), ("parties", "/parties", "Parties")),
    ),
    (
        "Keep",
        (
            ("activity", "/activity", "Activity"),
            ("exports", "/exports", "Exports"),
            ("methodology", "/methodology", "Method"),
        ),
    ),
)

PRINTED = {"ArrowDown": "↓", "ArrowUp": "↑", "Escape": "Esc"}

View = Callable[..., Row]


def environment() -> Jinja2Templates:
    """Return the templates, which escape everything, with the words and shapes that they share."""
    templates = Jinja2Templates(directory=HERE / "templates")
    templates.env.autoescape = True  # whatever a template's file is called
    templates.env.trim_blocks = templates.env.lstrip_blocks = True
    templates.env.filters |= {
        "press": _press,
        "day": _day,
        "number": _number,
        "word": _word,
        "period": _period,
        "moment": _moment,
    }
    templates.env.globals |= {
        "version": __version__,
        "rail": RAIL,
        "keys": keys.bindings(),
        "bindings": [asdict(key) for key in keys.bindings()],
        "words": load("desk/words.yml"),
        "count": phrases.count,
    }
    return templates


def screen(router: APIRouter, path: str, name: str, *, twin: str = "") -> Callable[[View], View]:
    """Serve what the decorated function returns, rows that JSON can hold, at `path` as the page ``name.html``.

    The same is served as JSON at `twin`, or else at `path` with ".json".
    """

    def register(view: View) -> View:
        def page(request: Request, **named: Any) -> Response:
            templates: Jinja2Templates = request.app.state.templates
            for_a_person.set(True)
            context = {"screen": name, "undo": request.app.state.undo(), **view(**named)}
            return templates.TemplateResponse(request, f"{name}.html", context)

        def data(request: Request, **named: Any) -> Response:  # noqa: ARG001 - one shape for both
            return JSONResponse({"ok": True, **jsonable_encoder(view(**named))})

        asked = inspect.signature(view).parameters.values()
        asks_request = inspect.Parameter("request", inspect.Parameter.KEYWORD_ONLY, annotation=Request)
        by_name = [asks_request, *(part.replace(kind=inspect.Parameter.KEYWORD_ONLY) for part in asked)]
        for function in (page, data):  # FastAPI reads from the signature what to hand over
            function.__signature__ = inspect.Signature(by_name)  # type: ignore[attr-defined]
            function.__doc__ = view.__doc__
        router.get(twin or f"{path}.json", name=f"{name}.json", response_model=None)(data)
        router.get(path, name=name, include_in_schema=False, response_model=None)(page)
        return view

    return register


def _day(value: date | str | None) -> str:
    return phrases.day(date.fromisoformat(value) if isinstance(value, str) else value) if value else ""


def _period(start: date | str | None, end: date | str | None) -> str:
    first, last = (date.fromisoformat(day) if isinstance(day, str) else day for day in (start, end))
    if first and last:
        return phrases.period(first, last)
    return f"from {phrases.day(first)}" if first else f"until {phrases.day(last)}" if last else ""


def _moment(value: str) -> str:
    """Return "28 Jan 2020, 14:05" in UTC."""
    when = datetime.fromisoformat(value)
    return f"{phrases.day(when.date())}, {when:%H:%M}"


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.15g}"


def _word(value: str, table: str) -> str:
    return str(load("desk/words.yml")[table].get(value, value))


def _press(press: str) -> str:
    """Return a key as it is printed on keyboards."""
    return PRINTED.get(press) or press.replace("Shift+Control+", "Ctrl ⇧ ").replace("Control+", "Ctrl ").replace(
        " ", " "
    )
