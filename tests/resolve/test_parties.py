from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.model import Hedge, Quantity, Resolution, Span
from marsad.resolve.parties import find_party, resolve_parties
from naming import claim, document

SYRIA = {"SY": 0.8, "RU": 0.1, "US": 0.1}
DAY = date(2016, 5, 1)


def parties(name: str, country: str = "SY", day: date | None = DAY) -> tuple[str, ...]:
    return find_party(name, {country: 1.0}, day).parties


@pytest.mark.parametrize(
    ("name", "country", "day", "found"),
    [
        # several joined
        # governments beside the state's, and those that a party runs
        ("RSF-led government", "SD", "2025-05-01", ["rapid-support-forces"]),
        ("Houthi government forces", "YE", "2024-05-01", ["houthis"]),
        ("rebel government forces", "YE", "2024-05-01", ["houthis"]),
        ("forces of the rival government", "LY", "2024-05-01", []),
        ("Shia-led government", "IQ", "2015-05-01", ["iraq"]),
        ("regime forces and its allied groups", "SY", "2020-01-28", ["syria", "syria-allied-militias"]),
        ("Hezbollah and the Syrian military", "SY", "2015-01-01", ["hezbollah", "syria-army"]),
        ("Syrian and Russian warplanes", "SY", "2016-05-01", ["syrian-air-force", "russian-aerospace-forces"]),
        ("Syrian or Russian", "SY", "2016-05-01", ["syria", "russia"]),
        ("Afghan and coalition security force", "AF", "2011-01-01", ["afghanistan-security-forces", "isaf"]),
        ("Nusra Front and its allies", "SY", "2016-05-01", ["nusra-front", "allies-of:nusra-front"]),
        ("soldiers, rebels and civilians", "SY", "2016-05-01", ["syria-army", "syrian-opposition", "civilians"]),
        ("jihadists government forces and rebels", "SY", "2016-05-01", ["syria", "syrian-opposition"]),
        # who stands behind is not who acts
        ("US-backed Syrian Democratic Forces", "SY", "2016-05-01", ["syrian-democratic-forces"]),
        ("Russian-backed regime forces", "SY", "2016-05-01", ["syria"]),
        ("opposition fighters backed by the United States", "SY", "2016-05-01", ["syrian-opposition"]),
        ("Nusra Front, al-Qaeda's Syria affiliate", "SY", "2016-05-01", ["nusra-front"]),
        ("pro-Assad militiamen", "SY", "2016-05-01", ["syria-allied-militias"]),
        ("anti-Gaddafi fighters", "LY", "2011-05-01", ["national-liberation-army-libya"]),
        # what happens to a party is no party
        ("wedding of a member of the Syrian Democratic Forces", "SY", "2016-10-03", []),
        ("The funeral of a Hezbollah commander", "LB", "2016-10-03", []),
        ("members of the Syrian Democratic Forces", "SY", "2016-10-03", ["syrian-democratic-forces"]),
        # a state's own
        ("Russian bombers", "SY", "2017-01-01", ["russian-aerospace-forces"]),
        ("Israeli warships", "PS", "2014-07-20", ["israel-army"]),
        ("bombers", "SY", "2017-01-01", ["unidentified-armed-group"]),
        ("Chechen suicide bombers", "RU", "2003-01-01", ["unidentified-armed-group"]),
        ("Assad's army", "SY", "2016-05-01", ["syria-army"]),
        ("air force of embattled Syrian President Bashar Assad", "SY", "2016-05-01", ["syrian-air-force"]),
        ("Jordanian 71st Counter Terrorism Battalion", "SY", "2016-05-01", ["jordan-army"]),
        ("Chilean police", "SY", "2016-05-01", ["chile-police"]),
        ("Syrias army", "SY", "2016-05-01", ["syria-army"]),
        # classes
        ("women and children", "SY", "2016-05-01", ["women", "children"]),
        ("medical staff", "SY", "2016-05-01", ["medics"]),
        ("Syrian journalists", "SY", "2016-05-01", ["journalists"]),
        ("unknown gunmen", "SY", "2016-05-01", ["unidentified-armed-group"]),
        ("UN peacekeepers", "SY", "2016-05-01", ["peacekeepers"]),
        # scripts and spellings
        ("داعش", "SY", "2016-05-01", ["islamic-state"]),
        ("ИГИЛ", "SY", "2016-05-01", ["islamic-state"]),
        ("Jeish al-Islaam", "SY", "2016-05-01", ["jaysh-al-islam"]),
        ("SALVADORAN ARMED FORCES", "SV", "1989-11-11", ["el-salvador-army"]),
        # kept as named, or nobody
        ("Free Konga Rangers", "SY", "2016-05-01", ["named:free-konga-rangers"]),
        ("Lebanese group", "SY", "2016-05-01", []),
        ("rebel-held areas", "SY", "2016-05-01", []),
        ("hospital", "SY", "2016-05-01", []),
        ("Syrians", "SY", "2016-05-01", []),
        ("Suicide", "SY", "2016-05-01", []),
        ("", "SY", "2016-05-01", []),
    ],
)
def test_a_printed_name_stands_for(name: str, country: str, day: str, found: list[str]) -> None:
    reading = find_party(name, {country: 1.0}, date.fromisoformat(day))
    assert list(reading.parties) == found, reading.because


