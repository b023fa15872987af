"""Events and running totals, by example."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from marsad.errors import InputError
from marsad.merge import Merger, doubts, explain, find_reprints
from marsad.model import Document, Event, Judgement, Known, Polarity, Verdict
from merge.world import DAY, LINEAGE, Said, merged, merger, report

LATER = DAY + timedelta(days=1)
FOUR_TOLLS = [
    report("a", Said("attack", method="car_bomb"), Said(number=48), Said("injured", number=140)),
    report("b", Said("attack", method="car_bomb"), Said(number=44)),
    report("c", Said("attack", method="suicide_bombing"), Said(number=31)),
    report("d", Said("attack", method="car_bomb"), Said(number=22)),
]


def one(*reports: list[Known]) -> Event:
    [event] = merged(*reports).events
    return event


def test_four_outlets_and_four_tolls_are_one_event() -> None:
    event = one(*FOUR_TOLLS)
    assert len(event.claim_ids) == 9
    assert (event.start, event.end) == (DAY, DAY)
    assert event.place
    assert event.place.name == "Alma"
    assert len(event.links) == 3


def test_an_actor_whom_one_report_of_four_names_is_a_slip_of_reading() -> None:
    blamed = [report(name, Said("attack", actor="league", method="car_bomb"), Said(number=22)) for name in "abc"]
    other = report("d", Said("attack", method="car_bomb"), Said("damage", actor="crown"), Said(number=22))
    assert one(*blamed, other).actors == ("league",)
    assert one(other).actors == ("crown",)


def test_neighbouring_towns_one_day_apart_stay_two() -> None:
    reports = (
        report("a", Said("attack", actor="crown", method="airstrike"), Said(number=20, actor="crown")),
        report(
            "b",
            Said("attack", place="Corm", day=1, actor="crown", method="airstrike"),
            Said(number=56, place="Corm", day=1),
        ),
    )
    assert len(merged(*reports).events) == 2


def test_an_event_keeps_its_name_when_later_reports_join_it() -> None:
    first = report("m", Said("attack"), Said(number=12))
    joined = one(first, report("a", Said("attack"), Said(number=15), published=LATER))
    assert joined.id == one(first).id


def test_the_exact_place_and_day_win() -> None:
    event = one(
        report("a", Said("attack", method="airstrike"), Said(number=12)),
        report("b", Said("attack", place="North", days=1, method="airstrike"), Said(number=12, place="North", days=1)),
    )
    assert event.place
    assert (event.place.name, event.start, event.end) == ("Alma", DAY, DAY)


def test_a_denial_joins_an_event_and_makes_none() -> None:
    told = report("a", Said("attack", actor="crown", method="airstrike"))
    denied = report(
        "b", Said("attack", actor="crown", method="airstrike", polarity=Polarity.DENIED, source="crown-news")
    )
    assert len(one(told, denied).claim_ids) == 2
    alone = merged(denied)
    assert not alone.events
    assert "no report asserts" in alone.asides[0].because


def test_running_totals_are_tolls_of_their_origin_window_and_area() -> None:
    total = Said(number=147, day=0, days=3, cumulative=True, source="watch", target="league")
    found = merged(report("a", total), report("b", total, published=LATER), report("c", Said(number=9)))
    [toll] = found.tolls
    assert len(toll.claim_ids) == 2
    assert (toll.origin.id, toll.party, toll.start, toll.end) == ("watch", "league", DAY, DAY + timedelta(days=3))
    assert len(found.events) == 1


def test_two_origins_have_two_tolls() -> None:
    totals = [Said(number=147, cumulative=True, source=source) for source in ("watch", "crown-news")]
    assert len(merged(report("a", *totals)).tolls) == 2


def test_copied_sentences_outweigh_a_day() -> None:
    text = "Rockets fell on the fish market of Alma in the morning and killed many of the traders, the mayor said."
    documents = [Document(id=name, text="\n" * 200 + text) for name in "ab"]
    reports = report("a", Said("attack", number=3)), report("b", Said("attack", day=1, number=5))
    engine = Merger(LINEAGE)
    engine.add([known for claims in reports for known in claims])
    assert len(engine.merged().events) == 2
    engine.add([], find_reprints(documents))
    assert len(engine.merged().events) == 1


def test_why_is_told_in_words() -> None:
    reports = [*FOUR_TOLLS, report("e", Said("attack", place="Brel")), report("f", Said(number=99, cumulative=True))]
    engine = merger(*reports)
    first, second, elsewhere, total = (reports[number][0].claim.id for number in (0, 1, 4, 5))
    together = explain(engine, first, second)
    assert together.together
    assert "the same place (+20)" in together.because
    apart = explain(engine, first, elsewhere)
    assert not apart.together
    assert "different places: never one" in apart.because
    assert "a running total" in explain(engine, first, total).because[0]
    with pytest.raises(InputError, match="No claim has the id c-none"):
        explain(engine, first, "c-none")


def uncertain(name: str, day: int, number: float) -> list[list[Known]]:
    """Two reports that may or may not tell of one airstrike: one names the town, one its province."""
    return [
        report(name + place, Said("attack", place, day, method="airstrike"), Said("killed", place, day, number + each))
        for each, place in enumerate(("Alma", "North"))
    ]


def test_pairs_that_are_uncertain_come_with_the_greatest_stakes_first() -> None:
    small, large = uncertain("s", 0, 4), uncertain("l", 9, 400)
    engine = merger(*small, *large)
    found = list(doubts(engine))
    assert [{link.left, link.right} for link in found] == [
        {claims[0].claim.id for claims in pair} for pair in (large, small)
    ]
    at = datetime.combine(date(2021, 1, 1), datetime.min.time(), UTC)
    verdict = Judgement(subject=found[0].left, other=found[0].right, verdict=Verdict.UNSURE, by="a", at=at)
    judged = Merger(LINEAGE, [verdict])
    judged.add([known for claims in (*small, *large) for known in claims])
    assert list(doubts(judged)) == found[1:]


def test_of_two_places_for_one_copied_sentence_one_is_misread() -> None:
    text = (
        "Rockets fell on the fish market in the morning and killed twelve of the traders, the mayor of the town said."
    )
    documents = [Document(id=name, text="\n" * 200 + text) for name in "ab"]
    attack = Said("attack", method="airstrike", number=12)
    reports = (
        report("a", attack, Said(number=12)),
        report("b", replace(attack, place="Brel"), Said("killed", "Brel", 0, 12)),
    )
    engine = Merger(LINEAGE)
    engine.add([known for claims in reports for known in claims])
    assert len(engine.merged().events) == 2
    engine.add([], find_reprints(documents))
    [event] = engine.merged().events
    assert "different places for one copied sentence, of which one is misread (-25)" in event.links[0].because
