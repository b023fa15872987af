"""The nouns: frozen values without input or output, clock, or third-party imports."""

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
