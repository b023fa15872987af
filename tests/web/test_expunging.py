"""A report that is taken out at the desk leaves its hash and the reason, and nothing of what it said."""

from collections.abc import Iterator
from datetime import date

import pytest
from fastapi.testclient import TestClient

from desks import BASE, TOKEN, extract, resolve
from marsad import Document
from marsad.run.ledger import Ledger
from marsad.store import open_store
from marsad.web.app import create_app
from marsad.web.security import Door

TEXT = "Dawn. 3 people were killed in Harga.\nBarley was 2 coins; 4 people were killed in Belmar."
REPORT = Document(id="r", title="Three dead in Harga", text=TEXT, published=date(2024, 5, 28), locator="r.txt")
OTHER = Document(id="o", text="7 people were killed in Tarsk.", published=date(2024, 5, 28))
ORDER = {"cause": "legal", "reason": "order of a court"}
SAID = ("people were killed in Harga", "Three dead", "Barley")
PAGES = (
    "/ /documents /documents/r /events /map.json /timeline /tallies /control /sources /places /parties /pairs "
    "/activity /search?q=Harga /exports /inbox.json /documents/r.json "
    "/api/v1/claims /api/v1/events.csv /api/v1/changes?since=0"
).split()


@pytest.fixture
def client() -> Iterator[TestClient]:
    with Ledger(open_store("memory:", create=True), extract=extract, resolve=resolve, origin="fake/1") as ledger:
        ledger.add([REPORT, OTHER])
        app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
        yield TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})


def take_out(client: TestClient, **said: str) -> int:
    return client.post("/api/v1/documents/r/expunge", json=ORDER | said).status_code


def test_no_page_shows_what_it_said(client: TestClient) -> None:
    for page in PAGES:  # which were all looked at before
        client.get(page, headers={"accept": "text/html"})
    assert take_out(client) == 200
    for page in PAGES:
        answer = client.get(page, headers={"accept": "text/html"})
        assert answer.status_code == 200, page
        assert not [words for words in SAID if words in answer.text], page
    assert client.get("/documents/r/raw").status_code == 404


def test_its_page_says_who_when_and_why(client: TestClient) -> None:
    take_out(client)
    page = client.get("/documents/r", headers={"accept": "text/html"}).text
    assert "order of a court" in page
    assert "a court or an authority orders it" in page
    said = client.get("/documents/r.json").json()
    assert (said["taken_out"]["by"], said["document"]["stage"]) == ("ana", "expunged")
    assert len(said["document"]["snapshots"]) == len(said["claims"]) == 0


def test_it_stands_among_those_taken_out(client: TestClient) -> None:
    take_out(client)
    listed = [client.get(f"/api/v1/documents?status={word}").json()["rows"] for word in ("", "expunged")]
    assert [[row["id"] for row in rows] for rows in listed] == [["o"], ["r"]]


def test_there_is_no_way_back(client: TestClient) -> None:
    take_out(client)
    [said] = [row for row in client.get("/api/v1/activity").json()["rows"] if "expunge" in str(row)][:1]
    assert client.post("/api/v1/undo", json={"activity_id": said["judgements"][0]["id"]}).status_code == 400


def test_it_needs_a_cause_and_a_reason(client: TestClient) -> None:
    assert take_out(client, cause="dislike") == 422
    assert take_out(client, reason="") == 422
    assert take_out(client, reason="  ") == 400
    assert client.get("/documents/r.json").json()["taken_out"] is None
