from datetime import date

import pytest
from hypothesis import given

from marsad import Claim
from marsad.errors import InputError
from marsad.model import Hedge
from marsad.model.edits import edited, parse
from marsad.model.rows import from_row, to_row
from strategies import claims


@given(claims)
def test_no_edits_change_nothing(claim: Claim) -> None:
    assert edited(claim, {}) is claim


@given(claims)
def test_an_edited_claim_is_a_claim_like_others(claim: Claim) -> None:
    made = edited(claim, {"number": "1,200", "start": "2020-01-24", "end": "2020-01-28", "target": "rebels"})
    assert from_row(to_row(made)) == made
    assert made.quantity is not None
    assert made.quantity.value == 1200
    assert made.when is not None
    assert (made.when.start, made.when.end) == (date(2020, 1, 24), date(2020, 1, 28))
    assert made.target is not None
    assert made.target.name == "rebels"


@given(claims)
def test_an_empty_text_empties_a_field(claim: Claim) -> None:
    made = edited(claim, {"place": "", "number": "", "number_high": "", "qualifier": ""})
    assert made.place is None
    assert made.quantity is None


@given(claims)
def test_a_figure_without_a_hedge_is_exact(claim: Claim) -> None:
    made = edited(claim, {"number": "7", "qualifier": ""})
    assert made.quantity is not None
    assert made.quantity.hedge is Hedge.EXACT


@pytest.mark.parametrize(
    ("field", "value", "says"),
    [
        ("kind", "", "cannot be empty"),
        ("kind", "war", "give one of killed"),
        ("number", "many", "give digits"),
        ("number", "-3", "from 0"),
        ("number", "nan", "from 0"),
        ("start", "28/1/2020", "2020-01-28"),
        ("cumulative", "maybe", "true or false"),
        ("id", "c-1", "is no field"),
    ],
)
def test_what_cannot_be_is_refused_in_words(field: str, value: str, says: str) -> None:
    with pytest.raises(InputError, match=says):
        parse(field, value)


@given(claims)
def test_days_are_in_order(claim: Claim) -> None:
    with pytest.raises(InputError, match="is before the first"):
        edited(claim, {"start": "2020-02-01", "end": "2020-01-01"})
