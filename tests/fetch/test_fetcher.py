"""Fetching from a server on this machine, which a test has to allow: no test leaves it."""

import os
import socket
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from threading import Thread

import pytest

from marsad.errors import InputError
from marsad.fetch import Fetcher, Limits
from marsad.fetch.addresses import Address

LOOPBACK = ip_address("127.0.0.1")
Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Site:
    """A server that answers what a test says, and keeps what it was asked."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/page", host: str = "site.example") -> str:
        return f"http://{host}:{self.port}{path}"

    def page(self, path: str, body: bytes = b"Six died.", status: int = 200, **headers: str) -> None:
        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            for name, value in {"Content_Length": str(len(body)), **headers}.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]


@pytest.fixture
def site() -> Iterator[Site]:
    here = Site()
    here.page("/page", Content_Type="text/html; charset=windows-1256")

    def not_found(request: BaseHTTPRequestHandler) -> None:
        request.send_error(404)

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            here.asked.append((self.path, dict(self.headers)))
            here.answers.get(self.path, not_found)(self)

        def log_message(self, *_: object) -> None: ...

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    here.port = server.server_port
    thread = Thread(target=server.serve_forever, args=[0.01])
    thread.start()
    yield here
    server.shutdown()
    server.server_close()
    thread.join()


@dataclass
class Trip:
    """A fetcher that takes 127.0.0.1 for a public address, and the seconds that it waited."""

    waited: list[float] = field(default_factory=list)
    hosts: dict[str, list[str]] = field(default_factory=dict)

    def fetcher(self, limits: Limits | None = None) -> Fetcher:
        return Fetcher(limits, allowed=self.allowed, find=self.find, wait=self.waited.append)

    @staticmethod
    def allowed(address: Address) -> bool:
        return address == LOOPBACK

    def find(self, host: str) -> list[str]:
        return self.hosts.get(host, ["127.0.0.1"])


@pytest.fixture
def trip() -> Trip:
    return Trip()


def test_a_page_comes_with_its_address_charset_and_time(site: Site, trip: Trip) -> None:
    fetched = trip.fetcher()(site.url("/page#part"))
    assert (fetched.url, fetched.body, fetched.charset) == (site.url(), b"Six died.", "windows-1256")
    assert fetched.retrieved.tzinfo is UTC
    assert site.paths() == ["/robots.txt", "/page"]


def test_the_request_says_who_asks_and_brings_nothing_else(
    site: Site, trip: Trip, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setitem(os.environ, name, "http://127.0.0.1:9/")
    site.page("/robots.txt", b"", Set_Cookie="id=1; Path=/")
    trip.fetcher()(site.url())
    _, headers = site.asked[-1]
    assert headers["User-Agent"].startswith("marsad/")
    assert headers["Host"] == f"site.example:{site.port}"
    assert set(headers) == {"Host", "User-Agent", "Accept", "Accept-Encoding", "Connection"}


@pytest.mark.parametrize(
    "url",
    [
        "ftp://site.example/",
        "file:///etc/passwd",
        "gopher://site.example",
        "javascript:alert(1)",
        "//site.example/",
        "http://",
        "http:///path",
        "http://user@site.example/",
        "http://user:secret@site.example/",
        "http://site.example\\@127.0.0.1/",
        "http://site.example:99999/",
        "http://[::1/",
        "",
    ],
)
def test_only_plain_http_and_https_addresses_are_fetched(trip: Trip, url: str) -> None:
    with pytest.raises(InputError):
        trip.fetcher()(url)


def test_a_host_that_is_not_public_is_not_asked(site: Site) -> None:
    for host in ("127.0.0.1", "localhost"):
        with pytest.raises(InputError, match="not on the public internet"):
            Fetcher()(site.url(host=host))
    assert site.asked == []


def test_what_was_vetted_is_what_is_connected_to(site: Site, trip: Trip) -> None:
    """A name that leads elsewhere when it is asked for again does not mislead: it is asked for once."""
    answers = iter([["127.0.0.1"], ["127.0.0.1"], ["10.0.0.1"]])
    fetch = Fetcher(allowed=trip.allowed, find=lambda _: next(answers), wait=trip.waited.append)
    assert fetch(site.url()).body == b"Six died."
    with pytest.raises(InputError, match=r"leads to 10\.0\.0\.1"):
        fetch(site.url())


def test_redirects_are_followed_and_each_is_vetted(site: Site, trip: Trip) -> None:
    site.page("/old", b"", 301, Location="/new")
    site.page("/new", b"", 302, Location=site.url(host="other.example"))
    fetched = trip.fetcher()(site.url("/old"))
    assert (fetched.url, fetched.body) == (site.url(host="other.example"), b"Six died.")
    assert site.paths() == ["/robots.txt", "/old", "/new", "/robots.txt", "/page"]


@pytest.mark.parametrize(
    ("location", "reason"),
    [
        ("http://inside.example/", r"inside\.example leads to 10\.0\.0\.1, which is not on the public internet"),
        ("http://169.254.169.254/latest/meta-data/", "not on the public internet"),
        ("http://2130706433/", "is no address as addresses are written"),
        ("http://[::1]/", "not on the public internet"),
        ("file:///etc/passwd", "only http and https"),
    ],
)
def test_a_redirect_to_what_is_not_public_is_refused(site: Site, trip: Trip, location: str, reason: str) -> None:
    trip.hosts = {name: [address] for name, address in [
        ("inside.example", "10.0.0.1"), ("169.254.169.254", "169.254.169.254"), ("::1", "::1")
    ]}  # fmt: skip
    site.page("/old", b"", 302, Location=location)
    with pytest.raises(InputError, match=reason):
        trip.fetcher()(site.url("/old"))


def test_redirects_end_after_three(site: Site, trip: Trip) -> None:
    for number in range(5):
        site.page(f"/{number}", b"", 302, Location=f"/{number + 1}")
    site.page("/5")
    assert trip.fetcher()(site.url("/2")).body == b"Six died."
    with pytest.raises(InputError, match="it leads on more than 3 times"):
        trip.fetcher()(site.url("/1"))


@pytest.mark.parametrize("announced", [True, False])
def test_an_answer_that_is_too_large_is_not_taken_in(site: Site, trip: Trip, announced: bool) -> None:
    taken: list[int] = []

    def endless(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        if announced:
            request.send_header("Content-Length", str(2**40))
        request.end_headers()
        try:
            while True:
                taken.append(request.wfile.write(b"x" * 65536))
        except OSError:
            return

    site.answers["/page"] = endless
    with pytest.raises(InputError, match="the answer is larger than 1 MB"):
        trip.fetcher(Limits(bytes=2**20))(site.url())
    time.sleep(0.05)
    assert sum(taken) < 2**25


def test_a_server_that_drips_is_cut_off(site: Site, trip: Trip) -> None:
    def dripping(request: BaseHTTPRequestHandler) -> None:
        request.send_response(200)
        request.end_headers()
        try:
            for _ in range(100):
                request.wfile.write(b"x")
                time.sleep(0.05)
        except OSError:
            return

    site.answers["/page"] = dripping
    start = time.monotonic()
    with pytest.raises(InputError, match=r"no answer within 0\.5 seconds"):
        trip.fetcher(Limits(seconds=0.5))(site.url())
    assert time.monotonic() - start < 3


def test_a_server_that_says_nothing_is_left(trip: Trip) -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent:
        url = f"http://site.example:{silent.getsockname()[1]}/"
        with pytest.raises(InputError, match=r"no answer within 0\.2 seconds"):
            trip.fetcher(Limits(seconds=0.2))(url)
    with pytest.raises(InputError, match="the connection failed"):
        trip.fetcher()(url)


def test_a_server_of_https_that_does_not_prove_who_it_is_is_left(site: Site, trip: Trip) -> None:
    with pytest.raises(InputError, match=r"the connection failed \(.*SSL"):
        trip.fetcher()(site.url().replace("http:", "https:"))


@pytest.mark.parametrize(
    ("headers", "status", "reason"),
    [
        ({"Content_Length": "999"}, 200, "the connection failed .*cut short"),
        ({"Content_Encoding": "br"}, 200, r"compressed \(br\) though that was not asked for"),
        ({}, 404, "the server answered 404"),
        ({}, 403, "the server answered 403"),
        ({}, 503, "the server answered 503"),
        ({}, 304, "the server answered 304"),
    ],
)
def test_answers_that_are_no_page(site: Site, trip: Trip, headers: dict[str, str], status: int, reason: str) -> None:
    site.page("/page", b"Six died.", status, **headers)
    with pytest.raises(InputError, match=reason):
        trip.fetcher()(site.url())


@pytest.mark.parametrize(
    ("rules", "allowed"),
    [
        (b"", True),
        (b"User-agent: *\nDisallow: /private", True),
        (b"User-agent: *\nDisallow: /", False),
        (b"User-agent: marsad\nDisallow: /page\n\nUser-agent: *\nAllow: /", False),
        (b"User-agent: other\nDisallow: /", True),
        (b"<html>not found</html>", True),
        (b"\xff\xfe\0", True),
    ],
)
def test_robots_txt_is_honoured(site: Site, trip: Trip, rules: bytes, allowed: bool) -> None:
    site.page("/robots.txt", rules)
    if allowed:
        assert trip.fetcher()(site.url()).body == b"Six died."
        return
    with pytest.raises(InputError, match=r"site.example asks programs not to fetch it \(robots.txt\); save the page"):
        trip.fetcher()(site.url())
    assert site.paths() == ["/robots.txt"]


def test_a_redirect_to_a_page_that_robots_may_not_fetch_is_refused(site: Site, trip: Trip) -> None:
    site.page("/robots.txt", b"User-agent: *\nDisallow: /page")
    site.page("/old", b"", 302, Location="/page")
    with pytest.raises(InputError, match="asks programs not to fetch it"):
        trip.fetcher()(site.url("/old"))


@pytest.mark.parametrize(("status", "allowed"), [(404, True), (403, True), (500, False), (503, False)])
def test_a_server_that_fails_to_say_what_it_allows_allows_nothing(
    site: Site, trip: Trip, status: int, allowed: bool
) -> None:
    site.page("/robots.txt", b"", status)
    if allowed:
        assert trip.fetcher()(site.url()).body == b"Six died."
    else:
        with pytest.raises(InputError, match="the server cannot tell what it allows"):
            trip.fetcher()(site.url())


def test_a_host_is_asked_politely_and_its_robots_txt_once(site: Site, trip: Trip) -> None:
    fetch = trip.fetcher(Limits(delay=2))
    fetch(site.url())
    fetch(site.url())
    assert site.paths() == ["/robots.txt", "/page", "/page"]
    assert [round(seconds) for seconds in trip.waited] == [2, 2]
    fetch(site.url(host="other.example"))
    assert len(trip.waited) == 3  # between the robots.txt and the page of the other host only


def test_the_delay_that_a_host_asks_for_is_kept_or_its_pages_are_left(site: Site, trip: Trip) -> None:
    site.page("/robots.txt", b"User-agent: *\nCrawl-delay: 20")
    fetch = trip.fetcher(Limits(delay=2, patience=30))
    fetch(site.url())
    fetch(site.url())
    assert [round(seconds) for seconds in trip.waited] == [2, 20]
    with pytest.raises(InputError, match="asks for 20 seconds between pages"):
        trip.fetcher(Limits(patience=10))(site.url())
