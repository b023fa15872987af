import subprocess
import sys
from typing import Any

import pytest

from marsad import Claim, Evidence, Mention
from marsad.lexicon import load
from marsad.model import Span
from marsad.run.veil import BLOCK, covered, private_in, private_names
from marsad.web.graphic import graphic

WORDS = load("desk/graphic.yml")["words"]


@pytest.mark.parametrize("example", load("desk/veiled.yml")["examples"], ids=lambda example: example.get("target"))
def test_names_of_those_harmed_and_of_witnesses_are_covered(example: dict[str, Any]) -> None:
    slots: dict[str, Any] = {slot: Mention(example[slot]) for slot in ("target", "source") if slot in example}
    evidence = (Evidence(Span(0, 1), "x"),)
    claim = Claim(document_id="d", kind=example["kind"], evidence=evidence, **slots)
    assert list(private_names(claim)) == example["covered"]


def test_a_name_is_covered_in_all_its_parts_and_nothing_moves() -> None:
    text = "😀 Umm Khaled’s son, Khaleda said. KHALED KHALEDA"
    hidden = covered(text, ["Umm Khaled"])
    assert hidden == f"😀 {BLOCK * 3} {BLOCK * 6}’s son, Khaleda said. {BLOCK * 6} KHALEDA"
    assert len(hidden) == len(text)
    assert covered(text, []) == text


def test_whether_a_name_is_known_is_told_without_what_takes_long_to_import() -> None:
    assert private_in(["Umm Khaled-Nuri"], [])  # tables and gazetteer are made once
    code = (
        "import sys; from marsad.run.veil import private_in\n"
        "print(*private_in(['Umm Khaled-Nuri'], []), *sys.modules, sep='\\n')"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, encoding="utf-8", check=True)
    name, *modules = done.stdout.splitlines()
    assert name == "Umm Khaled-Nuri"
    assert not {"yaml", "rapidfuzz"} & {*modules}


@pytest.mark.parametrize("entry", WORDS, ids=[entry["stem"] for entry in WORDS])
def test_graphic_passages_are_known_by_their_words(entry: dict[str, Any]) -> None:
    assert all(graphic(example) for example in entry["examples"])


@pytest.mark.parametrize("sentence", load("desk/graphic.yml")["plain"])
def test_other_passages_are_not(sentence: str) -> None:
    assert not graphic(sentence)
