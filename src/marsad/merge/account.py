"""What one document tells of one happening: a claim, or several that belong together."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain
from operator import attrgetter
from typing import Any

from marsad.merge import families
from marsad.merge.printed import sound_of
from marsad.model import Claim, Hedge, Known, Place, Polarity, Precision, Quantity

ABOUT = 0.1  # "some 150" is within a tenth of 150
ENDLESS = float("inf")
WITHOUT_ATTACKER = frozenset({"damage", "missing"})  # who is named beside them is seldom who did it


@dataclass(frozen=True, slots=True, order=True)
class Amount:
    """A printed figure, and the least and most that its words allow ("at least 12" is 12, 12, endless)."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Account:
    """One document's word on one happening, ready to be compared.

    `id` is the id of its first claim. `names` are the sounds of places that no gazetteer knows. `start` and `end` are
    ordinals of days (inclusive); both are None, or neither.
    `attackers` are the actors whom at least half of its claims name: one slip of reading is no contradiction.
    `amounts` maps measures to the figures given for them, subsets left out. `spans` say where its evidence stands,
    `texts` name the sentences of it that other documents print too, `speakers` who is credited ("" where no one is),
    `part_of` the ids of claims whose figures include one of these; `others` the measures
    of which it counts others than the report counted before. `founding` is whether it may stand for an event by
    itself.
    """

    id: str
    document_id: str
    family: str
    claim_ids: tuple[str, ...]
    published: date | None = None
    place: Place | None = None
    names: frozenset[str] = frozenset()
    start: int | None = None
    end: int | None = None
    actors: frozenset[str] = frozenset()
    attackers: frozenset[str] = frozenset()
    targets: frozenset[str] = frozenset()
    methods: frozenset[str] = frozenset()
    amounts: dict[str, tuple[Amount, ...]] = field(default_factory=dict)
    spans: tuple[tuple[int, int], ...] = ()
    texts: frozenset[str] = frozenset()
    speakers: frozenset[str] = frozenset()
    part_of: frozenset[str] = frozenset()
    others: frozenset[str] = frozenset()
    founding: bool = True

    @property
    def placed(self) -> bool:
        """Whether place and days are known well enough to look for other documents' accounts of the same."""
        exact = self.place is not None and self.place.precision < Precision.COUNTRY
        return self.start is not None and (exact or bool(self.names))


def account_of(known: Known, texts: frozenset[str] = frozenset()) -> Account:
    """The account that a single claim gives, which stands in the copied sentences `texts`."""
    claim = known.claim
    identity = claim.id
    start, end = _days(claim)
    actors = frozenset(known.who.get("actor", ()))
    return Account(
        id=identity,
        document_id=claim.document_id,
        family=families.family(claim.kind),
        claim_ids=(identity,),
        published=known.published,
        place=known.place,
        names=_names(known),
        start=start,
        end=end,
        actors=actors,
        attackers=frozenset() if claim.kind in WITHOUT_ATTACKER else actors,
        targets=frozenset(known.who.get("target", ())),
        methods=frozenset([claim.method] if claim.method and families.telling(claim.method) else ()),
        amounts={claim.kind: (amount,)} if not claim.subset and (amount := _amount(claim.quantity)) else {},
        spans=tuple((item.span.start, item.span.end) for item in claim.evidence),
        texts=texts,
        speakers=frozenset(known.who.get("source") or [claim.source.name if claim.source else ""]),
        part_of=frozenset([claim.parent] if claim.parent else ()),
        others=frozenset([claim.kind] if claim.another else ()),
        founding=claim.polarity is Polarity.ASSERTED and not claim.subset,
    )


def _names(known: Known) -> frozenset[str]:
    """The sound of the printed place, where it was not resolved."""
    heard = sound_of(known.claim.place.name) if known.claim.place and not known.place else ""
    return frozenset([heard] if heard else ())


def _days(claim: Claim) -> tuple[int | None, int | None]:
    """First and last day, where the claim has both."""
    when = claim.when
    if when is None or when.start is None or when.end is None:
        return None, None
    return when.start.toordinal(), when.end.toordinal()


def _amount(quantity: Quantity | None) -> Amount | None:
    """The figure of people in `quantity`; None for other units and for vague words."""
    if quantity is None or quantity.value is None or quantity.unit != "person":
        return None
    value = quantity.value
    low, high = {
        Hedge.ABOUT: (value * (1 - ABOUT), value * (1 + ABOUT)),
        Hedge.AT_LEAST: (value, ENDLESS),
        Hedge.AT_MOST: (0.0, value),
        Hedge.RANGE: (value, quantity.high or value),
    }.get(quantity.hedge, (value, value))
    return Amount(value, low, high)


def joined(accounts: Sequence[Account]) -> Account:
    """One account of what several single claims of one document tell, in their order."""
    first = accounts[0]
    if len(accounts) == 1:
        return first
    start, end = best_days(accounts)
    return Account(
        id=first.id,
        document_id=first.document_id,
        family=first.family,
        claim_ids=tuple(_each(accounts, "claim_ids")),
        published=first.published,
        place=best_place(accounts),
        names=frozenset(_each(accounts, "names")),
        start=start,
        end=end,
        actors=frozenset(_each(accounts, "actors")),
        attackers=_attackers(accounts),
        targets=frozenset(_each(accounts, "targets")),
        methods=frozenset(_each(accounts, "methods")),
        amounts=_amounts(accounts),
        spans=tuple(_each(accounts, "spans")),
        texts=frozenset(_each(accounts, "texts")),
        speakers=frozenset(_each(accounts, "speakers")),
        part_of=frozenset(_each(accounts, "part_of")),
        others=frozenset(_each(accounts, "others")),
        founding=any(account.founding for account in accounts),
    )


def _each(accounts: Iterable[Account], name: str) -> Iterator[Any]:
    return chain.from_iterable(map(attrgetter(name), accounts))


def _attackers(singles: Sequence[Account]) -> frozenset[str]:
    """The attackers of record of accounts that are single claims."""
    named = Counter(_each(singles, "attackers"))
    return frozenset(actor for actor, count in named.items() if 2 * count >= len(singles))


def _amounts(accounts: Sequence[Account]) -> dict[str, tuple[Amount, ...]]:
    measures = sorted({measure for account in accounts for measure in account.amounts})
    return {
        measure: tuple(sorted({amount for account in accounts for amount in account.amounts.get(measure, ())}))
        for measure in measures
    }


def best_place(accounts: Iterable[Account]) -> Place | None:
    """The most exact place, among equals the one named most often, then by id."""
    places = [account.place for account in accounts if account.place]
    named = Counter(place.id for place in places)
    return min(places, key=lambda place: (place.precision, -named[place.id], place.id), default=None)


def best_days(accounts: Iterable[Account]) -> tuple[int, int] | tuple[None, None]:
    """The shortest span of days, among equals the one given most often, then the earliest."""
    spans = Counter((item.start, item.end) for item in accounts if item.start is not None and item.end is not None)
    return min(spans, key=lambda span: (span[1] - span[0], -spans[span], span), default=(None, None))
