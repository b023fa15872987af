from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from marsad.errors import DataError
from marsad.registry import load
from marsad.registry.compile import compile_actors
from marsad.registry.compile_sources import compile_sources

WORDS: dict[str, Any] = {
    "roles": {"army": {"default": "{id}-army", "words": ["army"]}},
    "prefixes": {},
    **{category: [] for category in ("backing", "allies", "joining", "ending", "things", "outfits", "neutral")},
}
STATES = {
    "states": [{"code": "KO", "id": "konga", "name": "Konga", "of": ["Kongan"]}],
    "template": [{"id": "{id}", "name": "Government of {name}", "kind": "state"}],
}
PARTY = {"id": "kfl", "name": "Konga Freedom League", "kind": "armed-group"}


@pytest.fixture
def home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Path]:
    monkeypatch.setattr(load, "user_cache_path", lambda _: tmp_path)
    load.registry.cache_clear()
    yield tmp_path
    load.registry.cache_clear()


def compiled(**theatre: Any) -> dict[str, Any]:
    return compile_actors(
        WORDS, STATES, {"classes": []}, {"konga.yml": {"countries": ["KO"], "parties": [PARTY], **theatre}}
    )


def test_tables_are_kept_and_read_back(home: Path) -> None:
    first = load.registry()
    assert list(home.glob("registry-*"))
    load.registry.cache_clear()
    second = load.registry()
    assert {party.id for party in first.actors} == {party.id for party in second.actors}
    assert {speaker.id for speaker in first.sources} == {speaker.id for speaker in second.sources}
    assert {name: second.covering[name] for name in first.covering} == first.covering


@pytest.mark.parametrize("left", [0, 5, -1])
def test_what_is_damaged_or_old_is_made_anew(home: Path, left: int) -> None:
    load.registry()
    kept = next(home.glob("registry-*"))
    whole = kept.read_bytes()
    kept.write_bytes(whole[:left])
    (home / "registry-0.json").write_text("{}", "utf-8")
    load.registry.cache_clear()
    assert load.registry().actors.party("syria")
    assert kept.read_bytes() == whole
    assert list(home.glob("registry-*")) == [kept]


def test_a_place_that_cannot_be_written_is_no_hindrance(home: Path) -> None:
    blocked = home / "file"
    blocked.write_text("", "utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(load, "user_cache_path", lambda _: blocked / "below")
        assert load.registry().actors.party("syria")


@pytest.mark.parametrize(
    ("theatre", "says"),
    [
        ({"parties": [PARTY, PARTY]}, "twice"),
        ({"parties": [PARTY | {"colour": "red"}]}, "colour"),
        ({"parties": [{"id": "kfl", "name": "KFL"}]}, "kind"),
        ({"parties": [PARTY | {"parent": "nobody"}]}, "nobody"),
        ({"parties": [PARTY | {"active": "2015"}]}, "2015"),
        ({"countries": ["XX"]}, "XX"),
        ({"roles": [{"role": "insurgents", "party": "nobody"}]}, "nobody"),
        ({"sides": [{"party": "nobody", "side": "opposition"}]}, "nobody"),
    ],
)
def test_a_wrong_entry_is_named(theatre: dict[str, Any], says: str) -> None:
    with pytest.raises(DataError, match=says):
        compiled(**theatre)


@pytest.mark.parametrize(
    ("entry", "says"),
    [
        ({"aligned": "nobody"}, "nobody"),
        ({"country": "XX"}, "XX"),
        ({"copies": ["none"]}, "none"),
        ({"id": "kfl"}, "twice"),
    ],
)
def test_a_wrong_speaker_is_named(entry: dict[str, Any], says: str) -> None:
    words: dict[str, Any] = {"bodies": [], "unnamed": [], "unnamed_of": {}, "officials": [], "speaking": []}
    speaker = {"id": "kna", "name": "Kongan News Agency", "kind": "agency", "why": "a test"} | entry
    with pytest.raises(DataError, match=says):
        compile_sources(words, {"konga.yml": {"speakers": [speaker]}}, compiled())
