"""What keeps the desk safe: who may speak to it, from which page, and what its pages may load.

Each guard is one ASGI middleware. The threats that they answer are listed in docs/desk.md.
"""

import hashlib
import secrets
from dataclasses import dataclass, field
from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qs, urlencode

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from marsad.web.replies import refusal

LOOPBACK = ("127.0.0.1", "localhost", "[::1]")
SAFE = {"GET", "HEAD", "OPTIONS"}
TRUSTED_SITES = {"same-origin", "none"}  # "same-site" is another port of this machine: another program

PAGE_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; "
    "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
SNAPSHOT_POLICY = (
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src data:; form-action 'none'; base-uri 'none'"
)
HEADERS = {
    "content-security-policy": PAGE_POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "cache-control": "no-store",
}


@dataclass
class Door:
    """Who is let in: whoever brings the start token, and afterwards whoever brings the cookie it was changed for.

    A token made for one start works once, so that a browser's history opens nothing. A token that a person chose
    (`reusable`, for desks that several people reach) works for each of them, and as "Authorization: Bearer".
    """

    token: str
    reusable: bool = False
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    used: bool = False

    @property
    def cookie(self) -> str:
        """The cookie's name. Ports share cookies, so that each desk on this machine needs a name of its own."""
        return f"marsad-{hashlib.sha256(self.secret.encode()).hexdigest()[:12]}"

    def admit(self, token: str) -> bool:
        """Whether `token` opens the door; one that works once is used up by this."""
        right = secrets.compare_digest(token.encode(), self.token.encode()) and not self.used
        self.used = self.used or (right and not self.reusable)
        return right

    def knows(self, headers: Headers) -> bool:
        """Whether a request carries the cookie, or a chosen token as bearer."""
        bearer = headers.get("authorization", "").removeprefix("Bearer ")
        if self.reusable and secrets.compare_digest(bearer.encode(), self.token.encode()):
            return True
        return secrets.compare_digest(_cookie(headers, self.cookie).encode(), self.secret.encode())


def _cookie(headers: Headers, name: str) -> str:
    try:
        found = SimpleCookie(headers.get("cookie", "")).get(name)
    except CookieError:
        return ""
    return found.value if found else ""


class TokenGuard:
    """Let in only requests that know the door's secret; change a start token in the address for a cookie."""

    def __init__(self, app: ASGIApp, door: Door) -> None:
        self._app = app
        self._door = door

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, redirect without the token, or refuse with 403."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        query = parse_qs(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        token = query.pop("token", [""])[0]
        known = self._door.knows(Headers(scope=scope))
        if token and scope["method"] == "GET" and (self._door.admit(token) or known):
            await self._enter(scope, query)(scope, receive, send)
        elif known:
            await self._app(scope, receive, send)
        else:
            sentence = "This desk needs its start address; copy it from the window in which marsad desk runs."
            await refusal(scope, 403, sentence)(scope, receive, send)

    def _enter(self, scope: Scope, query: dict[str, list[str]]) -> RedirectResponse:
        rest = urlencode(query, doseq=True)
        # A path of two slashes would be read as another host.
        path = "/" + scope["path"].lstrip("/\\")
        response = RedirectResponse(path + (f"?{rest}" if rest else ""), status_code=303)
        response.set_cookie(self._door.cookie, self._door.secret, httponly=True, samesite="strict")
        return response


class OriginGuard:
    """Refuse writes that another site's page sends with this browser's cookie (CSRF).

    Browsers name the sender in Sec-Fetch-Site or Origin, which no page can forge; a request with neither comes from no
    browser.
    """

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on or refuse with 403."""
        if scope["type"] == "http" and scope["method"] not in SAFE and not _own(Headers(scope=scope)):
            sentence = "This change was asked for by another site's page, so it was not made; make it on the desk."
            await refusal(scope, 403, sentence)(scope, receive, send)
        else:
            await self._app(scope, receive, send)


def _own(headers: Headers) -> bool:
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in TRUSTED_SITES
    return origin is None or origin in {f"{scheme}://{headers.get('host', '')}" for scheme in ("http", "https")}


class HeaderGuard:
    """Give each answer the headers that say what a page may load; an answer's own policy stays."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, and add what the answer does not say itself."""

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        await self._app(scope, receive, send_guarded if scope["type"] == "http" else send)
