"""Rows of claims spell a place as the gazetteer does."""

import marsad
from labelled import GOLD, documents
from marsad.run.spelling import rows_of


def test_one_town_under_four_spellings_is_spelt_in_one_way() -> None:
    (seed,) = documents(GOLD, "seed")
    rows = rows_of(seed, marsad.read(seed.text, published=seed.published))
    spelt = {
        row["place"]: row["place_norm"] for row in rows if row["place"] and row["place"].startswith(("Maa", "Mar"))
    }
    assert len(spelt) == 4
    assert len(set(spelt.values())) == 1
    assert next(iter(spelt.values())).endswith(", Idlib, Syria")


def test_a_claim_without_a_place_has_none_and_an_unknown_place_stays_unknown() -> None:
    (seed,) = documents(GOLD, "seed")
    for text, place in (("Shelling killed two people.", None), ("Gunmen killed three in Xqzzyv on Monday.", "Xqzzyv")):
        rows = rows_of(seed, marsad.read(text))
        assert rows
        assert {(row["place"], row["place_norm"]) for row in rows} == {(place, None)}


def test_several_places_are_spelt_one_after_the_other() -> None:
    report = marsad.Document(text="Rebels captured Maarat al-Numan and Saraqib in Syria on Monday.", id="a")
    [row] = [row for row in rows_of(report, marsad.read(report.text)) if row["kind"] == "control"]
    assert row["place"] == "Maarat al-Numan and Saraqib"
    assert [part.split(", ")[-2:] for part in row["place_norm"].split("; ")] == [["Idlib", "Syria"]] * 2
