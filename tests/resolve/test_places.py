"""Resolution over the whole gazetteer: texts of many wars, made up for these tests."""

import json
from datetime import date
from pathlib import Path

import pytest

from marsad import Claim, Document, Evidence, Mention
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.opening import open_gazetteer
from marsad.model import Place, Precision, Span
from marsad.resolve.places import Asked, explain, resolve_places, resolve_words
from marsad.resolve.places_recognise import recognise

SEED = Path(__file__).parents[1] / "gold" / "seed.docs.jsonl"


@pytest.fixture(scope="module")
def world() -> Gazetteer:
    return open_gazetteer()


def found(world: Gazetteer, text: str, words: str) -> tuple[Place | None, str]:
    start = text.index(words)
    [(worded, _)] = resolve_words(text, [Asked(words, Span(start, start + len(words)))], world)
    return worded.place, worded.because


def near(place: Place | None, latitude: float, longitude: float, within: float = 0.3) -> bool:
    if place is None or place.latitude is None or place.longitude is None:
        return False
    return abs(place.latitude - latitude) <= within and abs(place.longitude - longitude) <= within


@pytest.mark.parametrize("words", ["Maaret al-Numan", "Maaret el-Numan", "Maarrat Al-Nu’man", "Marat an-Numan"])
def test_the_four_spellings_of_one_report_are_one_town(world: Gazetteer, words: str) -> None:
    text = json.loads(SEED.read_text("utf-8").split("\n")[0])["text"]
    place, because = found(world, text, words)
    assert place is not None
    assert place.id == "geonames:167611"
    assert "of the report is about Syria" in because


@pytest.mark.parametrize(
    ("text", "words", "country", "kind"),
    [
        ("ERBIL, Kurdistan Region — Iraqi forces shelled a village, officials in Baghdad said.", "ERBIL", "IQ", "town"),
        ("Georgian troops shelled Tskhinvali; Russia said that Georgia had lied.", "Georgia", "GE", "country"),
        ("A storm hit Atlanta and much of Georgia; the U.S. president flew to Alabama.", "Georgia", "US", "region"),
        ("Jordan and Syria closed their border near Daraa.", "Jordan", "JO", "country"),
        ("Fighting went on in Tripoli and Misrata, Libyan officials said.", "Tripoli", "LY", "town"),
        ("Clashes broke out in Tripoli between gunmen; Lebanese troops came from Beirut.", "Tripoli", "LB", "town"),
        ("The rebels took San Vicente from Salvadoran troops, east of San Salvador.", "San Vicente", "SV", "town"),
        ("Ukrainian troops hold Pisky and Avdiivka against Russian attacks near Donetsk.", "Pisky", "UA", "town"),
        ("In Myanmar's Rakhine State the Arakan Army seized Buthidaung.", "Buthidaung", "MM", "town"),
        ("Sudanese paramilitaries shelled the Zamzam camp near El Fasher.", "Zamzam camp", "SD", "camp"),
        ("Jihadists killed 20 in Solhan, Burkinabe officials in Ouagadougou said.", "Solhan", "BF", "town"),
        ("M23 rebels took Bunagana in North Kivu, Congolese officials said.", "Bunagana", "CD", "town"),
    ],
)  # fmt: skip
def test_the_theatre_decides(world: Gazetteer, text: str, words: str, country: str, kind: str) -> None:
    place, because = found(world, text, words)
    assert place is not None, because
    assert (place.country, place.kind) == (country, kind)


