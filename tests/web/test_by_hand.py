"""Claims that the analyst makes, through the desk."""

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import Any

import pytest
from fastapi.testclient import TestClient

from desks import REPORTS, TOWN
from marsad.model import Resolution
from marsad.run.ledger import Ledger

TEXT = REPORTS[0].text
WORDS = "residents said"
AT = {"start": TEXT.index(WORDS), "end": TEXT.index(WORDS) + len(WORDS)}
FIELDS = {"kind": "injured", "number": "4", "place": "Harga", "polarity": "asserted", "cumulative": "false", "unit": ""}


def made(client: TestClient, **body: Any) -> Any:
    return client.post("/api/v1/documents/one/claims", json={"fields": FIELDS, **body})


@pytest.mark.parametrize("where", [AT, {"words": WORDS}, {"words": "residents\n  said"}])
def test_it_stands_in_the_document_as_made_by_the_analyst(client: TestClient, where: dict[str, Any]) -> None:
    row = made(client, **where).json()["row"]
    assert (row["by_hand"], row["state"], row["figure"]) == ("ana", "accepted", "4")
    assert row["evidence"] == [{"start": AT["start"], "end": AT["end"], "text": WORDS}]
    twin = client.get("/documents/one.json").json()
    assert [(claim["by_hand"], claim["kind"]) for claim in twin["claims"]] == [
        ("", "killed"),
        ("ana", "injured"),
        ("", "killed"),
    ]
    assert twin["document"]["origins"] == ["fake/1"]
    assert "made by ana" in client.get("/documents/one", headers={"accept": "text/html"}).text
    assert "made by ana" in client.get(f"/claims/{row['id']}", headers={"accept": "text/html"}).text


def test_undo_takes_it_away_and_redo_brings_it_back(client: TestClient) -> None:
    name = made(client, **AT).json()["row"]["id"]
    assert len(client.get("/documents/one.json").json()["claims"]) == 3
    client.post("/api/v1/undo", json={})
    assert len(client.get("/documents/one.json").json()["claims"]) == 2
    client.post("/api/v1/redo", json={})
    assert name in {claim["id"] for claim in client.get("/documents/one.json").json()["claims"]}


def test_it_makes_an_event_and_can_be_edited_and_rejected(client: TestClient) -> None:
    row = made(client, **AT, fields=FIELDS | {"start": "2024-05-27", "end": "2024-05-27"}).json()["row"]
    events = client.get("/claims/" + row["id"] + ".json").json()["claim"]["events"] or client.get("/events.json").json()
    assert events
    edited = client.patch(f"/api/v1/claims/{row['id']}", json={"fields": {"number": "5"}, "if_version": row["version"]})
    assert edited.json()["row"]["figure"] == "5"
    said = {"decision": "reject", "reason": "not-said", "if_version": edited.json()["row"]["version"]}
    assert client.post(f"/api/v1/claims/{row['id']}/decision", json=said).json()["row"]["state"] == "rejected"


def test_reading_the_report_anew_keeps_it(client: TestClient, filled: Ledger) -> None:
    client.post("/api/v1/documents/three/claims", json={"words": "No date here", "fields": {"kind": "attack"}})
    client.post("/api/v1/documents/three/published", json={"value": "2024-05-30"})
    claims = client.get("/documents/three.json").json()["claims"]
    assert [(claim["kind"], claim["by_hand"], claim["stale"]) for claim in claims] == [
        ("attack", "ana", ""),
        ("killed", "", ""),
    ]
    assert not list(filled.store.verify())


@pytest.mark.parametrize(
    ("body", "status", "says"),
    [
        ({"words": "nobody wrote this"}, 422, "do not stand in it so"),
        ({"words": "killed"}, 422, "stand 2 times"),
        ({"words": ""}, 422, "do not stand in it so"),
        ({"start": 3, "end": 3}, 400, "no words"),
        ({"start": 0, "end": 10**6}, 400, "no words"),
        ({**AT, "fields": {"number": "4"}}, 400, "cannot be empty"),
        ({**AT, "fields": {"kind": "killed", "number": "many"}}, 400, "give digits"),
    ],
)
def test_what_cannot_be_is_said(client: TestClient, body: dict[str, Any], status: int, says: str) -> None:
    answer = made(client, **body)
    assert answer.status_code == status
    assert says in answer.json()["error"]


def test_the_public_does_not_learn_who_made_it(client: TestClient) -> None:
    made(client, **AT)
    asked = {"what": "claims", "format": "jsonl"}
    for profile, says in (("public", False), ("internal", True)):
        packet = zipfile.ZipFile(BytesIO(client.get("/exports/file", params=asked | {"profile": profile}).content))
        assert [b'"ana"' in packet.read(name) for name in ("claims.jsonl", "manifest.json")] == [says, says]
        assert (b"person/ana" in packet.read("claims.jsonl")) is says


def test_what_a_person_judged_and_no_reading_has_is_marked(client: TestClient, filled: Ledger) -> None:
    claim = client.get("/documents/three.json").json()["claims"][0]
    client.post(f"/api/v1/claims/{claim['id']}/decision", json={"decision": "accept"})
    filled._extract = lambda documents: ((document, []) for document in documents)
    client.post("/api/v1/documents/three/published", json={"value": "2024-05-30"})
    [kept] = client.get("/documents/three.json").json()["claims"]
    assert (kept["id"], kept["stale"], kept["state"]) == (
        claim["id"],
        "not in the last reading",
        "accepted",
    )


def test_what_is_taken_otherwise_since_it_was_accepted_is_marked(client: TestClient, filled: Ledger) -> None:
    filled.refresh()
    claim = client.get("/documents/one.json").json()["claims"][0]
    client.post(f"/api/v1/claims/{claim['id']}/decision", json={"decision": "accept"})
    filled.rebuild()
    assert client.get("/documents/one.json").json()["claims"][0]["stale"] == ""
    belmar = replace(TOWN, id="test:belmar")
    taken = Resolution(claim_id="", slot="place", entities=(belmar.id,), because="newer", place=belmar)
    filled._resolve = lambda _, claims: [replace(taken, claim_id=each.id) for each in claims]
    filled._current = None
    filled.rebuild()
    first, other = client.get("/documents/one.json").json()["claims"]
    assert first["stale"] == "“where” taken otherwise than when it was accepted"
    assert other["stale"] == ""
    client.post(f"/api/v1/claims/{claim['id']}/decision", json={"decision": "accept"})
    assert client.get("/documents/one.json").json()["claims"][0]["stale"] == ""
