"""The nouns: frozen values without input or output, clock, or third-party imports.

Each module is imported when a noun of it is first asked for: to make their classes takes Python longer than a command
needs that looks something up.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from marsad.model.attribution import Attribution
    from marsad.model.claim import Claim, Mention, Polarity, Reason
    from marsad.model.document import Document
    from marsad.model.event import Aside, Event, Grade, Link, Origin, Toll
    from marsad.model.figure import Cell, Figure, Policy
    from marsad.model.holding import Holding, Status
    from marsad.model.ids import digest
    from marsad.model.judgement import Cause, Judgement, Verdict
    from marsad.model.party import Party, Speaker
    from marsad.model.place import Place, Precision
    from marsad.model.quantity import Hedge, Quantity
    from marsad.model.resolution import Candidate, Known, Resolution
    from marsad.model.review import EventReview, Stage
    from marsad.model.snapshot import Snapshot
    from marsad.model.span import Evidence, Span
    from marsad.model.state import Review, State
    from marsad.model.when import Basis, When

__all__ = [
    "Aside",
    "Attribution",
    "Basis",
    "Candidate",
    "Cause",
    "Cell",
    "Claim",
    "Document",
    "Event",
    "EventReview",
    "Evidence",
    "Figure",
    "Grade",
    "Hedge",
    "Holding",
    "Judgement",
    "Known",
    "Link",
    "Mention",
    "Origin",
    "Party",
    "Place",
    "Polarity",
    "Policy",
    "Precision",
    "Quantity",
    "Reason",
    "Resolution",
    "Review",
    "Snapshot",
    "Span",
    "Speaker",
    "Stage",
    "State",
    "Status",
    "Toll",
    "Verdict",
    "When",
    "digest",
]

_MADE_IN = {
    "attribution": ("Attribution",),
    "claim": ("Claim", "Mention", "Polarity", "Reason"),
    "document": ("Document",),
    "event": ("Aside", "Event", "Grade", "Link", "Origin", "Toll"),
    "figure": ("Cell", "Figure", "Policy"),
    "holding": ("Holding", "Status"),
    "ids": ("digest",),
    "judgement": ("Cause", "Judgement", "Verdict"),
    "party": ("Party", "Speaker"),
    "place": ("Place", "Precision"),
    "quantity": ("Hedge", "Quantity"),
    "resolution": ("Candidate", "Known", "Resolution"),
    "review": ("EventReview", "Stage"),
    "snapshot": ("Snapshot",),
    "span": ("Evidence", "Span"),
    "state": ("Review", "State"),
    "when": ("Basis", "When"),
}
_HOMES = {noun: module for module, nouns in _MADE_IN.items() for noun in nouns}


def __getattr__(name: str) -> Any:
    """Import the module that makes a noun."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    noun = globals()[name] = getattr(import_module(f"{__name__}.{_HOMES[name]}"), name)
    return noun
