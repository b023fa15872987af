"""Figures as printed: a value, how firmly it is meant, and what it counts."""

from dataclasses import dataclass
from enum import StrEnum

from marsad.model.span import Span


class Hedge(StrEnum):
    """How firmly a figure is meant (the codebook's `qualifier`)."""

    EXACT = "exact"
    ABOUT = "about"
    AT_LEAST = "at_least"
    AT_MOST = "at_most"
    RANGE = "range"
    VAGUE = "vague"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure in a text.

    `span` covers hedge and number ("at least 20"); `value` is None for vague amounts ("dozens"),
    which is not zero; `high` is the upper end of a range. `unit` is what is counted, in the singular:
    "person", "household", or an object's noun.
    """

    span: Span
    text: str
    hedge: Hedge
    value: float | None = None
    high: float | None = None
    unit: str = "person"
