import json
from pathlib import Path

import pytest

from marsad.errors import InputError
from marsad.gazetteer.records import Record
from marsad.gazetteer.tables import Choice, kind_of, read_records

OCHA = (
    "PP_PCODE,PP_NAME_EN,PP_REF_NAM,lat,lon,ADM3_EN,ADM3_PCODE,ADM2_EN,ADM2_PCODE,ADM1_EN,ADM1_PCODE\n"
    "C1,Foo,Fu,35.8,36.5,Sub,SY070500,Dist,SY0705,Idleb,SY07\n"
    "C2,Bar,,35.6,36.7,Sub,SY070500,Dist,SY0705,Idleb,SY07\n"
)


@pytest.fixture
def refused() -> list[str]:
    return []


def read(path: Path, text: str, refused: list[str], choice: Choice | None = None) -> list[Record]:
    path.write_text(text, "utf-8")
    return read_records(path, choice or Choice("mine"), lambda place, reason: refused.append(f"{place}: {reason}"))


def geonames(key: str, name: str, feature: str, code: str) -> str:
    cells = [
        key,
        name,
        name,
        "Other,اسم",
        "35.5",
        "36.5",
        feature,
        code,
        "SY",
        "",
        "12",
        "",
        "",
        "",
        "700",
        "",
        "",
        "",
        "",
    ]
    return "\t".join(cells) + "\n"


def test_a_geonames_dump(tmp_path: Path, refused: list[str]) -> None:
    text = (
        geonames("1", "Foo", "P", "PPL")
        + geonames("2", "Bar", "S", "AIRB")
        + geonames("3", "Baz", "S", "TMB")
        + "x\ty\n"
    )
    found = read(tmp_path / "SY.txt", text, refused)
    assert [(record.id, record.kind, record.country) for record in found] == [
        ("geonames:1", "town", "SY"),
        ("geonames:2", "base", "SY"),
    ]
    assert "اسم" in found[0].names
    assert refused == [f"{tmp_path / 'SY.txt'}:4: 2 columns, a GeoNames dump has 19."]


def test_a_p_code_table_gives_settlements_and_the_divisions_above_them(tmp_path: Path, refused: list[str]) -> None:
    found = {record.id: record for record in read(tmp_path / "p.csv", OCHA, refused)}
    foo, sub = found["mine:C1"], found["mine:SY070500"]
    assert (foo.name, foo.country, foo.codes, list(foo.names)) == ("Foo", "SY", {"pcode": "C1"}, ["Fu"])
    assert foo.parents == ("mine:SY070500", "mine:SY0705", "mine:SY07")
    assert (sub.kind, sub.parents) == ("district", ("mine:SY0705", "mine:SY07"))
    assert sub.latitude == pytest.approx(35.7)
    assert found["mine:SY07"].kind == "region"
    assert not refused


def test_columns_of_any_name(tmp_path: Path, refused: list[str]) -> None:
    text = "Kebele\tY\tX\tsort\nFoo\t12.5\t38\tvillage\nBar\t99\t38\tvillage\n\t1\t2\tvillage\n"
    choice = Choice("mine", "ET", columns={"name": "Kebele", "kind": "sort"})
    found = read(tmp_path / "k.tsv", text, refused, choice)
    assert [(record.name, record.kind, record.country) for record in found] == [("Foo", "town", "ET")]
    assert [line.split(": ", 1)[1] for line in refused] == ["99 is beyond 90 degrees.", "no name."]


def test_geojson_of_settlements_and_boundaries(tmp_path: Path, refused: list[str]) -> None:
    def feature(geometry: object, **properties: str) -> dict[str, object]:
        return {"type": "Feature", "geometry": geometry, "properties": properties}

    square = {"type": "Polygon", "coordinates": [[[36, 35], [37, 35], [37, 36], [36, 36], [36, 35]]]}
    features = [
        feature({"type": "Point", "coordinates": [36.5, 35.5]}, name="Foo"),
        feature(square, name="Square"),
        feature(None, name="Nowhere"),
    ]
    text = json.dumps({"type": "FeatureCollection", "features": features})
    town, area = read(tmp_path / "g.geojson", text, refused, Choice("mine", "SY"))
    assert (town.kind, town.latitude, town.shape) == ("town", 35.5, None)
    assert (area.kind, area.latitude, area.shape is not None) == ("district", 35.5, True)
    assert len(refused) == 1


@pytest.mark.parametrize(
    ("name", "text", "complaint"),
    [
        ("a.csv", "a,b\n1,2\n", "no column holds the name"),
        ("a.doc", "x", "not a .csv"),
        ("a.csv", "name,lat,lon\nFoo,x,1\n", "no place in it could be used"),
        ("a.json", "{", "cannot be read"),
        ("a.json", "[]", "not a GeoJSON FeatureCollection"),
    ],
)
def test_files_that_cannot_be_used(tmp_path: Path, refused: list[str], name: str, text: str, complaint: str) -> None:
    with pytest.raises(InputError, match=complaint):
        read(tmp_path / name, text, refused)


def test_a_column_that_is_not_there_is_named(tmp_path: Path, refused: list[str]) -> None:
    with pytest.raises(InputError, match="no column 'Town'; its columns are name, lat, lon"):
        read(tmp_path / "a.csv", "name,lat,lon\nFoo,1,2\n", refused, Choice("mine", "SY", columns={"name": "Town"}))


def test_words_for_kinds() -> None:
    assert kind_of("Village") == "town"
    assert kind_of("governorate") == "region"
    assert kind_of("teapot") is None
