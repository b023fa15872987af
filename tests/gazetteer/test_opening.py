import os
from pathlib import Path

import pytest

from gazetteer.small import LAYER, SECOND, areas, record, towns
from marsad.gazetteer import home, opening, shipped, user


@pytest.fixture
def places(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Let the gazetteer be small, and live in a folder of its own."""
    monkeypatch.setattr(shipped, "layers", lambda: ((LAYER, areas), (LAYER, towns)))
    monkeypatch.setattr(home, "cache_folder", lambda: tmp_path / "cache")
    monkeypatch.setattr(home, "layers_folder", lambda: tmp_path / "data")
    return tmp_path


def test_the_file_is_built_once_and_found_again(places: Path) -> None:
    told: list[str] = []
    path = opening.build_if_missing(lambda what, _share: told.append(what))
    assert told
    assert path.parent == places / "cache"
    told.clear()
    assert opening.build_if_missing(lambda what, _share: told.append(what)) == path
    assert not told


def test_another_layer_makes_another_file_and_one_long_unused_goes(places: Path) -> None:
    first = opening.build_if_missing()
    old = first.with_name("gazetteer-0.sqlite")
    old.touch()
    os.utime(old, (0, 0))
    user.keep(places / "data", SECOND, [record("second:1", "Foo", "town", (36.2, 37.2))])
    second = opening.build_if_missing()
    assert {path.name for path in (places / "cache").iterdir()} == {first.name, second.name}
    assert first != second
    assert opening.open_gazetteer().get("second:1") is not None
