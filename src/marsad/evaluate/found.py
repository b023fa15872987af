"""How many of the labelled things were found, and how many of those found are right."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Counts for precision, recall and F1."""

    labelled: int = 0
    predicted: int = 0
    right: int = 0

    def __add__(self, other: "Found") -> "Found":
        counts = (self.labelled + other.labelled, self.predicted + other.predicted, self.right + other.right)
        return Found(*counts)

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.labelled + self.predicted) if self.right else 0.0

    @property
    def precision(self) -> float:
        """The share of what was found that is right."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """The share of what is labelled that was found."""
        return self.right / self.labelled if self.labelled else 0.0
