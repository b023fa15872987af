import json
from pathlib import Path

import pytest

from conftest import Run
from gazetteer.small import LAYER, areas, towns
from marsad.gazetteer import home, shipped

TABLE = "name,lat,lon,pcode\nHargah,36.51,37.01,P1\nZor,36.6,37.4,P2\nBroken,x,1,P3\n"


@pytest.fixture(autouse=True)
def _small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the gazetteer be small, and live in a folder of its own."""
    monkeypatch.setattr(shipped, "layers", lambda: ((LAYER, areas), (LAYER, towns)))
    monkeypatch.setattr(home, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(home, "layers_folder", lambda: tmp_path / "data")
    monkeypatch.setattr("marsad.cli.gazetteer.layers_folder", lambda: tmp_path / "data")


def test_candidates_are_shown_with_their_reasons(marsad: Run) -> None:
    outcome = marsad("place", "Tall Zamaan", "--near", "Harga")
    assert outcome.code == 0
    first, why, *_ = outcome.out.splitlines()
    assert "Tell Zeman" in first
    assert "town, Harga, Syria" in first
    assert "36.400 37.100" in first
    assert "sounds like “tell zeman”" in why
    assert "km from Harga, named beside it" in " ".join(outcome.out.split())


def test_candidates_as_json(marsad: Run) -> None:
    outcome = marsad("place", "Harga", "--near", "sy", "--limit", 1, "--json")
    row = json.loads(outcome.out)
    assert (row["id"], row["kind"], row["country"]) == ("t:1", "town", "SY")
    assert 0.5 < row["score"] <= 1


@pytest.mark.parametrize(
    ("arguments", "code", "complaint"),
    [
        (("Qxwz",), 1, "no place is called 'Qxwz' or sounds like it"),
        (("Harga", "--near", "Qxwz"), 2, "--near: no place is called 'Qxwz'"),
    ],
)
def test_what_is_not_found_is_said(marsad: Run, arguments: tuple[str, ...], code: int, complaint: str) -> None:
    outcome = marsad("place", *arguments)
    assert outcome.code == code
    assert complaint in outcome.err


def test_a_layer_is_added_listed_and_removed(marsad: Run, tmp_path: Path) -> None:
    table = tmp_path / "villages.csv"
    table.write_text(TABLE, "utf-8")
    added = marsad("gazetteer", "add", table, "--country", "SY", "--licence", "CC BY 4.0", "--attribution", "A body")
    assert added.code == 1
    assert "villages: 2 places, 1 of them known before." in added.out
    assert "villages.csv:4: 'x' is no latitude or longitude in degrees." in added.err
    assert "CC BY 4.0" in marsad("gazetteer", "list").out
    assert json.loads(marsad("place", "Hargah", "--limit", 1, "--json").out)["codes"] == {"pcode": "P1"}
    assert marsad("gazetteer", "remove", "villages").code == 0
    assert "villages" not in marsad("gazetteer", "list").out


def test_a_wrong_column_is_said(marsad: Run, tmp_path: Path) -> None:
    table = tmp_path / "villages.csv"
    table.write_text(TABLE, "utf-8")
    assert "is not WHAT=COLUMN" in marsad("gazetteer", "add", table, "--column", "hue=Name").err
    assert "no ISO 3166-1 code" in marsad("gazetteer", "add", table, "--country", "Syria").err


def test_building_tells_where(marsad: Run, tmp_path: Path) -> None:
    assert str(tmp_path / "cache") in marsad("gazetteer", "build").out


CORPUS = """<articles><article><text>Shells hit Harga in Syria.</text><locations>
<location><name>Harga</name><start>12</start><end>17</end><lat>36.5</lat><lon>37</lon></location>
<location><name>Syria</name><start>21</start><end>26</end><lat>35</lat><lon>38</lon></location>
</locations></article></articles>"""


def test_a_corpus_is_measured(marsad: Run, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus.xml"
    corpus.write_text(CORPUS, "utf-8")
    outcome = marsad("evaluate-places", corpus, "--json")
    given, names, placed = json.loads(outcome.out)
    whole = next(row for row in given["rows"] if row["what"] == "marsad, all")
    assert (whole["labelled"], whole["right"]) == (2, 1.0)
    assert names["rows"][0]["F1"] <= 1
    assert "F1" in placed["rows"][0]
    assert "names found, letter for letter" in marsad("evaluate-places", corpus).out


def test_labelled_claims_are_measured(marsad: Run, tmp_path: Path) -> None:
    documents, reference = tmp_path / "d.jsonl", tmp_path / "p.jsonl"
    documents.write_text(json.dumps({"id": "d", "text": "Shells hit Harga in Syria."}) + "\n", "utf-8")
    rows = [
        {"doc": "d", "place": "Harga", "latitude": 36.5, "longitude": 37.0},
        {"doc": "d", "place": "Nowhere", "latitude": None, "longitude": None},
    ]
    reference.write_text("\n".join(map(json.dumps, rows)), "utf-8")
    outcome = marsad("evaluate-places", "--reference", reference, documents)
    assert "labelled     1" in outcome.out
    assert "right 1.000" in outcome.out


def test_files_that_are_no_corpus_are_said(marsad: Run, tmp_path: Path) -> None:
    other = tmp_path / "x.jsonl"
    other.write_text("{", "utf-8")
    assert "give --reference" in marsad("evaluate-places", other).err
    assert "cannot be read as JSON Lines" in marsad("evaluate-places", "--reference", other, other).err
    broken = tmp_path / "x.xml"
    broken.write_text("<", "utf-8")
    assert "cannot be read as XML" in marsad("evaluate-places", broken).err
