"""A ledger with a few reports, and a client that the door knows."""

from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient

from desks import BASE, REPORTS, TOKEN, extract, resolve
from marsad.run.ledger import Ledger
from marsad.store import open_store
from marsad.web.app import create_app
from marsad.web.security import Door


@pytest.fixture
def ledger() -> Iterator[Ledger]:
    with _empty() as made:
        yield made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(REPORTS)
    return ledger


@pytest.fixture
def client(filled: Ledger) -> TestClient:
    return _client(filled)


@pytest.fixture(scope="session")
def reader() -> Iterator[TestClient]:
    """A client for tests that only read."""
    with _empty() as made:
        made.add(REPORTS)
        yield _client(made)


def _empty() -> Ledger:
    return Ledger(open_store("memory:", create=True), extract=extract, resolve=resolve, origin="fake/1")


def _client(ledger: Ledger) -> TestClient:
    app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
    return TestClient(app, base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})