def test_the_same_word_means_another_party_elsewhere_and_at_another_time() -> None:
    assert parties("rebels", "SY") == ("syrian-opposition",)
    assert parties("rebels", "LK", date(2008, 1, 1)) == ("ltte",)
    assert parties("the government", "AF", date(2019, 1, 1)) == ("afghanistan",)
    assert parties("the government", "AF", date(2023, 1, 1)) == ("taliban",)
    assert parties("Kurdish forces", "SY", date(2014, 1, 1)) == ("peoples-protection-units",)
    assert parties("Kurdish forces", "SY", date(2018, 1, 1)) == ("syrian-democratic-forces",)
    assert parties("Kurdish forces", "IQ", date(2018, 1, 1)) == ("peshmerga",)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("regime", "government"),
        ("regime forces", "government forces"),
        ("terrorists", "rebels"),
        ("regime troops", "army"),
    ],
)
@pytest.mark.parametrize(("country", "day"), [("SY", DAY), ("UA", date(2015, 1, 1)), ("SO", date(2012, 1, 1))])
def test_loaded_and_plain_words_mean_the_same(one: str, other: str, country: str, day: date) -> None:
    assert parties(one, country, day) == parties(other, country, day)


def test_a_shared_name_is_decided_by_the_theatre_and_else_stays_open() -> None:
    assert parties("ADF", "CD") == ("allied-democratic-forces",)
    assert parties("ADF", "CM", date(2019, 1, 1)) == ("ambazonia-defence-forces",)
    reading = find_party("ADF", {})
    assert reading.parties == ()
    assert {candidate.id for candidate in reading.candidates} == {
        "allied-democratic-forces",
        "ambazonia-defence-forces",
    }


def test_without_a_country_nobodys_army_is_named() -> None:
    reading = find_party("the army", {}, DAY)
    assert reading.parties == ()
    assert "no" in reading.because
    assert find_party("rebels", {}, DAY).parties == ("insurgents",)


def test_militants_are_the_one_group_that_the_report_names() -> None:
    text = "Boko Haram fighters came. Militants burned the village. The army shelled militants."
    claims = [
        claim(text, actor="Boko Haram"),
        claim(text, actor="Militants"),
        claim(text, actor="army", target="militants"),
    ]
    found = resolve_parties(document(text, published=date(2020, 1, 1)), claims, {"NG": 1.0})
    assert [resolution.entities for resolution in found] == [
        ("boko-haram",),
        ("boko-haram",),
        ("nigeria-army",),
        ("boko-haram",),
    ]
    assert "only armed group" in found[1].because


def test_its_fighters_are_those_of_the_party_that_speaks() -> None:
    text = "The Wagner group said its fighters had taken two blocks. Its rivals said troops killed 20 of its fighters."
    own = claim(text, source="Wagner group", actor="fighters")
    assert resolve_parties(document(text), [own], {"UA": 1.0})[0].entities == ("wagner-group",)
    hit = claim(text, source="Wagner group", target="fighters")
    assert resolve_parties(document(text), [hit], {"UA": 1.0})[0].entities != ("wagner-group",)


def test_nobody_attacks_himself() -> None:
    text = "Militants attacked Boko Haram."
    found = resolve_parties(document(text), [claim(text, actor="Militants", target="Boko Haram")], {"CL": 1.0})
    assert [resolution.entities for resolution in found] == [("insurgents",), ("boko-haram",)]


def test_the_one_person_who_was_harmed_is_no_party() -> None:
    text = "Shelling killed Jan Kowal in the town."
    one = Quantity(Span(16, 25), "Jan Kowal", Hedge.EXACT, 1)
    found = resolve_parties(document(text), [replace(claim(text, target="Jan Kowal"), quantity=one)], SYRIA)
    assert found[0].entities == ()
    assert "one person by name" in found[0].because


def test_a_bare_adjective_is_read_with_its_noun() -> None:
    text = "Russian servicemen died. Syrian children were hurt."
    claims = [claim(text, target="Russian"), claim(text, target="Syrian")]
    found = resolve_parties(document(text), claims, SYRIA)
    assert [resolution.entities for resolution in found] == [("russia-army",), ("children",)]


def test_the_day_of_the_event_counts_before_that_of_publication() -> None:
    text = "Kurdish forces took the town in 2014."
    found = resolve_parties(
        document(text, published=date(2019, 1, 1)), [claim(text, date(2014, 6, 1), actor="Kurdish forces")], SYRIA
    )
    assert found[0].entities == ("peoples-protection-units",)


def test_every_resolution_gives_reasons_and_scores() -> None:
    text = "The army and ISIL fought rebels near a hospital; Arce Battalion came."
    slots = ["army", "ISIL", "rebels", "hospital", "Arce Battalion"]
    found = resolve_parties(document(text), [claim(text, actor=name) for name in slots], SYRIA)
    assert len(found) == len(slots)
    for resolution in found:
        assert isinstance(resolution, Resolution)
        assert len(resolution.because) > 10
        assert all(0 <= candidate.score <= 1 and candidate.because for candidate in resolution.candidates)
        scores = [candidate.score for candidate in resolution.candidates]
        assert scores == sorted(scores, reverse=True)


@given(st.text(max_size=40), st.sampled_from(["SY", "CL", "XX"]), st.none() | st.dates())
def test_any_text_has_an_answer(name: str, country: str, day: date | None) -> None:
    reading = find_party(name, {country: 1.0}, day)
    assert len(set(reading.parties)) == len(reading.parties)


@given(st.permutations(["the army", "ISIL", "rebels", "civilians"]))
def test_joined_parties_are_all_kept_in_any_order(names: list[str]) -> None:
    found = find_party(", ".join(names), SYRIA, DAY).parties
    assert set(found) == {"syria-army", "islamic-state", "syrian-opposition", "civilians"}
