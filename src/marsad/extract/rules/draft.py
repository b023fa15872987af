"""A claim in the making, and the document around it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import TypeVar

from marsad.extract.rules.attribution import credited
from marsad.extract.rules.credit import Credit
from marsad.extract.rules.frames import Finding
from marsad.extract.rules.parties import Parties
from marsad.extract.rules.places import PlaceMention, place_mentions
from marsad.extract.rules.quantity import Figure, figures
from marsad.extract.rules.time import TimeMention, dateline, times
from marsad.extract.sentence import Sentence, Token
from marsad.model import Document, Mention, Polarity, Quantity, Reason, Span, When

T = TypeVar("T")
PEOPLE_KINDS = frozenset({"killed", "injured", "missing", "detained", "released", "displaced", "returned", "trapped"})


@dataclass(slots=True, eq=False)
class Draft:
    """The codebook's fields while they are being settled.

    `victim` is the noun that is counted, `joint` who is credited beside the source, who only blames, condemns or
    denies where it is `disputed`, `sentence` where it stands, `sides` the two parties of a fight where its words name
    both; `another` says that its words tell it from what was told before;
    `places` are the places that it could be at, each with its chance; `within` is the stretch that names its place,
    where only that can be meant.
    """

    finding: Finding
    kind: str
    start: int
    end: int
    victim: Token | None = None
    quantity: Quantity | None = None
    source: Mention | None = None
    joint: tuple[Mention, ...] = ()
    disputed: bool = False
    via: Mention | None = None
    actor: Mention | None = None
    target: Mention | None = None
    place: PlaceMention | None = None
    places: list[tuple[PlaceMention | None, float]] = field(default_factory=list)
    within: tuple[int, int] | None = None
    another: bool = False
    sides: tuple[Mention, Mention] | None = None
    when: When | None = None
    polarity: Polarity = Polarity.ASSERTED
    method: str | None = None
    change: str | None = None
    cumulative: bool = False
    subset: bool = False
    parent: "Draft | None" = None
    also: list[tuple[int, int]] = field(default_factory=list)
    reasons: list[Reason] = field(default_factory=list)
    sentence: Sentence = field(init=False)

    def __post_init__(self) -> None:
        self.sentence = self.finding.sentence

    def because(self, slot: str, why: str) -> None:
        """Note why a slot holds what it holds."""
        self.reasons.append(Reason(slot, why))


class Report:
    """A document with everything read off it once: sentences, places, credits, figures, times."""

    def __init__(self, document: Document, sentences: list[Sentence]) -> None:
        self.document = document
        self.text = document.text
        self.sentences = sentences

    @cached_property
    def places(self) -> list[list[PlaceMention]]:
        """Place mentions of each sentence."""
        return place_mentions(self.sentences, self.text)

    @cached_property
    def credits(self) -> list[list[Credit]]:
        """Credits of each sentence."""
        return credited(self.sentences, self.text)

    @cached_property
    def parties(self) -> Parties:
        """The named parties."""
        return Parties(self.sentences, self.text)

    @cached_property
    def figures(self) -> list[list[Figure]]:
        """Figures of each sentence."""
        return _by_sentence(self.sentences, figures(self.text), lambda figure: figure.quantity.span)

    @cached_property
    def day(self) -> date | None:
        """The day that times are counted from: as printed at the head of the text, else the document's."""
        found = dateline(self.text)
        return (found.day if found else None) or self.document.published

    @cached_property
    def times(self) -> list[list[TimeMention]]:
        """Times of each sentence."""
        found = times(self.text, self.day)
        return _by_sentence(self.sentences, found, lambda time: time.when.span)


def _by_sentence(sentences: list[Sentence], items: Iterable[T], span_of: Callable[[T], Span]) -> list[list[T]]:
    """The items, which stand in reading order, of each sentence."""
    found: list[list[T]] = [[] for _ in sentences]
    at = 0
    for item in items:
        span = span_of(item)
        while at < len(sentences) and sentences[at].end <= span.start:
            at += 1
        if at < len(sentences) and sentences[at].start <= span.start:
            found[at].append(item)
    return found
