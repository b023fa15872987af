import pytest

from eval import gate

PINS: gate.Pins = {"sets": {"x": {"sha256": "a", "floors": {"core": 0.5}}}, "regressions": []}


@pytest.mark.parametrize("name", gate.SETS)
def test_extraction_is_as_good_as_it_was(name: str) -> None:
    if gate.folder(name) is None:
        pytest.skip(f"the labelled set {name} is not here: set MARSAD_SHARED to the folder with gold/{name}.gold.jsonl")
    assert list(gate.faults(name, gate.load()["sets"][name], gate.measured(name), gate.digest(name))) == []


@pytest.mark.parametrize(
    ("core", "found", "faults"), [(0.5, "a", 0), (0.6, "a", 0), (0.499, "a", 1), (0.5, "b", 1), (0.4, "b", 2)]
)
def test_lower_figures_and_other_files_are_faults(core: float, found: str, faults: int) -> None:
    assert len(list(gate.faults("x", PINS["sets"]["x"], {"core": core}, found))) == faults


def test_floors_rise_to_just_below_what_is_measured() -> None:
    new = gate.update(PINS, {"x": {"core": 0.7}, "y": {"core": 0.2}}, {"x": "a", "y": "c"}, None)
    assert new["sets"]["x"] == {"sha256": "a", "floors": {"core": 0.695}}
    assert new["sets"]["y"] == {"sha256": "c", "floors": {"core": 0.195}}
    assert new["regressions"] == []


@pytest.mark.parametrize(("core", "found"), [(0.4, "a"), (0.7, "b")])
def test_nothing_is_lowered_or_exchanged_without_a_reason_on_record(core: float, found: str) -> None:
    with pytest.raises(ValueError, match="refusing to lower"):
        gate.update(PINS, {"x": {"core": core}}, {"x": found}, None)
    new = gate.update(PINS, {"x": {"core": core}}, {"x": found}, "labels of two reports were wrong")
    [entry] = new["regressions"]
    assert entry["reason"] == "labels of two reports were wrong"
    assert entry["lowered"]
