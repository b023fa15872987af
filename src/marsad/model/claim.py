"""One assertion, credited to one source, about one fact."""

from dataclasses import dataclass, field
from enum import StrEnum

from marsad.model.ids import digest
from marsad.model.quantity import Quantity
from marsad.model.span import Evidence, Span
from marsad.model.when import When

BY_HAND = "person/"  # what the origins of claims begin with that people made


class Polarity(StrEnum):
    """Whether the fact is asserted, denied, or not (yet) real."""

    ASSERTED = "asserted"
    DENIED = "denied"
    UNREALISED = "unrealised"


@dataclass(frozen=True, slots=True)
class Mention:
    """A name in a role. `text` is what is printed at `span`; `name` is what the document resolves it to.

    `span` is None where no words stand for it, for example a class ("civilians") read from a victim's description.
    """

    name: str
    span: Span | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a slot holds what it holds, in words."""

    slot: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """The codebook's claim. None means that the document does not settle the slot.

    `evidence` has the fullest quotation first. `parent` is the id of the claim whose figure
    includes this one's. `another` says that its words tell it from what the report told before ("another five were
    killed"). `origin` names the extractor and its version, or the person who made it by hand. `named` is
    the id of the claim that a person edited into this one, which keeps it; empty for claims as they were read.
    """

    document_id: str
    kind: str
    evidence: tuple[Evidence, ...]
    polarity: Polarity = Polarity.ASSERTED
    source: Mention | None = None
    via: Mention | None = None
    actor: Mention | None = None
    target: Mention | None = None
    place: Mention | None = None
    when: When | None = None
    quantity: Quantity | None = None
    cumulative: bool = False
    subset: bool = False
    another: bool = False
    parent: str | None = None
    method: str | None = None
    change: str | None = None
    origin: str = ""
    reasons: tuple[Reason, ...] = ()
    named: str = ""
    _id: str = field(default="", init=False, repr=False, compare=False)

    @property
    def id(self) -> str:
        """Digest of what is printed and where, not of how it is understood nor by whom it was read.

        The figure's words tell two counts in one clause apart, method and change two acts, the credit two sources,
        the target two groups of victims. A claim made by hand has an id of its own, whatever an extractor reads there.
        """
        if not self._id:  # asked for again and again, and worked out once
            object.__setattr__(self, "_id", self.named or self._digest())
        return self._id

    def _digest(self) -> str:
        spans = [f"{item.span.start}-{item.span.end}" for item in self.evidence]
        figure = f"{self.quantity.span.start}-{self.quantity.span.end}" if self.quantity else ""
        credit = f"{self.source.span.start}-{self.source.span.end}" if self.source and self.source.span else ""
        whose = f"{self.target.span.start}-{self.target.span.end}" if self.target and self.target.span else ""
        parts = (self.kind, self.polarity, self.method or "", self.change or "", figure, credit, whose)
        return digest("c", self.document_id, *parts, *spans, *([self.origin] if self.by_hand else []))

    @property
    def by_hand(self) -> bool:
        """Whether a person made it, and no extractor read it."""
        return self.origin.startswith(BY_HAND)
