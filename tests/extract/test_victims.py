"""Who suffered, how many, and whose they were, before any choice is weighed."""

import pytest

import marsad
from marsad.extract.parse import parse
from marsad.extract.rules.assemble import drafts
from marsad.extract.rules.draft import Draft, Report
from marsad.extract.rules.parties import alike, telling
from marsad.model import Document, Hedge, Polarity


def read(text: str) -> list[Draft]:
    document = Document(text=text, id="report")
    (sentences,) = parse([document])
    return drafts(Report(document, sentences))


def counts(text: str, kind: str) -> list[tuple[float | None, str | None, bool]]:
    return [
        (draft.quantity.value if draft.quantity else None, draft.target.name if draft.target else None, draft.subset)
        for draft in read(text)
        if draft.kind == kind
    ]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        (
            "Tiran regime and rebel fighters clash in Harga. The clashes killed 30 regime and 39 rebel fighters.",
            "killed",
            [(30, "regime", False), (39, "rebel fighters", False)],
        ),
        ("The blast killed six people and injured 32.", "killed", [(6, None, False)]),
        ("An officer and a sergeant were killed in the attack.", "killed", [(2, "officer", False)]),
        ("The blast killed six people and injured 32.", "injured", [(32, None, False)]),
        ("The raid left 12 dead and 30 wounded.", "killed", [(12, None, False)]),
        ("The strike killed 27 of them.", "killed", [(27, None, False)]),
        ("Fifteen people died, six of them children.", "killed", [(15, None, False), (6, "civilians", True)]),
        ("An air strike killed a family of five in Harga.", "killed", [(5, "civilians", False)]),
        (
            "At least 20 people were killed, including seven children, and 30 others were wounded.",
            "killed",
            [(20, None, False), (7, "civilians", True)],
        ),
        (
            "Shelling killed 12 people. Among the dead were three children and two women.",
            "killed",
            [(12, None, False), (3, "civilians", True), (2, "civilians", True)],
        ),
        (
            "The shelling killed 14 people, most of them women and children.",
            "killed",
            [(14, "civilians", False), (None, "civilians", True)],
        ),
        ("A woman and her three children were killed in the shelling.", "killed", [(4, "civilians", False)]),
        ("The two victims were killed by a sniper.", "killed", [(2, None, False)]),
        ("The attack brings the death toll to 15.", "killed", [(15, None, False)]),
        (
            "Twelve people were killed, among them three children.",
            "killed",
            [(12, None, False), (3, "civilians", True)],
        ),
        (
            "Three people, a nurse among them, died.",
            "killed",
            [(3, None, False), (1, "nurse", True)],
        ),
        (
            "The strike killed 26 people: eleven women, nine children and six men.",
            "killed",
            [(26, None, False), (11, "civilians", True), (9, "civilians", True), (6, None, True)],
        ),
        (
            "The blast wounded 27 people, six of them gravely.",
            "injured",
            [(27, None, False), (6, None, True)],
        ),
        (
            "The raids wounded 519 civilians, of them 150 children.",
            "injured",
            [(519, "civilians", False), (150, "civilians", True)],
        ),
        (
            "The raid killed 12 people and wounded 30, five of them children.",
            "killed",
            [(12, None, False)],
        ),
        (
            "The strike killed eight people. Among them were a nurse and two children.",
            "killed",
            [(8, None, False), (1, "nurse", True), (2, "civilians", True)],
        ),
        ("The ministry put the number of dead at 14.", "killed", [(14, None, False)]),
        (
            "Shells killed a teacher, two nurses and four children in Harga.",
            "killed",
            [(1, "teacher", False), (2, "nurses", False), (4, "civilians", False)],
        ),
        ("Eleven died on both sides.", "killed", [(11, None, False)]),
        ("No one was hurt in the bombing in Harga.", "injured", [(None, None, False)]),
        ("No policeman was killed in the bombing in Harga.", "killed", [(None, "policemen", False)]),
        (
            "A car bomb targeted soldiers at a checkpoint in Harga, killing at least seven of them.",
            "killed",
            [(7, "soldiers", False)],
        ),
        ("The army killed six men and two women.", "killed", [(6, None, False), (2, "civilians", False)]),
        ("Gunmen killed 15 Taliban militants.", "killed", [(15, "Taliban", False)]),
        ("The RSF killed a commander of the Sudanese army.", "killed", [(1, "Sudanese army", False)]),
        (
            "Al-Shabaab fighters attacked the base. Twenty of the fighters were killed.",
            "killed",
            [(20, "Al-Shabaab", False)],
        ),
        (
            "At least 17 people were killed and many more injured in Harga on Monday.",
            "injured",
            [(None, None, False)],
        ),
    ],
)
def test_counted_groups(text: str, kind: str, expected: list[tuple[float | None, str | None, bool]]) -> None:
    assert counts(text, kind) == expected


