"""Days on which something happened, and why we believe so."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.span import Span


class Basis(StrEnum):
    """What a date rests on."""

    STATED = "stated"  # the text gives day, month or year
    RELATIVE = "relative"  # counted from the publication date ("on Tuesday", "last week")
    NONE = "none"  # the text gives no time, or none that can be resolved


@dataclass(frozen=True, slots=True)
class When:
    """First and last day, both inclusive, as in the codebook.

    `start` or `end` is None where the text leaves it open. `unresolved` marks a time that is printed
    ("on Friday") but needs a publication date which the document does not have.
    """

    span: Span
    text: str
    start: date | None
    end: date | None
    basis: Basis
    unresolved: bool = False
