"""Measure the desk on a large ledger: server time of every page, judging, export, start-up, memory, the first page.

    python benchmarks/desk.py [--claims 125000] [--ledger NAME.marsad]

The ledger is made of the reports of tests/gold/, each many times over with its days moved, unless one is named.
Prints a table of medians and 95th percentiles in milliseconds, and the bars that are asked for. How soon the first page
answers a key is measured in Chromium, where there is one.
"""

import argparse
import json
import os
import resource
import shutil
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from marsad.model import Claim, Document
from marsad.run.clock import Clock
from marsad.run.opening import open_ledger
from marsad.store import Batch, Reading

ROOT = Path(__file__).parents[1]
TOKEN = "a-token-for-measuring"  # noqa: S105 - of a desk that lives for minutes
ROUNDS = 20
PAGES = (
    "/ /?status=suggested&kind=killed /?q=Aleppo /documents /events /events?q=Aleppo /map /timeline /tallies "
    "/tallies?by=month /control /sources /places /parties /activity /exports /methodology /search?q=Aleppo"
).split()
DATA = ["/map.json", "/timeline.json"]
PRESSING = """setInterval(() => {
    if (window.answered || !document.body) return;
    document.body.dispatchEvent(new KeyboardEvent("keydown", { key: "j", bubbles: true, cancelable: true }));
    if (document.querySelector(".card.chosen")) window.answered = performance.now();
}, 5)"""
BARS = {"page": 150, "data": 500, "judge": 100}


