from datetime import date
from time import perf_counter

import pytest

from marsad.registry import Actors, registry
from marsad.registry.actors import allies_of, named_party

MAY_2016 = date(2016, 5, 1)


@pytest.fixture(scope="module")
def actors() -> Actors:
    return registry().actors


@pytest.mark.parametrize(
    "name", ["SDF", "Syrian Democratic Forces", "the Syrian Democratic Forces", "قوات سوريا الديمقراطية"]
)
def test_a_party_has_many_names_in_several_scripts(actors: Actors, name: str) -> None:
    assert actors.named(name) == ("syrian-democratic-forces",)


def test_a_shared_name_gives_all(actors: Actors) -> None:
    assert set(actors.named("VDP")) == {"wazalendo", "vdp-burkina"}
    assert actors.named("nobody of this name") == ()


def test_a_short_acronym_is_no_word(actors: Actors) -> None:
    assert actors.folded("is", printed="IS") == ("islamic-state",)
    assert actors.folded("is", printed="is") == ()
    assert actors.nation("us", printed="US") == "US"
    assert actors.nation("us", printed="us") is None


def test_a_role_means_another_party_in_another_country_and_time(actors: Actors) -> None:
    def meant(role: str, country: str, day: date | None) -> str | None:
        found = actors.role(role, country, day)
        return found.party if found else None

    assert meant("insurgents", "SY", MAY_2016) == "syrian-opposition"
    assert meant("insurgents", "LK", date(2008, 1, 1)) == "ltte"
    assert meant("government", "AF", date(2019, 1, 1)) == "afghanistan"
    assert meant("government", "AF", date(2023, 1, 1)) == "taliban"
    assert meant("army", "CL", None) == "chile-army"
    assert meant("insurgents", "CL", None) is None
    assert meant("terrorists", "SY", MAY_2016) == meant("insurgents", "SY", MAY_2016)


def test_nobody_is_meant_by_a_role_out_of_its_time(actors: Actors) -> None:
    assert actors.role("insurgents", "LK", date(2020, 1, 1)) is None
    assert actors.role("coalition", "LB", date(2024, 1, 1)) is None


def test_sides_change(actors: Actors) -> None:
    assert actors.side("rapid-support-forces", "SD", date(2020, 1, 1)) == "government"
    assert actors.side("rapid-support-forces", "SD", date(2024, 1, 1)) == "rapid support forces"
    assert actors.side("syria-army", "SY", MAY_2016) == "government"
    assert actors.side("ahrar-al-sham", "SY", MAY_2016) == "opposition"
    assert actors.side("syria-army", "CL", MAY_2016) is None


def test_a_party_is_part_of_another(actors: Actors) -> None:
    assert actors.above("tiger-forces") == ("syria-army", "syria")
    assert actors.above("syria") == ()
    assert actors.ucdp("tiger-forces") == "Government of Syria"
    assert actors.country("syria-army") == "SY"
    assert actors.country("hezbollah") is None


def test_parties_that_no_registry_knows_keep_their_name(actors: Actors) -> None:
    named = actors.party(named_party("Free Burma Rangers"))
    assert named
    assert (named.id, named.kind) == ("named:free-burma-rangers", "named")
    allies = actors.party(allies_of("hezbollah"))
    assert allies
    assert allies.name == "Allies of Hezbollah"
    assert actors.party("no-such-party") is None


def test_near_spellings_propose(actors: Actors) -> None:
    assert actors.near("Hezballeh")[0][0] == "hezbollah"
    assert not any(key == "444-brigade" for key, *_ in actors.near("445 Brigade"))


def test_look_up_is_fast(actors: Actors) -> None:
    names = [name for party in actors for name in (party.name, *party.aliases)]
    actors.named(names[0])
    began = perf_counter()
    for _ in range(5):
        for name in names:
            actors.named(name)
    assert 5 * len(names) / (perf_counter() - began) > 50_000  # the bar is 100,000 on a machine with nothing else to do
