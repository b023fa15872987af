"""Attributions do not get worse: floors a little under docs/evaluation.md, on articles that no word list was tuned on.

They take half a minute, so they are measured only where that is asked for:
MARSAD_MEASURE=1 pytest tests/eval/test_attribution.py
"""

import os

import pytest

from eval import gate
from marsad.run.measure_attribution import articles, finders, measure

ARTICLES = gate.shared() / "attribution" / "polnear"


@pytest.mark.skipif("MARSAD_MEASURE" not in os.environ, reason="half a minute; set MARSAD_MEASURE=1 to measure")
@pytest.mark.skipif(not ARTICLES.exists(), reason="PolNeAR is not here: set MARSAD_SHARED to the folder that has it")
def test_attributions_are_found_with_their_sources() -> None:
    given = articles(ARTICLES)
    _, held_out = measure(given, finders()["marsad"])
    _, marks = measure(given, finders()["quotation marks"])
    assert held_out.found.f1 >= 0.74
    assert held_out.sources.recall >= 0.92
    assert held_out.found.f1 > marks.found.f1
