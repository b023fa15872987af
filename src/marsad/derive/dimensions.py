"""By what a tally can be told apart, and the days that one side of a dimension takes in."""

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date, timedelta

from marsad.derive.dossier import Dossier
from marsad.errors import InputError
from marsad.model import Event, Place

Days = tuple[date, date]
NOT_KNOWN = ""
PARTY = "party"


def dimensions(by: Iterable[str]) -> tuple[str, ...]:
    """Return the names of dimensions, checked. Raise `InputError` for one that is none, or that comes twice."""
    names = tuple(name.strip() for name in by if name.strip())
    for name in names:
        if name not in DIMENSIONS:
            raise InputError(f"A tally cannot be told apart by “{name}”; give some of {', '.join(DIMENSIONS)}.")
    if len(set(names)) < len(names):
        raise InputError(f"“{','.join(names)}” names a dimension twice; give each once.")
    return names


def key_of(event: Event, name: str, dossier: Dossier) -> str:
    """Return on which side of a dimension other than the party an event lies; "" where it is not known."""
    return _KEYS[name](event, dossier)


def name_of(name: str, key: str, dossier: Dossier) -> str:
    """Return in words what a key of a dimension stands for."""
    if not key:
        return "not known"
    if name in (PARTY, "actor"):
        return dossier.sides.name(key)
    return dossier.place_name(key) if name in ("place", "region") else key


def days_of(name: str, key: str) -> Days | None:
    """Return first and last day of a "month", ... ; None for what is no time, or is not known."""
    return _PERIODS[name](key) if key and name in _PERIODS else None


def keys_between(name: str, start: date, end: date) -> list[str]:
    """Return the keys of all days, weeks, months or years from `start` to `end`, in order."""
    days = (start + timedelta(days=number) for number in range((end - start).days + 1))
    return list(dict.fromkeys(day.strftime(_FORMS[name]) for day in days))


def lies_in(place: Place | None, area: str) -> bool:
    """Whether a place is the area with the id `area`, or lies in it."""
    return place is not None and (place.id == area or area in place.parents)


def _place(event: Event, _dossier: Dossier) -> str:
    return event.place.id if event.place else NOT_KNOWN


def _country(event: Event, _dossier: Dossier) -> str:
    return (event.place and event.place.country) or NOT_KNOWN


def _time(form: str) -> Callable[[Event, Dossier], str]:
    return lambda event, _dossier: event.start.strftime(form) if event.start else NOT_KNOWN


def _region(event: Event, dossier: Dossier) -> str:
    found = dossier.region(event.place)
    return found.id if found else NOT_KNOWN


def _actor(event: Event, dossier: Dossier) -> str:
    return dossier.sides.column(event.actors) or NOT_KNOWN


def _day(key: str) -> Days:
    return date.fromisoformat(key), date.fromisoformat(key)


def _week(key: str) -> Days:
    monday = date.fromisoformat(f"{key}-1")
    return monday, monday + timedelta(days=6)


def _month(key: str) -> Days:
    year, month = map(int, key.split("-"))
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _year(key: str) -> Days:
    return date(int(key), 1, 1), date(int(key), 12, 31)


_FORMS = {"day": "%Y-%m-%d", "week": "%G-W%V", "month": "%Y-%m", "year": "%Y"}
_PERIODS = {"day": _day, "week": _week, "month": _month, "year": _year}
_KEYS: dict[str, Callable[[Event, Dossier], str]] = {
    "place": _place,
    "region": _region,
    "country": _country,
    **{name: _time(form) for name, form in _FORMS.items()},
    "actor": _actor,
    "kind": lambda event, _dossier: event.kind,
    "grade": lambda event, _dossier: str(event.grade),
}
DIMENSIONS = (*_KEYS, PARTY)
