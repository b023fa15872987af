"""Whatever a text holds, reading it ends, and what is quoted stands there."""

import random
import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

import marsad
from labelled import GOLD, documents
from marsad import Claim

DAY = "2022-03-04"
REPORT = (
    "KYIV, March 4 - Russian shelling killed at least 12 civilians and wounded 30 in the city of Chernihiv on Friday, "
    "the regional governor said. Two schools were destroyed.\n\n"
    '"We are pulling people from the rubble," the emergency service said in a statement. It added that the army\'s '
    "positions near the airport weren't hit."
)
PLAIN = (
    "The library opened its new reading room this week. Visitors can borrow novels, maps and records.\n\n"
    "Bakers in the old town say that bread sells best on Saturday mornings."
)
PIECES = [
    "killed 12 people",
    "7 soldiers were wounded",
    "air strikes hit the market",
    "the army said",
    "according to activists",
    "rebels captured the town of",
    "on Friday",
    "in Goma",
    "حلب",
    "Харків",
    "شمال 12 قتيلا",
    "😀",
    "🇸🇩",
    "\ud83d",
    "\udc00",
    "\x00",
    "\u200f",
    "\u202e",
    "\ufeff",
    "İSTANBUL",
    "ﬁghting",
    "â€œshellingâ€\x9d",
    "“",
    "”",
    '"',
    "'",
    "(",
    "[",
    "]",
    ".",
    ",",
    "\n",
    "\n\n",
    "\t\t",
    " ",
]


def read_well(text: str, **given_too: str) -> list[Claim]:
    """Read a text, and see that every claim quotes it, that ids differ, and that parents exist."""
    claims = marsad.read(text, published=DAY, **given_too)
    for claim in claims:
        assert claim.evidence
        for item in claim.evidence:
            assert item.quote
            item.check(text)
        for slot in (claim.quantity, claim.when, claim.place, claim.source, claim.actor, claim.target):
            if slot is not None and slot.span is not None:
                assert text[slot.span.start : slot.span.end] == slot.text
    ids = [claim.id for claim in claims]
    assert len(set(ids)) == len(ids)
    assert {claim.parent for claim in claims} <= {None, *ids}
    return claims


def kinds(text: str) -> set[str]:
    return {claim.kind for claim in read_well(text)}


@settings(max_examples=60, deadline=None)
@given(st.text(alphabet=st.characters(codec=None), max_size=300))
@example("\ud83d killed 12 people in Goma")
@example("")
@example("\x00")
def test_any_text(text: str) -> None:
    read_well(text)
    read_well(f"{text} Shelling killed 12 people in Goma on Friday. {text}")


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(PIECES), max_size=40), st.sampled_from(["", " "]), st.sampled_from(PIECES))
def test_pieces_in_any_order(pieces: list[str], glue: str, title: str) -> None:
    noise = glue.join(pieces)
    read_well(noise, title=title)
    read_well(f"{REPORT}\n\n{noise}", title=title)


@settings(max_examples=25, deadline=None)
@given(st.randoms(use_true_random=False), st.sampled_from(["drop", "double", "swap", "blank"]))
def test_characters_lost_on_the_way(chance: random.Random, damage: str) -> None:
    letters = list(REPORT)
    for at in chance.sample(range(len(letters) - 1), 12):
        if damage == "swap":
            letters[at], letters[at + 1] = letters[at + 1], letters[at]
        else:
            letters[at] = {"drop": "", "double": 2 * letters[at], "blank": " "}[damage]
    read_well("".join(letters))


@pytest.mark.parametrize(
    "text", ["", " ", "\n\n\n", "\t", "\u00a0", "\ufeff", ".", '"', "—", "\x00\x00", "5", "\ud83d"]
)
def test_next_to_nothing_tells_nothing(text: str) -> None:
    assert read_well(text) == []


