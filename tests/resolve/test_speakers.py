from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.registry import registry
from marsad.resolve.speakers import find_speaker, resolve_speakers
from naming import claim, document

SYRIA = {"SY": 1.0}


def speaker(name: str, text: str = "", **fields: object) -> str:
    report = document(text or f"{name} said so.", **fields)
    return resolve_speakers(report, [claim(report.text, source=name)], SYRIA)[0].entities[0]


@pytest.mark.parametrize(
    ("name", "found"),
    [
        ("the Syrian Observatory for Human Rights", "sohr"),
        ("monitoring group Syrian Observatory for Human Rights", "sohr"),
        ("anti-Assad Syrian Observatory for Human Rights", "sohr"),
        ("Rami Abdel Rahman, Syrian Observatory for Human Rights", "sohr"),
        ("SANA reporter in Lattakia", "sana"),
        ("AFP photographer", "afp"),
        ("Daesh-linked Aamaq news agency", "amaq"),
        ("state television", "syrian-state-tv"),
        ("Syrian army", "syria-army"),
        ("the army", "syria-army"),
        ("army spokesman", "syria-army"),
        ("Hezbollah", "hezbollah"),
        ("Moscow", "russia"),
        ("Turkish foreign minister", "turkey-foreign-ministry"),
        ("Redur Xelil", "peoples-protection-units"),
        ("Bashar al-Assad", "syria"),
        ("Juan Perez", "named:juan-perez"),
        ("Konga Relief Society", "named:konga-relief-society"),
        ("activists", "unnamed:d-1:activists"),
        ("activists in Idlib province", "unnamed:d-1:activists"),
        ("a medical source", "unnamed:d-1:medical-source"),
        ("local sources", "unnamed:d-1:local-sources"),
        ("residents of Harga", "unnamed:d-1:residents-harga"),
        ("a military source", "unnamed:d-1:military-source@syria-army"),
        ("source at Damascus Police Command", "unnamed:d-1:source@syria-police"),
        ("Turkish security sources", "unnamed:d-1:turkish-security-sources@turkey-security-forces"),
        ("opposition activists", "unnamed:d-1:opposition-activists@syrian-opposition"),
        ("Iraqi officials", "unnamed:d-1:iraqi-officials@iraq"),
        ("Syrian activists", "unnamed:d-1:syrian-activists"),
        ("Pentagon officials", "unnamed:d-1:pentagon-officials@united-states"),
        ("rebels", "unnamed:d-1:rebels@syrian-opposition"),
        ("Syrian opposition", "unnamed:d-1:syrian-opposition@syrian-opposition"),
    ],
)
def test_a_printed_source_is(name: str, found: str) -> None:
    assert speaker(name) == found


@pytest.mark.parametrize(
    ("text", "name", "found"),
    [
        ("According to police chief Juan Perez, two died.", "Juan Perez", "syria-police"),
        ("Pentagon spokesman Navy Capt. Juan Perez said so.", "Juan Perez", "pentagon"),
        ("Two died, said Juan Perez, a spokesman for the US-led coalition.", "Juan Perez", "us-led-coalition"),
        ("Syrian activist Juan Perez said so.", "Juan Perez", "named:juan-perez"),
        ("US Secretary of State John Kerry spoke. Kerry added that two died.", "Kerry", "us-state-department"),
        ("Juan Perez, a resident, said so.", "Juan Perez", "named:juan-perez"),
    ],
)
def test_a_person_speaks_for_the_body_that_the_report_says(text: str, name: str, found: str) -> None:
    assert speaker(name, text) == found


def test_the_unnamed_are_one_in_a_document_and_two_in_two() -> None:
    assert speaker("activists") == speaker("Activists")
    assert speaker("activists") != speaker("activists", id="d-2")
    assert speaker("Juan Perez") == speaker("Juan Perez", id="d-2")


def test_source_and_carrier_are_both_resolved() -> None:
    text = "SANA quoted a military source as saying that 10 soldiers died."
    found = resolve_speakers(document(text), [claim(text, source="military source", via="SANA")], SYRIA)
    assert [(one.slot, one.entities[0]) for one in found] == [
        ("source", "unnamed:d-1:military-source@syria-army"),
        ("via", "sana"),
    ]


def test_a_name_shared_by_a_party_and_an_outlet_is_decided_by_the_theatre() -> None:
    assert find_speaker("RSF", {"SD": 1.0}).entities == ("rapid-support-forces",)
    assert find_speaker("RSF", {"FR": 1.0}).entities == ("reporters-without-borders",)


def test_a_sides_word_is_told_from_the_theatre_of_the_text() -> None:
    text = "The army said that 10 died in eastern Ukraine."
    found = resolve_speakers(document(text, published=date(2015, 1, 1)), [claim(text, source="The army")])
    assert found[0].entities == ("ukraine-army",)


def test_every_resolution_says_why_and_leads_to_a_speaker() -> None:
    sources = registry().sources
    for name in ("SANA", "activists", "Juan Perez", "the army", "Turkish officials"):
        resolution = find_speaker(name, SYRIA)
        assert len(resolution.because) > 10
        assert sources.speaker(resolution.entities[0]) is not None


@given(st.text(max_size=40))
def test_any_text_has_at_most_one_speaker(name: str) -> None:
    assert len(find_speaker(name, SYRIA).entities) <= 1
