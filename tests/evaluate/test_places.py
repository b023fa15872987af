import pytest

from gazetteer.small import small
from marsad.evaluate.found import Found
from marsad.evaluate.places import Tally, Toponym, end_to_end, is_close, is_right, recognised
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.model import Place, Span


@pytest.fixture(scope="module")
def gazetteer(tmp_path_factory: pytest.TempPathFactory) -> Gazetteer:
    return small(tmp_path_factory.mktemp("gazetteer") / "g.sqlite")


def place(gazetteer: Gazetteer, key: str) -> Place:
    found = gazetteer.get(key)
    assert found is not None
    return found


def test_a_town_is_right_within_161_km_and_an_area_where_it_holds_the_point(gazetteer: Gazetteer) -> None:
    town, country = place(gazetteer, "t:1"), place(gazetteer, "iso3166:SY")
    assert is_right(town, (36.0, 38.0), gazetteer)
    assert not is_right(town, (33.5, 41.5), gazetteer)
    assert is_right(country, (33.5, 41.5), gazetteer)
    assert not is_right(country, (31.0, 45.0), gazetteer)
    assert is_close(town, (36.5, 37.2), 25)
    assert not is_close(town, (36.5, 37.5), 25)


def test_what_is_not_resolved_counts_as_wrong_but_not_against_precision(gazetteer: Gazetteer) -> None:
    tally = Tally()
    tally.add((36.5, 37.0), place(gazetteer, "t:1"), gazetteer)
    tally.add((36.5, 37.0), None, gazetteer)
    assert (tally.accuracy, tally.precision) == (0.5, 1.0)
    assert (tally + tally).labelled == 4
    assert Tally().accuracy == 0


def test_recognition_is_strict() -> None:
    gold = [Toponym("Harga", Span(0, 5), None), Toponym("Konga", Span(10, 15), None)]
    found = recognised(gold, [Span(0, 5), Span(10, 14)])
    assert (found.precision, found.recall, found.f1) == (0.5, 0.5, 0.5)
    assert Found().f1 == 0


def test_end_to_end_wants_the_place_too(gazetteer: Gazetteer) -> None:
    gold = [Toponym("Harga", Span(0, 5), (36.5, 37.0)), Toponym("Z", Span(20, 21), None)]
    town, far = place(gazetteer, "t:1"), place(gazetteer, "iso3166:IQ")
    right = end_to_end(gold, [(Span(0, 5), town), (Span(20, 21), town), (Span(30, 31), None)], gazetteer)
    assert (right.labelled, right.predicted, right.right) == (1, 1, 1)  # labels without a point are left out
    assert end_to_end(gold, [(Span(0, 5), far)], gazetteer).right == 0
