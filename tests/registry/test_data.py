"""The files under data/actors and data/sources: their schema, and every example in them."""

from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cache
from typing import Any

import pytest

from marsad.lexicon import load
from marsad.registry import registry
from marsad.registry.compile import names_of
from marsad.registry.fold import fold
from marsad.registry.load import compiled, lists, theatres
from marsad.registry.period import parse_period
from marsad.resolve.parties import find_party
from marsad.resolve.speakers import find_speaker

KINDS = frozenset(
    [
        *(
            "state",
            "government",
            "army",
            "police",
            "security",
            "militia",
            "armed-group",
            "coalition",
            "mission",
            "gang",
        ),
        *("company", "political", "community", "civil", "rescuers", "aid", "international", "umbrella", "class"),
    ]
)
SPEAKER_KINDS = frozenset(
    [
        *("wire", "agency", "state media", "party outlet", "broadcaster", "newspaper", "outlet", "monitor", "recorder"),
        *("activists", "ngo", "aid", "think tank", "un body", "international", "court", "commission", "ministry"),
        *("government", "military", "rescue service"),
    ]
)
LOADED = ("terror", "thug", "liberated", "illegal", "puppet", "aggressor", "martyr")


@cache
def theatre(name: str) -> Any:
    return load(f"actors/{name}")


def entries() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in theatres():
        for entry in theatre(name)["parties"]:
            yield name, entry


def speakers() -> Iterator[tuple[str, dict[str, Any]]]:
    for name in lists():
        for entry in load(f"sources/{name}")["speakers"]:
            yield name, entry


def party_examples() -> list[tuple[str, dict[str, Any]]]:
    return [(name, example) for name in theatres() for example in theatre(name)["examples"]]


def speaker_examples() -> list[tuple[str, dict[str, Any]]]:
    return [(name, example) for name in lists() for example in load(f"sources/{name}")["examples"]]


def label(value: Any) -> str:
    return f"{value['text']} {value['country']}" if isinstance(value, dict) else str(value)


@pytest.mark.parametrize(("file", "example"), party_examples(), ids=label)
def test_an_example_of_a_theatre_names_its_party(file: str, example: dict[str, Any]) -> None:
    day = date.fromisoformat(str(example["day"]))
    reading = find_party(example["text"], {example["country"]: 1.0}, day)
    assert list(reading.parties) == example["gives"], f"{file}: {reading.because}"
    assert reading.because


@pytest.mark.parametrize(("file", "example"), speaker_examples(), ids=label)
def test_an_example_of_a_list_names_its_speaker(file: str, example: dict[str, Any]) -> None:
    day = date.fromisoformat(str(example["day"])) if "day" in example else None
    resolution = find_speaker(example["text"], {example["country"]: 1.0}, day)
    assert resolution.entities == (example["gives"],), f"{file}: {resolution.because}"


def test_the_registries_are_large_enough_to_be_of_use() -> None:
    own = compiled()["actors"]["own"]
    assert sum(entry["id"] not in own for _, entry in entries()) >= 600  # parties besides states' own forces
    assert sum(len(theatre(name).get("wars", ())) for name in theatres()) >= 40
    assert sum(1 for _ in speakers()) >= 150


def test_no_name_stands_for_two_parties_of_one_theatre() -> None:
    for name in theatres():
        found = Counter(folded for entry in theatre(name)["parties"] for folded in set(names_of(entry)))
        assert [folded for folded, count in found.items() if count > 1] == [], name


def test_no_name_is_a_word_that_stands_for_any_party() -> None:
    """ "Regime forces" of one country would be those of every country."""
    actors = registry().actors
    taken = [
        (entry["id"], name)
        for _, entry in entries()
        for name in names_of(entry)
        if (term := actors.term(name)) and term[0] in ("role", "class")
    ]
    assert taken == []


def test_ids_are_slugs_of_their_own() -> None:
    ids = [entry["id"] for _, entry in entries()] + [entry["id"] for _, entry in speakers()]
    assert [key for key, count in Counter(ids).items() if count > 1] == []
    assert [key for key in ids if not key.replace("-", "").isalnum() or key != key.lower()] == []


def test_kinds_are_those_that_the_documentation_lists() -> None:
    assert {entry["kind"] for _, entry in entries()} <= KINDS
    assert {entry["kind"] for _, entry in speakers()} <= SPEAKER_KINDS


def test_names_are_neutral() -> None:
    """What enemies call a party may be an alias, never the name shown; what it calls itself stays."""
    shown = {entry["id"]: entry["name"] for _, entry in entries()}
    loaded = {key for key, name in shown.items() if any(word in name.lower() for word in LOADED)}
    assert loaded == {"al-aqsa-martyrs-brigades", "gal-spain", "iraqi-counter-terrorism-service", "riyad-us-saliheyn"}
    assert not [side for name in theatres() for side in sides(name) if any(word in side for word in LOADED)]


def sides(name: str) -> Iterator[str]:
    listed = (*theatre(name)["parties"], *theatre(name).get("sides", ()))
    yield from (entry["side"] for entry in listed if "side" in entry)


def test_parties_that_begin_before_those_they_belong_to_are_rare() -> None:
    """A brigade may be older than the alliance that it joined; an army is not younger than its fall."""
    actors = registry().actors
    for party in actors:
        if party.parent and party.first:
            parent = actors.party(party.parent)
            assert parent
            assert parent.last is None or party.first <= parent.last, party.id


def test_days_are_sane() -> None:
    for name, entry in entries():
        first, last = parse_period(entry.get("active"))
        assert (first or "1900") >= "1900", (name, entry["id"])
        assert (last or "2026") < "2027", (name, entry["id"])


def test_every_speaker_says_why_it_is_known_and_where() -> None:
    for name, entry in speakers():
        assert len(entry["why"]) > 8, (name, entry["id"])
        if entry["kind"] in ("state media", "party outlet", "ministry", "military"):
            assert entry.get("aligned"), f"{name}: {entry['id']} is somebody's voice"
        if entry["kind"] in ("wire", "ngo", "un body", "recorder"):
            assert "aligned" not in entry, (name, entry["id"])


def test_parties_have_names_in_the_scripts_of_their_wars() -> None:
    text = "".join(fold(alias) for _, entry in entries() for alias in entry.get("aliases", ()))
    for letter in ("ا", "д", "ה", "မ", "የ", "त", "த", "б"):
        assert letter in text


def test_every_state_has_its_four_bodies() -> None:
    actors = registry().actors
    for ending, kind in (("", "state"), ("-army", "army"), ("-police", "police"), ("-security-forces", "security")):
        for state in ("syria", "sudan", "ukraine", "myanmar", "chile"):
            party = actors.party(state + ending)
            assert party
            assert party.kind == kind
