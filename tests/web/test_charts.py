from datetime import date, timedelta
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from marsad.web.charts import WIDTH, Scale, Unit, days_chart

days = st.dates(date(2011, 1, 1), date(2025, 12, 31))
rows = st.lists(
    st.tuples(days, st.integers(0, 400)).map(
        lambda pair: {
            "id": "e",
            "title": "Shelling",
            "when": "",
            "start": pair[0].isoformat(),
            "end": (pair[0] + timedelta(pair[1])).isoformat(),
        }
    ),
    min_size=1,
    max_size=40,
)


def stretch(events: list[dict[str, Any]]) -> tuple[date, date]:
    starts = [date.fromisoformat(event["start"]) for event in events]
    return min(starts), max(starts)


@given(rows)
def test_every_event_is_a_bar_a_span_or_counted(events: list[dict[str, Any]]) -> None:
    chart = days_chart(events, *stretch(events))
    assert sum(bar["count"] for bar in chart["bars"]) + len(chart["spans"]) + chart["crowded"] == len(events)


@given(rows)
def test_charts_stay_inside_their_frame(events: list[dict[str, Any]]) -> None:
    chart = days_chart(events, *stretch(events))
    for shape in (*chart["bars"], *chart["spans"]):
        assert -0.01 <= shape["x"] <= WIDTH
        assert shape["x"] + shape["width"] <= WIDTH + 2.1


@given(st.sampled_from(Unit), days)
def test_units_follow_one_another_without_gaps(unit: Unit, day: date) -> None:
    begin = unit.begin(day)
    assert begin <= day < unit.after(begin)
    assert unit.begin(unit.after(begin)) == unit.after(begin)


@given(days, days)
def test_a_stretch_makes_about_a_hundred_bars_at_most(one: date, other: date) -> None:
    first, last = sorted((one, other))
    size = {Unit.DAY: 1, Unit.WEEK: 7, Unit.MONTH: 30, Unit.YEAR: 365}[Unit.of(first, last)]
    assert (last - first).days / size <= 125


def test_an_event_of_a_month_is_not_drawn_on_its_first_day() -> None:
    events = [
        {"id": "e", "title": "Battle", "when": "", "start": "2020-01-01", "end": "2020-01-31"},
        {"id": "f", "title": "Strike", "when": "", "start": "2020-01-10", "end": "2020-01-10"},
    ]
    chart = days_chart(events, date(2020, 1, 1), date(2020, 1, 31))
    assert [bar["from"] for bar in chart["bars"]] == ["2020-01-10"]
    assert [span["id"] for span in chart["spans"]] == ["e"]


def test_days_are_spread_over_the_width() -> None:
    scale = Scale(date(2020, 1, 1), date(2020, 1, 10))
    assert scale.x(date(2020, 1, 6)) == WIDTH / 2
    assert scale.width(date(2020, 1, 1), date(2020, 1, 10)) == WIDTH
