"""Which of the places that a report names a fact is about."""

from collections.abc import Iterable
from functools import cache

import pytest

import marsad
from labelled import GOLD, documents
from marsad import Claim
from marsad.extract.parse import parse
from marsad.extract.rules.places import PlaceMention, place_mentions
from marsad.model import Document


@cache
def claims() -> tuple[Claim, ...]:
    (seed,) = documents(GOLD, "seed")
    return tuple(marsad.read(seed.text, published=seed.published))


def places(found: Iterable[Claim]) -> set[str]:
    return {claim.place.name for claim in found if claim.place}


def test_what_happens_to_a_town_does_not_happen_to_its_province() -> None:
    changes = [claim for claim in claims() if claim.kind == "control" and claim.change == "gained"]
    assert len(changes) > 1
    assert not any("Idlib" in name for name in places(changes))


def test_a_capture_that_is_pointed_back_to_was_made_by_whoever_made_it() -> None:
    (pointed,) = (claim for claim in claims() if claim.kind == "control" and "recapture of" in claim.evidence[0].quote)
    assert pointed.actor is not None
    assert any(word in pointed.actor.name for word in ("government", "regime"))
    assert pointed.target is None


def test_a_sentence_may_open_with_a_place_that_only_its_type_tells() -> None:
    assert "Idlib province" in places(claim for claim in claims() if claim.change == "held")


def test_what_somebody_says_on_a_visit_happens_elsewhere() -> None:
    text = (
        "Rebels recaptured on Tuesday Tarsk town in the province of Belmar, according to local sources. "
        "President John Kendal said during an official trip to Portugal that 3,000 people had fled."
    )
    fled = [claim for claim in marsad.read(text, published="2024-05-28") if claim.kind == "displaced"]
    assert fled
    assert "Portugal" not in places(fled)


def test_who_besieges_a_town_does_not_hold_it() -> None:
    text = "The RSF now holds Nyala, Zalingei and El Geneina, and its troops are besieging El Fasher, residents said."
    held = [claim for claim in marsad.read(text, published="2023-11-05") if claim.change == "held"]
    assert places(held) == {"Nyala, Zalingei and El Geneina"}


def mentions(text: str) -> list[PlaceMention]:
    (sentences,) = parse([Document(text=text, id="report")])
    return [place for row in place_mentions(sentences, text) for place in row]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Guerrillas attacked a police station in the Andean town of Caldono, killing seven.", ["Caldono"]),
        ("Shells hit a camp outside the besieged Darfur city of El Fasher.", ["El Fasher"]),
        ("Troops shelled Mine Lone ward in Loikaw, residents said.", ["Mine Lone ward", "Loikaw"]),
        ("Fire hit a school in Ywet Nyo Taung village, Maungdaw.", ["Ywet Nyo Taung village", "Maungdaw"]),
        ("Gangs burned houses in Port-au-Prince on Friday, witnesses said.", ["Port-au-Prince"]),
        ("Three people were killed across the northern West Bank on Sunday.", ["West Bank"]),
        ("Hostilities between the Myanmar Armed Forces and the Arakan Army expanded.", []),
        ("A munition dropped from a Ukrainian UAV went off on Sunday.", []),
        ("The army began Operation Copper Bridge. Since the start of Copper Bridge, 36 died.", []),
        ("Near Al Harga, two strikes destroyed a post.", ["Al Harga"]),
        ("Militants attacked a post of the Frontier Corps at Sangra on Saturday.", ["Sangra"]),
        ("An officer was killed by a bomb planted near Sheikh Harga on Monday.", ["Sheikh Harga"]),
        ("Settlers burned trees belonging to residents of Beita on Monday.", ["Beita"]),
        ("A bomb exploded outside the town hall of Toribio on Friday.", ["Toribio"]),
        ("They lost their lives in Bekuji kebele on Wednesday.", ["Bekuji kebele"]),
        ("Clashes between the Rizeigat and the Zaghawa killed 12 people near Kass.", ["Kass"]),
        ("The army fought the Unity faction around Birmaza.", ["Birmaza"]),
        ("Gunmen killed two farmers in Maradun Local Government Area.", ["Maradun Local Government Area"]),
        ("A youth was shot dead in Cox's Bazar on Monday.", ["Cox's Bazar"]),
        ("A Black Hawk was hit by ground fire in Harga. A bomb hit the Cobra district.", ["Harga", "Cobra district"]),
        ("LAS VUELTAS, Salvador — Shells fell. The women of Las Vueltas, who had fled, returned.", ["Las Vueltas"]),
    ],
)
def test_names_of_places(text: str, names: list[str]) -> None:
    assert [place.name for place in mentions(text)] == names