@pytest.mark.parametrize(
    ("text", "target"),
    [
        ("Rebels inflicted heavy casualties on the army.", "army"),
        ("The rebels suffered casualties in the ambush.", "rebels"),
    ],
)
def test_casualties_are_vague_and_belong_to_who_suffered_them(text: str, target: str) -> None:
    (injured,) = [draft for draft in read(text) if draft.kind == "injured"]
    assert injured.quantity is not None
    assert injured.quantity.hedge is Hedge.VAGUE
    assert injured.target is not None
    assert injured.target.name == target


def test_no_casualties_is_denied_without_a_number() -> None:
    (injured,) = [draft for draft in read("There were no casualties in the attack.") if draft.kind == "injured"]
    assert (injured.polarity, injured.quantity) == (Polarity.DENIED, None)


@pytest.mark.parametrize(
    ("text", "kind", "actor", "target"),
    [
        ("The air force destroyed 14 M23 tanks.", "damage", "air force", "M23"),
        ("The army shelled positions of the militia near Harga.", "attack", "army", "militia"),
        ("Soldiers repelled an M23 attack on their base.", "attack", "M23", "Soldiers"),
        ("Warplanes attacked a hospital in Harga.", "attack", None, "hospital"),
        ("Rockets hit homes, killing four civilians.", "attack", None, "civilians"),
        ("The shelling hit the town of Harga.", "attack", None, None),
        ("A car bomb targeted soldiers at a checkpoint in Harga.", "attack", None, "soldiers"),
        ("Fighters loyal to the governor and soldiers clashed in Harga.", "attack", "Fighters", "soldiers"),
        ("Police found the bodies of two men in Harga.", "killed", None, None),
    ],
)
def test_whose_the_struck_things_are(text: str, kind: str, actor: str | None, target: str | None) -> None:
    (draft,) = [draft for draft in read(text) if draft.kind == kind]
    assert (draft.actor and draft.actor.name, draft.target and draft.target.name) == (actor, target)


def test_names_of_one_party_are_alike() -> None:
    assert alike("Sudanese army", "the army")
    assert alike("Houthi fighters", "Houthis")
    assert not alike("Sudanese army", "Rapid Support Forces")
    assert telling("government forces") == telling("the regime")


def test_a_nations_adjective_before_a_place_did_nothing() -> None:
    drafts = read("Double bomb attack in Syrian town kills 31. Syrian town bomb attack kills 31.")
    assert {draft.actor.name for draft in drafts if draft.actor} == set()
    assert [draft.actor.name for draft in read("Russian air strikes killed 31 people.") if draft.actor]


def test_sides_whose_dead_are_told_apart_keep_their_own() -> None:
    text = (
        "Some 147 members of regime forces and its allied groups as well as 137 rebels have been killed since Friday."
    )
    targets = [claim.target.name for claim in marsad.read(text) if claim.kind == "killed" and claim.target]
    assert targets == ["regime forces", "rebels"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "Shelling killed 12 people in Konga region, including four in Harga and two in Belmar.",
            [(12, "Konga region"), (4, "Harga"), (2, "Belmar")],
        ),
        ("Strikes killed 27 men across Konga, including seven in a camp in Harga.", [(27, "Konga"), (7, "Harga")]),
    ],
)
def test_parts_of_a_figure_may_have_places_of_their_own(text: str, told: list[tuple[float, str]]) -> None:
    found = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    assert [(claim.quantity and claim.quantity.value, claim.place and claim.place.name) for claim in found] == told
    assert [claim.subset for claim in found] == [False] + [True] * (len(told) - 1)