@pytest.mark.parametrize(
    ("text", "words", "kind", "precision"),
    [
        ("Shells hit Idlib province, Syrian activists said.", "Idlib province", "region", Precision.REGION),
        ("Shells hit the city of Idlib, Syrian activists said.", "Idlib", "town", Precision.EXACT),
        ("Shells hit Idlib, Syrian activists said.", "Idlib", "town", Precision.EXACT),
        ("Fighting spread across Donbas, Ukrainian officials said.", "Donbas", "area", Precision.LINE),
        ("The Syrian army holds Syria's north.", "Syria", "country", Precision.COUNTRY),
    ],
)
def test_words_for_kinds_tell_province_from_town(
    world: Gazetteer, text: str, words: str, kind: str, precision: Precision
) -> None:
    place, because = found(world, text, words)
    assert place is not None, because
    assert (place.kind, place.precision) == (kind, precision)


def test_a_distance_and_direction_move_the_point(world: Gazetteer) -> None:
    place, because = found(world, "Rockets fell 20 km east of Damascus, Syria.", "20 km east of Damascus")
    assert near(place, 33.51, 36.51, 0.05)
    assert place is not None
    assert (place.precision, place.country) == (Precision.NEAR, "SY")
    assert place.radius_km > 5
    assert because.startswith("20 km east of Damascus")


def test_a_part_of_a_country_lies_in_that_part(world: Gazetteer) -> None:
    place, _ = found(world, "Strikes hit eastern Syria.", "eastern Syria")
    assert place is not None
    assert near(place, 35.4, 40.2, 0.9)
    assert place.precision is Precision.LINE
    assert place.parents[0] == "iso3166:SY"


def test_a_border_lies_between_two_countries(world: Gazetteer) -> None:
    place, because = found(world, "Troops massed on the Syrian-Turkish border.", "Syrian-Turkish border")
    assert place is not None
    assert place.latitude == pytest.approx(36.8, abs=0.5)
    assert place.parents == ("iso3166:SY", "iso3166:TR")
    assert "border" in because


def test_between_two_towns_is_half_way(world: Gazetteer) -> None:
    place, _ = found(world, "A convoy was hit between Homs and Palmyra in Syria.", "between Homs and Palmyra")
    assert near(place, 34.65, 37.5, 0.15)
    assert place is not None
    assert place.precision is Precision.LINE


def test_a_list_names_each_place(world: Gazetteer) -> None:
    text = "Strikes hit Helmand, Kandahar and Nangarhar provinces, Afghan officials said."
    [(worded, _)] = resolve_words(text, [Asked("Helmand, Kandahar and Nangarhar provinces", Span(12, 53))], world)
    assert worded.entities == ("geonames:AF.10", "geonames:AF.23", "geonames:AF.18")
    assert worded.place is not None
    assert [part.name.split()[0] for part in worded.place.each] == ["Helmand", "Kandahar", "Nangarhar"]
    assert worded.place.parents == ("iso3166:AF",)
    assert {"geonames:AF.10", "geonames:AF.18", "iso3166:AF"} <= set(worded.place.areas)


@pytest.mark.parametrize(
    ("country", "names"),
    [
        ("Myanmar", "Rathedaung Minbya Ponnagyun Myebon Hsipaw Momauk Matupi Rihkhawdar Kunlong Waingmaw Bawlakhe"),
        ("Sudan", "Geneina El-Geneina Tawila"),
        ("Burkina Faso", "Seytenga Kantchari Thiou"),
        ("Mali", "Gossi Hombori Sevare Nampala Diafarabe Labbezanga"),
        ("Niger", "Makalondi"),
        ("Ethiopia", "Shire Humera Hawzen Maikadra"),
        ("Somalia", "Barawe Guriel Janale Mahaday Warsheikh"),
        ("the Democratic Republic of Congo", "Mahagi Komanda Walikale Kavumu"),
        ("Haiti", "Pont-Sonde Saut-d'Eau"),
        ("Pakistan", "Mirali"),
    ],
)
def test_towns_that_wars_are_told_of_are_known(world: Gazetteer, country: str, names: str) -> None:
    for name in names.split():
        text = f"Fighting went on in {country}. In {country}, shells hit {name}, officials said."
        place, because = found(world, text, name)
        assert place is not None, because
        assert "sounds" not in because


