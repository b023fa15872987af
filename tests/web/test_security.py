"""One test for each threat of docs/desk.md that the desk has to answer."""

import ast
import csv
import re
import socket
import zipfile
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from fastapi.testclient import TestClient
from starlette.datastructures import Headers

from desks import BASE, REPORTS, TOKEN
from marsad.cli import app as command_line
from marsad.cli import desk as desk_command
from marsad.run.ledger import Ledger
from marsad.web.app import create_app
from marsad.web.routes import ROUTERS
from marsad.web.security import Door

HOSTILE = '<script>alert(1)</script><img src=x onerror="alert(2)">{{ 7*7 }}</textarea>'


def bare(ledger: Ledger, door: Door) -> TestClient:
    return TestClient(create_app(ledger, door, "ana"), base_url=BASE, follow_redirects=False)


# open to the network


def test_the_desk_listens_on_this_machine_only_unless_told_otherwise() -> None:
    [host] = [option for option in desk_command.desk_command.params if option.name == "host"]
    assert host.default == "127.0.0.1"
    with desk_command._listen("127.0.0.1", 0) as listening:
        assert listening.getsockname()[0] == "127.0.0.1"


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.168.1.7", "example.org"])  # noqa: S104
def test_another_host_needs_a_token(host: str, tmp_path: Path) -> None:
    asked = ["desk", str(tmp_path / "x.marsad"), "--host", host]
    result = CliRunner().invoke(command_line, asked)
    assert result.exit_code == 2
    assert "give --token" in result.output
    short = CliRunner().invoke(command_line, [*asked, "--token", "short"])
    assert "16 characters or more" in short.output


# DNS rebinding


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1.evil.example", "localhost.evil.example:8765", ""])
def test_a_foreign_host_name_is_refused(client: TestClient, host: str) -> None:
    assert client.get("/", headers={"host": host}).status_code == 400


@pytest.mark.parametrize("host", ["127.0.0.1:8765", "localhost:8765", "[::1]:8765", "127.0.0.1"])
def test_names_of_this_machine_are_let_in(client: TestClient, host: str) -> None:
    assert client.get("/-/health", headers={"host": host}).status_code == 200


# the start token


def test_nobody_without_the_token_sees_anything(filled: Ledger) -> None:
    outsider = bare(filled, Door("right"))
    for path in ("/", "/documents/one", "/api/v1/claims", "/static/css/base.css", "/?token=wrong", "/openapi.json"):
        answer = outsider.get(path)
        assert answer.status_code == 403
        assert "Harga" not in answer.text


def test_the_start_token_becomes_a_cookie_that_scripts_and_other_sites_do_not_get(filled: Ledger) -> None:
    entering = bare(filled, Door("right"))
    answer = entering.get("/events?grade=weak&token=right")
    assert answer.status_code == 303
    assert answer.headers["location"] == "/events?grade=weak"
    cookie = answer.headers["set-cookie"].lower()
    assert "httponly" in cookie
    assert "samesite=strict" in cookie
    assert "right" not in cookie
    assert entering.get("/-/health").status_code == 200


def test_a_start_token_works_once(filled: Ledger) -> None:
    door = Door("right")
    assert bare(filled, door).get("/?token=right").status_code == 303
    assert bare(filled, door).get("/?token=right").status_code == 403


def test_a_start_token_is_no_bearer_and_a_chosen_one_is(filled: Ledger) -> None:
    bearer = {"authorization": "Bearer right"}
    assert bare(filled, Door("right")).get("/-/health", headers=bearer).status_code == 403
    assert bare(filled, Door("right", reusable=True)).get("/-/health", headers=bearer).status_code == 200


def test_entering_leads_to_this_desk_only(filled: Ledger) -> None:
    answer = bare(filled, Door("right")).get("//evil.example/?token=right")
    assert not answer.headers.get("location", "/").startswith("//")


def test_broken_cookies_let_nobody_in(filled: Ledger) -> None:
    assert not Door("right").knows(Headers({"cookie": 'a="; b=\x01; =;;'}))
    assert bare(filled, Door("right")).get("/", headers={"cookie": "=\x7f;;"}).status_code == 403


# CSRF

JUDGE = "/api/v1/undo"


@pytest.mark.parametrize("site", ["cross-site", "same-site", "cross-origin", "anything"])
def test_writes_that_other_sites_ask_for_are_refused(client: TestClient, site: str) -> None:
    answer = client.post(JUDGE, json={}, headers={"sec-fetch-site": site})
    assert answer.status_code == 403
    assert "another site" in answer.json()["error"]


@pytest.mark.parametrize("origin", ["http://evil.example", "http://127.0.0.1:9999", "null", "http://localhost:8765"])
def test_writes_of_another_origin_are_refused(client: TestClient, origin: str) -> None:
    assert client.post(JUDGE, json={}, headers={"origin": origin}).status_code == 403