def test_a_region_is_wider_than_a_town_without_a_word_that_says_so() -> None:
    levels = {place.name: place.level for place in mentions("Fighting spread from Darfur to Aleppo and to Rakhine.")}
    assert levels == {"Darfur": 2, "Aleppo": 0, "Rakhine": 2}


def test_a_name_and_a_dash_head_a_paragraph() -> None:
    (place,) = mentions("KONGA, Aug 6 (Meridian) - Two died.\n\nMOSUL - Gunmen killed a lawyer on Sunday.")
    assert (place.name, place.cue) == ("MOSUL", "heading")
    (first, second) = mentions("KONGA - Two died.\n\nMOSUL - Gunmen killed a lawyer on Sunday.")
    assert [(place.name, place.cue) for place in (first, second)] == [("KONGA", "heading"), ("MOSUL", "heading")]


def test_who_condemns_an_attack_did_not_make_it_and_who_is_accused_did() -> None:
    condemned = marsad.read("The United States condemns the bombings in Harga that killed 38 people.")
    assert condemned
    assert not any(claim.actor and "United States" in claim.actor.name for claim in condemned)
    blamed = marsad.read("The government accused the alliance of wounding four children in a strike on a building.")
    assert {claim.actor.name for claim in blamed if claim.actor} == {"alliance"}


def test_responsibility_is_claimed_for_the_act_alone() -> None:
    read = marsad.read(
        "More than 60 people were killed in the bombings in Harga, for which the Front claimed responsibility."
    )
    assert all(claim.source is None for claim in read if claim.kind == "killed")


def test_a_speaker_that_tells_of_itself_did_it() -> None:
    read = marsad.read("The army said on Monday that it had killed 12 rebels in Harga. The governor said they fled.")
    assert [claim.actor.name for claim in read if claim.kind == "killed" and claim.actor] == ["army"]


def test_where_it_happened_did_not_do_it() -> None:
    read = marsad.read("Three soldiers and five guerrillas were killed in a clash in Chalatenango department.")
    assert {claim.kind: claim.actor for claim in read}["attack"] is None


def test_whose_dead_a_fight_of_two_left_is_not_told() -> None:
    read = marsad.read("Clashes between the army and the Northern Liberation Front in Harga left 13 dead.")
    found = {claim.kind: (claim.actor, claim.target) for claim in read}
    assert found["killed"] == (None, None)
    assert [side.name for side in found["attack"] if side] == ["army", "Northern Liberation Front"]


@pytest.mark.parametrize("who", ["Armed men", "Loyalists", "Masked gunmen"])
def test_people_under_arms_act(who: str) -> None:
    read = marsad.read(f"{who} killed 15 people in Harga on Monday.")
    assert {claim.actor.name for claim in read if claim.actor} == {who}


def test_things_do_not_act() -> None:
    read = marsad.read("Debris from the drones damaged two houses in Harga. Shelling in Konga killed six more.")
    assert [claim.actor for claim in read if claim.kind in ("damage", "killed")] == [None, None]
    assert [claim.target for claim in read if claim.kind == "killed"] == [None]


def test_a_part_lends_its_party_to_nobody_else() -> None:
    read = marsad.read("The blast killed 23 people, including four soldiers, and wounded 60 others in Harga.")
    assert {claim.quantity.value: claim.target for claim in read if claim.kind == "injured" and claim.quantity} == {
        60: None
    }


def test_towns_and_tanks_are_not_held_prisoner() -> None:
    read = marsad.read("Rebels captured more than 20 villages, two tanks and 30 soldiers, a monitor said.")
    held = [claim.quantity.value for claim in read if claim.kind == "detained" and claim.quantity]
    assert held == [30]


