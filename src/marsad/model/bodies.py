"""Any noun as what JSON holds, and back, by its fields: days as text, tuples as lists, words as words."""

from collections.abc import Callable, Mapping
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from functools import cache
from sys import intern
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

Noun = TypeVar("Noun")
Build = Callable[[Any], Any]

PLAIN = frozenset({str, int, float, bool, NoneType})
"""Types whose values JSON holds as they are."""


def to_body(value: Any) -> Any:
    """Return a noun (dataclass) as a dictionary of what JSON holds; the values in it likewise."""
    return value if type(value) in PLAIN else _writer(type(value))(value)  # type: ignore[arg-type]  # types can be hashed


def from_body(noun: type[Noun], body: Mapping[str, Any]) -> Noun:
    """Return the noun that `to_body` made `body` of."""
    build: Build = _builder(noun)  # type: ignore[arg-type]  # types can be hashed
    made: Noun = build(body)
    return made


@cache
def _writer(kind: type) -> Build:
    """Return what makes of values of a type what JSON holds."""
    if is_dataclass(kind):
        names = _names(kind)
        return lambda value: {
            name: item if type(item := getattr(value, name)) in PLAIN else to_body(item) for name in names
        }
    if issubclass(kind, tuple | list):
        return lambda value: [item if type(item) in PLAIN else to_body(item) for item in value]
    if issubclass(kind, Mapping):
        return lambda value: {name: to_body(item) for name, item in value.items()}
    if issubclass(kind, Enum):
        return lambda value: value.value
    return _iso if issubclass(kind, date) else _same


@cache
def _names(noun: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(noun) if field.init)


@cache
def _builder(kind: Any) -> Build:
    """Return what makes a value of the type `kind` of what JSON holds."""
    if is_dataclass(kind):
        return _noun(kind)
    if get_origin(kind) in (Union, UnionType):
        [inner] = [_builder(each) for each in get_args(kind) if each is not NoneType]
        return _same if inner is _same else lambda body: None if body is None else inner(body)
    if get_origin(kind) is tuple:
        return _tuple(get_args(kind))
    if get_origin(kind) in (dict, Mapping):
        item = _builder(get_args(kind)[1])
        return lambda body: {name: item(value) for name, value in body.items()}
    return kind if isinstance(kind, type) and issubclass(kind, Enum) else _PLAIN.get(kind, _same)


def _iso(day: date) -> str:
    return day.isoformat()


def _same(body: Any) -> Any:
    """Return what JSON holds where that is the value already."""
    return body


_PLAIN: Mapping[Any, Build] = {
    date: date.fromisoformat,
    datetime: datetime.fromisoformat,
    str: intern,  # an id stands in many records, and is held once
}


def _noun(kind: Any) -> Build:
    """Return what makes a noun; fields that a body of an earlier release lacks have their defaults."""

    def make(body: Any) -> Any:
        plain, built, many = _builders(kind)
        if len(body) < many:
            return kind(**{name: build(body[name]) for name, build in (*plain, *built) if name in body})
        values = {name: body[name] for name, _ in plain}
        for name, build in built:
            values[name] = build(body[name])
        return kind(**values)

    return make


@cache
def _builders(kind: Any) -> tuple[list[tuple[str, Build]], list[tuple[str, Build]], int]:
    """Return the fields that are taken as they are, those that are made, and how many there are.

    Asked for when the first noun is made: a place may be made of places.
    """
    hints = get_type_hints(kind)
    builders: list[tuple[str, Build]] = [(name, _builder(hints[name])) for name in _names(kind)]
    plain = [pair for pair in builders if pair[1] is _same]
    return plain, [pair for pair in builders if pair[1] is not _same], len(builders)


def _tuple(kinds: tuple[Any, ...]) -> Build:
    builders = [_builder(kind) for kind in kinds if kind is not Ellipsis]
    if Ellipsis in kinds:
        [each] = builders
        return tuple if each is _same else lambda body: tuple([each(item) for item in body])
    return lambda body: tuple(build(item) for build, item in zip(builders, body, strict=True))
