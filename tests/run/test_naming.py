"""Places as people ask for them."""

from types import SimpleNamespace
from typing import Any

import pytest

from marsad.errors import InputError
from marsad.gazetteer.opening import open_gazetteer
from marsad.run.naming import place_named

TOWN = "geonames:167611"  # Ma‘arrat an Nu‘mān


def told_of(*ids: str) -> Any:
    """What a ledger knows whose reports speak of these places."""
    gazetteer = open_gazetteer()
    places = {place.id: place for place in map(gazetteer.get, ids) if place is not None}
    return SimpleNamespace(places=places, place=gazetteer.get)


@pytest.mark.parametrize(
    "spelling", ["Maaret al-Numan", "Maaret el-Numan", "Maarrat Al-Nu’man", "Marat an-Numan", TOWN]
)
def test_a_place_is_found_under_any_spelling(spelling: str) -> None:
    assert place_named(spelling, told_of(TOWN)).id == TOWN


def test_a_place_that_no_report_speaks_of_is_not_found() -> None:
    with pytest.raises(InputError, match="No report speaks of a place called “Damascus”"):
        place_named("Damascus", told_of(TOWN))
