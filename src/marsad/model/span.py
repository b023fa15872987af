"""Where words stand in a text, and what they say there."""

from dataclasses import dataclass

from marsad.errors import EvidenceError


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of code points, never empty."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise EvidenceError(f"Span {self.start}–{self.end} is empty or negative; give start < end.")

    def overlaps(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def covers(self, other: "Span") -> bool:
        """Whether `other` lies wholly inside."""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """A verbatim quotation: the span and the words that stand there."""

    span: Span
    quote: str

    @classmethod
    def at(cls, text: str, start: int, end: int) -> "Evidence":
        """Quote ``text[start:end]``, white space trimmed from both ends."""
        quote = text[start:end]
        start += len(quote) - len(quote.lstrip())
        return cls(Span(start, start + len(quote.strip())), quote.strip())

    def check(self, text: str) -> None:
        """Raise `EvidenceError` unless `text` says these words at this place."""
        if text[self.span.start : self.span.end] != self.quote:
            raise EvidenceError(
                f"The quotation at {self.span.start}–{self.span.end} is not what the document says; read it again."
            )
