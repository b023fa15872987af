import json
from datetime import date

from hypothesis import given

from marsad import Claim, Evidence, Mention, Quantity, When
from marsad.model import Basis, Hedge, Span
from marsad.model.rows import brief, from_row, in_full, to_row
from strategies import claims

CODEBOOK = [
    "doc",
    "kind",
    "evidence",
    "source",
    "via",
    "actor",
    "target",
    "place",
    "place_norm",
    "start",
    "end",
    "number",
    "number_high",
    "qualifier",
    "unit",
    "polarity",
    "cumulative",
    "subset",
    "method",
    "change",
]


@given(claims)
def test_a_row_survives_json_and_gives_the_same_claim_back(claim: Claim) -> None:
    assert from_row(json.loads(json.dumps(to_row(claim)))) == claim


@given(claims)
def test_a_brief_row_leaves_out_what_is_not_said_and_nothing_else(claim: Claim) -> None:
    row = to_row(claim)
    short = brief(row)
    assert in_full(short) == in_full(row) == row
    assert None not in short.values()


@given(claims)
def test_every_row_has_the_codebooks_fields_first_and_the_claims_id(claim: Claim) -> None:
    row = to_row(claim)
    assert list(row)[: len(CODEBOOK)] == CODEBOOK
    assert row["id"] == claim.id


def test_an_empty_claim_has_null_where_the_document_settles_nothing() -> None:
    row = to_row(Claim(document_id="d", kind="attack", evidence=(Evidence(Span(0, 5), "clash"),)))
    unsettled = set(CODEBOOK) - {"doc", "kind", "evidence", "polarity", "cumulative", "subset"}
    assert {slot for slot in CODEBOOK if row[slot] is None} == unsettled
    assert row["evidence"] == [{"start": 0, "end": 5, "text": "clash"}]
    assert row["spans"] == {}


def test_a_full_claim_says_where_each_slot_was_read() -> None:
    claim = Claim(
        document_id="d",
        kind="killed",
        evidence=(Evidence(Span(0, 40), "At least six people died on Friday, the"),),
        source=Mention("Red Crescent", Span(36, 51), "the Red Crescent"),
        target=Mention("civilians"),
        quantity=Quantity(Span(0, 12), "At least six", Hedge.AT_LEAST, 6.0),
        when=When(Span(28, 34), "Friday", None, date(2020, 1, 24), Basis.RELATIVE),
    )
    row = to_row(claim)
    assert (row["number"], type(row["number"]), row["qualifier"], row["unit"]) == (6, int, "at_least", "person")
    assert (row["start"], row["end"], row["basis"], row["time_text"]) == (None, "2020-01-24", "relative", "Friday")
    assert row["spans"] == {
        "source": {"start": 36, "end": 51, "text": "the Red Crescent"},
        "time": {"start": 28, "end": 34, "text": "Friday"},
        "number": {"start": 0, "end": 12, "text": "At least six"},
    }
