"""Debian's Chromium, watched: whatever its console, its policy or its requests have to complain of fails the test."""

import os
import shutil
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest
import uvicorn

from marsad.run.ledger import Ledger
from marsad.web.app import create_app
from marsad.web.security import Door

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = (
    "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync"
).split()
AXE = (Path(__file__).parent / "vendor" / "axe-core-4.14.1" / "axe.min.js").read_text("utf-8")
RULES: dict[str, object] = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


def chromium() -> str:
    """Return where Chromium is; without it, skip, or fail where it is required."""
    found = shutil.which("chromium")
    if found is None and "chromium" in os.environ.get("MARSAD_REQUIRE", ""):
        pytest.fail("Chromium is required here and not installed: apt-get install chromium")
    return found or pytest.skip("needs Chromium: apt-get install chromium")


@contextmanager
def serving(ledger: Ledger) -> Iterator[str]:
    """Serve a ledger's desk on a free port; give its start address."""
    door = Door("a-token-for-the-browser", reusable=True)
    listening = socket.create_server(("127.0.0.1", 0))
    server = uvicorn.Server(uvicorn.Config(create_app(ledger, door, "ana"), log_level="error", access_log=False))
    thread = Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listening.getsockname()[1]}/?token={door.token}"
    finally:
        server.should_exit = True
        thread.join(10)
        listening.close()


@contextmanager
def watched(browser: "Browser", *, width: int = 1280) -> Iterator[tuple["Page", list[str]]]:
    """Give a page and what was wrong with it so far; requests to elsewhere are cut off and count as wrong."""
    wrong: list[str] = []
    context = browser.new_context(
        viewport={"width": width, "height": 860},
        color_scheme="light",
        reduced_motion="reduce",
        accept_downloads=True,
    )
    page = context.new_page()

    def route(route: "object", request: "object") -> None:
        url = request.url  # type: ignore[attr-defined]
        if urlsplit(url).hostname in ("127.0.0.1", None):
            route.continue_()  # type: ignore[attr-defined]
        else:
            wrong.append(f"a request to {url}")
            route.abort()  # type: ignore[attr-defined]

    context.route("**/*", route)
    page.on("console", lambda said: wrong.append(said.text) if said.type in ("error", "warning") else None)
    page.on("pageerror", lambda error: wrong.append(str(error)))
    try:
        yield page, wrong
    finally:
        context.close()


def faults(page: "Page") -> list[str]:
    """Return what axe finds wrong with a page, in the light, and with its colours in the dark, a line each."""
    page.evaluate(AXE)
    found = _axe(page, RULES)
    page.emulate_media(color_scheme="dark")
    return found + _axe(page, {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}})


def _axe(page: "Page", rules: dict[str, object]) -> list[str]:
    found = page.evaluate("rules => axe.run(document, rules)", rules)
    return [
        f"{page.url}: {each['id']}: {node['target']}: {node['failureSummary']}"
        for each in found["violations"]
        for node in each["nodes"]
    ]