def test_gunmen_on_foot_who_killed_are_not_gunmen_who_were_killed() -> None:
    (claim,) = [claim for claim in marsad.read("Gunmen on motorcycles killed 40 people.") if claim.kind == "killed"]
    assert claim.actor is not None
    assert (claim.actor.name, claim.quantity and claim.quantity.value) == ("Gunmen", 40)


@pytest.mark.parametrize(
    ("text", "actor", "target"),
    [
        ("Residents reported hearing explosions and gunfire in Korvan.", None, None),
        ("Residents reported shelling in Korvan.", None, None),
        ("Villagers fled shelling in Korvan.", None, "civilians"),
        ("Police are investigating the attack in Korvan, which killed two.", None, None),
        ("The rebels survived an air strike in Korvan.", None, "rebels"),
        ("The army faced heavy shelling in Korvan.", None, "army"),
        ("The attack in Korvan was condemned by Borduria.", None, None),
        ("Officials blamed the raid on Korvan on rebels.", "rebels", None),
        ("The army blamed rebels for the bombing in Korvan.", "rebels", None),
        ("Rebels were accused of the bombing in Korvan.", "Rebels", None),
    ],
)
def test_who_hears_of_an_act_bears_it_or_is_blamed_for_it(text: str, actor: str | None, target: str | None) -> None:
    (claim,) = [claim for claim in marsad.read(text) if claim.kind == "attack"]
    assert (claim.actor and claim.actor.name, claim.target and claim.target.name) == (actor, target)


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("Separately, Bordurian shelling killed three civilians in Korvan.", "Bordurian"),
        ("Separately, Ukrainian shelling killed three civilians in Korvan.", "Ukrainian"),
        ("Separately, Russian shelling killed three civilians in Korvan.", "Russian"),
        ("The defence ministry said its forces had killed 12 men in Korvan.", "defence ministry"),
        ("Three men were killed by off-duty soldiers in Korvan.", "off-duty soldiers"),
        ("Gunmen killed three people in Korvan before soldiers shot them dead.", "Gunmen"),
    ],
)
def test_whoever_did_it_is_read_alike(text: str, actor: str) -> None:
    found = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    assert found[0].actor is not None
    assert found[0].actor.name == actor


def test_attackers_did_not_kill_themselves() -> None:
    text = "Rebels attacked a base in Korvan on Friday. Five attackers were shot dead."
    (claim,) = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    assert claim.actor is None


@pytest.mark.parametrize(
    "text",
    [
        "The army's shelling killed 12 soldiers of the army in Korvan.",
        "Borduria condemned Borduria's strikes that killed 12 people.",
        "Rebels survived rebel shelling that killed 12 rebels.",
        "The attackers attacked. The attackers' fire killed five attackers.",
    ],
)
def test_where_everybody_who_may_have_done_it_is_ruled_out_nobody_did(text: str) -> None:
    assert [claim for claim in marsad.read(text) if claim.kind in ("killed", "attack")]


