"""An empty store of each kind, of which tests may open several."""

import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import replace
from datetime import date
from itertools import count
from urllib.parse import quote

import pytest

from contract.samples import ALEPPO, ARABIC, HOMS, batch, event, reading
from marsad.store import Derivation, Store, open_store

KINDS = ("memory", "sqlite", "postgres")
Locator = Callable[[], str]
_number = count()


@pytest.fixture(scope="module", params=KINDS)
def locator(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Locator]:
    """Return what makes addresses at which nothing is yet."""
    if request.param == "memory":
        yield lambda: "memory:"
    elif request.param == "sqlite":
        folder = tmp_path_factory.mktemp("ledgers")
        yield lambda: str(folder / f"{next(_number)}.marsad")
    else:
        with ExitStack() as stack:
            yield lambda: stack.enter_context(_schema(server()))


@pytest.fixture
def empty(locator: Locator) -> Iterator[Callable[[], Store]]:
    """Return what opens empty stores, all of one kind."""
    with ExitStack() as stack:
        yield lambda: stack.enter_context(open_store(locator(), create=True))


@pytest.fixture
def store(empty: Callable[[], Store]) -> Store:
    """Return an empty store."""
    return empty()


@pytest.fixture(scope="module")
def shelf(locator: Locator) -> Iterator[Store]:
    """Return a store of three reports and four derived records, which tests only read."""
    with open_store(locator(), create=True) as store:
        store.add(batch(reading(ALEPPO, "report-1"), reading(HOMS, "report-2"), reading(ARABIC, "report-3")))
        village = event(
            "e-2", kind="control", title="A village is taken", grade="confirmed", latitude=None, places=(), start=None
        )
        village = replace(village, start=date(2019, 1, 1), end=date(2019, 1, 3), parties=("party:rebels",))
        records = [event("e-1"), village, event("e-3", start=None, end=None), event("e-1", sort="tally")]
        store.replace_derived(Derivation(stamp={}, records=records))
        yield store


def server() -> str:
    """Return the address of the PostgreSQL server for tests; skip, or fail where it is required, without one."""
    address = os.environ.get("MARSAD_TEST_POSTGRES", "")
    if not address:
        reason = "no PostgreSQL: run .ci/with-postgres, or set MARSAD_TEST_POSTGRES to a server with PostGIS"
        if "postgres" in os.environ.get("MARSAD_REQUIRE", ""):
            pytest.fail(reason)
        pytest.skip(reason)
    return address


@contextmanager
def _schema(address: str) -> Iterator[str]:
    """Make a schema of its own, and drop it in the end."""
    name = f"test_{os.getpid()}_{next(_number)}"
    import psycopg  # noqa: PLC0415 - where there is a server, there is its driver

    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("CREATE EXTENSION IF NOT EXISTS postgis")
        connection.execute(f"CREATE SCHEMA {name}")
        try:
            yield f"{address}{'&' if '?' in address else '?'}options={quote(f'-c search_path={name},public')}"
        finally:
            connection.execute(f"DROP SCHEMA {name} CASCADE")
