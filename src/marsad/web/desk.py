"""What the desk writes: judgements, one at a time, checked against what the analyst saw, and undone in turn."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any

from marsad.model import Judgement, Link, Verdict
from marsad.run.clock import Clock
from marsad.store.base import Counts, KeptClaim, Store
from marsad.web import cards
from marsad.web.look import Look
from marsad.web.looks import Looks
from marsad.web.replies import Problem, Row

if TYPE_CHECKING:
    from marsad.run.ledger import Ledger

NEED_REASON = {Verdict.REJECT, Verdict.REOPEN}
DOUBTS = 40  # pairs that are shown at once
LONGEST = 2000  # characters of a comment


@dataclass(slots=True)
class Desk:
    """A ledger with the analyst who works at it.

    `done` and `undone` are the batches of judgements that this desk wrote and took back, newest last.
    """

    ledger: "Ledger"
    by: str
    clock: Callable[[], datetime] = field(default_factory=Clock)
    done: list[tuple[Judgement, ...]] = field(default_factory=list)
    undone: list[tuple[Judgement, ...]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    looks: Looks = field(init=False)
    _counted: tuple[tuple[int, str], Counts] | None = None

    def __post_init__(self) -> None:
        self.looks = Looks(self.ledger)

    @property
    def store(self) -> Store:
        """Where the ledger is kept."""
        return self.ledger.store

    def counts(self) -> Counts:
        """Return how much there is; counted anew only where records came in."""
        head = self.store.head()
        if self._counted is None or self._counted[0] != head:
            self._counted = head, self.store.counts()
        return self._counted[1]

    def undo_says(self) -> str:
        """Return what undoing would take back, in words; empty where there is nothing."""
        return f"Undo: {said(self.done[-1])}" if self.done else ""

    def claim(self, claim_id: str) -> KeptClaim:
        """Return the claim. Raise `Problem` 404 where there is none."""
        kept = self.store.claim(claim_id)
        if kept is None:
            raise Problem(404, f"There is no claim {claim_id[:60]}; the report may have been read anew.")
        return kept

    def judge(self, claim_id: str, verdicts: Sequence[Row], if_version: str | None) -> KeptClaim:
        """Keep what is said of one claim, and return it as it stands then.

        Each of `verdicts` gives a `Verdict` and, where it needs them, field, value and reason. Raise `Problem` 409,
        with the claim as it is, where `if_version` is not its version; 422 for a rejection without a reason.
        """
        with self.lock:
            kept = self.claim(claim_id)
            if if_version is not None and if_version != cards.version(kept.state):
                raise Problem(409, "Somebody judged this claim meanwhile; look again.", row=cards.card(kept))
            self._write([self._judgement(claim_id, **verdict) for verdict in verdicts])
            return self.claim(claim_id)

    def judge_all(self, claim_ids: Sequence[str], verdict: Verdict, reason: str) -> None:
        """Keep one verdict of many claims; one undo takes all of it back."""
        with self.lock:
            self._write([self._judgement(claim_id, verdict=verdict, reason=reason) for claim_id in claim_ids])

    def correct_all(self, claim_ids: Sequence[str], slot: str, value: str) -> None:
        """Keep what a name in a slot of many claims stands for; one undo takes all of it back."""
        with self.lock:
            self._write([self._judgement(name, verdict=Verdict.CORRECT, field=slot, value=value) for name in claim_ids])

    def doubts(self) -> list[Link]:
        """Return the pairs of claims that a person should look at, the most useful first."""
        return list(islice(self.ledger.pairs(), DOUBTS))

    def judge_pairs(self, pairs: Sequence[tuple[str, str]], verdict: Verdict, reason: str) -> None:
        """Keep whether the claims of each pair tell of one happening; one undo takes all of it back."""
        with self.lock:
            self._write([self._judgement(one, verdict=verdict, other=other, reason=reason) for one, other in pairs])

    def look(self, policy: str = "", as_of: date | None = None) -> Look:
        """Return what is derived under a policy ("": the usual one), from what was known by a day (None: from all)."""
        return self.looks.earlier(as_of, policy) if as_of else self.looks.now(policy)

    def set_published(self, document_id: str, day: str) -> None:
        """Keep the day on which a document was published; times counted from it are read anew."""
        with self.lock:
            self._write([self._judgement(document_id, verdict=Verdict.PUBLISHED, value=day)])

    def undo(self, judgement_id: str = "") -> tuple[Judgement, ...]:
        """Take back one judgement, or else the last ones made at this desk, and return them. Raise `Problem` 409."""
        with self.lock:
            if judgement_id:
                taken = tuple(self.store.judgements_named([judgement_id]))
            else:
                taken = self.done.pop() if self.done else ()
            if not taken:
                raise Problem(409, "There is nothing to undo.")
            undoing = [self._judgement(one.subject, verdict=Verdict.UNDO, other=one.id) for one in taken]
            self._write(undoing, remember=False)
            self.undone.append(tuple(undoing))
            return taken

    def redo(self) -> tuple[Judgement, ...]:
        """Take back the last undoing, and return what counts again. Raise `Problem` 409 where there is none."""
        with self.lock:
            if not self.undone:
                raise Problem(409, "There is nothing to redo.")
            undoing = self.undone.pop()
            self._write(
                [self._judgement(one.subject, verdict=Verdict.UNDO, other=one.id) for one in undoing], remember=False
            )
            again = tuple(self.store.judgements_named([one.other for one in undoing]))
            self.done.append(again)
            return again

    def _judgement(self, subject: str, **verdict: Any) -> Judgement:
        reason = verdict.get("reason", "").strip()
        if verdict["verdict"] in NEED_REASON and not reason:
            raise Problem(422, f"Say why: to {verdict['verdict']} needs a reason.")
        return Judgement(subject=subject, by=self.by, at=self.clock(), **verdict)

    def _write(self, judgements: Sequence[Judgement], *, remember: bool = True) -> None:
        self.ledger.judge(judgements)
        if remember:
            self.done.append(tuple(judgements))
            self.undone.clear()


def said(judgements: Sequence[Judgement]) -> str:
    """Return what some judgements said, in a few words."""
    first = judgements[0]
    words = f"{first.verdict} {first.field}".strip()
    return words if len(judgements) == 1 else f"{words} ({len(judgements)} claims)"