@pytest.mark.parametrize(
    ("text", "kind", "expected"),
    [
        ("Insurgents engaged troops. The troops returned fire, killing four of them.", "killed", "Insurgents"),
        ("Medics saw 35 policemen in Harga; five of them died.", "killed", "policemen"),
        ("About 900 civilians remain, said the head of the council. Two of them were wounded.", "injured", "civilians"),
        ("The rebels beat back an assault on Harga in which six of their men died.", "killed", "rebels"),
        ("The movement said government forces attacked its positions at Harga.", "attack", "movement"),
        ("The army said it lost two men in Harga.", "killed", "army"),
        ("The SDF said its soldiers had repelled an assault by armed factions in Harga.", "attack", "SDF"),
        ("The Houthis fired two missiles at a Greek-owned tanker.", "attack", "Greek-owned tanker"),
        ("The army put its losses in Harga at six dead.", "killed", "army"),
        ("A column of the 102nd Battalion lost eight men in an ambush.", "killed", "102nd Battalion"),
        ("The fighting has left at least 37 dead on the rebel side.", "killed", "rebel side"),
        ("Six of the dead were children, the mayor said.", "killed", "civilians"),
        ("Two men from Hezbollah were killed in Harga.", "killed", "Hezbollah"),
        ("The rider, a member of the Taliban, was killed in Harga.", "killed", "Taliban"),
        ("Gunmen shot dead a colonel in the Interior Ministry in Harga.", "killed", "Interior Ministry"),
        ("None of the peacekeepers was wounded in Harga.", "injured", "peacekeepers"),
        ("The attackers also took more than 240 hostages.", "detained", "hostages"),
        ("Police announced the arrest of four suspects in Harga.", "detained", "suspects"),
        ("Fighters freed the inmates of a prison in Harga.", "released", "inmates of a prison"),
    ],
)
def test_words_that_point_back_say_whose_people_they_were(text: str, kind: str, expected: str) -> None:
    found = [draft.target.name for draft in read(text) if draft.kind == kind and draft.target is not None]
    assert expected in found


def test_who_beat_back_an_assault_did_not_kill_his_own_men() -> None:
    (killed,) = (
        claim
        for claim in marsad.read("The rebels beat back an assault on Harga in which six of their men died.")
        if claim.kind == "killed"
    )
    assert killed.actor is None
    assert killed.target is not None
    assert killed.target.name == "rebels"


def test_who_was_shot_down_did_not_kill_those_on_board() -> None:
    text = "A Russian helicopter was shot down near Harga on Monday, killing all five people on board."
    assert [claim.actor for claim in marsad.read(text) if claim.kind == "killed"] == [None]


def test_harm_joined_by_and_befell_the_same_people() -> None:
    text = "The army killed 28 and wounded 30 Taliban militants in Harga. Two soldiers were killed and five injured."
    assert counts(text, "killed") == [(28, "Taliban", False), (2, "soldiers", False)]
    assert counts(text, "injured") == [(30, "Taliban", False), (5, "soldiers", False)]


def test_whoever_adds_that_it_did_it_did_it() -> None:
    text = "Tiran forces fired 60 drones at Harga, the air force said, adding that it shot down 48 of the drones."
    downed = [claim for claim in marsad.read(text) if claim.quantity and claim.quantity.value == 48]
    assert downed
    assert {claim.actor.name if claim.actor else None for claim in downed} == {"air force"}


def test_rebels_did_not_kill_the_rebel_whose_body_was_found() -> None:
    text = "Communist rebels killed two soldiers in Harga, the military said. Troops recovered the body of one rebel."
    doers = {
        claim.quantity.value: claim.actor for claim in marsad.read(text) if claim.kind == "killed" and claim.quantity
    }
    assert doers[2] is not None
    assert doers[1] is None


def test_abducted_people_who_were_rescued_are_no_dead() -> None:
    text = "Gunmen abducted 87 people in Harga on Sunday. Police said 12 of the victims had been rescued."
    assert not [claim for claim in marsad.read(text) if claim.kind == "killed"]


