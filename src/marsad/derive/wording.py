"""Figures and events in few words, for tables, pages and the brief."""

from collections.abc import Iterable, Sequence

from marsad.derive.bounds import Bounds
from marsad.derive.sides import Sides
from marsad.lexicon import load
from marsad.model import Event, Figure, phrases

UNKNOWN = "not known"


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
    """Return "44 (22–48)", "31", "≥ 12", "24–99", or "not known"."""
    bounds = Bounds.of(figure)
    if figure.best is None or bounds.low == bounds.high == figure.best:
        return span(bounds)
    if figure.open_top and figure.low == figure.best:
        return span(bounds)
    return f"{number(figure.best)} ({span(bounds)})"


def counted(figure: Figure, sides: Sides) -> str:
    """Return "44 (22–48) killed", "31 injured of Civilians", "12 household displaced"."""
    noun = load("derive/measures.yml")["measures"][figure.measure]["noun"]
    unit = "" if figure.unit == "person" else f" {figure.unit}"
    whose = f" ({sides.name(figure.party)})" if figure.party else ""
    return f"{amount(figure)}{unit} {noun}{whose}"


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
