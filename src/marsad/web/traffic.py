"""Answers being made: long work behind the pages gives way to them."""

import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, field
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send

PAUSE = 0.002  # seconds that work waits at each step while somebody is answered


@dataclass(slots=True)
class Traffic:
    """How many requests are being answered now."""

    answering: int = 0
    _lock: Lock = field(default_factory=Lock)

    @contextmanager
    def counting(self, by: int = 1) -> Iterator[None]:
        """Count a request for as long as it is answered."""
        self._add(by)
        try:
            yield
        finally:
            self._add(-by)

    def _add(self, by: int) -> None:
        with self._lock:
            self.answering += by

    def give_way(self) -> None:
        """Let pages go first; called by work in threads of its own."""
        if self.answering > 0:
            time.sleep(PAUSE)

    def waiting(self) -> AbstractContextManager[None]:
        """Say that a request waits for such work, and has to be given no way."""
        return self.counting(-1)


class Counted:
    """Middleware that counts requests while they are answered."""

    def __init__(self, app: ASGIApp, traffic: Traffic) -> None:
        self._app, self._traffic = app, traffic

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, and be counted meanwhile; what lasts as long as the app is no request."""
        with self._traffic.counting(scope["type"] == "http"):
            await self._app(scope, receive, send)
