import json
from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from marsad import Claim
from marsad.model import Cell, Event, Figure, Holding, Judgement, Known, Place, Resolution, Span, Toll
from marsad.model.bodies import from_body, to_body
from strategies import claims, spans

st.register_type_strategy(Span, spans)  # any two numbers are no span

NOUNS = (Event, Toll, Figure, Cell, Holding, Resolution, Known)


@pytest.mark.parametrize("noun", NOUNS, ids=lambda noun: str(noun.__name__))
@settings(max_examples=20)
@given(data=st.data())
def test_nouns_come_back_from_json(noun: type, data: st.DataObject) -> None:
    value = data.draw(st.from_type(noun))
    assert repr(from_body(noun, json.loads(json.dumps(to_body(value))))) == repr(value)  # repr: a NaN equals nothing


@given(claims)
def test_claims_do_too(claim: Claim) -> None:
    assert from_body(Claim, json.loads(json.dumps(to_body(claim)))) == claim


@given(st.builds(Judgement, at=st.datetimes(timezones=st.just(UTC))))
def test_instants_keep_their_zone(judgement: Judgement) -> None:
    back = from_body(Judgement, json.loads(json.dumps(to_body(judgement))))
    assert isinstance(back.at, datetime)
    assert back == judgement


def test_a_field_that_an_earlier_release_did_not_write_has_its_default() -> None:
    town = Place(id="t:1", name="Harga", kind="town", parts=(Place(id="t:2", name="Konga", kind="town"),))
    body = to_body(town)
    assert from_body(Place, body) == town
    del body["parts"], body["parents"]
    assert from_body(Place, body) == Place(id="t:1", name="Harga", kind="town")
