"""Tables of figures, as the commands that measure print them."""

import json
from collections.abc import Callable, Sequence
from typing import Any, Protocol, Self, TypeVar

import click

Row = dict[str, Any]
Table = dict[str, Any]
"""A `name`, and `rows`: each maps headings to words, counts and rates; its first value says what is measured."""


class Sum(Protocol):
    """Counts that can be added."""

    def __add__(self, other: Self, /) -> Self: ...


Counts = TypeVar("Counts", bound=Sum)


def by_part(row: Callable[[str, Counts], Row], name: str, tuned: Counts, held_out: Counts) -> list[Row]:
    """Return the rows of what rules were tuned on, of what they were not, and of all."""
    parts = {"tuned": tuned, "held out": held_out, "all": tuned + held_out}
    return [row(f"{name}, {part}", counts) for part, counts in parts.items()]


def show(tables: Sequence[Table], *, as_json: bool) -> None:
    """Print tables for people, a row a line, or as one JSON value."""
    if as_json:
        click.echo(json.dumps(tables, indent=1))
        return
    for table in tables:
        click.echo(table["name"])
        width = max(len(value) for row in table["rows"] for value in row.values() if isinstance(value, str))
        for row in table["rows"]:
            click.echo("  " + "  ".join(_cell(key, value, width) for key, value in row.items()))


def _cell(key: str, value: Any, width: int) -> str:
    if isinstance(value, str):
        return value.ljust(width)
    return f"{key} {value:.3f}" if isinstance(value, float) else f"{key} {value:5}"
