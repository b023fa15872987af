"""Figures and events in few words, for tables, pages and the brief."""

from collections.abc import Iterable, Sequence
from datetime import date

from marsad.derive.bounds import Bounds
from marsad.derive.sides import Sides
from marsad.lexicon import load
from marsad.model import Cell, Event, Figure, Holding, Toll, phrases

UNKNOWN = "not known"
PEOPLE = "person"


def number(value: float) -> str:
    """Return "1,300", "37.5"."""
    return f"{value:,.15g}"


def span(bounds: Bounds) -> str:
    """Return "48", "22–48", "≥ 22", "≤ 48", or "not known": least and most, without the best."""
    low, _, high = bounds
    if low is not None and high is not None:
        return number(low) if low == high else f"{number(low)}–{number(high)}"
    if low is not None:
        return f"≥ {number(low)}"
    return f"≤ {number(high)}" if high is not None else UNKNOWN


def amount(figure: Figure) -> str:
    """Return the bounds of a figure in words."""
    return estimate(Bounds.of(figure))


def estimate(bounds: Bounds) -> str:
    """Return "44 (22–48)", "31", "≥ 12", "24–99", or "not known": the best, and in brackets what it lies between."""
    if bounds.best is None or (bounds.best == bounds.low and bounds.high in (bounds.best, None)):
        return span(bounds)
    return f"{number(bounds.best)} ({span(bounds)})"


def short_period(step: str, days: tuple[date, date]) -> str:
    """Return "28 Jan" for a day or the week that begins on it, "Jan 2020" for a month, "2020" for a year."""
    form = {"month": "{month} {year}", "year": "{year}"}.get(step, "{day} {month}")
    return form.format(day=days[0].day, month=phrases.MONTHS[days[0].month], year=days[0].year)


def counted(figure: Figure, sides: Sides) -> str:
    """Return "44 (22–48) killed", "31 injured (Civilians)", "12 households displaced", "468 sorties"."""
    noun = load("derive/measures.yml")["measures"].get(figure.measure, {}).get("noun", figure.measure)
    unit = "" if figure.unit == PEOPLE else plural(figure.unit, figure)
    whose = f"({sides.name(figure.party)})" if figure.party else ""
    if not Bounds.of(figure).known:
        return " ".join(filter(None, (noun, whose, "in unknown number")))
    return " ".join(filter(None, (amount(figure), unit, noun, whose)))


def plural(noun: str, figure: Figure) -> str:
    """Return a noun in the number that a figure asks for, as far as an ending does it."""
    if figure.best == figure.low == figure.high == 1:
        return noun
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return noun[:-1] + "ies"
    return noun + ("es" if noun.endswith(("s", "x", "ch", "sh")) else "s")


def apart(figure: Figure, sides: Sides) -> str:
    """Return in words how far figures for one thing lie apart."""
    return f"{counted(figure, sides)}, by {len(figure.used)} origins"


def where(event: Event) -> str:
    """Return the name of an event's place."""
    return event.place.name if event.place else "place not known"


def days(event: Event) -> str:
    """Return the days of an event."""
    return phrases.period(event.start, event.end or event.start) if event.start else "day not known"


def title(event: Event, figures: Sequence[Figure], sides: Sides) -> str:
    """Return what happened, where, by whom and to whom: "Airstrike, Jayrud: 31 (30–43) killed"."""
    losses = "; ".join(counted(figure, sides) for figure in figures if figure.measure in ("killed", "injured"))
    return f"{deed(event)}, {where(event)}" + (f": {losses}" if losses else "")


def deed(event: Event) -> str:
    """Return what was done in a word or two: the method most often told, or else the kind."""
    words = load("derive/words.yml")
    return str(words["methods"].get(event.methods[0]) if event.methods else words["kinds"][event.kind])


def parties(keys: Iterable[str], sides: Sides) -> str:
    """Return the names of parties, each camp once."""
    return ", ".join(dict.fromkeys(sides.name(sides.camp(key)) for key in keys))


def against(event: Event, sides: Sides) -> str:
    """Return the names of those who were hit and are not named among those who acted: in a battle each side is hit."""
    return parties(struck(event, sides), sides)


def struck(event: Event, sides: Sides) -> tuple[str, ...]:
    """Return the ids of those who were hit and are not among those who acted."""
    acting = sides.camps(event.actors)
    return tuple(key for key in event.targets if sides.camp(key) not in acting)


def value(bound: float | None) -> str:
    """Return a bound, "–" where it is not known."""
    return "–" if bound is None else number(bound)


def best(cell: Cell) -> str:
    """Return what the events of a cell state, with "+" where some give no best figure, so that it is a floor."""
    return value(cell.stated) + ("+" if cell.stated is not None and cell.figure.best is None else "")


def most(figure: Figure) -> str:
    """Return the highest figure, "open" where nobody caps it."""
    return "open" if figure.open_top else value(figure.high)


def window(toll: Toll) -> str:
    """Return the days that a running total takes in."""
    if toll.start and toll.end:
        return phrases.period(toll.start, toll.end)
    return (
        f"until {phrases.day(toll.end)}"
        if toll.end
        else f"from {phrases.day(toll.start)}"
        if toll.start
        else "not told"
    )


def held(holding: Holding, sides: Sides) -> str:
    """Return "held by Government of Syria", "contested between ...", "not known"."""
    status = load("derive/words.yml")["statuses"][holding.status]
    return f"{status} {' and '.join(sides.name(party) for party in holding.parties)}".strip()


def days_ago(held: Holding, today: date | None) -> str:
    """Return how old the last word on a place is on `today`, "" where it is of that day."""
    days = held.age(today) if today else 0
    return f"{phrases.count(days, 'day')} before" if days and days > 0 else ""
