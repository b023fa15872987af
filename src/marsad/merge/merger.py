"""Merging as documents come in: what a new document does not touch is not looked at again."""

from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass
from itertools import chain

from marsad.errors import InputError
from marsad.merge.account import Account
from marsad.merge.block import Index, comparable
from marsad.merge.cluster import cluster
from marsad.merge.events import event_of, tolls_of
from marsad.merge.gather import Gathered, gather
from marsad.merge.judged import Judged, pair
from marsad.merge.lineage import Lineage
from marsad.merge.origins import Origins
from marsad.merge.reprints import Reprints
from marsad.merge.score import Scorer
from marsad.model import Aside, Event, Judgement, Known, Toll

DOUBT = 15  # scores no farther from 0 are worth a person's look


@dataclass(frozen=True, slots=True)
class Merged:
    """What claims turn out to tell of: events, running totals, and claims that are neither, each with its reason.

    All are sorted by id; no claim is in two events.
    """

    events: tuple[Event, ...]
    tolls: tuple[Toll, ...]
    asides: tuple[Aside, ...]


class Merger:
    """Claims merged into events, under one set of judgements.

    The result depends on what was added and not on the order of adding. `lineage` knows parties and speakers.
    """

    def __init__(self, lineage: Lineage, judgements: Iterable[Judgement] = ()) -> None:
        self.judged = Judged(judgements)
        self.scorer = Scorer(lineage, self.judged)
        self._origins = Origins(lineage, Reprints())
        self._documents: dict[str, dict[str, Known]] = {}
        self._document_ids: dict[str, str] = {}
        self._gathered: dict[str, Gathered] = {}
        self._accounts: dict[str, Account] = {}
        self._account_ids: dict[str, str] = {}
        self._index = Index()
        self._scores: dict[str, dict[str, float]] = {}
        self._groups: dict[str, tuple[str, ...]] = {}
        self._events: dict[tuple[str, ...], Event | None] = {}

    def successor(self) -> "Merger":
        """Return one that goes on from here, while this one stays as it is and takes nothing more in."""
        later = copy(self)
        tables = {name: table for name, table in vars(self).items() if isinstance(table, dict)}
        vars(later).update(
            {name: dict(zip(table, map(_copied, table.values()), strict=True)) for name, table in tables.items()}
        )
        return later

    # --- what comes in ------------------------------------------------------------------------------------------------

    def add(self, claims: Iterable[Known], reprints: Reprints | None = None, instead: Iterable[str] = ()) -> None:
        """Take in claims, those of a document all at once or not; adding twice is adding once.

        `reprints` says what was copied from whom among all documents added so far and now; without it nothing changes.
        What was added before of the documents `instead` no longer counts.
        """
        changed = self._copied_otherwise(reprints or self._origins.reprints)
        self._origins = Origins(self._origins.lineage, reprints or self._origins.reprints)
        for document in instead:
            changed.add(document)
            for claim in self._documents.pop(document, ()):
                del self._document_ids[claim]
            self._documents[document] = {}
        for known in claims:
            self._documents.setdefault(known.claim.document_id, {})[known.claim.id] = known
            self._document_ids[known.claim.id] = known.claim.document_id
            changed.add(known.claim.document_id)
        touched = {each for document in changed for each in self._forget(document)}
        added = [account for document in sorted(changed) for account in self._gather(document)]
        new = {account.id for account in added}
        for account in added:
            self._compare(account, new)
        self._cluster(touched | new)

    def _copied_otherwise(self, reprints: Reprints) -> set[str]:
        """The documents of which `reprints` says something else than before."""
        before = self._origins.reprints
        if reprints is before:
            return set()
        return {document for document in self._documents if reprints.told(document) != before.told(document)}

    def _forget(self, document: str) -> Iterator[str]:
        """Take the accounts of a document out; yield the ids of those they were compared with or judged to be with."""
        gathered = self._gathered.pop(document, None)
        for account in gathered.accounts if gathered else ():
            yield from list(self._judged_same(account.id))
            self._drop_events([account.id])
            del self._accounts[account.id]
            for claim in account.claim_ids:
                del self._account_ids[claim]
            if comparable(account):
                self._index.remove(account)
            for other in self._scores.pop(account.id, {}):
                del self._scores[other][account.id]
                yield other

    def _gather(self, document: str) -> list[Account]:
        """Sort the claims of a document, and file its accounts."""
        claims = self._documents[document].values()
        gathered = gather(claims, self.scorer, self.judged, self._origins.reprints)
        self._gathered[document] = gathered
        for account in gathered.accounts:
            self._accounts[account.id] = account
            self._account_ids.update(dict.fromkeys(account.claim_ids, account.id))
            if comparable(account):
                self._index.add(account)
        return gathered.accounts

    def _compare(self, account: Account, added: set[str]) -> None:
        """Score `account` against its neighbourhood; of two that were both added, the later compares."""
        if not comparable(account):
            return
        for other in self._index.near(account):
            if other.document_id == account.document_id or (other.id in added and other.id > account.id):
                continue
            score = self.scorer.score(account, other)
            if score >= -DOUBT:
                self._scores.setdefault(account.id, {})[other.id] = score
                self._scores.setdefault(other.id, {})[account.id] = score

    # --- what comes of it ---------------------------------------------------------------------------------------------

    def _cluster(self, touched: Iterable[str]) -> None:
        """Cluster anew every component that holds a touched account."""
        left = {each for each in touched if each in self._accounts}
        while left:
            component = self._component(left.pop())
            left -= component
            self._drop_events(component)
            accounts = {each: self._accounts[each] for each in sorted(component)}
            for group in cluster(accounts, self._edges(component), self.scorer.across, self._bound(component)):
                self._groups.update(dict.fromkeys(group, group))
                self._events[group] = self._event(group)

    def _component(self, start: str) -> set[str]:
        """The accounts that hang together with `start` by scores above 0 or by judgements."""
        found, ahead = {start}, [start]
        while ahead:
            beside = set(self._beside(ahead.pop())) - found
            found |= beside
            ahead.extend(beside)
        return found

    def _beside(self, account: str) -> Iterator[str]:
        yield from (other for other, score in self._scores.get(account, {}).items() if score > 0)
        yield from self._judged_same(account)

    def _judged_same(self, account: str) -> Iterator[str]:
        """The other accounts of which a claim was judged to tell of the same as one of this account."""
        partners = chain.from_iterable(map(self.judged.partners, self._accounts[account].claim_ids))
        ids = {self._account_ids.get(each) for each in partners}
        yield from (each for each in ids if each in self._accounts and each != account)

    def _edges(self, component: Iterable[str]) -> dict[tuple[str, str], float]:
        return {
            pair(each, other): score
            for each in component
            for other, score in self._scores.get(each, {}).items()
            if score > 0
        }

    def _bound(self, component: Iterable[str]) -> list[tuple[str, str]]:
        """The pairs judged the same, but for those that would put claims judged different into one event."""
        pairs = sorted({pair(each, other) for each in component for other in self._judged_same(each)})
        groups = {each: [each] for bound in pairs for each in bound}
        kept = []
        for left, right in pairs:
            ours, theirs = groups[left], groups[right]
            if ours is not theirs and not self.judged.apart(self._claims(ours), self._claims(theirs)):
                kept.append((left, right))
                ours.extend(theirs)
                groups.update(dict.fromkeys(theirs, ours))
        return kept

    def _claims(self, accounts: Iterable[str]) -> list[str]:
        return [claim for each in accounts for claim in self._accounts[each].claim_ids]

    def _drop_events(self, accounts: Iterable[str]) -> None:
        for each in accounts:
            if group := self._groups.pop(each, None):
                self._events.pop(group, None)

    def _event(self, group: Iterable[str]) -> Event | None:
        """The event of a group of accounts; None where none of them may stand for one."""
        accounts = [self._accounts[each] for each in group]
        if not any(account.founding for account in accounts):
            return None
        claims = {each: known for account in accounts for each, known in self._documents[account.document_id].items()}
        return event_of(accounts, claims, self.scorer, self._origins)

    def merged(self) -> Merged:
        """All that was derived from what was added so far."""
        totals = [known for gathered in self._gathered.values() for known in gathered.totals]
        asides = [aside for gathered in self._gathered.values() for aside in gathered.asides]
        return Merged(
            tuple(sorted((event for event in self._events.values() if event), key=lambda event: event.id)),
            tuple(sorted(tolls_of(totals, self._origins), key=lambda toll: toll.id)),
            tuple(sorted(chain(asides, self._unfounded()), key=lambda aside: aside.claim_id)),
        )

    def compared(self) -> Iterator[tuple[Account, Account, float]]:
        """Yield the pairs of accounts whose score is not far below 0, each once."""
        for left, others in self._scores.items():
            for right, score in others.items():
                if left < right:
                    yield self._accounts[left], self._accounts[right], score

    # --- what is known of one claim, to explain a merge ---------------------------------------------------------------

    def claim(self, claim: str) -> Known:
        """The claim of this id; raise `InputError` where none was added."""
        try:
            return self._documents[self._document_ids[claim]][claim]
        except KeyError as error:
            raise InputError(f"No claim has the id {claim}; give one of a claim that was read.") from error

    def account(self, claim: str) -> Account | None:
        """The account that a claim is a part of; None where it tells of no happening."""
        return self._accounts.get(self._account_ids.get(claim, ""))

    def accounts(self, document: str) -> list[Account]:
        """What a document tells of happenings, in the order of its text; none where it was not added."""
        gathered = self._gathered.get(document)
        return sorted(gathered.accounts, key=lambda account: min(account.spans)) if gathered else []

    def event(self, claim: str) -> Event | None:
        """The event that a claim is a part of."""
        account = self.account(claim)
        return self._events[self._groups[account.id]] if account else None

    def beside(self, account: Account) -> list[Account]:
        """The accounts that stand in one event with `account`, itself among them."""
        return [self._accounts[each] for each in self._groups[account.id]]

    def aside(self, claim: str) -> str:
        """Why a claim is in no event; empty where it is in one."""
        gathered = self._gathered[self._document_ids[claim]]
        if any(known.claim.id == claim for known in gathered.totals):
            return "a running total, which is kept as a toll"
        return next(
            (aside.because for aside in chain(gathered.asides, self._unfounded()) if aside.claim_id == claim), ""
        )

    def _unfounded(self) -> Iterator[Aside]:
        """Yield the claims of groups that are no events: they deny, or are a part of a figure that nobody gives."""
        for group in (group for group, event in self._events.items() if event is None):
            for claim in self._claims(group):
                yield Aside(claim_id=claim, because="denies, or counts a part of, what no report asserts")


def _copied(value: object) -> object:
    return dict(value) if isinstance(value, dict) else value
