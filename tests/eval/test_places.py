"""Places do not get worse: floors a little under the figures of docs/places.md.

The corpora take a minute, so they are measured only where that is asked for:
MARSAD_MEASURE=1 pytest tests/eval/test_places.py
"""

import os
from pathlib import Path

import pytest

from marsad.evaluate.places import Report
from marsad.gazetteer.opening import open_gazetteer
from marsad.run.measure_places import (
    measure_claims,
    measure_recognition,
    measure_resolution,
    recognisers,
    reports,
    resolvers,
)

ROOT = Path(__file__).parents[2]
CORPORA = ROOT.parent / "shared" / "geo"


asked_for = pytest.mark.skipif("MARSAD_MEASURE" not in os.environ, reason="a minute; set MARSAD_MEASURE=1 to measure")


def corpus(name: str) -> list[Report]:
    if not (CORPORA / name).exists():
        pytest.skip(f"{name} is not beside the repository, and may not be in it")
    return list(reports(CORPORA / name))


def test_places_of_labelled_claims_lie_within_25_km() -> None:
    gold = ROOT / "tests" / "gold"
    tally = measure_claims(sorted(gold.glob("*.docs.jsonl")), gold / "places.jsonl", open_gazetteer())
    assert tally.labelled == 289
    assert tally.accuracy >= 0.90
    assert tally.precision >= 0.95


@asked_for
@pytest.mark.parametrize(("name", "floor"), [("TR-News.xml", 0.86), ("GeoVirus.xml", 0.87)])
def test_names_of_reports_that_nothing_was_fitted_on_are_placed_right(name: str, floor: float) -> None:
    gazetteer = open_gazetteer()
    labelled = corpus(name)
    _, odd = measure_resolution(labelled, resolvers(gazetteer)["marsad"], gazetteer)
    _, baseline = measure_resolution(labelled, resolvers(gazetteer)["population"], gazetteer)
    assert odd.accuracy >= floor
    assert odd.accuracy > baseline.accuracy


@asked_for
@pytest.mark.parametrize(
    ("name", "peoples", "names", "placed"), [("TR-News.xml", True, 0.84, 0.75), ("GeoVirus.xml", False, 0.90, 0.84)]
)
def test_names_are_found_in_reports_that_nothing_was_fitted_on(
    name: str, *, peoples: bool, names: float, placed: float
) -> None:
    gazetteer = open_gazetteer()
    find = recognisers(gazetteer, peoples=peoples)["marsad"]
    _, (found, whole) = measure_recognition(corpus(name), find, gazetteer)
    assert found.f1 >= names
    assert whole.f1 >= placed
