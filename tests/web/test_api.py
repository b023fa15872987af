"""The API under requests that nobody would think of: no fault of ours, and answers of the shape that it promises."""

from time import monotonic
from typing import Any

import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.core.result import Ok

from desks import REPORTS, TOKEN, extract, resolve
from marsad.gazetteer.opening import open_gazetteer
from marsad.run.ledger import Ledger
from marsad.store import open_store
from marsad.web.app import create_app
from marsad.web.security import Door

SECONDS = 30
HEADERS = {"authorization": f"Bearer {TOKEN}", "host": "127.0.0.1"}


def test_no_request_makes_the_desk_fail() -> None:
    with Ledger(open_store("memory:", create=True), extract=extract, resolve=resolve, origin="fake/1") as ledger:
        ledger.add(REPORTS)
        app = create_app(ledger, Door(TOKEN, reusable=True), "ana")
        schema = schemathesis.openapi.from_asgi("/api/v1/openapi.json", app, headers=HEADERS)
        open_gazetteer()  # builds it where it is missing, which takes longer than a request may
        app.state.desk.look()  # no thread may import while Hypothesis looks through the modules
        operations = [found.ok() for found in schema.get_all_operations() if isinstance(found, Ok)]
        assert len(operations) > 30
        deadline = monotonic() + SECONDS
        for operation in operations:
            if monotonic() < deadline:
                try_out(operation)


def try_out(operation: Any) -> None:
    """Send a few requests that the operation's schema allows, and a few that it does not."""
    cases = st.one_of(
        operation.as_strategy(), operation.as_strategy(generation_mode=schemathesis.GenerationMode.NEGATIVE)
    )

    @settings(
        max_examples=6,
        deadline=None,
        derandomize=True,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=cases)
    def send(case: Any) -> None:
        answer = case.call(headers=HEADERS)
        assert answer.status_code < 500, f"{case.as_curl_command()}: {answer.text}"
        if answer.headers.get("content-type", [""])[0].startswith("application/json"):
            assert isinstance(answer.json(), dict)

    send()