def test_another_initial_is_another_name(world: Gazetteer) -> None:
    place, _ = found(world, "In Myanmar, shells hit Vuthidaung, officials said.", "Vuthidaung")
    assert place is None


def test_the_town_points_back(world: Gazetteer) -> None:
    place, because = found(world, "Rebels entered Bakhmut in Ukraine. Shells then hit the town.", "the town")
    assert place is not None
    assert place.name == "Bakhmut"
    assert "points back" in because


def test_an_unknown_quarter_lies_in_the_town_named_last(world: Gazetteer) -> None:
    place, because = found(
        world, "Shells fell on Aleppo, Syria, and hit the Qzarra neighbourhood.", "Qzarra neighbourhood"
    )
    assert near(place, 36.2, 37.16)
    assert "not" in because
    assert place is not None
    assert place.precision is Precision.NEAR


def test_a_place_that_no_layer_has_is_one_place_in_its_usual_spellings(world: Gazetteer) -> None:
    text = "Syrian troops and rebels fought around {} north of Aleppo, Syrian activists said."
    ids = set()
    for name in ("al-Qorvanta", "Al Qorvanta", "Qorvanta"):
        place, because = found(world, text.format(name), f"{name} north of Aleppo")
        assert place is not None, because
        ids.add(place.id)
    assert len(ids) == 1


def test_a_name_that_nothing_speaks_for_stays_unresolved_with_its_candidates(world: Gazetteer) -> None:
    [(worded, candidates)] = resolve_words("Soldiers reached Springfield.", [Asked("Springfield", Span(17, 28))], world)
    assert worded.place is None
    assert worded.entities == ()
    assert "not resolved" in worded.because
    assert len(candidates) == 5
    assert candidates[0].score < 0.5


def test_claims_get_a_resolution_each(world: Gazetteer) -> None:
    text = "Shells killed six people in Saraqib, in Syria's Idlib province."
    document = Document(text=text, published=date(2020, 2, 1))
    evidence = (Evidence(Span(0, 13), "Shells killed"),)
    with_place = Claim(
        document_id=document.id, kind="killed", evidence=evidence, place=Mention("Saraqib", Span(28, 35), "Saraqib")
    )
    without = Claim(document_id=document.id, kind="attack", evidence=evidence)
    [resolution] = resolve_places(document, [with_place, without], world)
    assert (resolution.claim_id, resolution.slot) == (with_place.id, "place")
    assert resolution.place is not None
    assert resolution.entities == (resolution.place.id,)
    assert resolution.place.parents == ("geonames:SY.12", "iso3166:SY")
    assert resolution.candidates[0].because


def test_candidates_are_explained(world: Gazetteer) -> None:
    best = explain("Marat an-Numan", world, world.get("iso3166:SY"))[0]
    assert best.hit.place.id == "geonames:167611"
    assert "sounds like" in best.because


def test_part_of_the_name_of_a_group_is_no_place(world: Gazetteer) -> None:
    text = "Idlib province is held by Hayat Tahrir al-Sham jihadists, Syrian activists said. The group took Saraqib."
    spans = {text[item.span.start : item.span.end] for item in recognise(text, world)}
    assert {"Idlib", "Saraqib", "Syrian"} <= spans
    assert not any("Sham" in words for words in spans)


@pytest.mark.parametrize(
    ("text", "places", "others"),
    [
        ("Paris Hilton flew to London on Monday.", {"London"}, {"Paris"}),
        ("Police in Paris arrested two men.", {"Paris"}, {"Police"}),
        ("President Jordan Smith spoke to troops near Mosul in Iraq.", {"Mosul", "Iraq"}, {"Jordan", "Smith"}),
    ],
)
def test_people_are_no_places(world: Gazetteer, text: str, places: set[str], others: set[str]) -> None:
    spans = {text[item.span.start : item.span.end] for item in recognise(text, world)}
    assert places <= spans
    assert not others & spans
