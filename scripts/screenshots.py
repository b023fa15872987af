"""Take the pictures of the desk that the documentation shows.

    python scripts/screenshots.py [FOLDER]

Reads the example reports and those of tests/gold/ into a ledger in memory, opens the desk on it, and drives Chromium
(apt-get install chromium). Writes docs/images/*.png; with FOLDER, every screen there, on a desk and on a phone, in the
light and in the dark, to be looked at.
"""

import os
import shutil
import socket
import sys
from collections.abc import Sequence
from pathlib import Path
from threading import Thread

import uvicorn
from playwright.sync_api import Page, sync_playwright

from marsad.run.opening import open_ledger
from marsad.web.app import create_app
from marsad.web.security import Door

ROOT = Path(__file__).parents[1]
TARGET = ROOT / "docs" / "images"
TOKEN = "a-token-for-pictures"  # noqa: S105 - of a desk that lives for a minute
FLAGS = "--headless --no-sandbox --disable-gpu --disable-background-networking".split()
SEED = "examples/maaret-al-numan.txt"


SHOWN = (  # name, address, dark, width
    ("document", "/documents/SEED", False, 1280),
    ("document-phone", "/documents/SEED", True, 390),
    ("map", "/map", False, 1280),
    ("tallies", "/tallies", False, 1280),
    ("control", "/control", False, 1280),
    ("event", "/events", False, 1280),
    ("by-hand", "/documents/SEED", False, 1280),
)
SCREENS = {
    "inbox": "/",
    "documents": "/documents",
    "document": "/documents/SEED",
    "by-hand": "/documents/SEED",
    "claim": "/",
    "events": "/events",
    "event": "/events",
    "add": "/add",
    "pairs": "/pairs",
    "map": "/map",
    "timeline": "/timeline",
    "tallies": "/tallies",
    "control": "/control",
    "sources": "/sources",
    "places": "/places",
    "parties": "/parties",
    "activity": "/activity",
    "exports": "/exports",
    "methodology": "/methodology",
    "settings": "/settings",
}
EVERY = tuple(
    (f"{name}-{width}-{'dark' if dark else 'light'}", where, dark, width)
    for name, where in SCREENS.items()
    for width in (1280, 390)
    for dark in (False, True)
)


def main() -> None:
    """Write the pictures."""
    os.chdir(ROOT)  # what is read is named as from here, whoever takes the pictures
    target, shown = (Path(sys.argv[1]), EVERY) if len(sys.argv) > 1 else (TARGET, SHOWN)
    target.mkdir(parents=True, exist_ok=True)
    with open_ledger("memory:", create=True) as ledger:
        ledger.add(["tests/gold/syria.docs.jsonl"])
        ledger.add([SEED], published="2020-01-28")
        seed = next(kept.document.id for kept in ledger.documents() if "maaret" in kept.document.locator)
        ledger.refresh()
        listening = socket.create_server(("127.0.0.1", 0))
        app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
        server = uvicorn.Server(uvicorn.Config(app, log_level="error", access_log=False))
        Thread(target=server.run, kwargs={"sockets": [listening]}, daemon=True).start()
        pictures(f"http://127.0.0.1:{listening.getsockname()[1]}", seed, target, shown)
        server.should_exit = True


def pictures(base: str, seed: str, target: Path, shown: Sequence[tuple[str, str, bool, int]]) -> None:
    """Take one picture of each screen that is shown."""
    with sync_playwright() as driver:
        path = shutil.which("chromium") or sys.exit("Chromium is not installed: apt-get install chromium")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        for name, where, dark, width in shown:
            scheme = "dark" if dark else "light"
            context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
            page = context.new_page()
            page.goto(f"{base}/?token={TOKEN}")
            page.goto(base + where.replace("SEED", seed))
            page.wait_for_load_state("networkidle")
            prepare(page, name)
            page.screenshot(path=target / f"{name}.png")
            print(target / f"{name}.png")
            context.close()
        browser.close()


def prepare(page: Page, name: str) -> None:
    """Bring a screen into the state that the picture shows."""
    if name.startswith("map"):
        page.wait_for_selector("body[data-ready=yes]")
    elif name.startswith("by-hand"):
        page.keyboard.press("n")
        page.locator("#by-hand[open]").wait_for()
    elif name.startswith("claim"):
        page.locator(".card").first.click()
        page.locator(".card.chosen a[data-judge=edit]").click()
        page.wait_for_load_state("networkidle")
    elif name in ("document", "document-1280-light"):
        for key in "jjjj":
            page.keyboard.press(key)
    elif name.startswith("event-") or name == "event":
        rows = page.locator(".event-row")
        most = max(range(rows.count()), key=lambda at: _origins(rows.nth(at).inner_text()))
        rows.nth(most).locator("a").click()
        page.wait_for_load_state("networkidle")


def _origins(text: str) -> int:
    word = text.split("origin", maxsplit=1)[0].rsplit(maxsplit=1)[-1]
    return int(word) if word.isdigit() else 0


if __name__ == "__main__":
    main()
