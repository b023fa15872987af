"""What several claims turn out to tell of: happenings and running totals, derived from claims and never edited."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from marsad.model.place import Place


class Grade(StrEnum):
    """How well an event is attested, by a rule over its independent origins (not a person's review)."""

    CONFIRMED = "confirmed"  # admitted by those whom it harms, or told by origins of opposed sides
    FAIR = "fair"  # two independent origins
    WEAK = "weak"  # one origin
    CONTESTED = "contested"  # told by some origins, denied by others
    DISCOUNTED = "discounted"  # denied, and asserted by no one who stands by it


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The deepest speaker whom texts credit, or the outlet where no one is credited, and what it says here.

    `id` is a speaker's or party's of the registries, or is made of the printed name and the document where a
    speaker is unnamed ("activists"), so that it never counts as two. `aligned` is the id of the party whose voice it
    is; None where it is nobody's or not known. `named` is whether it counts across documents. `claim_ids` are in
    order of publication.
    """

    id: str
    name: str
    aligned: str | None = None
    named: bool = True
    claim_ids: tuple[str, ...] = ()

    @property
    def label(self) -> str:
        """The name, or else words for an outlet that has none."""
        return self.name or "an unnamed outlet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Why two claims are taken to tell of one happening: the score (above 0 speaks for it) and reasons in words.

    `judgement_id` is the judgement that decided where a person did.
    """

    left: str
    right: str
    score: float
    because: tuple[str, ...]
    judgement_id: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Aside:
    """A claim that was left out, and why, in words."""

    claim_id: str
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One happening as its claims tell it.

    `id` is named after the earliest claim, so that it stays when later reports add theirs. `kind` is the family of
    kinds of its claims ("violence", "control", ...: `data/merge/families.yml`). `claim_ids` are in order of publication
    and hold denials and subsets too; a claim is in one event at most. `place` is the most exact of the claims' places,
    `start` and `end` (inclusive) the days on which most origins agree; None where no claim says. `actors` and
    `targets` are ids of parties as the claims name them, `methods` the codebook's, the most frequent first. `links` are
    the pairs that hold together the accounts of its documents, each named by its first claim: one fewer than accounts,
    the strongest first. The grade is WEAK without reasons until a rule over the origins has set it. Figures are
    `marsad.model.Figure`, one for each measure and party, made of these claims under a policy.
    """

    id: str
    kind: str
    claim_ids: tuple[str, ...]
    place: Place | None = None
    start: date | None = None
    end: date | None = None
    actors: tuple[str, ...] = ()
    targets: tuple[str, ...] = ()
    methods: tuple[str, ...] = ()
    origins: tuple[Origin, ...] = ()
    grade: Grade = Grade.WEAK
    grade_because: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Toll:
    """A running total over a window and an area: cumulative claims of one origin, no happening of one day.

    `measure` is the kind of its claims ("killed", "displaced", ...), `party` the id of whose they are, None where not
    said. `start` None is an open beginning. Its `Figure` is made of `claim_ids` as an event's is.
    """

    id: str
    measure: str
    claim_ids: tuple[str, ...]
    origin: Origin
    party: str | None = None
    place: Place | None = None
    start: date | None = None
    end: date | None = None
