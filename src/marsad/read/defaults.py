"""What holds for every document, unless its file says otherwise."""

from dataclasses import dataclass
from datetime import date

from marsad.errors import InputError


@dataclass(frozen=True, slots=True)
class Defaults:
    """Day of publication and outlet for documents that do not state their own."""

    published: date | None = None
    outlet: str = ""


def checked_text(text: str) -> str:
    """Return `text`; raise `InputError` if it has no words at all."""
    if not text.strip():
        raise InputError("the text is empty; give a report to read.")
    return text
