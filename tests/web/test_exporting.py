import csv
import hashlib
import io
import json
import zipfile

import pytest

from marsad.web.exporting import COLUMNS, Form, pack, to_csv, to_geojson
from marsad.web.privacy import WITHHELD, Public

ROW = {
    "id": "e-1",
    "title": "Air strike, Harga",
    "longitude": -36.5,
    "latitude": 35.51234,
    "precision": 1,
    "low": -0.0,
    "open": False,
}


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_text_that_a_spreadsheet_would_run_is_made_harmless(start: str) -> None:
    formula = f'{start}HYPERLINK("http://evil.example")'
    [row] = csv.DictReader(to_csv([ROW | {"title": formula}], COLUMNS["events"]))
    assert row["title"] == f"'{formula}"


def test_numbers_stay_as_they_are() -> None:
    [row] = csv.DictReader(to_csv([ROW], COLUMNS["events"]))
    assert row["longitude"] == "-36.5"
    assert row["best"] == ""  # not known, which is not zero


def test_formulas_are_left_alone_where_asked() -> None:
    [row] = csv.DictReader(to_csv([ROW | {"title": "=1+1"}], COLUMNS["events"], raw=True))
    assert row["title"] == "=1+1"


def test_a_row_without_coordinates_has_no_geometry() -> None:
    made = json.loads("".join(to_geojson([ROW, ROW | {"latitude": None}], COLUMNS["events"])))
    assert [feature["geometry"] and feature["geometry"]["coordinates"] for feature in made["features"]] == [
        [-36.5, 35.51234],
        None,
    ]


def test_the_packet_says_what_is_in_it() -> None:
    file = io.BytesIO()
    pack(file, "events", Form.CSV, iter([ROW]), lambda: {"profile": "public"})
    packet = zipfile.ZipFile(file)
    assert sorted(packet.namelist()) == ["METHOD.txt", "events.csv", "manifest.json"]
    manifest = json.loads(packet.read("manifest.json"))
    assert manifest["rows"] == 1
    assert manifest["profile"] == "public"
    assert manifest["formulas_escaped"] is True
    assert manifest["sha256"] == hashlib.sha256(packet.read("events.csv")).hexdigest()


KNOWN = {"Red Crescent Society", "Syrian Observatory", "SANA"}


def public() -> Public:
    return Public(KNOWN.__contains__)


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("activists", "activists"),
        ("a military source", "a military source"),
        ("SANA", "SANA"),
        ("Red Crescent Society", "Red Crescent Society"),
        ("Umm Khaled", WITHHELD),
        ("Khaled, a baker", WITHHELD),
        ("a baker called Umm Khaled", WITHHELD),
    ],
)
def test_only_names_that_registries_know_go_out(name: str, shown: str) -> None:
    assert public().claim({"source": name})["source"] == shown


@pytest.mark.parametrize(
    ("quote", "goes_out"),
    [
        ("at least 12 people were killed", True),
        ("12 killed, the Syrian Observatory said", True),
        ("Umm Khaled said that 12 were killed", False),
        ("write to baker@example.org", False),
        ("call +963 11 555 01 23", False),
    ],
)
def test_quotations_with_private_names_or_contacts_stay(quote: str, goes_out: bool) -> None:
    assert (public().claim({"quote": quote})["quote"] == quote) is goes_out


@pytest.mark.parametrize(("precision", "latitude"), [(1, 35.51), (2, 35.5), (4, 36.0), (6, 36.0)])
def test_coordinates_are_no_more_exact_than_the_place_is_known(precision: int, latitude: float) -> None:
    assert public().located(ROW | {"precision": precision})["latitude"] == latitude


def test_what_was_withheld_is_counted_by_reason() -> None:
    made = public()
    made.claim({"source": "Umm Khaled", "quote": "Umm Khaled said so"})
    assert sum(made.withheld.values()) == 2
