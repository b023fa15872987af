"""What can be said of PostgreSQL without a server."""

import sys

import pytest

from marsad.errors import StoreError
from marsad.store import open_store


def test_a_server_that_is_not_there_is_told_of_without_the_password() -> None:
    with pytest.raises(StoreError) as raised:
        open_store("postgresql://ana:secret@127.0.0.1:1/war")
    said = str(raised.value)
    assert "postgresql://ana:***@127.0.0.1:1/war cannot be used; check address, user and rights" in said
    assert "secret" not in said
    assert "\n" not in said


@pytest.mark.parametrize(
    "locator", ["postgresql://ana:secret@host:port/war", "postgresql://[", "postgres://x:y@h:99999999/d"]
)
def test_an_address_that_is_none_is_refused_without_the_password(locator: str) -> None:
    with pytest.raises(StoreError) as raised:
        open_store(locator)
    assert "secret" not in str(raised.value)


def test_without_the_extra_it_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(StoreError, match=r"pip install 'marsad\[postgres\]'"):
        open_store("postgresql://host/war")
