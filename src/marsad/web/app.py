"""The app: guards around pages and the API."""

import sqlite3
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any

from anyio import to_thread
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.responses import Response
from starlette.staticfiles import StaticFiles

from marsad import __version__
from marsad.errors import InputError, MarsadError
from marsad.web import pages
from marsad.web.desk import Desk
from marsad.web.looks import NotYet
from marsad.web.replies import Problem, refusal, wants_json
from marsad.web.routes import ROUTERS
from marsad.web.security import LOOPBACK, Door, HeaderGuard, OriginGuard, TokenGuard
from marsad.web.traffic import Counted

if TYPE_CHECKING:
    from marsad.run.ledger import Ledger

AT_ONCE = 6  # requests that are worked on; more wait their turn, as each holds a connection with its memory
AGAIN = 2  # seconds until a page that waits asks again


def create_app(ledger: "Ledger", door: Door, by: str, hosts: Sequence[str] = LOOPBACK) -> FastAPI:
    """Return the desk over `ledger`, for those whom `door` lets in, judging in the name of `by`.

    `hosts` are the names by which browsers may call it; any other is answered with 400, so that no foreign name that
    is made to point at this machine reaches it.
    """
    app = FastAPI(
        title="marsad desk",
        version=__version__,
        description="Claims, events, tallies and control of one ledger. Only judgements and new reports are written.",
        docs_url=None,
        redoc_url=None,
        openapi_url="/api/v1/openapi.json",
        separate_input_output_schemas=False,
        lifespan=_running,
    )
    app.state.desk = Desk(ledger, by)
    app.state.undo = app.state.desk.undo_says
    app.state.templates = pages.environment()
    app.mount("/static", StaticFiles(directory=pages.HERE / "static"), name="static")
    for router in ROUTERS:
        app.include_router(router)
    # The last one added is the first to see a request.
    app.add_middleware(Counted, traffic=app.state.desk.packets.traffic)
    app.add_middleware(OriginGuard)
    app.add_middleware(TokenGuard, door=door)
    app.add_middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app.add_middleware(HeaderGuard)
    for error, answer in ANSWERS.items():
        app.add_exception_handler(error, answer)
    return app


@asynccontextmanager
async def _running(_app: FastAPI) -> AsyncIterator[None]:
    to_thread.current_default_thread_limiter().total_tokens = AT_ONCE
    yield


def _refuse(request: Request, status: int, sentence: str, **more: Any) -> Response:
    """Answer a program in JSON, and a person on a page of the desk."""
    if wants_json(request.scope):
        return refusal(request.scope, status, sentence, **more)
    context = {"screen": "problem", "status": status, "sentence": sentence, "undo": request.app.state.undo()}
    response: Response = request.app.state.templates.TemplateResponse(request, "problem.html", context, status)
    return response


def _wait(request: Request, error: Exception) -> Response:
    """Tell a person what is waited for; the page asks again by itself."""
    assert isinstance(error, NotYet)  # noqa: S101 - what it is registered for
    context = {"screen": "reading", "events": error.events, "fresh": error.fresh, "undo": request.app.state.undo()}
    again = {"Refresh": str(AGAIN), "Retry-After": str(AGAIN)}
    response: Response = request.app.state.templates.TemplateResponse(request, "reading.html", context, 202, again)
    return response


def _problem(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)  # noqa: S101 - what it is registered for
    sentence = str(error.detail) if error.status_code != 404 or isinstance(error, Problem) else "There is no such page."
    return _refuse(request, error.status_code, sentence, **getattr(error, "more", {}))


def _invalid(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)  # noqa: S101 - what it is registered for
    faults = [f"{'.'.join(str(part) for part in fault['loc'][1:])}: {fault['msg']}" for fault in error.errors()]
    return _refuse(request, 422, f"The request cannot be read: {'; '.join(faults)}.", errors=faults)


def _input(request: Request, error: Exception) -> Response:
    return _refuse(request, 400, str(error))


def _ours(request: Request, error: Exception) -> Response:
    return _refuse(request, 500, str(error))


def _busy(request: Request, _error: Exception) -> Response:
    return _refuse(request, 503, "The ledger is busy; try again in a moment.")


def _fault(request: Request, error: Exception) -> Response:
    """Answer what nobody foresaw; the window in which the desk runs has the particulars."""
    return _refuse(
        request, 500, f"This should not happen ({type(error).__name__}); please report it with what you did."
    )


ANSWERS = {
    NotYet: _wait,
    HTTPException: _problem,
    RequestValidationError: _invalid,
    InputError: _input,
    MarsadError: _ours,
    sqlite3.OperationalError: _busy,
    Exception: _fault,
}
