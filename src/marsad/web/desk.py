"""What the desk writes: judgements, one at a time, checked against what the analyst saw, and undone in turn."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import islice
from threading import Lock
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.model import Document, EventReview, Judgement, Link, Review, Verdict, phrases
from marsad.model.review import flags, reviews
from marsad.run.clock import Clock
from marsad.run.paging import PAGE, every
from marsad.run.reviewed import reviewed, taken_for
from marsad.run.veil import covered, persons_in, private_names
from marsad.store.base import Counts, KeptClaim, KeptDocument, Query, Store
from marsad.web import cards
from marsad.web.look import Look
from marsad.web.looks import Looks
from marsad.web.packets import Packets
from marsad.web.replies import Problem, Row

if TYPE_CHECKING:
    from marsad.run.ledger import Ledger

Made = TypeVar("Made")

NEED_REASON = {Verdict.REJECT, Verdict.REOPEN}
DOUBTS = 40  # pairs that are shown at once
LONGEST = 2000  # characters of a comment
MOST = 500  # judgements of one claim that are looked at


@dataclass(slots=True)
class Desk:
    """A ledger with the analyst who works at it.

    `done` and `undone` are the batches of judgements that this desk wrote and took back, newest last. `revealed` are
    the documents in which names of private persons are shown, as long as this desk runs.
    """

    ledger: "Ledger"
    by: str
    clock: Callable[[], datetime] = field(default_factory=Clock)
    done: list[tuple[Judgement, ...]] = field(default_factory=list)
    undone: list[tuple[Judgement, ...]] = field(default_factory=list)
    lock: Lock = field(default_factory=Lock)
    revealed: set[str] = field(default_factory=set)
    looks: Looks = field(init=False)
    packets: Packets = field(default_factory=Packets)
    _head: tuple[int, str] = (0, "")
    _known: dict[Hashable, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.looks = Looks(self.ledger)

    @property
    def store(self) -> Store:
        """Where the ledger is kept."""
        return self.ledger.store

    def counts(self) -> Counts:
        """Return how much there is."""
        return self._once("counts", self.store.counts)

    def found(self, query: Query) -> int:
        """Return how many claims a query finds."""
        return self._once(query, lambda: self.store.count("claim", query))

    def judged(self, slot: str) -> Mapping[str, Mapping[Review, int]]:
        """Return how many claims of each party, speaker or place in a slot people judged, and how."""
        return self._once(("judged", slot), lambda: self.store.judged(slot))

    def undo_says(self) -> str:
        """Return what undoing would take back, in words; empty where there is nothing."""
        return f"Undo: {said(self.done[-1])}" if self.done else ""

    def claim(self, claim_id: str) -> KeptClaim:
        """Return the claim. Raise `Problem` 404 where there is none."""
        kept = self.store.claim(claim_id)
        if kept is None:
            raise Problem(404, f"There is no claim {claim_id[:60]}; the report may have been read anew.")
        return kept

    def private(self, document_id: str, claims: Iterable[KeptClaim] = ()) -> frozenset[str]:
        """Return the names of private persons that are covered in a document; `claims` are some of it, as they are."""
        if document_id in self.revealed:
            return frozenset()
        look = self.looks.last
        known = look.private(document_id) if look else ()
        own = (name for kept in claims for each in (kept.claim, reviewed(kept)) for name in private_names(each))
        return frozenset((*known, *own))

    def card(self, kept: KeptClaim, number: int = 0) -> Row:
        """Return the row of a claim, names of private persons covered where nobody asked to see them."""
        return cards.card(kept, number, self.private(kept.claim.document_id, [kept]))

    def cards(self, kept: Iterable[KeptClaim]) -> list[Row]:
        """Return the rows of several claims, numbered from 1."""
        given = list(kept)
        here: dict[str, list[KeptClaim]] = defaultdict(list)
        for item in given:
            here[item.claim.document_id].append(item)
        private = {name: self.private(name, some) for name, some in here.items()}
        return [cards.card(item, at, private[item.claim.document_id]) for at, item in enumerate(given, 1)]

    def title(self, document: Document) -> str:
        """Return a report's title, or else its first line, names of private persons covered."""
        look = self.looks.last
        said = title_of(document)
        if document.id in self.revealed:
            return said
        return covered(said, look.private(document.id) if look else persons_in(said))

    def claim_by_hand(self, document_id: str, words: tuple[int, int], fields: Mapping[str, str]) -> KeptClaim:
        """Keep a claim that the analyst makes of words of a document, and return it."""
        with self.lock:
            judgement = self.ledger.claim_by_hand(document_id, words, fields, by=self.by)
            self._remember((judgement,))
            return self.claim(judgement.subject)

    def reveal(self, document_id: str, *, show: bool) -> None:
        """Show names of private persons in a document, which is kept in the log, or cover them again."""
        with self.lock:
            if show and document_id not in self.revealed:
                self.ledger.judge([self._judgement(document_id, verdict=Verdict.REVEAL)])
                self.revealed.add(document_id)
            elif not show:
                self.revealed.discard(document_id)

    def reviews(self) -> Mapping[str, EventReview]:
        """Return what people said of events, by the event's id."""
        verdicts = (Verdict.REVIEW, Verdict.GRADE, Verdict.UNDO)
        pages = every(lambda after: self.store.judgements((), verdicts, after=after, limit=PAGE))
        return self._once("reviews", lambda: reviews(pages))

    def _once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes, made anew only where records came in."""
        head = self.store.head()
        if self._head != head:
            self._head, self._known = head, {}
        known = self._known
        if key not in known:
            known[key] = make()
        made: Made = known[key]
        return made

    def judge_event(self, event_id: str, version: Callable[[], str], if_version: str | None, **said: str) -> None:
        """Keep what is said of an event. Raise `Problem` 409 where `if_version` is not its `version`."""
        with self.lock:
            if if_version is not None and if_version != version():
                raise Problem(409, "This event changed, or somebody reviewed it meanwhile; look again.")
            self._write([self._judgement(event_id, **said)])

    def judge(self, claim_id: str, verdicts: Sequence[Row], if_version: str | None) -> KeptClaim:
        """Keep what is said of one claim, and return it as it stands then.

        Each of `verdicts` gives a `Verdict` and, where it needs them, field, value and reason. Raise `Problem` 409,
        with the claim as it is, where `if_version` is not its version; 422 for a rejection without a reason.
        """
        with self.lock:
            kept = self.claim(claim_id)
            if if_version is not None and if_version != cards.version(kept.state):
                raise Problem(409, "Somebody judged this claim meanwhile; look again.", row=self.card(kept))
            self._write([self._judgement(claim_id, **_with_names(verdict, kept)) for verdict in verdicts])
            return self.claim(claim_id)

    def judge_all(self, claims: Iterable[KeptClaim], verdict: Verdict, reason: str) -> None:
        """Keep one verdict of many claims; one undo takes all of it back."""
        with self.lock:
            said = {"verdict": verdict, "reason": reason}
            self._write([self._judgement(kept.claim.id, **_with_names(said, kept)) for kept in claims])

    def correct_all(self, claim_ids: Sequence[str], slot: str, value: str) -> None:
        """Keep what a name in a slot of many claims stands for; one undo takes all of it back."""
        with self.lock:
            self._write([self._judgement(name, verdict=Verdict.CORRECT, field=slot, value=value) for name in claim_ids])

    def doubts(self) -> list[Link]:
        """Return the pairs of claims that a person should look at, the most useful first."""
        return list(islice(self.ledger.pairs(), DOUBTS))

    def judge_pairs(self, pairs: Iterable[tuple[str, str, Verdict]], reason: str) -> None:
        """Keep whether the claims of each pair tell of one happening; one undo takes all of it back."""
        with self.lock:
            self._write(
                [self._judgement(one, verdict=verdict, other=other, reason=reason) for one, other, verdict in pairs]
            )

    def look(self, policy: str = "", as_of: date | None = None) -> Look:
        """Return what is derived under a policy ("": the usual one), from what was known by a day (None: from all)."""
        return self.looks.earlier(as_of, policy) if as_of else self.looks.now(policy)

    def flag(self, claim_id: str, said: Row, if_version: str | None) -> KeptClaim:
        """Keep what is said of one field of a claim, and return the claim, whose version stays.

        Raise `Problem` 409 where the flag on that field is not the one with the id `if_version` ("": none).
        """
        with self.lock:
            kept = self.claim(claim_id)
            there = flags(self.store.judgements([claim_id], limit=MOST).items).get(said["field"])
            if if_version is not None and if_version != (there.id if there else ""):
                raise Problem(409, "Somebody flagged this field meanwhile; look again.", row=self.card(kept))
            self._write([self._judgement(claim_id, verdict=Verdict.FLAG, **said)])
            return self.claim(claim_id)

    def set_published(self, document_id: str, day: str, if_version: str | None) -> None:
        """Keep the day on which a document was published; times counted from it are read anew.

        Raise `Problem` 409 where the day is not `if_version` ("": none) any more.
        """
        with self.lock:
            kept = self.store.document(document_id)
            if kept and if_version is not None and if_version != published(kept):
                raise Problem(409, "Somebody set the day of publication meanwhile; look again.", day=published(kept))
            self._write([self._judgement(document_id, verdict=Verdict.PUBLISHED, value=day)])

    def expunge(self, document_id: str, cause: str, reason: str) -> list[str]:
        """Take out for good what a document says; return the ids of all that had its text. No undo brings it back."""
        with self.lock:
            ids = self.ledger.expunge(document_id, cause=cause, reason=reason, by=self.by)
            self.looks = Looks(self.ledger)  # what was at hand rests on claims that are gone
            return ids

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
            self._remember(tuple(judgements))

    def _remember(self, judgements: tuple[Judgement, ...]) -> None:
        self.done.append(judgements)
        self.undone.clear()


def _with_names(said: Row, kept: KeptClaim) -> Row:
    """Return what is said of a claim; to accept it is to accept what its names are taken for."""
    return {**said, "value": taken_for(kept)} if said["verdict"] is Verdict.ACCEPT else said


def title_of(document: Document) -> str:
    """Return a report's title, or else its first line."""
    first = document.title or next((line for line in document.text.splitlines() if line.strip()), document.id)
    return phrases.plain(first)[:200]


def published(kept: KeptDocument) -> str:
    """Return the day on which a document was published, as a person set it or as it says; "" where nobody does."""
    day = kept.document.published
    return kept.state.edits.get("published") or (day.isoformat() if day else "")


def said(judgements: Sequence[Judgement]) -> str:
    """Return what some judgements said, in a few words."""
    first = judgements[0]
    words = f"{first.verdict} {first.field}".strip()
    return words if len(judgements) == 1 else f"{words} ({len(judgements)} claims)"
