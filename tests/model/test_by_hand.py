import pytest

from marsad import Document
from marsad.errors import InputError
from marsad.model import Span
from marsad.model.by_hand import claim_by_hand, maker
from marsad.model.rows import from_row, to_row

REPORT = Document(id="r", text="😀 On Monday nine nurses of Korvan were taken away, a guard said.")
WORDS = "nine nurses of Korvan were taken away, a guard said"
AT = (REPORT.text.index(WORDS), REPORT.text.index(WORDS) + len(WORDS))
SAID = {"kind": "detained", "number": "9", "target": "nurses", "source": "a guard", "start": "2024-05-27"}


def test_words_and_values_make_a_claim() -> None:
    claim = claim_by_hand(REPORT, *AT, SAID, "ana")
    assert claim.evidence[0].quote == WORDS
    assert to_row(claim) | SAID | {"number": 9} == to_row(claim)
    assert from_row(to_row(claim)) == claim
    assert claim.target is not None
    assert claim.target.span == Span(AT[0] + 5, AT[0] + 11)


def test_who_made_it_stands_in_its_origin() -> None:
    for name in ("ana", "Ana María / núñez", "名" * 80):
        claim = claim_by_hand(REPORT, *AT, SAID, name)
        assert name.startswith(maker(claim))
        assert maker(claim)
        assert " " not in claim.origin
        assert len(claim.origin) <= 100


def test_it_has_an_id_of_its_own() -> None:
    made = {claim_by_hand(REPORT, *AT, SAID | more, by).id for by in ("ana", "ben") for more in ({}, {"number": "8"})}
    read = from_row(to_row(claim_by_hand(REPORT, *AT, SAID, "ana")) | {"origin": "rules/1"})
    assert len(made) == 4
    assert read.id not in made
    assert maker(read) == ""


@pytest.mark.parametrize(
    ("words", "fields", "says"),
    [
        ((5, 5), SAID, "no words"),
        ((-1, 5), SAID, "no words"),
        ((0, 999), SAID, "no words"),
        ((1, 2), SAID, "no words"),
        (AT, {"number": "9"}, "cannot be empty"),
        (AT, SAID | {"kind": "party"}, "give one of"),
        (AT, SAID | {"number": "many"}, "give digits"),
        (AT, SAID | {"colour": "red"}, "no field"),
    ],
)
def test_what_cannot_be_is_refused(words: tuple[int, int], fields: dict[str, str], says: str) -> None:
    with pytest.raises(InputError, match=says):
        claim_by_hand(REPORT, *words, fields, "ana")
