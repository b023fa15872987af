from pathlib import Path

import pytest

from gazetteer.small import SECOND, box, record
from marsad.errors import InputError
from marsad.gazetteer import home, user
from marsad.gazetteer.records import Layer


def test_a_layer_comes_back_as_it_was_kept(tmp_path: Path) -> None:
    kept = record("second:1", "Foo", "district", (1.0, 2.0), names=("Fu",), codes={"pcode": "1"}, shape=box(0, 0, 1, 1))
    assert user.keep(tmp_path, SECOND, [kept]) == 1
    [(layer, records)] = user.layers(tmp_path)
    assert layer == SECOND
    assert list(records()) == [kept]


def test_keeping_a_layer_again_replaces_it_and_forgetting_removes_it(tmp_path: Path) -> None:
    for name in ("Foo", "Bar"):
        user.keep(tmp_path, SECOND, [record("second:1", name, "town", (1.0, 2.0))])
    [(_, records)] = user.layers(tmp_path)
    assert [kept.name for kept in records()] == ["Bar"]
    user.forget(tmp_path, "second")
    assert user.layers(tmp_path) == []
    with pytest.raises(InputError, match="no layer called 'second'"):
        user.forget(tmp_path, "second")


def test_names_of_layers_are_names_of_files(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be called"):
        user.keep(tmp_path, Layer(name="../x", title="", licence="", attribution=""), [])


def test_a_damaged_layer_is_said(tmp_path: Path) -> None:
    (tmp_path / f"x{home.SUFFIX}").write_bytes(b"no gzip")
    with pytest.raises(InputError, match="delete it and add the layer again"):
        user.layers(tmp_path)
