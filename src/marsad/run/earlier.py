"""What was known on a day: derived from documents published by then, and from judgements made by then."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from marsad.model import Document, Judgement
from marsad.model.state import fold
from marsad.run.deriving import Deriving, Read
from marsad.run.paging import PAGE, every
from marsad.run.view import View
from marsad.store import KeptClaim


@dataclass(frozen=True, slots=True, kw_only=True)
class Earlier(Deriving):
    """Derives what was known at the end of `day`.

    Documents without a day of publication always count: when they became known, nobody knows. A day of publication that
    a person set is a fact of the document, and counts whenever it was set.
    """

    day: date

    def load(self) -> View:
        """Return what was known; nothing is written."""
        _, late = self._parted()
        judged = {kept.claim.document_id for kept in self.store.claims_named(sorted(late))}
        made = self.view(judged.__contains__)
        return replace(made, dossier=replace(made.dossier, as_of=self.day))

    def documents(self) -> dict[str, Document]:
        """Return the documents that were published by the end of the day."""
        found = super(Earlier, self).documents()  # dataclasses with slots are made twice: bare super() knows the first
        return {name: each for name, each in found.items() if each.published is None or each.published <= self.day}

    def claims(self, documents: Sequence[str], read: Read | None = None) -> Iterator[tuple[str, list[KeptClaim]]]:
        """Yield claims as people had left them at the end of the day."""
        earlier, late = self._parted()
        for name, group in super(Earlier, self).claims(documents, read):
            then = [_then(kept, earlier[kept.claim.id]) if kept.claim.id in late else kept for kept in group]
            yield name, [kept for kept in then if _was_there(kept)]

    def _parted(self) -> tuple[dict[str, list[Judgement]], set[str]]:
        """Return the judgements made by the day, by subject, and the subjects of later ones."""
        earlier: dict[str, list[Judgement]] = defaultdict(list)
        late: set[str] = set()
        for judgement in every(lambda after: self.store.judgements(after=after, limit=PAGE)):
            if judgement.at.date() > self.day:
                late.add(judgement.subject)
            else:
                earlier[judgement.subject].append(judgement)
        return earlier, late

    def pairs(self) -> list[Judgement]:
        """Return what people had said of pairs by the end of the day."""
        return [each for each in super(Earlier, self).pairs() if each.at.date() <= self.day]


def _was_there(kept: KeptClaim) -> bool:
    """Whether a claim had been made: one made by hand is there from the day on which somebody said so."""
    return not kept.claim.by_hand or kept.state.last != ""


def _then(kept: KeptClaim, judgements: list[Judgement]) -> KeptClaim:
    return replace(kept, state=fold(judgements))
