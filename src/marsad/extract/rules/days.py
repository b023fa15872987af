"""From the words of a time to its first and last day: one reader for each way of telling a time.

Readers return the first and the last day, both inclusive and None where open; None instead of a pair
where the words are no time after all ("31 June"). They raise `Undated` where they need a day of
publication that is not known.
"""

import re
from calendar import monthrange
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from marsad.extract.rules.time_words import TIME, Words, expand, value

Days = tuple[date | None, date | None]
Period = tuple[date, date]
Reader = Callable[[Words, "Scene"], Days | None]

_AHEAD, _PERFECT, _SINCE = (re.compile(expand(TIME["cues"][name])) for name in ("ahead", "perfect", "since"))
_UPCOMING = timedelta(days=7)  # a date printed without a year may lie this far ahead before it is taken for last year's


class Undated(Exception):  # noqa: N818 - no error: the document lacks a date
    """The days hang on a day of publication that is not known."""


@dataclass(frozen=True, slots=True)
class Scene:
    """What a time is read against: day of publication, the days told before, and the words of the clause before it."""

    published: date | None
    anchor: Days | None
    clause: str
    history: bool = False

    @property
    def today(self) -> date:
        """The day that times are counted from: in a history the day told before, else that of publication.

        Raises `Undated` where it is not known.
        """
        if self.history and (day := self.anchor and (self.anchor[1] or self.anchor[0])):
            return day
        if self.published is None:
            raise Undated
        return self.published

    @property
    def ahead(self) -> bool:
        """Whether the clause speaks of the future."""
        return _AHEAD.search(self.clause) is not None and _SINCE.search(self.clause) is None

    @property
    def told(self) -> Period:
        """The days told before, or else the day of publication."""
        start, end = self.anchor or (None, None)
        return start or end or self.today, end or start or self.today


# --- arithmetic -------------------------------------------------------------------------------------------------------


