import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from marsad.gazetteer.earth import amid, centre, distance, offset, part, reach

points = st.tuples(st.floats(-80, 80), st.floats(-179, 179))


def test_distance_of_known_cities() -> None:
    assert distance((33.513, 36.292), (36.202, 37.161)) == pytest.approx(310, abs=5)  # Damascus to Aleppo


@given(points, st.floats(0, 359), st.floats(0, 2000))
def test_an_offset_is_as_far_as_it_says(start: tuple[float, float], bearing: float, km: float) -> None:
    assert distance(start, offset(start, bearing, km)) == pytest.approx(km, abs=0.5)


@given(points, points)
def test_the_middle_is_as_far_from_both(one: tuple[float, float], other: tuple[float, float]) -> None:
    middle = amid(one, other)
    assert distance(one, middle) == pytest.approx(distance(other, middle), abs=1)


def test_east_is_east() -> None:
    north, east = offset((35.0, 38.0), 90, 50)
    assert east > 38.5
    assert north == pytest.approx(35.0, abs=0.05)


def test_the_centre_lies_inside_however_bent_the_outline() -> None:
    horseshoe = shapely.Polygon([(0, 0), (4, 0), (4, 4), (3, 4), (3, 1), (1, 1), (1, 4), (0, 4)])
    latitude, longitude = centre(horseshoe)
    assert horseshoe.contains(shapely.Point(longitude, latitude))


def test_the_reach_of_a_degree_is_some_sixty_kilometres() -> None:
    assert reach(shapely.box(0, 0, 1, 1)) == pytest.approx(62.7, abs=1)


@pytest.mark.parametrize(
    ("bearing", "inside", "outside"), [(0, (5, 9), (5, 1)), (90, (9, 5), (1, 5)), (225, (1, 1), (9, 9))]
)
def test_a_part_lies_on_its_side(bearing: float, inside: tuple[float, float], outside: tuple[float, float]) -> None:
    shape = part(shapely.box(0, 0, 10, 10), bearing)
    assert shape.contains(shapely.Point(inside))
    assert not shape.contains(shapely.Point(outside))


def test_the_middle_of_an_outline_is_inside_it() -> None:
    shape = part(shapely.box(0, 0, 9, 9), None)
    assert shape.bounds == pytest.approx((3, 3, 6, 6))