def main() -> int:
    parser = argparse.ArgumentParser(description="Measure the desk on a large ledger.")
    parser.add_argument("--claims", type=int, default=125_000)
    parser.add_argument("--ledger", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = asked.ledger or Path(folder) / "large.marsad"
        if not path.exists():
            made = time.perf_counter()
            fill(path, asked.claims)
            print(f"made {path.name} in {time.perf_counter() - made:.0f} s")
        measure(path)
    return 0


def fill(path: Path, wanted: int) -> None:
    """Write a ledger of about `wanted` claims, and derive what follows from them."""
    files = [ROOT / "tests" / "gold" / f"{name}.docs.jsonl" for name in ("syria", "afghan", "latin")]
    documents = [_document(json.loads(line)) for file in files for line in file.open()]
    from marsad.run.pipeline import read_documents  # noqa: PLC0415 - the parser is loaded only where needed

    read = list(read_documents(documents))
    with open_ledger(path, create=True) as ledger:
        held = turn = 0
        now = Clock()
        while held < wanted:
            readings = [_moved(document, claims, turn) for document, claims in read]
            ledger.store.add(Batch(at=now(), note=f"turn {turn}", readings=tuple(readings)))
            held, turn = held + sum(len(reading.claims) for reading in readings), turn + 1
        ledger.refresh()


def _document(row: dict[str, Any]) -> Document:
    day = date.fromisoformat(row["published"]) if row.get("published") else None
    title, outlet = row.get("title") or "", row.get("outlet") or ""
    return Document(id=row["id"], text=row["text"], title=title, published=day, outlet=outlet)


def _moved(document: Document, claims: list[Claim], turn: int) -> Reading:
    """The report again as another one, its days moved by twenty for each turn."""
    by = timedelta(days=20 * turn)
    text = f"{document.text}\n{turn}"
    copy = Document(
        id=f"{document.id}-{turn}",
        text=text,
        title=document.title,
        published=document.published and document.published + by,
        outlet=document.outlet,
    )
    return Reading(document=copy, origin="bench/1", claims=tuple(_at(claim, copy, by) for claim in claims))


def _at(claim: Claim, document: Document, by: timedelta) -> Claim:
    when = claim.when and replace(
        claim.when, start=claim.when.start and claim.when.start + by, end=claim.when.end and claim.when.end + by
    )
    return replace(claim, document_id=document.id, when=when, parent=None, origin="bench/1")


def measure(path: Path) -> None:
    """Start the desk as a user would, and time what it answers."""
    desk, base, _ = _started(path)
    _ended(desk)  # the first start after an installation compiles the modules
    desk, base, took = _started(path)
    try:
        print(f"start-up: {took:.1f} s (2 s asked for), processor {_processor(desk.pid) / 1000:.1f} s")
        _first_page(base)
        begun, used = time.perf_counter(), _processor(desk.pid)
        _open(base, "/events.json")
        took, used = time.perf_counter() - begun, (_processor(desk.pid) - used) / 1000
        print(f"first look at what is derived: {took:.1f} s after that, processor {used:.1f} s")
        for kind, paths in (("page", PAGES), ("data", DATA)):
            for page in paths:
                used = _processor(desk.pid)
                times = [_time(base, page) for _ in range(ROUNDS)]
                _show(page, times, BARS[kind], (_processor(desk.pid) - used) / ROUNDS)
        rows = _json(base, "/api/v1/claims?status=suggested&limit=200")["rows"]
        _show("judge, and the next is known", [_judge(base, row) for row in rows[:60]], BARS["judge"])
        _many(base)
        print(f"memory: {_memory(desk.pid):.0f} MB (500 MB asked for)")
        _export(base)
        print(f"memory, with the export: {_memory(desk.pid):.0f} MB")
    finally:
        _ended(desk)


def _started(path: Path) -> tuple[subprocess.Popen[bytes], str, float]:
    """Return a desk that answers, its address, and how many seconds that took."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "marsad", "desk", str(path), "--port", str(port), "--token", TOKEN, "--no-browser"]
    usual = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    begun = time.perf_counter()
    desk = subprocess.Popen(command, stdout=subprocess.DEVNULL, env=usual)
    base = f"http://127.0.0.1:{port}"
    _until_up(base)
    return desk, base, time.perf_counter() - begun


def _ended(desk: subprocess.Popen[bytes]) -> None:
    desk.terminate()
    desk.wait(20)


def _first_page(base: str) -> None:
    """Print how long after the navigation began the inbox answers a key: at once after the start, and again later."""
    if not (chromium := shutil.which("chromium")):
        print("first page: not measured, as there is no Chromium")
        return
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - of those who develop

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        page.add_init_script(PRESSING)
        for name, address in (("first page", f"{base}/?token={TOKEN}"), ("the same again", f"{base}/")):
            page.goto(address, wait_until="commit")
            while not (took := page.evaluate("window.answered || 0")):
                time.sleep(0.02)
            print(f"{name}, interactive in Chromium: {took:.0f} ms (1000 ms asked for)")
        browser.close()


def _export(base: str) -> None:
    """Export all claims for the public; print what that takes, and whether pages are answered meanwhile."""
    begun = time.perf_counter()
    with ThreadPoolExecutor(1) as pool:
        file = pool.submit(_open, base, "/exports/file?what=claims&format=jsonl")
        times = []
        while not file.done():
            times.append(_time(base, "/documents"))
            time.sleep(1)
        size = len(file.result())
    print(f"export of all claims: {time.perf_counter() - begun:.0f} s, {size / 1e6:.1f} MB")
    _show("a page meanwhile", times, BARS["page"])


def _until_up(base: str) -> None:
    for _ in range(600):
        try:
            _json(base, "/-/health")
        except OSError:
            time.sleep(0.05)
        else:
            return
    sys.exit("the desk did not start")


def _open(base: str, path: str, body: Any = None) -> bytes:
    headers = {"Authorization": f"Bearer {TOKEN}", "Content-Type": "application/json"}
    data = json.dumps(body).encode() if body is not None else None
    with urllib.request.urlopen(urllib.request.Request(base + path, data, headers), timeout=900) as answer:  # noqa: S310
        content: bytes = answer.read()
    return content


def _json(base: str, path: str) -> Any:
    return json.loads(_open(base, path))


def _time(base: str, path: str) -> float:
    begun = time.perf_counter()
    _open(base, path)
    return 1000 * (time.perf_counter() - begun)


def _judge(base: str, row: Any) -> float:
    begun = time.perf_counter()
    _open(base, f"/api/v1/claims/{row['id']}/decision", {"decision": "accept", "if_version": row["version"]})
    return 1000 * (time.perf_counter() - begun)


def _many(base: str) -> None:
    """Ask fifty things at once; count the answers."""
    with ThreadPoolExecutor(50) as pool:
        answers = list(pool.map(lambda at: len(_open(base, PAGES[at % len(PAGES)])), range(50)))
    print(f"fifty at once: {sum(size > 0 for size in answers)} answered")


def _memory(process: int) -> float:
    """Return the most memory that a process has held, in MB."""
    status = Path(f"/proc/{process}/status")
    if status.exists():
        [line] = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024


def _processor(process: int) -> float:
    """Return the processor time that a process has used, in ms, which a busy machine changes less; 0 where unknown."""
    status = Path(f"/proc/{process}/stat")
    if not status.exists():
        return 0.0
    user, system = status.read_text().rpartition(")")[2].split()[11:13]
    return 1000 * (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")


def _show(name: str, times: list[float], bar: int, used: float = 0.0) -> None:
    ordered = sorted(times)
    late = ordered[int(len(ordered) * 0.95) - 1]
    said = f"   processor {used:4.0f} ms" if used else ""
    print(f"{name:45} median {statistics.median(ordered):6.0f} ms   p95 {late:6.0f} ms   ({bar} ms asked for){said}")


if __name__ == "__main__":
    sys.exit(main())
