"""The first example report, from its words to events, tallies and control."""

from datetime import date
from pathlib import Path

import pytest

from marsad.model import Document, Status
from marsad.run.ledger import Ledger
from marsad.run.opening import open_ledger

REPORT = Path(__file__).parents[2] / "examples" / "maaret-al-numan.txt"
TOWN = "Ma‘arrat an Nu‘mān"


@pytest.fixture(scope="module")
def town() -> Ledger:
    ledger = open_ledger("memory:")
    ledger.add([Document(text=REPORT.read_text("utf-8"), published=date(2020, 1, 28), outlet="Gazette")])
    return ledger


def test_the_town_was_taken_once_under_all_its_spellings(town: Ledger) -> None:
    (capture,) = [event for event in town.events(place=TOWN) if event.kind == "control"]
    assert (capture.start, capture.end) == (date(2020, 1, 28), date(2020, 1, 28))
    assert {origin.name for origin in capture.origins} >= {
        "Syrian Observatory for Human Rights",
        "Syrian Arab News Agency",
        "local sources",
    }


def test_one_sides_partial_word_stands_beside_the_monitors(town: Ledger) -> None:
    (held,) = town.control(place=TOWN)
    assert (held.status, held.parties) == (Status.HELD, ("syria",))
    assert "told by 2 independent origins: Syrian Observatory for Human Rights, local sources" in held.because
    assert "only part of it by the word of Syrian Arab News Agency" in held.because


def test_nothing_is_said_of_who_holds_other_places_but_what_the_report_says(town: Ledger) -> None:
    assert {held.place.name: held.status for held in town.control()} == {TOWN: Status.HELD, "Idlib": Status.CLAIMED}


def test_the_dead_since_friday_are_totals_of_each_side_and_no_event(town: Ledger) -> None:
    found = town.tally(measure="killed", by=["party"])
    assert list(found) == []
    assert found.tally.whole.stated is None
    told = {
        (stood.toll.party, stood.figure.best, stood.toll.start, stood.toll.end)
        for stood in found.tally.tolls
        if stood.figure
    }
    assert told == {
        ("syria", 147, date(2020, 1, 24), date(2020, 1, 28)),
        ("syrian-opposition", 137, date(2020, 1, 24), date(2020, 1, 28)),
        (None, 380_000, date(2011, 1, 1), date(2020, 1, 28)),
    }


def test_the_brief_tells_it_on_one_page(town: Ledger) -> None:
    page = town.brief()
    assert "No report says how many were killed in any of them." in page
    assert "≥ 380,000 killed" in page
    assert f"| {TOWN} | held by Government of Syria |" in page
