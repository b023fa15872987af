"""Why two claims are, or are not, taken to tell of one happening: in words."""

from dataclasses import dataclass
from itertools import product

from marsad.merge.account import Account, account_of
from marsad.merge.block import comparable
from marsad.merge.merger import Merger
from marsad.merge.weights import FORBIDS
from marsad.model import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class Explanation:
    """Whether two claims stand in one event, and why: the deciding reason first, then findings with their weights.

    `score` is that of the two accounts in which the claims stand, or of the claims themselves within one document; None
    where they were not compared. `judgement_id` names the judgement that decided, where one did.
    """

    together: bool
    because: tuple[str, ...]
    score: float | None = None
    judgement_id: str = ""


def explain(merger: Merger, left: str, right: str) -> Explanation:
    """Explain two claims by id; raise `InputError` where one was not added."""
    merger.claim(left), merger.claim(right)
    ours, theirs = merger.account(left), merger.account(right)
    if ours is None or theirs is None:
        return Explanation(
            together=False, because=_outside(merger, left, right), judgement_id=_decided(merger, left, right)
        )
    together = merger.beside(ours) == merger.beside(theirs) and merger.event(left) is not None
    first = "in one event" if together else _apart(merger, ours, theirs)
    link = merger.scorer.link(*_compared(merger, left, right))
    decided = link.judgement_id or _decided(merger, left, right)
    return Explanation(together=together, because=(first, *link.because), score=link.score, judgement_id=decided)


def _decided(merger: Merger, left: str, right: str) -> str:
    """The judgement on the two claims themselves."""
    judgement = merger.judged.verdict(left, right)
    return judgement.id if judgement and judgement.verdict is not Verdict.UNSURE else ""


def _outside(merger: Merger, *claims: str) -> tuple[str, ...]:
    reasons = ((claim, merger.aside(claim)) for claim in claims)
    return tuple(f"{claim} is in no event: {reason}" for claim, reason in reasons if reason)


def _compared(merger: Merger, left: str, right: str) -> tuple[Account, Account]:
    """The accounts of two claims; within one account, the claims themselves."""
    ours, theirs = merger.account(left), merger.account(right)
    if ours is None or theirs is None or ours is theirs:
        return account_of(merger.claim(left)), account_of(merger.claim(right))
    return ours, theirs


def _apart(merger: Merger, ours: Account, theirs: Account) -> str:
    """The reason that keeps two accounts in two events, or out of any."""
    if reason := merger.aside(ours.id) or merger.aside(theirs.id):
        return reason
    if ours.family != theirs.family:
        return f"{ours.family} and {theirs.family} are kinds of happening that are kept apart"
    if ours.document_id == theirs.document_id:
        return "one report tells them apart"
    if merger.scorer.score(ours, theirs) > 0 and comparable(ours) and comparable(theirs):
        return _company(merger, ours, theirs)
    return "what speaks for it weighs less than what speaks against it"


def _company(merger: Merger, ours: Account, theirs: Account) -> str:
    """What stands between two accounts that would fit: the accounts with which each already stands."""
    pairs = list(product(merger.beside(ours), merger.beside(theirs)))
    worst = min(pairs, key=lambda pair: (merger.scorer.across(*pair), pair[0].id, pair[1].id))
    if merger.scorer.across(*worst) == FORBIDS:
        return f"they would fit, but {worst[0].id}, in the event of the one, contradicts {worst[1].id} in the other's"
    return "they would fit, but the events in which they stand do not, on the mean of all pairs"
