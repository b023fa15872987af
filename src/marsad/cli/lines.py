"""Styled words on a terminal; where a table's library would take longer to start than all that is printed."""

import os
import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click

_ATTRIBUTES = frozenset({"bold", "dim", "italic", "underline", "strikethrough"})


class Part(NamedTuple):
    """Words of one style, which names attributes and a colour: "bold cyan"."""

    words: str
    style: str = ""


def put(*parts: Part | str, indent: int = 0) -> None:
    """Print a line, cut at words to the width of the terminal; styles are left out where it is none."""
    styled = [Part(part) if isinstance(part, str) else part for part in parts]
    said = "".join(part.words for part in styled)  # on one line, as `phrases.plain` leaves it
    width = max(shutil.get_terminal_size().columns - indent, 1)
    at = 0
    cut = textwrap.TextWrapper(width, expand_tabs=False, replace_whitespace=False, break_on_hyphens=False)
    for words in cut.wrap(said) or [""]:
        at = said.index(words, at)
        click.echo(" " * indent + "".join(_between(styled, at, at + len(words))))
        at += len(words)


def _between(parts: Sequence[Part], start: int, end: int) -> Iterator[str]:
    """What stands between two places of a line, with its styles."""
    at = 0
    for words, style in parts:
        if some := words[max(0, start - at) : max(0, end - at)]:
            yield click.style(some, **_how(style))
        at += len(words)


def _how(style: str) -> dict[str, Any]:
    names = style.split()
    found: dict[str, Any] = dict.fromkeys(_ATTRIBUTES.intersection(names), True)
    colour = next((name for name in names if name not in _ATTRIBUTES), None)
    return {**found, "fg": None if "NO_COLOR" in os.environ else colour}
