"""Times in reports: every example of the data file, and what must hold for any text."""

import time
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marsad.extract.rules.time import Role, TimeMention, dateline, datelines, times
from marsad.extract.rules.time_words import TIME, fold
from marsad.model import Basis

PUBLISHED = date(2020, 1, 28)  # a Tuesday


def show(mention: TimeMention) -> str:
    """Write a mention as the examples do."""
    when = mention.when
    days = f"{when.start or ''}..{when.end or ''}" if when.start != when.end else str(when.start or "")
    role = "" if mention.role is Role.POINT else str(mention.role)
    return "unresolved" if when.unresolved else f"{role} {days}".strip()


def examples() -> Iterator[Any]:
    for entry in (entry for entries in TIME["patterns"].values() for entry in entries):
        for text, expected in entry["examples"].items():
            told = expected if isinstance(expected, dict) else {"is": expected}
            yield pytest.param(
                text, told.get("published", TIME["published"]), str(told["is"]), id=" ".join(text.split())
            )


@pytest.mark.parametrize(("text", "published", "expected"), list(examples()))
def test_every_example_of_the_data_file(text: str, published: date | None, expected: str) -> None:
    assert "; ".join(map(show, times(text, published))) == expected


@pytest.mark.parametrize(
    ("text", "expected"), [pytest.param(text, str(day), id=text) for text, day in TIME["datelines"]["examples"].items()]
)
def test_every_dateline_of_the_data_file(text: str, expected: str) -> None:
    found = [str(line.day or "undated") for line in datelines(text)]
    assert "; ".join(found) == expected


WORDS = [word for table in TIME["tables"].values() for word in list(table)[:6]]  # few, so that phrases come together
GLUE = (
    "in on at by since until from between the past last next this and to of over for ago later earlier may will "
    "12 2016 5th 24 1/2/2016 - , . ’"
).split()
PROSE = st.lists(st.one_of(st.sampled_from(WORDS + GLUE), st.text(max_size=4)), max_size=25).map(" ".join)
DAYS = st.dates(min_value=date(1950, 1, 1), max_value=date(2049, 12, 31))


@given(PROSE, st.none() | st.dates())
def test_mentions_quote_the_text_in_order_and_their_days_run_forward(text: str, published: date | None) -> None:
    found = [mention.when for mention in times(text, published)]
    assert all(text[when.span.start : when.span.end] == when.text for when in found)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    assert all(when.start <= when.end for when in found if when.start and when.end)


@given(PROSE)
def test_without_publication_nothing_counts_from_it(text: str) -> None:
    for when in (mention.when for mention in times(text, None)):
        assert not (when.unresolved and (when.start or when.end))
        assert when.basis is not Basis.NONE or (when.start, when.end) == (None, None)


@given(st.text())
def test_folding_keeps_every_character_in_its_place(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(
    DAYS,
    DAYS,
    st.sampled_from(
        [
            "on {0:%d} {0:%B} {0:%Y}",
            "on {0:%B} {0:%d}, {0:%Y}",
            "ON {0:%d} {0:%b} {0:%Y}",
            "on {0:%Y-%m-%d}",
            "on {0:%d.%m.%Y}",
        ]
    ),
)
def test_full_dates_do_not_depend_on_publication(day: date, published: date, form: str) -> None:
    [mention] = times(form.format(day), published)
    assert (mention.when.start, mention.when.end, mention.when.basis) == (day, day, Basis.STATED)
    assert times(form.format(day), None) == [mention]


@given(DAYS, st.integers(min_value=0, max_value=6))
def test_a_weekday_lies_in_the_seven_days_that_end_with_publication(published: date, back: int) -> None:
    day = published - timedelta(back)
    [mention] = times(f"It fell on {day:%A}.", published)
    assert (mention.when.start, mention.when.end) == (day, day)


@given(DAYS, st.integers(min_value=0, max_value=350))
def test_a_day_and_month_fall_in_the_year_before_publication(published: date, back: int) -> None:
    day = published - timedelta(back)
    if (day.month, day.day) != (2, 29):
        assert times(f"It fell on {day:%d %B}.", published)[0].when.start == day


def test_a_month_and_day_need_a_publication_date_for_their_year() -> None:
    [mention] = times("It fell on 12 March.", None)
    assert mention.when.unresolved
    assert mention.when.start is None


def test_an_unresolved_time_is_no_anchor() -> None:
    assert [
        show(mention) for mention in times("on 12 March 2019, then on Friday. The day before, it rained.", None)
    ] == ["2019-03-12", "unresolved", "unresolved"]


def test_a_since_covers_the_clause_that_it_opens() -> None:
    [mention] = times("300 have died since clashes intensified on Friday.", PUBLISHED)
    assert (mention.role, mention.when.text) == (Role.SINCE, "since clashes intensified on Friday")
    [mention] = times("He has since been seen on Friday.", PUBLISHED)
    assert mention.role is Role.POINT


def test_datelines_are_no_event_times() -> None:
    text = "KABUL, Afghanistan (Jan. 27, 2020)\nTroops entered the town on Sunday."
    assert [mention.when.text for mention in times(text, PUBLISHED)] == ["Sunday"]
    line = dateline(text)
    assert line
    assert (line.day, text[line.span.start : line.span.end]) == (date(2020, 1, 27), "Jan. 27, 2020")


@pytest.mark.parametrize(
    "piece",
    [
        "since ",
        "the ",
        "on the past ",
        "from 1 to ",
        "a few ",
        "monday and ",
        "may ",
        " ",
        "12-",
        "last ",
        "more than ",
    ],
)
def test_long_runs_of_time_words_are_read_in_linear_time(piece: str) -> None:
    started = time.process_time()
    times(piece * (60_000 // len(piece)), PUBLISHED)
    assert time.process_time() - started < 10
