"""Names of private persons stay covered until somebody asks, which the log keeps; graphic passages are marked."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

import pytest
from fastapi.testclient import TestClient

from desks import BASE, TOKEN, extract, resolve
from marsad import Claim, Document, Mention
from marsad.model import Span, Verdict
from marsad.run.ledger import Ledger
from marsad.store import open_store
from marsad.web.app import create_app
from marsad.web.beside import compared
from marsad.web.security import Door

NAME = "Umm Khaled"
REPORT = Document(
    id="r",
    title="Umm Khaled and others",
    text="Dawn. 3 people were killed in Harga, among them Umm Khaled.\nCharred bodies lay where 2 people were killed.",
    published=date(2024, 5, 28),
)
HTML = {"accept": "text/html"}
PAGES = (
    "/ /documents /documents/r /events /pairs /search?q=Harga /activity /parties /sources /inbox.json "
    "/documents/r.json /map.json /api/v1/claims /api/v1/events /api/v1/events.csv"
).split()


WITNESS = "Musafa Haddal, a resident"


def naming(documents: Iterable[Document]) -> Iterator[tuple[Document, list[Claim]]]:
    """Find what the fake extractor finds, with a name for whom the first claim is of, and one for who tells it."""
    for document, claims in extract(documents):
        at = document.text.index(NAME)
        victim = Mention(NAME, Span(at, at + len(NAME)), NAME)
        yield document, [replace(claims[0], target=victim, source=Mention(WITNESS)), *claims[1:]]


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with Ledger(open_store("memory:", create=True), extract=naming, resolve=resolve, origin="fake/1") as made:
        made.add([REPORT])
        yield made


@pytest.fixture
def client(ledger: Ledger) -> TestClient:
    app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
    return TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})


def show(client: TestClient, *, shown: bool = True) -> None:
    assert client.post("/api/v1/documents/r/names", json={"show": shown}).status_code == 200


def test_no_page_and_no_twin_says_the_name(client: TestClient) -> None:
    first, second = client.get("/documents/r.json").json()["claims"]
    paths = (*PAGES, f"/claims/{first['id']}", f"/claims/{first['id']}.json", f"/events/{event(client)}")
    texts = {path: client.get(path, headers=HTML).text for path in paths}
    assert {path: ("Khaled" in text, "Musafa" in text) for path, text in texts.items()} == dict.fromkeys(
        paths, (False, False)
    )
    assert (first["covered"], second["covered"]) == (2, 0)
    assert first["target"] == "███ ██████"
    text = "".join(piece["text"] for line in client.get("/documents/r.json").json()["paragraphs"] for piece in line)
    assert len(text) == len(REPORT.text) - 1  # the end of the line


def test_whoever_asks_sees_it_and_the_log_keeps_that(client: TestClient, ledger: Ledger) -> None:
    show(client)
    assert NAME in client.get("/documents/r", headers=HTML).text
    assert client.get("/documents/r.json").json()["claims"][0]["target"] == NAME
    [looked] = ledger.judgements("r")
    assert (looked.verdict, looked.by) == (Verdict.REVEAL, "ana")
    show(client, shown=False)
    assert NAME not in client.get("/documents/r", headers=HTML).text
    assert "looked at names" in client.get("/activity", headers=HTML).text


def test_values_are_compared_as_they_are_and_not_as_they_are_shown() -> None:
    bare = {"a": {"target": "Umm Khaled"}, "b": {"target": "Abu Khaled"}, "c": {"target": "Umm Khaled"}}
    blank = dict.fromkeys(("figure", "place", "when", "actor", "detail"), "")
    shown = [{"id": name, "kind": "killed", "title": "", "target": "███ ██████", **blank} for name in bare]
    columns = [{"origin": claim["id"], "claims": [claim]} for claim in shown]
    [found] = compared(columns, {name: {**blank, **row} for name, row in bare.items()})
    assert [cell["stands"] for cell in found["lines"][0]["cells"]] == ["agrees", "differs", "agrees"]
    assert {cell["value"] for cell in found["lines"][0]["cells"]} == {"███ ██████"}


def test_looking_is_no_judgement_to_be_undone(client: TestClient) -> None:
    show(client)
    assert client.post("/api/v1/undo", json={}).status_code == 409


def test_a_covered_name_is_not_lost_by_judging(client: TestClient, ledger: Ledger) -> None:
    claim = client.get("/documents/r.json").json()["claims"][0]
    client.patch(f"/api/v1/claims/{claim['id']}", json={"fields": {"number": "4"}, "if_version": claim["version"]})
    kept = ledger.claim(claim["id"])
    assert kept.claim.target is not None
    assert kept.claim.target.name == NAME
    assert kept.state.edits == {"number": "4"}


def test_public_exports_withhold_it_and_internal_ones_do_not(client: TestClient) -> None:
    asked = {"what": "claims", "format": "jsonl"}
    public = client.get("/exports.json", params=asked).json()
    assert any("names" in reason for reason in public["withheld"])
    assert client.get("/exports.json", params=asked | {"profile": "internal"}).json()["withheld"] == {}


def test_graphic_passages_are_marked_in_text_and_cards(client: TestClient) -> None:
    twin = client.get("/documents/r.json").json()
    assert twin["graphic"] == [False, True]
    assert client.get("/documents/r", headers=HTML).text.count('class="graphic"') == 1


def event(client: TestClient) -> str:
    return str(client.get("/events.json").json()["rows"][0]["id"])
