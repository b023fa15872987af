"""Tables of figures, as the commands that measure print them."""

import json
from collections.abc import Sequence
from typing import Any

import click

Table = dict[str, Any]
"""A `name`, and `rows`: each maps headings to words, counts and rates; its first value says what is measured."""


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
