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
    with Ledger(open_store("memory:", create=True), extract=extract, resolve=resolve, origin="fake/1") as made:
        yield made


@pytest.fixture
def filled(ledger: Ledger) -> Ledger:
    ledger.add(REPORTS)
    return ledger


@pytest.fixture
def door() -> Door:
    return Door(TOKEN, reusable=True)


@pytest.fixture
def client(filled: Ledger, door: Door) -> TestClient:
    return TestClient(create_app(filled, door, "ana"), base_url=BASE, headers={"authorization": f"Bearer {TOKEN}"})
