"""The nouns: frozen values without input or output, clock, or third-party imports."""

from marsad.model.claim import Claim, Mention, Polarity, Reason
from marsad.model.document import Document
from marsad.model.ids import digest
from marsad.model.quantity import Hedge, Quantity
from marsad.model.span import Evidence, Span
from marsad.model.when import Basis, When

__all__ = [
    "Basis",
    "Claim",
    "Document",
    "Evidence",
    "Hedge",
    "Mention",
    "Polarity",
    "Quantity",
    "Reason",
    "Span",
    "When",
    "digest",
]
