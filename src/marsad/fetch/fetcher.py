"""Pages from the web, politely."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from urllib.parse import SplitResult, urldefrag, urljoin
from urllib.robotparser import RobotFileParser

from marsad.errors import InputError
from marsad.fetch.addresses import Address, Resolve, is_public, resolve, vetted
from marsad.fetch.limits import Limits
from marsad.fetch.web import Reply, parsed, request

AGENT = f"marsad/{version('marsad')}"


@dataclass(frozen=True, slots=True)
class Fetched:
    """The bytes at `url`, where the last redirect led; `charset` as the server declares it, `retrieved` in UTC."""

    url: str
    body: bytes
    charset: str
    retrieved: datetime


class Fetcher:
    """Fetches pages one by one. Call it with an address.

    It keeps what hosts' robots.txt say and when it last asked them; use one for all pages of a run. `allowed` tells to
    which addresses it may connect, `find` gives those of a host, `wait` sleeps for some seconds.
    """

    def __init__(
        self,
        limits: Limits | None = None,
        *,
        allowed: Callable[[Address], bool] = is_public,
        find: Resolve = resolve,
        wait: Callable[[float], None] = time.sleep,
    ) -> None:
        self._limits = limits or Limits()
        self._allowed, self._find, self._wait = allowed, find, wait
        self._robots: dict[str, RobotFileParser] = {}
        self._free: dict[str, float] = {}  # by host: when it may be asked again

    def __call__(self, url: str) -> Fetched:
        """Return what is at an http or https address; raise `InputError` where it cannot or may not be had.

        Every host on the way must have public addresses only, and its robots.txt must allow the page.
        """
        place, reply = self._follow(url, self._permit)
        if reply.status != 200:
            raise InputError(
                f"the server answered {reply.status}; look at the page in a browser, and save it if it is there."
            )
        return Fetched(place, reply.body, reply.charset, datetime.now(UTC))

    def _follow(self, url: str, permit: Callable[[SplitResult], None]) -> tuple[str, Reply]:
        for _ in range(self._limits.redirects + 1):
            parts = parsed(url)
            permit(parts)
            reply = self._ask(parts)
            if not reply.location:
                return urldefrag(url).url, reply
            url = urljoin(url, reply.location)
        raise InputError(f"it leads on more than {self._limits.redirects} times; give the address where it ends.")

    def _ask(self, parts: SplitResult) -> Reply:
        host = parts.hostname or ""
        address = vetted(host, self._find, self._allowed)
        if (pause := self._free.get(host, 0) - time.monotonic()) > 0:
            self._wait(pause)
        try:
            return request(parts, address, AGENT, self._limits)
        finally:
            self._free[host] = time.monotonic() + self._delay(parts)

    def _delay(self, parts: SplitResult) -> float:
        robots = self._robots.get(_origin(parts))
        return max(self._limits.delay, float(robots.crawl_delay(AGENT) or 0) if robots else 0)

    def _permit(self, parts: SplitResult) -> None:
        origin = _origin(parts)
        if origin not in self._robots:
            self._robots[origin] = self._rules(origin)
        if not self._robots[origin].can_fetch(AGENT, parts.geturl()):
            raise InputError(f"{parts.hostname} asks programs not to fetch it (robots.txt); save the page yourself.")
        if (delay := self._delay(parts)) > self._limits.patience:
            raise InputError(f"{parts.hostname} asks for {delay:g} seconds between pages; save the page yourself.")

    def _rules(self, origin: str) -> RobotFileParser:
        """Return what robots.txt allows: all of it where there is none, nothing where the server fails to say."""
        _, reply = self._follow(f"{origin}/robots.txt", lambda _: None)
        if reply.status >= 500:
            raise InputError(f"the server cannot tell what it allows (robots.txt: {reply.status}); try again later.")
        rules = RobotFileParser()
        rules.parse(reply.body.decode("utf-8", "replace").splitlines() if reply.status == 200 else [])
        return rules


def _origin(parts: SplitResult) -> str:
    return f"{parts.scheme}://{parts.netloc}"