@pytest.mark.parametrize(
    ("text", "kind", "doer"),
    [
        (
            "Palestinian gunmen shot dead an Israeli settler near Harga on Sunday. Settlers torched 12 cars.",
            "damage",
            "Israeli settler",
        ),
        (
            "Wagner mercenaries killed ten miners, a witness said. Rebels accused the army of killing civilians.",
            "killed",
            "Wagner",
        ),
        ("The army confirmed the death of one soldier in Harga on Monday.", "killed", None),
        ("Rescuers found two bodies, raising the death toll from the strike on Harga to nine.", "killed", None),
        ("Residents of Harga feared more attacks by the rebels.", "attack", "rebels"),
        ("An army raid on Harga killed six rebels, among them a Bordurian commander.", "attack", "army"),
        ("A major offensive left dozens dead near Harga on Monday.", "attack", None),
        ("Fighting forced 120,000 people from Harga, according to the UN refugee agency.", "attack", None),
        ("The clashes in Harga claimed 17 lives on both sides.", "attack", None),
        ("Borduria's air force said it downed 62 drones launched by Syldavia.", "damage", "Borduria's air force"),
        ("The junta's forces torched 200 homes in Harga.", "damage", "junta's forces"),
        ("The rescue service counted 27 dead after shells hit Harga.", "killed", None),
        ("Two police officers and a civilian died when a motorcycle bomb went off in Harga.", "attack", None),
        ("Homes were burnt and 14 villagers shot dead when herders attacked Harga on Sunday.", "attack", "herders"),
        ("Three died in a clash in San Pedro department.", "attack", None),
        (
            "No one claimed responsibility for the attack in Harga, but officials blamed al-Shabaab.",
            "attack",
            "al-Shabaab",
        ),
    ],
)
def test_the_subject_of_a_deed_did_it_and_nobody_else(text: str, kind: str, doer: str | None) -> None:
    claim = next(claim for claim in marsad.read(text) if claim.kind == kind)
    assert (claim.actor.name if claim.actor else None) == doer


@pytest.mark.parametrize(
    "text",
    [
        "Three members of them were killed in Harga on Monday.",
        "Its fighters with their Azov soldiers were attacked in Harga on Monday.",
        "The riders, members of them, were killed in Harga. Members of them shelled the town.",
        "Soldiers of their army were some of six of whom the army killed five in Harga.",
        "None of their people were killed by its fighters, members of them of dozens of them, in Harga.",
    ],
)
def test_words_point_back_once(text: str) -> None:
    assert read(text)


@pytest.mark.parametrize(
    ("text", "dead"),
    [
        (
            "At least 40 Islamic State fighters were killed in the offensive along with six soldiers.",
            [("Islamic State fighters", 40), ("soldiers", 6)],
        ),
        (
            "Shelling in Harga left 12 civilians dead, together with three medics.",
            [("civilians", 12), ("medics", 3)],
        ),
        (
            "The raid on Konga killed a colonel plus four of his guards.",
            [("colonel", 1), ("guards", 4)],
        ),
        (
            "An ambush near Harga killed nine soldiers alongside two interpreters.",
            [("soldiers", 9), ("interpreters", 2)],
        ),
        ("Six people died along with dozens of animals when a shell hit a farm.", [(None, 6)]),
        (
            "Jets killed 40 M23 fighters, including two commanders, near Harga.",
            [("M23", 40), ("M23", 2)],
        ),
        ("Witnesses reported hundreds of civilians killed in fighting near Harga.", [("civilians", None)]),
        ("Protesters said police opened fire on a crowd in Harga, leaving three dead.", [(None, 3)]),
    ],
)
def test_those_who_died_with_others_are_counted(text: str, dead: list[tuple[str | None, float | None]]) -> None:
    found = [claim for claim in marsad.read(text) if claim.kind == "killed"]
    assert all(claim.quantity for claim in found)
    assert [
        (claim.target.name if claim.target else None, claim.quantity.value if claim.quantity else None)
        for claim in found
    ] == dead


def test_wounds_of_the_dead_are_no_wounded() -> None:
    text = "Fourteen bodies, most with gunshot wounds, were found in a ditch outside Harga."
    assert {claim.kind for claim in marsad.read(text)} == {"killed"}


def test_who_the_adjective_names_is_not_who_was_named_before() -> None:
    text = "Several IS fighters entered Harga on Monday. At least ten Kurdish fighters were killed near Harga."
    (claim,) = (claim for claim in marsad.read(text) if claim.kind == "killed")
    assert claim.target is not None
    assert claim.target.name == "Kurdish fighters"
