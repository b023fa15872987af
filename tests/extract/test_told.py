"""All that plain sentences tell of some kinds, whatever their other fields hold."""

from typing import Any

import pytest
import yaml

import marsad
from labelled import HERE
from marsad import Claim

TABLE: dict[str, list[dict[str, Any]]] = yaml.safe_load((HERE / "data" / "told.yml").read_text("utf-8"))
CASES = [case for cases in TABLE.values() for case in cases]


def field(claim: Claim, name: str) -> Any:
    """Return a field as the table writes it: names as printed, the figure's number, 0 for none."""
    if name == "number":
        return (claim.quantity.value or 0) if claim.quantity else 0
    if name in ("start", "end"):
        return getattr(claim.when, name) if claim.when else None
    value = getattr(claim, name)
    return value.name if hasattr(value, "name") and hasattr(value, "span") else value


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:60])
def test_all_that_is_told(case: dict[str, Any]) -> None:
    claims = marsad.read(case["text"], published="2022-03-04")
    for kind, told in case.items():
        if kind != "text":
            found = [claim for claim in claims if claim.kind == kind]
            assert len(found) == len(told), [claim.evidence[0].quote for claim in found]
            for each in told:
                assert each in [{name: field(claim, name) for name in each} for claim in found]
