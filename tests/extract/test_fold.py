"""Within a document, one fact from one source is one claim with all its evidence."""

import pytest

import marsad
from marsad import Claim

DAY = "2022-03-04"  # a Friday


def read(text: str) -> list[Claim]:
    return marsad.read(text, published=DAY)


def told(text: str, kind: str, number: float | None = None) -> list[Claim]:
    """Return the claims of a kind, with a figure if one is given."""
    claims = [claim for claim in read(text) if claim.kind == kind]
    return [claim for claim in claims if number is None or (claim.quantity and claim.quantity.value == number)]


def source(claim: Claim) -> str:
    return claim.source.name if claim.source else ""


def quotes(claim: Claim) -> list[str]:
    return [item.quote for item in claim.evidence]


HEADED = {
    "Somalia": (
        (
            "Blast kills 14 in Mogadishu\n\nA car bomb killed 14 people in Mogadishu on Saturday, police said.\n\n"
            "Police said that 14 people were killed."
        ),
        14,
        "police",
    ),
    "Colombia": (
        (
            "Rebels kill nine police in Cauca\n\n"
            "BOGOTA - Rebels killed nine police officers in Cauca on Wednesday, the defence ministry said."
        ),
        9,
        "ministry",
    ),
    "Sudan": (
        (
            "Paramilitaries kill 22 civilians in El Fasher\n\n"
            "Paramilitary fighters killed 22 civilians in El Fasher on Thursday, a doctors' union said. "
            "It was the third day of fighting in the city."
        ),
        22,
        "union",
    ),
    "Ukraine": (
        (
            "Russian missiles kill 17 in Kramatorsk\n\n"
            "Russian missiles killed 17 people in Kramatorsk on Tuesday, the regional governor said."
        ),
        17,
        "governor",
    ),
}


@pytest.mark.parametrize(("text", "number", "who"), HEADED.values(), ids=HEADED)
def test_headline_and_lead_belong_to_the_credited_claim(text: str, number: int, who: str) -> None:
    (toll,) = told(text, "killed", number)

    assert who in source(toll).lower()
    assert len(toll.evidence) >= 2
    assert any(item.span.start < text.index("\n") for item in toll.evidence)


@pytest.mark.parametrize(("text", "number", "who"), HEADED.values(), ids=HEADED)
def test_the_fullest_quotation_comes_first(text: str, number: int, who: str) -> None:
    for claim in read(text):
        lengths = [len(quote) for quote in quotes(claim)]
        assert lengths[0] == max(lengths)
        assert len(set(claim.evidence)) == len(claim.evidence)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        (
            (
                "The army captured the town of Wad Madani on Sunday, a spokesman said. "
                "The spokesman said that the army had captured Wad Madani."
            ),
            "control",
        ),
        (
            (
                "Militants abducted 30 students in Zamfara on Monday, police said. "
                "Police said the 30 students were abducted at night by militants."
            ),
            "detained",
        ),
        (
            (
                "Fighting has displaced 4,000 families in Ituri since Sunday, the United Nations said. "
                "The United Nations said 4,000 families had been displaced by the fighting."
            ),
            "displaced",
        ),
    ],
    ids=["control", "detained", "displaced"],
)
def test_a_fact_told_again_by_the_same_source_is_one_claim(text: str, kind: str) -> None:
    (claim,) = told(text, kind)

    assert len(claim.evidence) == 2


def test_two_sources_are_two_claims() -> None:
    text = (
        "The army said that it had killed 40 insurgents near Maiduguri on Tuesday. "
        "Residents said that soldiers killed 12 villagers there."
    )

    assert {claim.quantity.value for claim in told(text, "killed") if claim.quantity} == {40, 12}
    assert len({source(claim) for claim in told(text, "killed")}) == 2


def test_a_toll_that_is_raised_is_a_claim_of_its_own() -> None:
    text = (
        "An air strike killed 15 people in Taiz on Wednesday, medics said. "
        "Medics later said that 21 people had been killed in the strike."
    )

    assert len(told(text, "killed", 15)) == 1
    assert len(told(text, "killed", 21)) == 1