def test_each_paragraph_of_a_digest_happens_where_it_says() -> None:
    text = (
        "KONGA - Gunmen killed two policemen on Monday.\n\nHARGA - Gunmen killed a lawyer, police said.\n\n"
        "KORVAN - A bomb wounded four soldiers, the ministry in Belmar said."
    )
    found = marsad.read(text, published="2024-05-28")
    assert [
        (claim.kind, claim.place and claim.place.name) for claim in found if claim.kind in ("killed", "injured")
    ] == [
        ("killed", "KONGA"),
        ("killed", "HARGA"),
        ("injured", "KORVAN"),
    ]
    assert {claim.actor.name for claim in found if claim.actor} == {"Gunmen"}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Twelve people were killed in Korvan and nine in Belmar on Monday.", [(12, "Korvan"), (9, "Belmar")]),
        (
            "Shelling killed 12 people in Korvan, four in Belmar and two in Tarsk.",
            [(12, "Korvan"), (4, "Belmar"), (2, "Tarsk")],
        ),
        (
            "Gunmen killed 12 farmers in Korvan and at least six others near Belmar.",
            [(12, "Korvan"), (6, "Belmar")],
        ),
        ("Twelve people were killed in Korvan and nine in April.", [(12, "Korvan")]),
    ],
)
def test_a_verb_may_tell_of_several_places(text: str, told: list[tuple[float, str]]) -> None:
    found = [claim for claim in marsad.read(text, published="2024-05-28") if claim.kind == "killed"]
    assert [(claim.quantity and claim.quantity.value, claim.place and claim.place.name) for claim in found] == told


def test_a_local_government_area_is_held_by_nobody() -> None:
    found = marsad.read("Gunmen killed two farmers in Maradun Local Government Area of Zamfara State on Monday.")
    assert {claim.kind for claim in found} <= {"killed", "attack"}


def test_people_are_displaced_from_the_place_that_they_left() -> None:
    text = "Some 2,000 people fled into Belmar from Korvan on Monday, the Relief Union said."
    assert places(marsad.read(text, published="2024-05-28")) == {"Korvan"}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Rebels captured Harga and Konga on Monday.", "Harga and Konga"),
        ("The army shelled the villages of Harga, Belmar and Konga in Tarsk province.", "Harga, Belmar and Konga"),
        ("Drones hit Odesa, Mykolaiv, and Kherson regions overnight.", "Odesa, Mykolaiv, and Kherson regions"),
        ("Shells fell in Jabla, Latakia, and the port city of Tartus.", "Jabla, Latakia, and the port city of Tartus"),
        ("Rebels captured Harga in Konga province on Monday.", "Harga"),
        ("Rebels captured Harga, Konga, on Monday.", "Harga"),
        ("Rebels took Korvan on Friday.", "Korvan"),
        ("Korvan has fallen to the rebels.", "Korvan"),
        ("Forty civilians were killed in the battle for Korvan.", "Korvan"),
    ],
)
def test_places_named_side_by_side_are_one_place_of_a_claim(text: str, where: str) -> None:
    assert places(marsad.read(text, published="2024-05-28")) == {where}


@pytest.mark.parametrize(
    ("text", "where"),
    [
        ("Shells were fired at Korvan by Russia overnight.", "Korvan"),
        ("In Goma, two soldiers from Uruguay were killed.", "Goma"),
        ("Some 4,000 refugees from Sudan fled to Adre.", "Sudan"),
        ("Kyiv blamed the strike on Russia.", ""),
    ],
)
def test_a_country_that_acts_or_that_people_are_from_is_no_scene(text: str, where: str) -> None:
    assert places(marsad.read(text)) == ({where} if where else set())


def test_what_is_told_of_apart_does_not_place_the_story_before() -> None:
    text = (
        "Gunmen attacked a hotel on Friday, killing nine, police said. Elsewhere, a bomb killed two soldiers in Korvan."
    )
    found = [(claim.quantity and claim.quantity.value, claim.place and claim.place.name) for claim in marsad.read(text)]
    assert (9, None) in found
    assert (2, "Korvan") in found


def test_a_place_named_later_is_not_where_earlier_facts_happened() -> None:
    text = (
        "Missiles hit a building in the city of Kharkiv overnight, killing five. The wounded were taken away. "
        "It was the third night. The ministry said its forces had struck a plant. "
        "Shelling killed three in the town of Shebekino."
    )
    (plant,) = [claim for claim in marsad.read(text) if claim.kind == "attack" and "plant" in claim.evidence[0].quote]
    assert plant.place is not None
    assert "Kharkiv" in plant.place.name


def test_where_people_flee_to_is_not_where_they_were_driven_out() -> None:
    text = "Rebels took Harga on Wednesday. More than 4,000 families have fled towards Konga, the UN said."
    (fled,) = (claim for claim in marsad.read(text) if claim.kind == "displaced")
    assert fled.place is not None
    assert fled.place.name == "Harga"
