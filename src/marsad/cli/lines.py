"""Styled words on a terminal; where a table's library would take longer to start than all that is printed."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import click

_ATTRIBUTES = {"bold": "bold", "dim": "dim", "italic": "italic", "underline": "underline", "strike": "strikethrough"}


class Part(NamedTuple):
    """Words of one style, which names attributes and a colour: "bold cyan"."""

    words: str
    style: str = ""


def put(*parts: Part | str, indent: int = 0) -> None:
    """Print a line, cut at words to the width of the terminal; styles are left out where it is none."""
    styled = [Part(part) if isinstance(part, str) else part for part in parts]
    said = "".join(part.words for part in styled)
    width = max(shutil.get_terminal_size().columns - indent, 1)
    at = 0
    for words in textwrap.wrap(said, width, expand_tabs=False, break_on_hyphens=False) or [""]:
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
    return {_ATTRIBUTES.get(name, "fg"): name in _ATTRIBUTES or name for name in style.split()}