def test_one_figure_on_two_days_in_two_towns_is_two_claims() -> None:
    text = (
        "On Monday, air strikes killed 12 people in the town of Sagaing, residents said. "
        "On Thursday, another raid killed 12 people in the town of Magway, residents said."
    )

    tolls = told(text, "killed", 12)

    assert [claim.place.name.removesuffix(" town") for claim in tolls if claim.place] == ["Sagaing", "Magway"]


@pytest.mark.parametrize(
    ("text", "whole", "part"),
    [
        ("Air strikes killed 31 civilians, including 8 children, in Hodeidah on Monday, the ministry said.", 31, 8),
        ("Gunmen killed 26 people, among them 4 soldiers, in Mopti on Sunday, the government said.", 26, 4),
        ("Shelling killed 19 people, including two medics, in Kharkiv on Tuesday, the governor said.", 19, 2),
    ],
    ids=["Yemen", "Mali", "Ukraine"],
)
def test_a_part_hangs_under_its_whole(text: str, whole: int, part: int) -> None:
    (parent,) = told(text, "killed", whole)
    (child,) = told(text, "killed", part)

    assert child.subset
    assert child.parent == parent.id
    assert not parent.subset
    assert parent.parent is None


def test_a_part_told_of_a_fold_hangs_under_the_folded_claim() -> None:
    text = (
        "Strike kills 31 in Hodeidah\n\n"
        "Air strikes killed 31 civilians, including 8 children, in Hodeidah on Monday, the health ministry said."
    )
    claims = {claim.id: claim for claim in read(text)}

    parents = [claims[claim.parent] for claim in claims.values() if claim.parent]

    assert [claim.quantity.value for claim in parents if claim.quantity] == [31]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Shells hit Korvan on Wednesday. Fresh shelling hit Korvan on Thursday.", "attack"),
        ("On Wednesday, rebels took Korvan. On Thursday, the army took it back.", "control"),
    ],
)
def test_what_is_told_of_two_days_is_two_facts(text: str, kind: str) -> None:
    days = [claim.when.start.isoformat() for claim in told(text, kind) if claim.when and claim.when.start]
    assert days == ["2022-03-02", "2022-03-03"]


def test_a_second_figure_is_its_tellers() -> None:
    text = "Hospital officials said 12 people were killed, but the army put the figure at three."
    assert [source(claim) for claim in told(text, "killed", 3)] == ["army"]


def test_a_blame_turned_back_is_read_as_told() -> None:
    text = (
        "The rebels said government troops killed 12 villagers in Korvan on Monday. "
        "The government said it was the rebels who killed them."
    )
    actors = {source(claim): claim.actor.name for claim in told(text, "killed") if claim.actor}
    assert actors == {"rebels": "government troops", "government": "rebels"}


def test_one_sort_of_act_in_two_towns_is_two_facts() -> None:
    read = marsad.read("Two bombs exploded in Harga on Monday. Three bombs exploded in Konga.", published="2024-05-28")
    assert [claim.place.name for claim in read if claim.kind == "attack" and claim.place] == ["Harga", "Konga"]


def test_two_spellings_of_a_town_are_no_two_towns() -> None:
    read = marsad.read("Rebels took Maaret al-Num on Monday. The fall of Marat an-Num came at dawn.")
    assert len([claim for claim in read if claim.kind == "control"]) == 1


