from pathlib import Path

import pytest

from gazetteer.small import LAYER, record, small
from marsad.gazetteer.build import build
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.records import Record
from marsad.model import Precision


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small(tmp_path_factory.mktemp("gazetteer") / "g.sqlite")


def village(name: str, latitude: float, longitude: float, code: str = "P1") -> Record:
    return record(f"second:{code}", name, "town", (latitude, longitude), codes={"pcode": code})


def test_a_place_is_got_by_its_id(gazetteer: Gazetteer) -> None:
    place = gazetteer.get("t:1")
    assert place is not None
    assert (place.name, place.kind, place.country, place.precision) == ("Harga", "town", "SY", Precision.EXACT)
    assert place.parents == ("r:north", "iso3166:SY")
    assert gazetteer.get("t:99") is None


def test_a_name_finds_all_that_bear_it(gazetteer: Gazetteer) -> None:
    assert {hit.place.id for hit in gazetteer.find("TELL ZEMAN")} == {"t:2", "t:3"}
    assert {hit.place.id: hit.main for hit in gazetteer.find("al-harga")} == {"t:1": False}
    assert gazetteer.knows("هرجا")
    assert not gazetteer.knows("Nowhere")


def test_another_spelling_is_proposed_the_likest_first(gazetteer: Gazetteer) -> None:
    hits = gazetteer.propose("Tall Zamaan")
    assert [hit.place.id for hit in hits] == ["t:2", "t:3"]
    assert 0.6 < hits[0].likeness < 1
    assert not gazetteer.propose("Xq")


def test_one_consonant_off_is_proposed_where_nothing_sounds_alike(gazetteer: Gazetteer) -> None:
    assert {hit.place.id for hit in gazetteer.propose("Tell Zeran")} == {"t:2", "t:3"}


def test_places_lie_in_the_region_whose_outline_holds_them(gazetteer: Gazetteer) -> None:
    south = gazetteer.get("t:3")
    assert south is not None
    assert south.parents == ("r:south", "iso3166:SY")
    outline = gazetteer.outline("r:south")
    assert outline is not None
    assert list(outline.bounds) == [36, 33, 38, 34]
    assert gazetteer.outline("t:1") is None


def test_a_layer_gives_its_codes_and_names_to_places_that_are_there(tmp_path: Path) -> None:
    gazetteer = small(tmp_path / "g.sqlite", [village("Hargah", 36.51, 37.01), village("Zor", 36.6, 37.4, "P2")])
    known, new = gazetteer.get("t:1"), gazetteer.get("second:P2")
    assert known is not None
    assert new is not None
    assert dict(known.codes) == {"pcode": "P1"}
    assert [hit.place.id for hit in gazetteer.find("hargah")] == ["t:1"]
    assert new.parents == ("r:north", "iso3166:SY")
    assert [(layer.name, layer.licence, places) for layer, places in gazetteer.layers()] == [
        ("test", "CC0", 8),
        ("second", "CC BY 4.0", 1),
    ]


def test_a_namesake_far_away_stays_another_place(tmp_path: Path) -> None:
    gazetteer = small(tmp_path / "g.sqlite", [village("Harga", 33.6, 37.5)])
    assert len({hit.place.id for hit in gazetteer.find("Harga") if hit.place.kind == "town"}) == 2


def test_two_codes_of_one_registry_are_two_places(tmp_path: Path) -> None:
    rows = [village("Harga", 36.5, 37.0, "P1"), village("Harga", 36.5, 37.01, "P2")]
    gazetteer = small(tmp_path / "g.sqlite", rows)
    assert {hit.place.codes for hit in gazetteer.find("Harga") if hit.place.kind == "town"} == {
        (("pcode", "P1"),),
        (("pcode", "P2"),),
    }


def test_a_failed_build_leaves_nothing_behind(tmp_path: Path) -> None:
    def broken() -> list[Record]:
        raise ValueError("broken")

    with pytest.raises(ValueError, match="broken"):
        build(tmp_path / "g.sqlite", [(LAYER, broken)], [], lambda _what, _share: None)
    assert list(tmp_path.iterdir()) == []


def test_neighbours_and_capitals_of_countries(gazetteer: Gazetteer) -> None:
    assert "IQ" in gazetteer.neighbours("SY")
    capital = gazetteer.capital("SY")
    assert capital is not None
    assert capital.id == "t:4"
    assert gazetteer.capital("XX") is None