@pytest.mark.parametrize(
    "noisy",
    [
        REPORT.replace("'", "").replace(",", ""),
        REPORT.replace("'", "’").replace('"We', "“We").replace('rubble,"', "rubble,”"),
        REPORT.upper(),
        REPORT.replace("\n\n", "\r\n\r\n"),
        REPORT.replace(" ", "\u00a0"),
        REPORT.replace("Chernihiv", "Чернігів"),
        REPORT.replace("Chernihiv", "Çernihiv"),
        "😀 " + REPORT + " 😀",
        "\ufeff" + REPORT,
        REPORT.replace(". ", ".\ud83d "),
        REPORT.replace(". ", ".\x00 "),
        REPORT.replace('"', "\N{LEFT DOUBLE QUOTATION MARK}".encode().decode("cp1252", "replace")),
    ],
    ids=[
        "no apostrophes, no commas",
        "curly",
        "capitals",
        "carriage returns",
        "hard blanks",
        "Cyrillic name",
        "accents",
        "emoji",
        "byte order mark",
        "half characters",
        "NULs",
        "mojibake",
    ],
)
def test_noise_hides_no_death(noisy: str) -> None:
    assert {"killed", "injured"} <= kinds(noisy)
    assert 12 in {claim.quantity.value for claim in read_well(noisy) if claim.kind == "killed" and claim.quantity}


def test_a_name_in_arabic_is_quoted_as_printed() -> None:
    found = read_well("Air strikes on the market of مدينة killed 9 people on Friday, rescuers said.")
    assert {"killed", "attack"} <= {claim.kind for claim in found}


@pytest.mark.parametrize(
    "text",
    [
        "killed " * 10_000,
        "soldiers killed rebels and " * 2_500,
        "12 people and 13 people " * 2_500 + "were killed",
        '"' * 500 + "The army killed 5 rebels" + '"' * 500,
        '"He said "she said "they killed five" and" ' * 200,
        "(" * 2_000 + "5 killed" + ")" * 2_000,
        "a" * 100_000,
        "A" * 100_000 + " killed 5 people",
        "Ab" * 50_000 + " killed 5 people",
        "killed-" * 15_000,
        "7" * 100_000 + " people were killed",
        "1,000," * 20_000 + " killed",
        "[" * 20_000 + "killed",
        "\n" * 50_000 + "5 people were killed" + "\n" * 50_000,
        "killed\n" * 10_000,
        ". " * 50_000 + "5 people were killed",
        "The Army " * 10_000 + "killed 5 people",
        "the army of " * 5_000 + "the north killed 5 people",
        (
            'In Russian-occupied Horlivka, the the group the rebel group M23 appointed "mayor" claimed that two '
            "municipal workers had been hurt when a munition dropped from a Ukrainian UAV "
            "went off in the Mykytivskyi district."
        ),
    ],
    ids=lambda text: text[:12].strip() or "blanks",
)
def test_monsters_end(text: str) -> None:
    started = time.process_time()
    read_well(text)
    read_well(f"{REPORT}\n\n{text}\n\n{REPORT}")
    assert time.process_time() - started < 30


def test_five_megabytes_without_violence_are_read_at_once() -> None:
    text = PLAIN * (5_000_000 // len(PLAIN))
    started = time.process_time()
    assert read_well(text) == []
    assert time.process_time() - started < 10


def test_a_book_is_read_to_its_end() -> None:
    reports = "\n\n".join(document.text for document in documents(GOLD, "latin") + documents(GOLD, "syria"))
    text = (reports * (1 + 300_000 // len(reports)))[:300_000] + "\n\n" + REPORT
    assert any(
        claim.evidence[0].span.start > 300_000 or claim.evidence[-1].span.start > 300_000 for claim in read_well(text)
    )


def test_the_same_text_gives_the_same_claims() -> None:
    assert read_well(REPORT) == read_well(REPORT)
    assert len(read_well(REPORT)) > 2


@pytest.mark.parametrize("name", ["latin", "syria", "afghan"])
def test_an_unrelated_paragraph_changes_no_quotation(name: str) -> None:
    for document in documents(GOLD, name)[:6]:
        alone, longer = read_well(document.text), read_well(f"{document.text}\n\n{PLAIN}")
        assert [claim.evidence for claim in alone] == [claim.evidence for claim in longer]


@pytest.mark.parametrize("sign", list("[](){}.*+?|^$\\"))
def test_signs_in_initials_are_no_pattern(sign: str) -> None:
    text = f"THE F[{sign}N SAID 12 PEOPLE WERE KILLED. THE AB{sign}C[D SAID SHELLING KILLED 3 SOLDIERS IN HARGA."
    claims = marsad.read(text, published="2024-05-28")
    assert all(item.quote in text for claim in claims for item in claim.evidence)
