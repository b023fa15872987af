"""How far people are with an event: stages, changes since, grades of their own, claims moved."""

from typing import Any

import pytest
from fastapi.testclient import TestClient

from marsad.run.ledger import Ledger

HTML = {"accept": "text/html"}


@pytest.fixture
def found(client: TestClient) -> str:
    """Return the event of two claims that tells of 12 killed."""
    rows = client.get("/events.json").json()["rows"]
    return next(str(row["id"]) for row in rows if row["place"] == "Harga" and row["start"] == "2024-05-28")


def review(client: TestClient, event: str) -> dict[str, Any]:
    said: dict[str, Any] = client.get(f"/events/{event}.json").json()["review"]
    return said


def step(client: TestClient, event: str, stage: str, **more: str) -> Any:
    body = {"stage": stage, "if_version": review(client, event)["version"], **more}
    return client.post(f"/api/v1/events/{event}/review", json=body)


def claim_of(client: TestClient, event: str) -> dict[str, Any]:
    claim: dict[str, Any] = client.get(f"/events/{event}.json").json()["columns"][0]["claims"][0]
    return claim


def test_an_event_goes_from_proposed_to_signed_off(client: TestClient, found: str) -> None:
    assert review(client, found)["stage"] == "proposed"
    for stage in ("in_review", "approved", "signed_off"):
        assert review(client, found)["next"] == stage
        assert step(client, found, stage).status_code == 200
    assert review(client, found) | {"stage": "signed_off", "by": "ana", "next": ""} == review(client, found)
    [row] = client.get("/events.json", params={"stage": "signed_off"}).json()["rows"]
    assert (row["id"], row["stage"]) == (found, "signed_off")
    assert "signed off" in client.get(f"/events/{found}", headers=HTML).text
    assert "signed off" in client.get(f"/events/{found}/history", headers=HTML).text


def test_what_changes_afterwards_is_seen(client: TestClient, found: str) -> None:
    step(client, found, "approved")
    claim = claim_of(client, found)
    client.patch(f"/api/v1/claims/{claim['id']}", json={"fields": {"number": "13"}})
    assert review(client, found)["changed"]
    assert [row["id"] for row in client.get("/events.json", params={"stage": "changed"}).json()["rows"]] == [found]
    assert "changed since it was approved" in client.get(f"/events/{found}", headers=HTML).text
    assert step(client, found, "signed_off").status_code == 422
    assert step(client, found, "approved").status_code == 200
    assert not review(client, found)["changed"]


def test_undoing_what_changed_it_makes_it_what_was_approved(client: TestClient, found: str) -> None:
    step(client, found, "approved")
    client.patch(f"/api/v1/claims/{claim_of(client, found)['id']}", json={"fields": {"number": "13"}})
    client.post("/api/v1/undo", json={})
    assert not review(client, found)["changed"]
    client.post("/api/v1/undo", json={})
    assert review(client, found)["stage"] == "proposed"


def test_nothing_is_signed_off_unapproved_or_reopened_without_a_reason(client: TestClient, found: str) -> None:
    assert step(client, found, "signed_off").status_code == 422
    step(client, found, "approved")
    assert step(client, found, "proposed").status_code == 422
    assert step(client, found, "proposed", comment="a new report").json()["review"]["stage"] == "proposed"


def test_two_reviewers_do_not_pass_over_one_another(client: TestClient, found: str) -> None:
    seen = review(client, found)["version"]
    assert step(client, found, "in_review").status_code == 200
    late = client.post(f"/api/v1/events/{found}/review", json={"stage": "approved", "if_version": seen})
    assert late.status_code == 409
    seen = review(client, found)["version"]
    client.patch(f"/api/v1/claims/{claim_of(client, found)['id']}", json={"fields": {"number": "13"}})
    late = client.post(f"/api/v1/events/{found}/review", json={"stage": "approved", "if_version": seen})
    assert late.status_code == 409


def test_a_person_may_grade_otherwise_and_the_rule_stays_beside(client: TestClient, found: str) -> None:
    path = f"/api/v1/events/{found}/grade"
    assert client.post(path, json={"grade": "confirmed", "comment": ""}).status_code == 422
    assert client.post(path, json={"grade": "good", "comment": "why"}).status_code == 422
    assert client.post(path, json={"grade": "confirmed", "comment": "both were there"}).status_code == 200
    row = client.get(f"/events/{found}.json").json()["event"]
    assert (row["grade"], row["grade_by_rule"]) == ("confirmed", "fair")
    assert [row["id"] for row in client.get("/events.json", params={"grade": "confirmed"}).json()["rows"]] == [found]
    assert "both were there" in client.get(f"/events/{found}", headers=HTML).text
    client.post(path, json={"grade": "", "comment": "one was not"})
    assert client.get(f"/events/{found}.json").json()["event"]["grade"] == "fair"


def test_a_claim_is_moved_to_another_event(client: TestClient, filled: Ledger) -> None:
    rows = client.get("/events.json").json()["rows"]
    one, other = rows[0]["id"], rows[1]["id"]
    claims = [claim_of(client, one)["id"]]
    tried = client.get(f"/api/v1/events/{one}/claims", params={"claims": claims, "to": other}).json()
    assert tried["rest"] == []
    assert tried["together"]
    body = {"claims": claims, "to": other, "comment": "the same hour"}
    assert client.post(f"/api/v1/events/{one}/claims", json=body | {"comment": ""}).status_code == 422
    assert client.post(f"/api/v1/events/{one}/claims", json=body | {"to": one}).status_code == 422
    assert client.post(f"/api/v1/events/{one}/claims", json=body).status_code == 200
    assert len(client.get("/events.json").json()["rows"]) == len(rows) - 1
    client.post("/api/v1/undo", json={})
    assert len(client.get("/events.json").json()["rows"]) == len(rows)


def test_claims_say_what_they_do_for_the_figures(client: TestClient, found: str) -> None:
    twin = client.get(f"/events/{found}.json").json()
    said = {claim["figure"]: twin["roles"][claim["id"]] for column in twin["columns"] for claim in column["claims"]}
    assert said == {"12": "sets a figure", "3": "set aside: The Post gave a greater figure on the same day"}


def test_reviews_outlive_the_desk(client: TestClient, found: str, filled: Ledger) -> None:
    step(client, found, "approved")
    filled.rebuild()
    assert review(client, found)["stage"] == "approved"
    assert not review(client, found)["changed"]
    assert not list(filled.verify())
