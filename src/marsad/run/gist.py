"""What one document gives to the whole: kept, so that merging and views need not read its claims again."""

from base64 import b64decode, b64encode
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from hashlib import blake2b
from math import inf
from typing import Any

from marsad.derive.sayings import Named, Saying, sayings_of
from marsad.derive.sides import Sides
from marsad.merge.account import Account, Amount
from marsad.merge.block import Key, comparable, filed
from marsad.merge.local import Filed
from marsad.merge.reprints import Copy
from marsad.model import Document, Known, Origin, Place
from marsad.model.bodies import from_body, to_body

Body = dict[str, Any]
Doubt = tuple[str, str, float, float]
"""Two accounts, the lesser id first; the score that leaves open whether they tell of one happening, and of how much use
a person's word on that is."""

NAMED = ("actor", "target", "place")  # slots whose names a person can settle
WIDTH = 5  # bytes of the number of a key: that two keys share one is rare, and does no harm


@dataclass(frozen=True, slots=True)
class Gist:
    """The gist of one document; `body` is what JSON holds of it, read where it is asked for.

    It holds the ids of the document's claims, its accounts and what is known of its copies, the doubts whose lesser
    account is its own, how often each origin is credited, the places of its claims with the names by which they are
    written, names that were not resolved, claims without a day, and what it says of who holds which place.
    """

    document_id: str
    body: Body

    @property
    def about(self) -> list[str]:
        """What copies are found by: the text's id, day of publication, and outlet."""
        return list(self.body["about"])

    @property
    def places(self) -> list[Place]:
        """The places of its claims."""
        return [from_body(Place, place) for place, _ in self.body["places"]]

    @property
    def written(self) -> dict[str, dict[str, int]]:
        """How often each place, by its id, is written by which name."""
        return {place["id"]: names for place, names in self.body["places"]}

    @property
    def credits(self) -> Iterator[tuple[Origin, int]]:
        """The origins with the numbers of their claims."""
        for key, name, aligned, named, count in self.body["credits"]:
            yield Origin(id=key, name=name, aligned=aligned, named=named), count

    @property
    def unsettled(self) -> Iterator[tuple[tuple[str, str], list[str]]]:
        """Slots and names that were not resolved, with the ids of their claims."""
        for slot, name, claims in self.body["unsettled"]:
            yield (slot, name), claims

    @property
    def called(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The names of targets and those of sources."""
        targets, sources = self.body["called"]
        return tuple(targets), tuple(sources)

    @property
    def undated(self) -> tuple[str, ...]:
        """The ids of the claims whose day waits for the day of publication."""
        claims = self.body["claims"]
        return tuple(claims[number] for number in self.body["undated"])

    @property
    def doubts(self) -> list[Doubt]:
        """The uncertain pairs of which the lesser account is this document's."""
        return [(left, right, score, use) for left, right, score, use in self.body["doubts"]]

    @property
    def claims(self) -> list[str]:
        """The ids of the claims that count."""
        return list(self.body["claims"])

    @property
    def near(self) -> list[int]:
        """The numbers of the keys under which its accounts are filed."""
        data = b64decode(self.body["near"])
        return [int.from_bytes(data[at : at + WIDTH]) for at in range(0, len(data), WIDTH)]

    @property
    def filed(self) -> Filed:
        """The accounts, and what is known of the document's copies."""
        places = self.places
        published = date.fromisoformat(day) if (day := self.body["about"][1]) else None
        claims = self.claims
        accounts = tuple(_account(row, self.document_id, published, claims, places) for row in self.body["accounts"])
        whole, sentences = self.body["copies"]
        copies = tuple(from_body(Copy, copy) for copy in sentences)
        return Filed(self.document_id, accounts, (from_body(Copy, whole) if whole else None, copies))

    @property
    def copy(self) -> Copy | None:
        """What is known of copies of the whole document."""
        whole, _ = self.body["copies"]
        return from_body(Copy, whole) if whole else None

    @property
    def said_of(self) -> list[str]:
        """The ids of the places of which it says who holds them."""
        return list(dict.fromkeys(self.body["places"][at][0]["id"] for at, _ in self.body["sayings"]))

    @property
    def sayings(self) -> Iterator[tuple[Place, Saying]]:
        """Places, and what is said of who holds them."""
        places = self.places
        for at, saying in self.body["sayings"]:
            yield places[at], _saying(saying)

    def doubting(self, doubts: Iterable[Doubt]) -> "Gist":
        """Return the gist with other doubts."""
        return Gist(self.document_id, self.body | {"doubts": [list(doubt) for doubt in sorted(doubts)]})


def gist_of(
    document: Document,
    claims: Sequence[Known],
    filed_as: Filed,
    origins: Callable[[Known], tuple[Origin, ...]],
    sides: Sides,
    doubts: Iterable[Doubt] = (),
) -> Gist:
    """Return the gist of a document with those of its claims that count, merged as `filed_as`."""
    places = _places(claims)
    at = {place.id: number for number, (place, _) in enumerate(places)}
    number = {known.claim.id: number for number, known in enumerate(claims)}
    whole, sentences = filed_as.copies
    body: Body = {
        "about": about(document),
        "accounts": [_account_row(account, number, at) for account in filed_as.accounts],
        "called": [_called(claims, "target"), _called(claims, "source")],
        "claims": list(number),
        "copies": [to_body(whole), to_body(sentences)],
        "credits": _credits(claims, origins),
        "near": near(account for account in filed_as.accounts if comparable(account)),
        "places": [[to_body(place), dict(names)] for place, names in places],
        "sayings": [
            [at[key], _saying_row(saying)]
            for key, (_, said) in sayings_of(claims, origins, sides).items()
            for saying in said
        ],
        "undated": [at for at, known in enumerate(claims) if known.claim.when and known.claim.when.unresolved],
        "unsettled": _unsettled(claims),
    }
    return Gist(document.id, body).doubting(doubts)


def about(document: Document) -> list[str]:
    """Return what a document's copies are found by: the text's id, day of publication, and outlet."""
    published = document.published
    return [document.text_id, published.isoformat() if published else "", document.outlet]


def near(accounts: Iterable[Account]) -> str:
    """Return the numbers of the keys under which accounts are filed, as text."""
    numbers = sorted({number_of(key) for account in accounts for key in filed(account)})
    return b64encode(b"".join(number.to_bytes(WIDTH) for number in numbers)).decode()


def number_of(key: Key) -> int:
    """Return a number for a key."""
    return int.from_bytes(blake2b(repr(key).encode(), digest_size=WIDTH).digest())


def _places(claims: Iterable[Known]) -> list[tuple[Place, Counter[str]]]:
    """Return the places of claims, by id, each with the names by which it is written."""
    found: dict[str, tuple[Place, Counter[str]]] = {}
    for known in claims:
        if known.place:
            _, names = found.setdefault(known.place.id, (known.place, Counter()))
            names.update([known.claim.place.name] if known.claim.place else [])
            found |= {part.id: (part, Counter()) for part in known.place.parts if part.id not in found}
    return [found[key] for key in sorted(found)]


def _credits(claims: Iterable[Known], origins: Callable[[Known], tuple[Origin, ...]]) -> list[Any]:
    counted = Counter(origin for known in claims for origin in origins(known))
    ordered = sorted(counted, key=lambda each: (each.id, each.name, each.aligned or "", each.named))
    return [[each.id, each.name, each.aligned, each.named, counted[each]] for each in ordered]


def _called(claims: Iterable[Known], slot: str) -> list[str]:
    mentions = (getattr(known.claim, slot) for known in claims)
    return sorted({mention.name for mention in mentions if mention})


def _unsettled(claims: Iterable[Known]) -> list[Any]:
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for known in claims:
        for slot in NAMED:
            mention = getattr(known.claim, slot)
            if mention and not (known.place if slot == "place" else known.who.get(slot)):
                found[slot, mention.name].append(known.claim.id)
    return [[*key, sorted(found[key])] for key in sorted(found)]


# --- sayings and accounts as rows -------------------------------------------------------------------------------------


def _saying_row(saying: Saying) -> list[Any]:
    day, origins = saying.day.isoformat(), to_body(saying.origins)
    holder, loser = (list(named) if named else None for named in (saying.holder, saying.loser))
    return [saying.claim_id, day, saying.change, holder, loser, origins, saying.denied, saying.passed_on]


def _saying(row: list[Any]) -> Saying:
    claim_id, day, change, holder, loser, origins, denied, passed_on = row
    return Saying(
        claim_id=claim_id,
        day=date.fromisoformat(day),
        change=change,
        holder=Named(*holder) if holder else None,
        loser=Named(*loser) if loser else None,
        origins=tuple(from_body(Origin, origin) for origin in origins),
        denied=denied,
        passed_on=passed_on,
    )


_SETS = ("names", "actors", "attackers", "targets", "methods", "texts", "speakers", "part_of")


def _account_row(account: Account, number: Mapping[str, int], at: Mapping[str, int]) -> list[Any]:
    amounts = {
        measure: [[amount.value, amount.low, None if amount.high == inf else amount.high] for amount in found]
        for measure, found in account.amounts.items()
    }
    return [
        account.family,
        [number[claim] for claim in account.claim_ids],
        at[account.place.id] if account.place else None,
        account.start,
        account.end,
        [sorted(getattr(account, name)) for name in _SETS],
        amounts,
        [list(span) for span in account.spans],
        account.founding,
    ]


def _account(
    row: list[Any], document_id: str, published: date | None, claims: Sequence[str], places: Sequence[Place]
) -> Account:
    family, numbers, place, start, end, sets, amounts, spans, founding = row
    return Account(
        id=claims[numbers[0]],
        document_id=document_id,
        family=family,
        claim_ids=tuple(claims[number] for number in numbers),
        published=published,
        place=None if place is None else places[place],
        start=start,
        end=end,
        amounts={
            measure: tuple(Amount(value, low, inf if high is None else high) for value, low, high in found)
            for measure, found in amounts.items()
        },
        spans=tuple((first, last) for first, last in spans),
        founding=founding,
        **dict(zip(_SETS, map(frozenset, sets), strict=True)),
    )