@pytest.mark.parametrize(
    ("text", "acts"),
    [
        ("Warplanes and artillery pounded Korvan on Monday.", [("airstrike", None), ("shelling", None)]),
        ("Air and artillery strikes hit Korvan on Monday.", [("airstrike", None), ("shelling", None)]),
        ("The army attacked Korvan with rockets and drones.", [("shelling", None), ("drone", None)]),
        ("The army launched 31 drones and five missiles at Korvan.", [("drone", 31), ("missile", 5)]),
        ("Rockets and mortar shells hit Korvan.", [("shelling", None)]),
    ],
)
def test_two_weapons_are_two_attacks(text: str, acts: list[tuple[str, float | None]]) -> None:
    found = told(text, "attack")
    assert [(claim.method, claim.quantity and claim.quantity.value) for claim in found] == acts
    assert not any(claim.actor and "strikes" in claim.actor.name for claim in found)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Five people were killed in Korvan on Monday. Five people were killed in Korvan on Tuesday.", [5, 5]),
        ("Five people were killed in Korvan on Monday. The five were killed at dawn on Monday.", [5]),
        ("Shelling killed 12 people in Korvan, police said. Shelling killed 12 people, a hospital said.", [12, 12]),
        ("Shelling killed 12 people in Korvan, police said. Shelling killed 12 people there, police said.", [12]),
        ("Five people were killed in Korvan on Monday. Another five were killed in the evening.", [5, 5]),
        ("Shelling killed three people in Korvan. A second strike killed three more.", [3, 3]),
        ("Gunmen killed four men in Korvan. In a separate attack, gunmen killed four men nearby.", [4, 4]),
        ("A strike killed two in Korvan. The second strike killed two people.", [2]),
    ],
)
def test_days_speakers_and_words_for_others_tell_harm_apart(text: str, told: list[float]) -> None:
    found = [claim for claim in marsad.read(text, published="2024-05-15") if claim.kind == "killed"]
    assert [claim.quantity and claim.quantity.value for claim in found] == told


def test_others_than_the_dead_are_not_other_wounded() -> None:
    text = "A strike killed two and wounded three in Korvan. The strike killed two people and wounded three others."
    assert [claim.kind for claim in marsad.read(text) if claim.kind != "attack"] == ["killed", "injured"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Gunmen opened fire in Korvan, killing three people, before being shot dead by soldiers.",
            [("Gunmen", None, 3), ("soldiers", "Gunmen", None)],
        ),
        (
            "Rebels killed 12 soldiers in Korvan. Soldiers killed 12 rebels in Korvan.",
            [("Rebels", "soldiers", 12), ("Soldiers", "rebels", 12)],
        ),
    ],
)
def test_who_killed_and_was_killed_is_told_of_twice(
    text: str, told: list[tuple[str, str | None, float | None]]
) -> None:
    found = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    parties = [(claim.actor and claim.actor.name, claim.target and claim.target.name) for claim in found]
    assert [
        (*names, claim.quantity and claim.quantity.value) for names, claim in zip(parties, found, strict=True)
    ] == told


def test_a_telling_without_a_figure_does_not_join_two_figures() -> None:
    text = (
        "Eight civilians killed, others injured in rocket attacks in Harga and Konga\n\n"
        "Six civilians were killed and 34 others were injured in rocket attacks on several neighbourhoods of Harga. "
        "Two people were killed and 15 others were injured in a rocket attack on Belmar, police said."
    )
    figures = {claim.quantity.value for claim in read(text) if claim.kind == "injured" and claim.quantity}
    assert {34, 15} <= figures
    assert {claim.quantity.value for claim in read(text) if claim.kind == "killed" and claim.quantity} == {8, 6, 2}


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "ISIS-held districts of Harga were hit on Friday. Trucks reached government-held parts of Harga.",
            ["ISIS", "government"],
        ),
        (
            "The Syldavian Democratic Forces (SDF) hold Harga. SDF-held Harga was quiet on Friday.",
            ["Syldavian Democratic Forces"],
        ),
    ],
)
def test_who_holds_a_place_are_not_mixed_up(text: str, told: list[str]) -> None:
    assert [claim.actor.name for claim in read(text) if claim.kind == "control" and claim.actor] == told


def test_a_blast_months_ago_is_no_telling_of_the_last() -> None:
    text = (
        "A bomb blast in Harga killed 48 people on Wednesday. The blast was heard in Konga. "
        "A suicide blast killed six policemen in Harga in January."
    )
    days = {str(claim.when.start) for claim in read(text) if claim.kind == "attack" and claim.when}
    assert days == {"2022-03-02", "2022-01-01"}
