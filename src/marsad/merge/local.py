"""Merging around what changed: of all other documents, only those are fetched that stand near it.

What comes of it is what merging everything anew would give: an event depends on the accounts that hang together with
its own by scores above 0 or by judgements, and all of these are fetched.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Protocol

from marsad.merge.account import Account
from marsad.merge.block import comparable
from marsad.merge.lineage import Lineage
from marsad.merge.merger import DOUBT, Merger
from marsad.merge.origins import Origins
from marsad.merge.reprints import Copy, Reprints
from marsad.model import Event, Judgement, Known

Told = tuple[Copy | None, tuple[Copy, ...]]
"""What is known of one document's copies: of the whole, and of its sentences."""


@dataclass(frozen=True, slots=True)
class Filed:
    """The accounts that a document gave when it was last merged, and what is known of its copies."""

    document_id: str
    accounts: tuple[Account, ...]
    copies: Told


class Shelf(Protocol):
    """Where documents are kept as they were last merged."""

    def near(self, account: Account) -> Iterable[str]:
        """Return the ids of documents that may have accounts near `account`; too many do no harm."""

    def holding(self, claims: Iterable[str]) -> Iterable[str]:
        """Return the ids of the documents of claims."""

    def filed(self, documents: Iterable[str]) -> Iterable[Filed]:
        """Return those of `documents` that were merged."""

    def claims(self, documents: Iterable[str]) -> Iterable[Known]:
        """Return the claims of documents."""

    def event(self, claim: str) -> Event | None:
        """Return the event of which a claim is a part."""


class Local(Merger):
    """Merges some documents anew (`renewed`), and what they touch; `same` are the ids of touched events that stay.

    `judgements` are all that people said of pairs; documents of claims of which they now say something else than when
    they were last merged must be among those that are renewed.
    """

    def __init__(self, lineage: Lineage, judgements: Iterable[Judgement], shelf: Shelf) -> None:
        super().__init__(lineage, judgements)
        self._shelf = shelf
        self._wholes: dict[str, Copy] = {}
        self._sentences: dict[str, tuple[Copy, ...]] = {}
        self._origins = Origins(lineage, Reprints(self._wholes, self._sentences))
        self._fetched: set[str] = set()
        self._opened: set[str] = set()
        self.renewed: frozenset[str] = frozenset()
        self.same: set[str] = set()

    @property
    def origins(self) -> Origins:
        """Finds the origins of claims of documents that were fetched or renewed."""
        return self._origins

    def claims(self) -> dict[str, Known]:
        """Return the claims that were read, by id."""
        return {name: known for found in self._documents.values() for name, known in found.items()}

    def totals(self, document: str) -> list[Known]:
        """Return the cumulative claims of a document that was renewed."""
        return self._gathered[document].totals

    @property
    def touched(self) -> set[str]:
        """The ids of the claims of all accounts that were clustered anew."""
        return {claim for account in self._groups for claim in self._accounts[account].claim_ids}

    def renew(self, claims: Mapping[str, Iterable[Known]], copies: Mapping[str, Told]) -> None:
        """Take documents as they are now in place of what they were: all their claims, none where they do not count.

        `copies` is what is now known of the copies of each.
        """
        self.renewed = frozenset(claims)
        touched = self._stood_near(claims)
        for document in sorted(claims):
            self._take_copies(document, copies[document])
            self._documents[document] = {known.claim.id: known for known in claims[document]}
            self._document_ids.update(dict.fromkeys(self._documents[document], document))
            touched |= {account.id for account in self._gather(document)}
        self._cluster(touched)

    def look(self, documents: Iterable[str]) -> None:
        """Merge documents, and what hangs together with them, as they are kept."""
        copies = {each.document_id: each.copies for each in self._shelf.filed(documents)}
        self.renew({name: self._shelf.claims([name]) for name in copies}, copies)

    def fetched(self) -> set[str]:
        """Return the documents that were fetched and not renewed."""
        return self._fetched - self.renewed

    def _stood_near(self, documents: Iterable[str]) -> set[str]:
        """Return the accounts of other documents that were compared with what these told, or judged to be the same."""
        self._fetched.update(documents)
        before = [account for filed in self._shelf.filed(documents) for account in filed.accounts]
        found: set[str] = set()
        for account in before:
            if comparable(account):
                self.fetch(self._shelf.near(account))
                found |= {other.id for other in self._index.near(account)}
            found |= self._partners(account)
        return found

    def fetch(self, documents: Iterable[str]) -> None:
        """Take the accounts of documents in, those that are not yet here."""
        new = set(documents) - self._fetched
        self._fetched |= new
        for filed in self._shelf.filed(sorted(new)) if new else ():
            self._take_copies(filed.document_id, filed.copies)
            for account in filed.accounts:
                self._accounts[account.id] = account
                self._account_ids.update(dict.fromkeys(account.claim_ids, account.id))
                if comparable(account):
                    self._index.add(account)

    def _take_copies(self, document: str, copies: Told) -> None:
        whole, sentences = copies
        if whole:
            self._wholes[document] = whole
        if sentences:
            self._sentences[document] = sentences

    def _partners(self, account: Account) -> set[str]:
        """Return the accounts of which a claim was judged to tell of the same as one of this account."""
        partners = set(chain.from_iterable(map(self.judged.partners, account.claim_ids)))
        self.fetch(self._shelf.holding(partners - self._account_ids.keys()))
        return {found for each in partners if (found := self._account_ids.get(each)) and found != account.id}

    def _judged_same(self, account: str) -> Iterator[str]:
        yield from sorted(self._partners(self._accounts[account]))

    def _beside(self, account: str) -> Iterator[str]:
        self._open(self._accounts[account])
        yield from super()._beside(account)

    def _open(self, account: Account) -> None:
        """Compare an account with all that are near it."""
        if account.id in self._opened:
            return
        self._opened.add(account.id)
        if comparable(account):
            self.fetch(self._shelf.near(account))
            for other in self._index.near(account):
                if other.document_id != account.document_id and other.id not in self._opened:
                    self._score(*sorted((account, other), key=lambda each: each.id))

    def _score(self, left: Account, right: Account) -> None:
        score = self.scorer.score(right, left)  # the later to the earlier, as when all are compared
        if score >= -DOUBT:
            self._scores.setdefault(left.id, {})[right.id] = score
            self._scores.setdefault(right.id, {})[left.id] = score

    def _event(self, group: Iterable[str]) -> Event | None:
        """Return the event of a group; where it has the claims that it had, and none of them changed, as it was."""
        accounts = [self._accounts[each] for each in group]
        documents = {account.document_id for account in accounts}
        if not self.renewed & documents and any(account.founding for account in accounts):
            claims = {claim for account in accounts for claim in account.claim_ids}
            kept = self._shelf.event(accounts[0].id)
            if kept and claims == set(kept.claim_ids):
                self.same.add(kept.id)
                return kept
        for known in self._shelf.claims(sorted(documents - self._documents.keys())):
            self._documents.setdefault(known.claim.document_id, {})[known.claim.id] = known
        return super()._event(group)
