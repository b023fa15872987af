from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.resolve.hints import steered
from marsad.resolve.theatre import theatre_of, weighed
from naming import claim, document


def top(text: str, **fields: object) -> str | None:
    return next(iter(theatre_of(document(text, **fields))), None)


@pytest.mark.parametrize(
    ("text", "day", "country"),
    [
        ("Russian and American officials spoke of the fighting in northern Syria.", date(2016, 5, 1), "SY"),
        ("U.S. warplanes struck near Mosul, in Iraq, the American general said. U.S. forces", date(2015, 5, 1), "IQ"),
        ("Two Turkish soldiers were killed in Syria.", date(2018, 2, 1), "SY"),
        ("SALVADORAN GUERRILLAS ATTACKED A GARRISON IN EL SALVADOR.", date(1989, 11, 11), "SV"),
        ("Nothing is said of where.", date(2016, 5, 1), None),
        ("He told us who is in the car.", date(2016, 5, 1), None),
    ],
)
def test_the_country_with_the_war_leads(text: str, day: date, country: str | None) -> None:
    assert top(text, published=day) == country


def test_places_of_the_report_count() -> None:
    text = "Russian raids hit Aleppo."
    assert next(iter(theatre_of(document(text), ["SY", "SY", None]))) == "SY"


def test_a_report_that_names_no_country_is_from_where_its_names_are() -> None:
    told = claim("SANA said that Jabhat al-Nusra shelled the town.", actor="Jabhat al-Nusra", source="SANA")
    assert steered({}, document("…"), [told]) == {"SY": 1.0}
    assert steered({"IQ": 1.0}, document("…"), [told]) == {"IQ": 1.0}
    assert steered({}, document("…", outlet="SANA"), []) == {"SY": 1.0}
    assert steered({}, document("…"), []) == {}


@given(st.dictionaries(st.sampled_from(["SY", "IQ", "US", "RU", "CL"]), st.floats(0.1, 50), min_size=1))
def test_weights_are_shares_in_falling_order(counts: dict[str, float]) -> None:
    shares = list(weighed(counts, date(2016, 5, 1)).values())
    assert sum(shares) == pytest.approx(1.0)
    assert shares == sorted(shares, reverse=True)
