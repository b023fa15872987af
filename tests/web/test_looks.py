"""People are told what goes on where the first look takes long; programs wait; later looks are those at hand."""

from threading import Event

import pytest
from fastapi.testclient import TestClient

from marsad.run.ledger import Ledger
from marsad.web import looks

HTML = {"accept": "text/html"}


@pytest.fixture
def slow(filled: Ledger, monkeypatch: pytest.MonkeyPatch) -> Event:
    """Let the first look wait for an event, and people have no patience."""
    go_on, view = Event(), filled.view
    filled.refresh()

    def waiting() -> object:
        go_on.wait(30)
        return view()

    monkeypatch.setattr(filled, "view", waiting)
    monkeypatch.setattr(looks, "MANY", 0)
    monkeypatch.setattr(looks, "PATIENCE", 0.05)
    return go_on


def test_whoever_opens_events_at_once_is_told_to_wait(client: TestClient, slow: Event) -> None:
    told = client.get("/events", headers=HTML)
    assert told.status_code == 202
    assert "events are being read" in told.text
    assert int(told.headers["refresh"]) > 0
    assert client.get("/", headers=HTML).status_code == 200
    slow.set()
    assert client.get("/events.json").json()["rows"]
    assert client.get("/events", headers=HTML).status_code == 200
