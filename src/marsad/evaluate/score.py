"""Detection, core and whole F1 of predicted claims, as the codebook defines them.

A prediction meets a labelled claim of its kind where their evidence overlaps by at least `ENOUGH`. Where several could,
the pair that agrees on more slots is taken, each claim once. *Core* counts pairs with number, source, target and place
right; *whole* the dates as well.
"""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from marsad.evaluate.label import CORE, SLOTS, WHOLE, Label, Offsets, same_slot, slots_of, wrong_slots

ENOUGH = 0.3  # of the shorter of two quotations
TELLING = ("number", "target", "source", "place", "actor", "method", "change")  # decide who meets whom
FIGURE_BONUS = 3  # a figure that is stated and equal tells more than any name

Measure = Callable[[tuple[int, int], tuple[int, int]], float]


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision, recall and their harmonic mean, each 0 to 1, and the numbers behind them."""

    right: int
    predicted: int
    gold: int

    @property
    def precision(self) -> float:
        """Share of the predictions that are right; 0 if there are none."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Share of the labelled claims that were found; 0 if there are none."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class Meeting:
    """A prediction and the labelled claim that it was taken for."""

    gold: Label
    predicted: Label
    wrong: tuple[str, ...]
    fit: float
    """Intersection over union of the two quotations that fit best."""


@dataclass(slots=True)
class Score:
    """What met, what was missed, and what was predicted beside; the rates follow from it."""

    meetings: list[Meeting] = field(default_factory=list)
    missed: list[Label] = field(default_factory=list)
    extra: list[Label] = field(default_factory=list)
    duplicates: int = 0
    """Predictions among `extra` that would meet a labelled claim, had not a better one."""

    @property
    def detection(self) -> Rates:
        """Claims found, whatever their slots hold."""
        return self._rates(len(self.meetings))

    @property
    def core(self) -> Rates:
        """Claims found with number, source, target and place right."""
        return self._rates(sum(CORE.isdisjoint(meeting.wrong) for meeting in self.meetings))

    @property
    def whole(self) -> Rates:
        """Claims found with the dates right as well."""
        return self._rates(sum(WHOLE.isdisjoint(meeting.wrong) for meeting in self.meetings))

    @property
    def evidence(self) -> float:
        """How closely quotations fit, on the average of the claims found."""
        return sum(meeting.fit for meeting in self.meetings) / len(self.meetings) if self.meetings else 0.0

    def kinds(self) -> dict[str, Rates]:
        """Return the detection rates by kind, for kinds that were labelled or predicted."""
        right = Counter(meeting.gold.kind for meeting in self.meetings)
        gold = right + Counter(item.kind for item in self.missed)
        predicted = right + Counter(item.kind for item in self.extra)
        return {kind: Rates(right[kind], predicted[kind], gold[kind]) for kind in sorted(gold | predicted)}

    def slots(self) -> dict[str, float]:
        """Return the share of right values by slot, over the claims found whose kind has the slot."""
        asked = Counter(slot for meeting in self.meetings for slot in slots_of(meeting.gold.kind))
        wrong = Counter(slot for meeting in self.meetings for slot in meeting.wrong)
        return {slot: 1 - wrong[slot] / asked[slot] for slot in SLOTS if asked[slot]}

    def _rates(self, right: int) -> Rates:
        met = len(self.meetings)
        return Rates(right, met + len(self.extra), met + len(self.missed))


def score(document_ids: Iterable[str], gold: Iterable[Label], predicted: Iterable[Label]) -> Score:
    """Return how well `predicted` finds `gold`; claims of documents that are not named do not count."""
    golds, predictions = _by_document(gold), _by_document(predicted)
    total = Score()
    for document_id in document_ids:
        _add_document(total, golds.get(document_id, []), predictions.get(document_id, []))
    return total


def _by_document(labels: Iterable[Label]) -> Mapping[str, list[Label]]:
    grouped: dict[str, list[Label]] = defaultdict(list)
    for item in labels:
        grouped[item.document_id].append(item)
    return grouped


def _add_document(total: Score, golds: list[Label], predictions: list[Label]) -> None:
    candidates = _candidates(golds, predictions)
    taken = _take(candidates)
    for one, other in taken.items():
        gold, predicted = golds[one], predictions[other]
        fit = _best(gold.spans, predicted.spans, _fit)
        total.meetings.append(Meeting(gold, predicted, wrong_slots(gold, predicted), fit))
    used = set(taken.values())
    total.missed.extend(gold for index, gold in enumerate(golds) if index not in taken)
    total.extra.extend(item for index, item in enumerate(predictions) if index not in used)
    total.duplicates += len({other for *_, other in candidates} - used)


def _candidates(golds: list[Label], predictions: list[Label]) -> list[tuple[int, float, int, int]]:
    """Return (agreement, overlap, index of gold, index of prediction) of all that could meet, the best first."""
    pairs = []
    for one, gold in enumerate(golds):
        for other, predicted in enumerate(predictions):
            if gold.kind != predicted.kind:
                continue
            overlap = _best(gold.spans, predicted.spans, _overlap)
            if overlap >= ENOUGH:
                pairs.append((_agreement(gold, predicted), overlap, one, other))
    return sorted(pairs, reverse=True)


def _take(candidates: list[tuple[int, float, int, int]]) -> dict[int, int]:
    """Return prediction by gold claim, each at most once, the best candidates first."""
    taken: dict[int, int] = {}
    used: set[int] = set()
    for _, _, one, other in candidates:
        if one not in taken and other not in used:
            taken[one] = other
            used.add(other)
    return taken


def _agreement(gold: Label, predicted: Label) -> int:
    agreed = sum(same_slot(slot, gold.row, predicted.row) for slot in TELLING)
    stated = gold.row.get("number") is not None
    return agreed + FIGURE_BONUS * (stated and same_slot("number", gold.row, predicted.row))


def _best(gold: Offsets, predicted: Offsets, measure: Measure) -> float:
    return max((measure(one, other) for one in gold for other in predicted), default=0.0)


def _shared(one: tuple[int, int], other: tuple[int, int]) -> int:
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))


def _overlap(one: tuple[int, int], other: tuple[int, int]) -> float:
    return _shared(one, other) / max(1, min(one[1] - one[0], other[1] - other[0]))


def _fit(one: tuple[int, int], other: tuple[int, int]) -> float:
    shared = _shared(one, other)
    return shared / (max(one[1], other[1]) - min(one[0], other[0])) if shared else 0.0
