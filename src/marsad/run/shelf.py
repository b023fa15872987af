"""The documents of a store as they were last merged, fetched where merging comes near them."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from marsad.merge.account import Account
from marsad.merge.local import Filed
from marsad.model import Event, Known
from marsad.model.bodies import from_body
from marsad.run.gist import Gist
from marsad.run.known import Claims
from marsad.run.sums import Near
from marsad.run.view import EVENT, GIST
from marsad.store import Store


@dataclass(slots=True)
class Shelf:
    """What `store` keeps of documents; `index` knows which of them stand where. `gists` are those that were fetched."""

    store: Store
    index: Near
    known: Claims
    gists: dict[str, Gist] = field(default_factory=dict)

    def near(self, account: Account) -> Iterable[str]:
        """Return the documents with accounts that may be near one."""
        return self.index.near(account)

    def holding(self, claims: Iterable[str]) -> list[str]:
        """Return the documents of claims."""
        return self.store.documents_of(sorted(claims))

    def filed(self, documents: Iterable[str]) -> Iterator[Filed]:
        """Yield documents as they were last merged."""
        return (gist.filed for gist in self.fetched(documents))

    def fetched(self, documents: Iterable[str]) -> list[Gist]:
        """Return the gists of documents, those that there are."""
        wanted = list(documents)
        missing = [name for name in wanted if name not in self.gists]
        for record in self.store.derived_named(GIST, missing) if missing else ():
            self.gists[record.id] = Gist(record.id, dict(record.body))
        return [self.gists[name] for name in wanted if name in self.gists]

    def claims(self, documents: Iterable[str]) -> list[Known]:
        """Return the claims of documents."""
        return self.known.of(documents)

    def event(self, claim: str) -> Event | None:
        """Return the event of which a claim is a part."""
        found = (record for record in self.store.derived_of([claim]) if record.sort == EVENT)
        return next((from_body(Event, record.body["event"]) for record in found), None)

    def account(self, name: str) -> Account:
        """Return the account with this id, which is that of its first claim."""
        [document] = self.filed(self.holding([name]))
        return next(account for account in document.accounts if account.id == name)
