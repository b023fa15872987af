"""The nouns: frozen values without input or output, clock, or third-party imports."""

from marsad.model.claim import Claim, Mention, Polarity, Reason
from marsad.model.document import Document
from marsad.model.ids import digest
from marsad.model.judgement import Judgement, Verdict
from marsad.model.party import Party, Speaker
from marsad.model.place import Place, Precision
from marsad.model.quantity import Hedge, Quantity
from marsad.model.resolution import Candidate, Known, Resolution
from marsad.model.span import Evidence, Span
from marsad.model.when import Basis, When

__all__ = [
    "Basis",
    "Candidate",
    "Claim",
    "Document",
    "Evidence",
    "Hedge",
    "Judgement",
    "Known",
    "Mention",
    "Party",
    "Place",
    "Polarity",
    "Precision",
    "Quantity",
    "Reason",
    "Resolution",
    "Span",
    "Speaker",
    "Verdict",
    "When",
    "digest",
]