@pytest.mark.parametrize(
    "headers", [{"sec-fetch-site": "same-origin"}, {"sec-fetch-site": "none"}, {"origin": BASE}, {}]
)
def test_writes_of_the_desk_and_of_programs_are_not(client: TestClient, headers: dict[str, str]) -> None:
    assert client.post(JUDGE, json={}, headers=headers).status_code == 409  # there is nothing to undo


def test_reading_changes_nothing(client: TestClient, filled: Ledger) -> None:
    before = filled.store.head()
    for path in ("/", "/documents", "/events", "/map.json", "/tallies", "/activity", "/exports/file", "/pairs"):
        client.get(path)
    assert filled.store.head() == before


# stored XSS


def test_what_articles_say_is_shown_as_text(client: TestClient) -> None:
    text = f"{HOSTILE} 9 people were killed in Harga, {HOSTILE}"
    added = client.post("/api/v1/documents", json={"text": text, "title": HOSTILE, "outlet": HOSTILE}).json()
    pages = ("/", "/documents", f"/documents/{added['ids'][0]}", "/search?q=script", f"/search?q={HOSTILE}")
    for path in pages:
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "<script>alert" not in page.text
        assert "<img" not in page.text
        assert "7*7" in page.text or "49" not in page.text


def test_pages_may_load_from_the_desk_only(reader: TestClient) -> None:
    for path in ("/", "/documents/one", "/api/v1/claims", "/nowhere", "/static/js/desk.js"):
        headers = reader.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'; script-src 'self'; style-src 'self'" in policy
        assert "unsafe" not in policy
        assert "frame-ancestors 'none'" in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"


def test_pages_as_found_stand_in_a_sandbox(client: TestClient) -> None:
    page = (
        b"<html><body><article><p>"
        + b"At noon 21 people were killed in Harga. " * 20
        + HOSTILE.encode()
        + b"</p></article>"
    )
    added = client.post("/api/v1/documents/files", files={"file": ("page.html", BytesIO(page), "text/html")}).json()
    assert added["documents"] == 1
    seen = client.get(f"/documents/{added['ids'][0]}/snapshot")
    assert seen.content == page
    assert seen.headers["content-security-policy"].startswith("sandbox; default-src 'none'")
    assert "allow-scripts" not in seen.headers["content-security-policy"]
    saved = client.get(f"/documents/{added['ids'][0]}/raw")
    assert saved.headers["content-disposition"].startswith("attachment")
    assert saved.headers["content-type"] == "application/octet-stream"


# paths and files


