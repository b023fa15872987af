"""What the gists of all documents come to: whom claims credit, names that wait, and who stands near whom."""

from array import array
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator
from copy import copy
from dataclasses import dataclass, field, fields
from typing import Any

from marsad.merge.account import Account
from marsad.merge.block import around
from marsad.merge.reprints import Copy
from marsad.model import Origin, Place
from marsad.run.gist import Doubt, Gist, number_of

SHIFT = 24  # bits of a document's number beside that of a key
NOBODY = (1 << SHIFT) - 1


@dataclass(slots=True)
class Near:
    """Which documents have accounts filed under which keys: one long sorted row of numbers, and what came later."""

    _row: "array[int]" = field(default_factory=lambda: array("Q"))
    _later: dict[int, list[int]] = field(default_factory=dict)
    _documents: list[str] = field(default_factory=list)
    _number: dict[str, int] = field(default_factory=dict)

    @classmethod
    def of(cls, gists: Iterable[Gist]) -> "Near":
        """Return where the accounts of documents are filed."""
        made = cls()
        filed: list[int] = []
        for gist in gists:
            number = made._numbered(gist.document_id)
            filed += [key << SHIFT | number for key in gist.near]
        made._row = array("Q", sorted(filed))
        return made

    def replaced(self, gists: Iterable[tuple[str, Gist | None]]) -> "Near":
        """Return the same with other gists of some documents; None where one has none any more."""
        later = Near(
            self._row, {key: list(found) for key, found in self._later.items()}, [*self._documents], {**self._number}
        )
        for name, gist in gists:
            later._number.pop(name, None)  # what was filed under the old number is nobody's
            if gist:
                number = later._numbered(name)
                for key in gist.near:
                    later._later.setdefault(key, []).append(number)
        return later

    def near(self, account: Account) -> set[str]:
        """Return the documents with accounts that may be near one, and perhaps some more."""
        keys = {number_of(key) for key in around(account)}
        found = {number for key in keys for number in self._filed(key)}
        names = {number: self._documents[number] for number in found}
        return {name for number, name in names.items() if self._number.get(name) == number}

    def _filed(self, key: int) -> Iterator[int]:
        at = bisect_left(self._row, key << SHIFT)
        while at < len(self._row) and self._row[at] >> SHIFT == key:
            yield self._row[at] & NOBODY
            at += 1
        yield from self._later.get(key, ())

    def _numbered(self, name: str) -> int:
        self._documents.append(name)
        self._number[name] = len(self._documents) - 1
        return self._number[name]


@dataclass(slots=True)
class Sums:
    """Sums over documents.

    `credits` are the claims of each named origin, `places` those of all claims, `written` the names by which each is
    written, `unsettled` the claims in which a name was not resolved, by slot and name. By document are `credited`, the
    ids of all origins, `doubts`, `undated` claims that wait for its day of publication, `called`, the names of targets
    and those of sources, `copies` of it as a whole, and `about`, what these are found by. What is in a table is
    replaced and never changed.
    """

    credits: Counter[Origin] = field(default_factory=Counter)
    credited: dict[str, tuple[str, ...]] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)
    written: dict[str, Counter[str]] = field(default_factory=dict)
    unsettled: dict[tuple[str, str], tuple[str, ...]] = field(default_factory=dict)
    doubts: dict[str, list[Doubt]] = field(default_factory=dict)
    undated: dict[str, tuple[str, ...]] = field(default_factory=dict)
    called: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = field(default_factory=dict)
    copies: dict[str, Copy] = field(default_factory=dict)
    about: dict[str, list[str]] = field(default_factory=dict)
    near: Near = field(default_factory=Near)
    _documents: Counter[str] = field(default_factory=Counter)
    """In how many documents a place is."""

    @classmethod
    def of(cls, gists: Iterable[Gist]) -> "Sums":
        """Return the sums over documents."""
        made = cls()
        made.near = Near.of(map(made._add, gists))
        return made

    def replaced(self, gists: Iterable[tuple[str, Gist | None, Gist | None]]) -> "Sums":
        """Return the sums with gists replaced: document, the old one, the new one; None where there is none."""
        listed = list(gists)
        later = Sums(**{each.name: copy(getattr(self, each.name)) for each in fields(self)})
        for _, old, _ in listed:
            if old:
                later._take_out(old)
        for _, _, new in listed:
            if new:
                later._add(new)
        later.near = self.near.replaced((name, new) for name, _, new in listed)
        return later

    def _add(self, gist: Gist) -> Gist:
        self.credits.update({origin: count for origin, count in gist.credits if origin.named})
        self.credited[gist.document_id] = tuple(origin.id for origin, _ in gist.credits)
        for place in gist.places:
            self.places[place.id] = place
            self._documents[place.id] += 1
        for key, names in gist.written.items():
            self.written[key] = self.written.get(key, Counter()) + Counter(names)
        for name, claims in gist.unsettled:
            self.unsettled[name] = (*self.unsettled.get(name, ()), *claims)
        if doubts := gist.doubts:
            self.doubts[gist.document_id] = doubts
        if undated := gist.undated:
            self.undated[gist.document_id] = undated
        if copied := gist.copy:
            self.copies[gist.document_id] = copied
        self.called[gist.document_id] = gist.called
        self.about[gist.document_id] = gist.about
        return gist

    def _take_out(self, gist: Gist) -> None:
        self.credits = self.credits - Counter({origin: count for origin, count in gist.credits if origin.named})
        for key, names in gist.written.items():
            self.written[key] = self.written[key] - Counter(names)
            self._documents[key] -= 1
            if not self._documents[key]:
                del self.places[key], self.written[key], self._documents[key]
        for name, claims in gist.unsettled:
            left = tuple(claim for claim in self.unsettled[name] if claim not in claims)
            if left:
                self.unsettled[name] = left
            else:
                del self.unsettled[name]
        tables: list[dict[str, Any]] = [self.credited, self.doubts, self.undated, self.copies, self.called, self.about]
        for table in tables:
            table.pop(gist.document_id, None)
