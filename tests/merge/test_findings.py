from collections.abc import Iterable
from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.merge import findings
from marsad.merge.account import Account, account_of
from marsad.merge.block import Index, comparable
from marsad.merge.judged import Judged
from marsad.merge.score import Scorer
from marsad.merge.weights import FORBIDS, WEIGHTS
from marsad.model import Hedge, Place, Precision
from merge.world import ALMA, BREL, CORM, LINEAGE, NORTH, Said, law, report, sayings, town

SCORER = Scorer(LINEAGE, Judged())


def account(said: Said, document: str = "a", place: Place | None = None) -> Account:
    [known] = report(document, said)
    return account_of(replace(known, place=place) if place else known)


def found(feature: str, left: Said, right: Said) -> str:
    return SCORER.findings(account(left), account(right, "b"))[feature]


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (ALMA, ALMA, "same"),
        (ALMA, BREL, "far"),
        (ALMA, CORM, "neighbours"),
        (ALMA, NORTH, "inside"),
        (NORTH, NORTH, "same area"),
        (ALMA, town("Near", 0.01, 0), "near"),
        (ALMA, town("Beyond", 0.2, 0), "region"),
        (town("Big", 0, 0, radius=9.0), town("Big", 0, 0, radius=9.0), "same city"),
        (ALMA, replace(NORTH, id="p:other", parents=()), "inside"),
        (replace(ALMA, parents=(), latitude=20.0), NORTH, "far"),
        (replace(ALMA, id="p:x", latitude=None), BREL, "unknown"),
    ],
)
def test_how_places_lie(left: Place, right: Place, expected: str) -> None:
    assert findings.place(account(Said(), place=left), account(Said(), "b", place=right)) == expected
    assert findings.place(account(Said(), place=right), account(Said(), "b", place=left)) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (Said(), Said(), "same"),
        (Said(day=0, days=3), Said(day=1), "window"),
        (Said(day=0), Said(day=1), "next"),
        (Said(day=0), Said(day=2), "apart"),
        (Said(day=None), Said(), "unknown"),
    ],
)
def test_how_days_lie(left: Said, right: Said, expected: str) -> None:
    assert found("days", left, right) == found("days", right, left) == expected


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("crown", "crown-air", "same"),
        ("crown", "league", "opposed"),
        ("crown", "civilians", "other"),
        ("crown", None, "unknown"),
        ("guard", "league", "opposed"),
        ("guard", "crown", "opposed"),
    ],
)
def test_who_did_it(left: str | None, right: str | None, expected: str) -> None:
    assert found("actor", Said(actor=left), Said(actor=right)) == expected


def test_who_changes_sides_is_opposed_for_a_time() -> None:
    next_year = 366
    left, right = Said(actor="guard", day=next_year), Said(actor="crown", day=next_year)
    assert found("actor", left, right) == "other"


def test_sides_are_those_of_one_war() -> None:
    assert found("actor", Said(actor="crown", place=None), Said(actor="league", place=None)) == "other"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (12, 12, "large"),
        (5, 5, "equal"),
        (1, 1, "small"),
        (12, 15, "close"),
        (22, 48, "unlike"),
        (3, 48, "far"),
        (12, None, "unknown"),
    ],
)
def test_how_figures_agree(left: float, right: float | None, expected: str) -> None:
    assert found("figures", Said(number=left), Said(number=right)) == expected


def test_a_floor_is_close_to_a_figure_above_it() -> None:
    assert found("figures", Said(number=12, hedge=Hedge.AT_LEAST), Said(number=30)) == "close"
    assert found("figures", Said(number=30, hedge=Hedge.AT_LEAST), Said(number=12)) == "unlike"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        ("airstrike", "airstrike", "same"),
        ("airstrike", "missile", "compatible"),
        ("airstrike", "ied", "other"),
        ("airstrike", "other", "unknown"),
    ],
)
def test_methods_that_reports_take_for_one_another(left: str, right: str, expected: str) -> None:
    assert found("method", Said("attack", method=left), Said("attack", method=right)) == expected


def test_every_finding_has_words_and_a_whole_weight_or_forbids() -> None:
    for table in WEIGHTS.values():
        for each in table.values():
            assert each.because
            assert each.weight == FORBIDS or each.weight == int(each.weight)


@law
@given(sayings, sayings)
def test_scores_do_not_depend_on_who_comes_first(left: Said, right: Said) -> None:
    one, other = account(left), account(right, "b")
    assert SCORER.score(one, other) == SCORER.score(other, one)
    assert set(SCORER.findings(one, other)) == set(WEIGHTS)


coordinates = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
nearby = st.tuples(st.floats(-0.3, 0.3), st.floats(-0.3, 0.3))


@law
@given(coordinates, nearby, st.integers(-3, 3))
def test_the_index_finds_all_that_is_within_reach(
    at: tuple[float, float], step: tuple[float, float], later: int
) -> None:
    north, east = at[0] + step[0], (at[1] + step[1] + 180) % 360 - 180
    here = _at("p:here", *at)
    there = _at("p:there", max(-90.0, min(90.0, north)), east)
    left, right = account(Said(), place=here), account(Said(day=later), "b", place=there)
    index = Index()
    index.add(left)
    within = findings.place(left, right) != "far" and findings.days(left, right) != "apart"
    assert (left in index.near(right)) or not within


def _at(name: str, north: float, east: float) -> Place:
    return Place(id=name, name=name, kind="town", latitude=north, longitude=east, precision=Precision.EXACT)


@law
@given(st.lists(sayings, min_size=2, max_size=6))
def test_what_may_be_one_happening_is_compared(said: list[Said]) -> None:
    accounts = [each for number, one in enumerate(said) if comparable(each := account(one, f"d{number}"))]
    index = Index()
    for each in accounts:
        index.add(each)
    for left, right in _of_a_family(accounts):
        if SCORER.score(left, right) > 0:
            assert right in index.near(left)


def _of_a_family(accounts: Iterable[Account]) -> list[tuple[Account, Account]]:
    return [pair for pair in combinations(accounts, 2) if pair[0].family == pair[1].family]
