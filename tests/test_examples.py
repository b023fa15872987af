"""The example reports give claims, whose quotations are in them."""

from datetime import date
from pathlib import Path

import marsad
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.inputs import read_inputs

EXAMPLES = Path(__file__).parents[1] / "examples"


def test_every_example_report_makes_claims_in_its_own_words() -> None:
    told: list[str] = []
    documents = list(read_inputs([str(EXAMPLES)], Defaults(date(2020, 1, 28)), Complaints(told.append)))
    assert (len(documents), told) == (5, [])
    for document, claims in marsad.read_documents(documents):
        assert claims, document.locator
        for claim in claims:
            for evidence in claim.evidence:
                evidence.check(document.text)