def _month(year: int, month: int) -> Period:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _months_back(day: date, months: int) -> date:
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def _back(day: date, count: int, unit: str) -> date:
    """Return the day `count` units before `day`; hours count as the days they reach back into."""
    if unit in ("month", "year", "decade"):
        return _months_back(day, count * {"month": 1, "year": 12, "decade": 120}[unit])
    days = -(-count // 24) if unit == "hour" else count * {"day": 1, "week": 7, "fortnight": 14}[unit]
    return day - timedelta(days)


def _period(day: date, unit: str) -> Period:
    """Return the calendar week, month, year or decade around `day`, or the day itself."""
    if unit == "week":
        monday = day - timedelta(day.weekday())
        return monday, monday + timedelta(6)
    if unit == "month":
        return _month(day.year, day.month)
    if unit in ("year", "decade"):
        first, span = (day.year, 0) if unit == "year" else (day.year // 10 * 10, 9)
        return date(first, 1, 1), date(first + span, 12, 31)
    return day, day


def _third(period: Period, part: str) -> Period:
    """Return the early, mid or late part of a month or a year."""
    first, last = period
    if (last - first).days < 31:
        starts, ends = {"early": 1, "mid": 11, "late": 21}, {"early": 10, "mid": 20, "late": last.day}
        return first.replace(day=starts[part]), first.replace(day=ends[part])
    month = {"early": 1, "mid": 5, "late": 9}[part]
    return date(first.year, month, 1), _month(first.year, month + 3)[1]


def _so_far(period: Period, scene: Scene) -> Period:
    """Cut what lies after publication, unless the clause speaks of the future."""
    first, last = period
    if scene.published and first <= scene.published < last and not scene.ahead and not scene.history:
        return first, scene.published
    return period


def _count(words: Words) -> int:
    """Return how many: 0 if it is left vague, by "few" or by a bare plural."""
    word = words.get("number") or ("few" if words.get("unit", "").endswith("s") else "one")
    return int(word) if word.isdigit() else int(value("number", word))


def _ordinal(word: str) -> int:
    """Return 3 for "third" and "3rd"."""
    return int(word.rstrip("stndrh")) if word[0].isdigit() else int(value("ordinal", word))


# --- dates ------------------------------------------------------------------------------------------------------------

Fields = tuple[int | None, int | None, int | None]
"""Year, month and day, as far as they are printed."""


def _calendar(words: Words, scene: Scene) -> Days | None:
    """Read a date, a month, a year, or a range of them."""
    year, month, day = first = _fields(words, "", "2", scene)
    if not any(f"{name}2" in words for name in ("year", "month", "day")):
        return _part_of(_so_far(_dated(first, scene), scene), words, scene)
    _, last_month, last_day = last = _fields(words, "2", "", scene)
    end = _dated(last, scene)
    if "year" not in words and month and last_month:
        year = end[0].year - (month > last_month)
    start = _dated((year, month, day if last_day else None), scene)
    return _so_far((start[0], end[1]), scene) if start[0] <= end[1] else None


def _fields(words: Words, suffix: str, other: str, scene: Scene) -> Fields:
    """Return year, month and day of one end of a range; what is printed once counts for both ends."""
    year, month, day = (words.get(name + suffix) or words.get(name + other) for name in ("year", "month", "day"))
    return _year(year, words, scene), _month_number(month), int(day.rstrip("stndrh")) if day else None


def _year(printed: str | None, words: Words, scene: Scene) -> int | None:
    if printed:
        first = words.get("year", "")
        century = first[:2] if len(first) == 4 else "19"  # "1998-99", "30 NOV 89"
        return int(printed if len(printed) == 4 else century + printed)
    if "which" not in words:
        return None
    which = value("which", words["which"])
    return scene.told[0].year if which == "that" else scene.today.year + _WHICH[which]


def _month_number(printed: str | None) -> int | None:
    return int(printed) if printed and printed.isdigit() else value("month", printed) if printed else None


def _dated(fields: Fields, scene: Scene) -> Period:
    """Return the day, month or year that the fields name; without a year, the one nearest before publication."""
    year, month, day = fields
    if month is None:
        return date(year or 0, 1, 1), date(year or 0, 12, 31)
    if year is not None:
        return _day_or_month(year, month, day)
    return _without_year(month, day, scene)


def _day_or_month(year: int, month: int, day: int | None) -> Period:
    return (date(year, month, day), date(year, month, day)) if day else _month(year, month)


def _without_year(month: int, day: int | None, scene: Scene) -> Period:
    today = scene.today
    years = (today.year + step for step in (1, 0, -1, -2, -3, -4))  # 29 February comes every four years
    periods = [_day_or_month(year, month, day) for year in years if (day or 1) <= monthrange(year, month)[1]]
    if scene.history:
        start, end = scene.told
        return min(periods, key=lambda period: max(start - period[0], period[0] - end, timedelta(0)))
    if scene.ahead:
        return min(period for period in periods if period[1] >= today)
    return max(period for period in periods if period[0] <= today + (_UPCOMING if day else timedelta(0)))


def _part_of(period: Period, words: Words, scene: Scene) -> Period:
    """Return the early, mid or late part if one is named."""
    if "part" not in words:
        return period
    whole = _period(period[0], "month" if "month" in words else "year")
    return _so_far(_third(whole, value("part", words["part"])), scene)


def _numeric(words: Words, scene: Scene) -> Days | None:
    """Read a date all in figures: day first, but with slashes the reading nearest to publication."""
    year, one, two = int(words["year"]), int(words["day"]), int(words["month"])
    readings = {date(year, two, one)}
    if words["mark"] == "/" and one <= 12:
        readings.add(date(year, one, two))
    day = readings.pop() if len(readings) == 1 else min(readings, key=lambda reading: abs(reading - scene.today))
    return day, day


def _named_month(words: Words, scene: Scene) -> Days | None:
    """Read "last June", the latest before the month of publication, and "next June", the first after it."""
    month, which = int(value("month", words["month"])), value("which", words["which"])
    today = scene.today
    if which == "last":
        return _month(today.year - (month >= today.month), month)
    if which == "next":
        return _month(today.year + (month <= today.month), month)
    return _so_far(_month(today.year, month), scene)


def _season(words: Words, scene: Scene) -> Days | None:
    """Take the latest season that has begun, if no year is printed; "last winter" is never one that is running."""
    month, turn = int(value("season", words["season"])), words.get("turn", "")
    year = _year(words.get("year"), words, scene)
    first = _dated((year, month, None), scene)[0]
    if turn == "last" and _months_back(first, -3) > scene.today:
        first = first.replace(year=first.year - 1)
    return _so_far((first, _months_back(first, -3) - timedelta(1)), scene)


def _feast(words: Words, scene: Scene) -> Days | None:
    """Read "Christmas", of the year printed or else the one nearest before publication."""
    month, day = map(int, str(value("feast", words["feast"])).split("-"))
    return _dated((_year(words.get("year"), words, scene), month, day), scene)


_WEEKS = {"first": 0, "second": 1, "third": 2, "fourth": 3}


def _week_of(words: Words, scene: Scene) -> Days | None:
    """Read "the first week of May" as its first seven days, "the last" as its last."""
    first, last = _dated((_year(words.get("year"), words, scene), _month_number(words["month"]), None), scene)
    start = first + timedelta(7 * _WEEKS[words["week"]]) if words["week"] in _WEEKS else last - timedelta(6)
    return _so_far((start, start + timedelta(6)), scene)


_SHARES = {"half": 2, "quarter": 4}


def _share(words: Words, scene: Scene) -> Days | None:
    """Read "the first half of May", "the third quarter of last year", "the second half of the year"."""
    nth = value("nth", words["nth"]) or _SHARES[words["share"]]
    month = _month_number(words.get("month"))
    year = _year(words.get("year"), words, scene) or (None if month else scene.today.year)
    first, last = _dated((year, month, None), scene)
    if month:
        middle = first.replace(day=15)
        return _so_far((first, middle) if nth == 1 else (middle + timedelta(1), last), scene)
    length = 12 // _SHARES[words["share"]]
    start = date(first.year, (nth - 1) * length + 1, 1)
    return _so_far((start, _months_back(start, -length) - timedelta(1)), scene)


def _months_of(words: Words, scene: Scene) -> Days | None:
    """Read "the first six months of the year", "the last two months of 2018"."""
    count = _count(words)
    year = _year(words.get("year"), words, scene) or scene.today.year
    if not 0 < count < 12:
        return None
    first, last = (1, count) if words["end"] == "first" else (13 - count, 12)
    return _so_far((date(year, first, 1), _month(year, last)[1]), scene)


def _day_of_month(words: Words, scene: Scene) -> Days | None:
    """Read "on the 19th", "from the 8th to the 10th": the nearest to the time told before, or to publication."""
    first, last = (int(words.get(name, words["day"]).rstrip("stndrh")) for name in ("day", "day2"))
    near, latest = scene.told[0], scene.published or date.max
    months = [_months_back(near.replace(day=1), step) for step in (-1, 0, 1)]
    spans = [
        (month.replace(day=first), month.replace(day=last))
        for month in months
        if last <= monthrange(month.year, month.month)[1]
    ]
    return min((span for span in spans if span[0] <= latest), key=lambda span: abs(span[0] - near), default=None)


def _decade(words: Words, scene: Scene) -> Days | None:
    return _so_far(_period(date(int(words["year"]), 1, 1), "decade"), scene)


# --- days of the week -------------------------------------------------------------------------------------------------

_WHICH = {"last": -1, "this": 0, "next": 1}


def _nearest(weekday: int, until: date) -> date:
    """Return the latest such day not after `until`."""
    return until - timedelta((until.weekday() - weekday) % 7)


def _weekday(words: Words, scene: Scene) -> Days | None:
    """Take the most recent such day, publication's own included; a range ends on its most recent last day."""
    named = value("weekday", words["weekday"])
    if "weekday2" not in words:
        day = _one_weekday(named, words.get("which", ""), scene)
        return day, day
    last = value("weekday", words["weekday2"])
    if words.get("only_adjacent") and (last - named) % 7 != 1:
        return None
    end = _one_weekday(last, "", scene)
    return _nearest(named, end), end


def _one_weekday(weekday: int, which: str, scene: Scene) -> date:
    if "last" in which:
        return _nearest(weekday, scene.today - timedelta(1))
    if "next" in which or "coming" in which:
        return _nearest(weekday, scene.today + timedelta(7))
    return _nearest(weekday, scene.today + timedelta(6 if scene.ahead else 0))


def _weekday_of_week(words: Words, scene: Scene) -> Days | None:
    """Read "Thursday last week"."""
    week = scene.today + timedelta(7 * _WHICH[words["week"]])
    day = _period(week, "week")[0] + timedelta(value("weekday", words["weekday"]))
    return day, day


def _weekend(words: Words, scene: Scene) -> Days | None:
    """Take the latest weekend that has begun; "last weekend" is never the one that is running."""
    saturday = _nearest(5, scene.today) + timedelta(7 if "next" in words.get("which", "") else 0)
    if "last" in words.get("which", "") and scene.today.weekday() >= 5:
        saturday -= timedelta(7)
    return _so_far((saturday, saturday + timedelta(1)), scene)


# --- counted from publication -----------------------------------------------------------------------------------------


def _shift(words: Words, scene: Scene) -> Days | None:
    """Count days from publication."""
    day = scene.today + timedelta(int(words["days"]))
    return day, day


def _calendar_period(words: Words, scene: Scene) -> Days | None:
    """Read "this week", "last month", "that year": to publication where they are not over."""
    unit, which = value("unit", words["unit"]), value("which", words["which"])
    if which == "that":
        return _so_far(_period(scene.told[0], unit), scene)
    first, last = _period(scene.today, unit)
    if which == "last":
        first, last = _period(first - timedelta(1), unit)
    elif which == "next":
        first, last = _period(last + timedelta(1), unit)
    period = _third((first, last), value("part", words["part"])) if "part" in words else (first, last)
    return _so_far(period, scene)


def _opening(words: Words, scene: Scene) -> Days | None:
    """Take the first day of this week, month or year."""
    first = _period(scene.today, value("unit", words["unit"]))[0]
    return first, first


def _rest(words: Words, scene: Scene) -> Days | None:
    """Count from publication to the end of the week, month or year."""
    return scene.today, _period(scene.today, value("unit", words["unit"]))[1]


def _window(words: Words, scene: Scene) -> Days | None:
    """Count "the past three days" back from publication; open at the start where the number is vague."""
    today, unit, count = scene.today, value("unit", words.get("unit", "day")), _count(words)
    if not count:
        return (today if unit == "hour" else None), today
    if unit == "month" and "number" not in words and today.day <= 7:
        return _period(_months_back(today, 1), "month")  # early in a month, reports sum up the month before
    return _back(today, count, unit), today


def _coming(words: Words, scene: Scene) -> Days | None:
    """Read "in the next three days"."""
    count, unit = _count(words), value("unit", words["unit"])
    return scene.today, _back(scene.today, -count, unit) if count else None


def _streak(words: Words, scene: Scene) -> Days | None:
    """Read "for the tenth day in a row": publication's day, week or month is the tenth."""
    count, unit = _ordinal(words["ordinal"]) if "ordinal" in words else _count(words), value("unit", words["unit"])
    return (_period(_back(scene.today, count - 1, unit), unit)[0] if count else None), scene.today


def _ago(words: Words, scene: Scene) -> Days | None:
    """Read "two weeks ago" as a day, "five years ago" as a calendar year, "days ago" as open at the start."""
    count, unit = _count(words), value("unit", words["unit"])
    today = scene.told[0] if words.get("from") == "told" else scene.today
    if unit == "hour" and count <= 12:
        return today, today
    if not count:
        return None, today
    return _period(_back(today, count, unit), "day" if unit == "week" else unit)


# --- counted from the time told before --------------------------------------------------------------------------------


def _offset(words: Words, scene: Scene) -> Days | None:
    """Read "the day before", "three days later"."""
    if "days" in words:
        sign, count, unit = int(words["days"]), 1, "day"
    else:
        sign, count, unit = -1 if words["way"] == "earlier" else 1, _count(words), value("unit", words["unit"])
    if not count:
        return None, None
    first, last = scene.told
    day = _back(first if sign < 0 else last, -sign * count, unit)
    return (day, day) if scene.published is None or day <= scene.published or scene.ahead else (None, None)


def _following(words: Words, scene: Scene) -> Days | None:
    """Read "the following month": the one after that of the time told before."""
    unit = words["unit"]
    return _period(_period(scene.told[1], unit)[1] + timedelta(1), unit)


def _same(words: Words, scene: Scene) -> Days | None:
    """Read "that day", "hours later" and "since then": the days told before; a month only if `however_long`."""
    first, last = scene.told
    return (first, last) if "however_long" in words or (last - first).days < 7 else (None, None)


# --- how long, how often ----------------------------------------------------------------------------------------------


def _lasting(words: Words, scene: Scene) -> Days | None:
    """Read "for two years": after "has" or "have" it runs to publication, otherwise it says no days."""
    if _PERFECT.search(scene.clause) is None:
        return None, None
    count, unit = 0 if "hedge" in words else _count(words), value("unit", words["unit"])
    first = scene.today + timedelta(words.get("counted") == "in")
    return _back(first, count, unit) if count else None, scene.today


_LASTING = frozenset({"window", "coming", "lasting", "unplaced"})
_LENGTHS = {
    "minute": "PT{}M", "hour": "PT{}H", "day": "P{}D", "night": "P{}D", "week": "P{}W", "month": "P{}M", "year": "P{}Y",
    "decade": "P{}0Y",
}  # fmt: skip


def length(reader: str, words: Words) -> str:
    """Return how long a time lasts as an ISO 8601 duration: "P3D", "PXD" if the number is vague, "" if none is told."""
    pattern = _LENGTHS.get(words.get("unit", "").removesuffix("s"))
    if reader not in _LASTING or pattern is None:
        return ""
    return pattern.format(_count(words) or "X")


def _unplaced(_: Words, __: Scene) -> Days | None:
    return None, None


READERS: Mapping[str, Reader] = {
    "calendar": _calendar, "numeric": _numeric, "month": _named_month, "season": _season, "feast": _feast,
    "week_of": _week_of, "share": _share, "months_of": _months_of, "decade": _decade, "day_of_month": _day_of_month,
    "weekday": _weekday,
    "weekday_of_week": _weekday_of_week, "weekend": _weekend,
    "shift": _shift, "period": _calendar_period, "opening": _opening, "rest": _rest,
    "window": _window, "coming": _coming, "streak": _streak, "ago": _ago,
    "offset": _offset, "following": _following, "same": _same, "lasting": _lasting, "unplaced": _unplaced,
}  # fmt: skip
"""The readers by the name that the data file gives them."""
