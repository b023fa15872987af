"""Where quotations begin and end, over sentences and paragraphs."""

import re
from dataclasses import dataclass

from marsad.model import Span

_MARK = re.compile('["“”]')
_PARAGRAPH = re.compile(r"[^\n]+(?:\n(?!\s*\n)[^\n]+)*")
_REACH = 3_000  # characters in which a quotation that runs over paragraphs must close


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation with its marks; `open` where the paragraph ends before it, and the next one goes on quoting."""

    span: Span
    open: bool


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of `text` in reading order, without those inside others.

    A quotation that is not closed in its paragraph goes on if the next one begins with a mark, or closes without
    opening one; otherwise it ends with its paragraph.
    """
    found: list[Quotation] = []
    start: int | None = None
    end = 0
    for paragraph in _PARAGRAPH.finditer(text):
        if start is not None and not _runs_on(text, paragraph.start(), text[start]):
            found.append(Quotation(Span(start, end), open=_begins_quoted(paragraph.group())))
            start = None
        for mark in _MARK.finditer(text, paragraph.start(), paragraph.end()):
            at = mark.start()
            if start is None and _opens(text, at):
                start = at
            elif start is not None and _closes(text, at, text[start]):
                found.append(Quotation(Span(start, at + 1), open=False))
                start = None
        end = paragraph.end()
    return found if start is None else [*found, Quotation(Span(start, end), open=False)]


def _opens(text: str, at: int) -> bool:
    """Whether a mark opens a quotation: a straight one does before a word, after a blank or a bracket."""
    if text[at] != '"':
        return text[at] == "“"
    before, after = text[at - 1 : at] or " ", text[at + 1 : at + 2] or " "
    return (before.isspace() or before in "([—–-‘'") and not after.isspace()


def _closes(text: str, at: int, opening: str) -> bool:
    """Whether a mark closes what `opening` opened; inside straight marks, curly ones set off words."""
    if text[at] == "”":
        return opening == "“"
    return text[at] == '"' and not _opens(text, at)


def _begins_quoted(paragraph: str) -> bool:
    return paragraph.lstrip()[:1] in ('"', "“")


def _runs_on(text: str, start: int, opening: str) -> bool:
    """Whether a quotation still open goes on from `start` without a mark of its own: it closes before one opens."""
    if _begins_quoted(text[start : start + 20]):
        return False
    marks = (mark.start() for mark in _MARK.finditer(text, start, start + _REACH))
    for at in marks:
        if _closes(text, at, opening):
            return True
        if text[at] == opening and _opens(text, at):
            return False
    return False
