"""One request to one vetted address, without cookies, proxies or redirects."""

import socket
import ssl
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException, HTTPResponse
from threading import Event, Timer
from urllib.parse import SplitResult, quote, urlsplit

from marsad.errors import InputError
from marsad.fetch.limits import Limits

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.5"
PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True, slots=True)
class Reply:
    """What a server answered: status, address it sends us on to, charset that it declares ("" for none), and body."""

    status: int
    location: str
    charset: str
    body: bytes


def parsed(url: str) -> SplitResult:
    """Return the parts of an http or https address; raise `InputError` for what is none, or hides where it leads."""
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname, parts.port
    except ValueError as error:
        raise InputError("no web address that can be read; check how it is written.") from error
    if parts.scheme not in PORTS or not host:
        raise InputError("only http and https addresses are fetched; save the page and name the file.")
    if parts.username or parts.password or any(sign in url for sign in "\\ \t\r\n\0"):
        raise InputError("an address with a user's name, a blank or a backslash in it; write it without.")
    return parts


def request(url: SplitResult, address: str, agent: str, limits: Limits) -> Reply:
    """Get `url` from the host at `address`; raise `InputError` where that fails, or would break the limits."""
    connection = _Pinned(url, address, limits.seconds)
    target = quote((url.path or "/") + (f"?{url.query}" if url.query else ""), safe="/%?&=:@!$'()*+,;~[]")
    late = Event()
    try:
        with _deadline(connection, limits.seconds, late):
            headers = {"User-Agent": agent, "Accept": ACCEPT, "Accept-Encoding": "identity", "Connection": "close"}
            connection.request("GET", target, headers=headers)
            return _reply(connection.getresponse(), limits.bytes)
    except (OSError, HTTPException) as error:
        if late.is_set() or isinstance(error, TimeoutError):
            raise InputError(f"no answer within {limits.seconds:g} seconds; try again, or save the page.") from error
        reason = str(error) or type(error).__name__
        raise InputError(f"the connection failed ({reason}); try again later.") from error
    finally:
        connection.close()


def _reply(response: HTTPResponse, limit: int) -> Reply:
    if (encoding := response.headers.get("Content-Encoding", "identity")) != "identity":
        raise InputError(
            f"the answer is compressed ({encoding}) though that was not asked for; save the page yourself."
        )
    location = response.headers.get("Location", "") if 300 <= response.status < 400 else ""
    body = b"" if location else response.read(limit + 1)
    if len(body) > limit:
        raise InputError(f"the answer is larger than {limit >> 20} MB; save it and take what you need of it.")
    if response.length:  # what was announced and did not come
        raise HTTPException("the answer was cut short")
    return Reply(response.status, location, response.headers.get_content_charset() or "", body)


class _Pinned(HTTPConnection):
    """A connection to the address that was vetted, whatever the host's name leads to by now."""

    def __init__(self, url: SplitResult, address: str, seconds: float) -> None:
        self._secure = url.scheme == "https"
        self.default_port = PORTS[url.scheme]
        super().__init__(url.hostname or "", url.port, timeout=seconds)
        self._address = address
        self._wire: socket.socket | None = None

    def connect(self) -> None:
        self._wire = socket.create_connection((self._address, self.port), self.timeout)
        if self._secure:
            self._wire = ssl.create_default_context().wrap_socket(self._wire, server_hostname=self.host)
        self.sock = self._wire

    def cut(self) -> None:
        """End the connection from another thread, also when only the response holds it."""
        with suppress(OSError):
            if self._wire:
                socket.socket.shutdown(self._wire, socket.SHUT_RDWR)  # not the method of TLS, which waits


@contextmanager
def _deadline(connection: _Pinned, seconds: float, late: Event) -> Iterator[None]:
    """Cut a connection that takes longer: a timeout of the socket's starts anew with each byte."""

    def cut() -> None:
        late.set()
        connection.cut()

    timer = Timer(seconds, cut)
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
    if late.is_set():  # an answer that announced no length looks whole when it is cut
        raise TimeoutError