@pytest.mark.parametrize(
    "path",
    [
        "/static/../app.py",
        "/static/..%2f..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/documents/..%2f..%2fetc%2fpasswd",
        "/documents/../../etc/passwd/raw",
    ],
)
def test_no_path_leads_out(client: TestClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "root:" not in answer.text


def test_names_of_uploads_never_become_paths(client: TestClient, filled: Ledger, tmp_path: Path) -> None:
    name = f"../../{tmp_path}/evil.txt"
    client.post(
        "/api/v1/documents/files", files={"file": (name, BytesIO(b"5 people were killed in Harga."), "text/plain")}
    )
    assert not list(tmp_path.iterdir())


# the API's own page would be loaded from elsewhere


@pytest.mark.parametrize("path", ["/docs", "/redoc"])
def test_there_are_no_pages_that_load_from_elsewhere(client: TestClient, path: str) -> None:
    assert client.get(path).status_code == 404


def test_queries_are_words_and_not_commands(reader: TestClient) -> None:
    for word in ("'; DROP TABLE claims; --", '"', '"a" OR "b', "NEAR(", "*", "a AND", "col:x", "\x00", "%", "😀"):
        assert reader.get("/search", params={"q": word}).status_code == 200
        assert reader.get("/api/v1/claims", params={"q": word, "outlet": word, "place": word}).status_code == 200
    assert len(reader.get("/api/v1/documents").json()["rows"]) == len(REPORTS)


def test_the_token_is_not_in_any_page(reader: TestClient) -> None:
    assert TOKEN not in reader.get("/").text


# every way in is behind the door


def test_every_route_is_behind_the_door(filled: Ledger) -> None:
    outsider, tried = bare(filled, Door("right")), 0
    for route in (route for router in ROUTERS for route in router.routes):
        path = re.sub(r"\{[^}]*\}", "one", getattr(route, "path", ""))
        for method in getattr(route, "methods", None) or {"GET"}:
            answer = outsider.request(method, path, headers={"origin": BASE})
            assert answer.status_code == 403, f"{method} {path}"
            tried += 1
    assert tried > 70


# server-side requests


def test_the_desk_fetches_nothing(client: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[object] = []
    monkeypatch.setattr(socket.socket, "connect", lambda _socket, address: asked.append(address))
    monkeypatch.setattr(socket, "getaddrinfo", lambda host, *_more, **_named: asked.append(host))
    for url in ("http://169.254.169.254/latest/", "http://127.0.0.1:1/", "file:///etc/passwd", "http://[::1]/"):
        reply = client.post("/api/v1/documents", json={"text": url, "title": url, "outlet": url}).json()
        assert "root:" not in str(reply)
        files = {"file": (url, BytesIO(url.encode()), "text/uri-list")}
        client.post("/api/v1/documents/files", files=files)
        page = f'<html><body><article><img src="{url}"><iframe src="{url}"></iframe><p>Nobody.</p></article></body>'
        client.post("/api/v1/documents/files", files={"file": ("a.html", BytesIO(page.encode()), "text/html")})
    assert asked == []


# hostile files


def upload(client: TestClient, name: str, content: bytes) -> dict[str, Any]:
    answer = client.post(
        "/api/v1/documents/files", files={"file": (name, BytesIO(content), "application/octet-stream")}
    )
    assert answer.status_code == 200
    reply: dict[str, Any] = answer.json()
    return reply


def test_a_page_nested_without_end_is_refused_in_a_sentence(client: TestClient) -> None:
    reply = upload(client, "deep.html", b"<html><body>" + b"<div>" * 100_000 + b"12 people were killed in Harga.")
    assert reply["documents"] == 0
    assert "deep.html" in reply["refused"][0]


def test_a_zip_that_unpacks_to_a_flood_is_refused_in_a_sentence(client: TestClient) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("flood.txt", b"0" * 200_000_000)
    reply = upload(client, "flood.zip", packed.getvalue())
    assert reply["documents"] == 0
    assert reply["refused"]


def test_names_inside_a_zip_lead_nowhere(client: TestClient, tmp_path: Path) -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(f"../../../../../..{tmp_path}/evil.txt", "5 people were killed in Harga.")
        archive.writestr(f"{tmp_path}/evil.txt", "6 people were killed in Harga.")
    upload(client, "slip.zip", packed.getvalue())
    assert not list(tmp_path.iterdir())


def test_entities_of_xml_are_not_followed(client: TestClient) -> None:
    feed = b"""<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY all SYSTEM "file:///etc/passwd">]>
<rss version="2.0"><channel><title>x</title><item><title>&all;</title></item></channel></rss>"""
    reply = upload(client, "feed.xml", feed)
    assert reply["documents"] == 0
    assert "entities" in reply["refused"][0]
    assert "root:" not in str(reply)


def test_nothing_that_is_kept_is_unpickled() -> None:
    source = Path(create_app.__code__.co_filename).parents[1]
    names = {"pickle", "marshal", "shelve", "dill", "cloudpickle", "joblib"}
    for path in source.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            imported = [alias.name for alias in node.names] if isinstance(node, ast.Import | ast.ImportFrom) else []
            module = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            assert not names & {name.split(".")[0] for name in (*imported, *module)}, path


# what people type


def test_what_people_type_is_shown_as_text(client: TestClient) -> None:
    fields = {"kind": "killed", "target": HOSTILE, "source": HOSTILE}
    made = client.post("/api/v1/documents/one/claims", json={"words": "residents said", "fields": fields}).json()["row"]
    client.post(f"/api/v1/claims/{made['id']}/flag", json={"field": "number", "value": "wrong", "comment": HOSTILE})
    event = client.get("/events.json").json()["rows"][0]["id"]
    client.post(f"/api/v1/events/{event}/grade", json={"grade": "fair", "comment": HOSTILE})
    pages = ("/documents/one", f"/claims/{made['id']}", f"/events/{event}", f"/events/{event}/history", "/activity")
    for path in pages:
        page = client.get(path, headers={"accept": "text/html"})
        assert page.status_code == 200
        assert "<script>alert" not in page.text, path
        assert "<img" not in page.text, path


# formulas in tables


def test_tables_of_the_desk_run_nothing(client: TestClient) -> None:
    formula = '=HYPERLINK("http://evil.example")'
    made = {"words": "residents said", "fields": {"kind": "killed", "source": formula}}
    client.post("/api/v1/documents/one/claims", json=made)
    asked = {"what": "claims", "profile": "internal", "format": "csv"}
    packet = zipfile.ZipFile(BytesIO(client.get("/exports/file", params=asked).content))
    rows = csv.DictReader(packet.read("claims.csv").decode().splitlines())
    assert f"'{formula}" in {row["source"] for row in rows}


def test_exports_load_nothing(client: TestClient) -> None:
    for form in ("csv", "jsonl", "geojson"):
        packet = zipfile.ZipFile(BytesIO(client.get("/exports/file", params={"format": form}).content))
        for name in packet.namelist():
            assert b"http://" not in packet.read(name)
            assert b"https://" not in packet.read(name)
