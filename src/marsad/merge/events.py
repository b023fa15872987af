"""From groups of accounts to events, and from cumulative claims to tolls."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import combinations

from marsad.merge.account import Account, best_days, best_place
from marsad.merge.cluster import Forest
from marsad.merge.origins import Origins
from marsad.merge.score import Scorer
from marsad.model import Event, Known, Link, Toll, digest

SLIPS = 3  # accounts that name another actor to one that is taken for a slip of reading


def event_of(accounts: Sequence[Account], claims: Mapping[str, Known], scorer: Scorer, origins: Origins) -> Event:
    """The event that `accounts` tell of; `claims` are by id, and may be more than theirs."""
    dated = sorted(accounts, key=_published)
    knowns = [claims[each] for account in dated for each in account.claim_ids]
    start, end = best_days(dated)
    return Event(
        id=digest("e", dated[0].id),
        kind=dated[0].family,
        claim_ids=tuple(known.claim.id for known in knowns),
        place=best_place(dated),
        start=_day(start),
        end=_day(end),
        actors=_named(account.attackers or account.actors for account in dated),
        targets=_by_frequency(account.targets for account in dated),
        methods=_by_frequency(account.methods for account in dated),
        origins=origins.together(knowns),
        links=links(dated, scorer),
    )


def _day(ordinal: int | None) -> date | None:
    return None if ordinal is None else date.fromordinal(ordinal)


def _published(account: Account) -> tuple[bool, str, str]:
    """The earliest first; who has no date comes last."""
    return account.published is None, str(account.published), account.id


def _named(groups: Iterable[frozenset[str]]) -> tuple[str, ...]:
    """Who did it, the most often named first; of few accounts against many, an actor is taken for a slip of reading."""
    counts = Counter(each for group in groups for each in group)
    most = max(counts.values(), default=0)
    kept = (each for each, count in counts.items() if SLIPS * count > most)
    return tuple(sorted(kept, key=lambda each: (-counts[each], each)))


def _by_frequency(groups: Iterable[frozenset[str]]) -> tuple[str, ...]:
    counts = Counter(each for group in groups for each in group)
    return tuple(sorted(counts, key=lambda each: (-counts[each], each)))


def links(accounts: Sequence[Account], scorer: Scorer) -> tuple[Link, ...]:
    """The strongest pairs that hold accounts together, one fewer than these, the strongest first."""
    pairs = [(scorer.verdict(*each) is None, -scorer.across(*each), *each) for each in combinations(accounts, 2)]
    forest = Forest[str]()
    kept = [
        (left, right)
        for *_, left, right in sorted(pairs, key=lambda each: (*each[:2], each[2].id, each[3].id))
        if forest.join(left.id, right.id)
    ]
    return tuple(scorer.link(left, right) for left, right in kept)


def tolls_of(claims: Iterable[Known], origins: Origins) -> list[Toll]:
    """The running totals that cumulative claims give: one for each origin, measure, party, area and window."""
    groups: dict[tuple[str, ...], list[Known]] = {}
    for known in sorted(claims, key=_told):
        for origin in origins.of(known):
            groups.setdefault((origin.id, *_scope(known)), []).append(known)
    return [_toll(key, group, origins) for key, group in sorted(groups.items())]


def _told(known: Known) -> tuple[bool, str, str]:
    return known.published is None, str(known.published), known.claim.id


def _scope(known: Known) -> tuple[str, ...]:
    """What a total is of."""
    place = known.place.id if known.place else ""
    return known.claim.kind, "+".join(known.who.get("target", ())), place, *_window(known)


def _window(known: Known) -> tuple[str, str]:
    when = known.claim.when
    start, end = (when.start, when.end) if when else (None, None)
    return str(start or ""), str(end or "")


def _toll(key: tuple[str, ...], group: Sequence[Known], origins: Origins) -> Toll:
    first = group[0]
    when = first.claim.when
    parties = first.who.get("target", ())
    origin = next(each for each in origins.together(group) if each.id == key[0])
    return Toll(
        id=digest("l", *key),
        measure=first.claim.kind,
        claim_ids=tuple(known.claim.id for known in group),
        origin=origin,
        party=parties[0] if len(parties) == 1 else None,
        place=first.place,
        start=when.start if when else None,
        end=when.end if when else None,
    )
