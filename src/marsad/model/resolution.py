"""What a mention was taken to be, and why; and a claim together with what its mentions were taken to be."""

from dataclasses import dataclass, field
from datetime import date

from marsad.model.claim import Claim
from marsad.model.place import Place


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """One reading that was weighed: its id and name, a score from 0 to 1, and what spoke for it, in words."""

    id: str
    name: str
    score: float
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolution:
    """What one slot of one claim was taken to be.

    `entities` are ids of parties, of one speaker, or of one place; several where the words join several ("regime forces
    and allied groups"); empty where it was not resolved, which `because` then says. `place` is given for the
    slot "place": the gazetteer's, or one worded from it. `candidates` are the best readings weighed, best first.
    """

    claim_id: str
    slot: str
    entities: tuple[str, ...] = ()
    because: str = ""
    place: Place | None = None
    candidates: tuple[Candidate, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A claim with its identities and what its document says of itself: all that merging needs.

    `who` maps a slot ("source", "via", "actor", "target") to ids of parties or speakers; a slot that was not resolved
    is not in it. `text_id` is shared by documents of one text.
    """

    claim: Claim
    published: date | None = None
    outlet: str = ""
    text_id: str = ""
    place: Place | None = None
    who: dict[str, tuple[str, ...]] = field(default_factory=dict)
