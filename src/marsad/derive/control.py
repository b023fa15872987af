"""Who holds what, since when, and who says so: the word in force on each place, until a later one overrides it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import groupby, pairwise

from marsad.derive.dossier import Dossier
from marsad.derive.sayings import GAINED, Saying, sayings
from marsad.derive.sides import Sides
from marsad.derive.standing import Standing, last_day, origins_of, verdict
from marsad.model import Holding, Place, Status


@dataclass(frozen=True, slots=True)
class Handover:
    """A place's change to another holder. `before` is None where nobody said who held it."""

    place: Place
    day: date
    before: str | None
    after: str
    status: Status
    claim_ids: tuple[str, ...]


def histories(dossier: Dossier) -> dict[str, tuple[Holding, ...]]:
    """Return what was said of each place from day to day, by its id; a province's says nothing of its towns."""
    if dossier.kept:
        return dict(dossier.kept.histories)
    return {key: history(place, said, dossier.sides) for key, (place, said) in sayings(dossier).items() if said}


def on(history: Iterable[Holding], day: date) -> Holding | None:
    """Return the holding in force on `day`; None before the first word."""
    return next((held for held in history if held.start <= day and (held.end is None or day <= held.end)), None)


def handovers(history: Sequence[Holding], dossier: Dossier) -> Iterator[Handover]:
    """Yield the changes of holder: to another than before, or to one who is said to have gained the place."""
    if dossier.kept and history:
        yield from dossier.kept.handovers[history[0].place.id]
        return
    before: str | None = None
    for held in history:
        if held.status not in (Status.HELD, Status.CLAIMED):
            continue
        after = held.parties[0]
        if after != before and (before or _gained(held, dossier)):
            yield Handover(
                place=held.place,
                day=held.start,
                before=before,
                after=after,
                status=held.status,
                claim_ids=held.claim_ids,
            )
        before = after


def _gained(held: Holding, dossier: Dossier) -> bool:
    return any(dossier.claims[claim_id].claim.change == GAINED for claim_id in held.claim_ids)


def history(place: Place, said: Iterable[Saying], sides: Sides) -> tuple[Holding, ...]:
    """Return what was `said` of one place, in order of days, as holdings that follow one another."""
    return tuple(_history(place, said, sides))


def _history(place: Place, said: Iterable[Saying], sides: Sides) -> Iterator[Holding]:
    """Yield the holdings of one place, each until the day before the next."""
    found: list[Holding] = []
    standing = Standing()
    for day, group in groupby(said, key=lambda saying: saying.day):
        standing = standing.after(list(group))
        holding = _holding(place, day, standing, sides)
        if found and (found[-1].status, found[-1].parties) == (holding.status, holding.parties):
            holding = replace(holding, start=found.pop().start)
        found.append(holding)
    for held, following in pairwise(found):
        yield replace(held, end=following.start - timedelta(days=1))
    yield from found[-1:]


def _holding(place: Place, day: date, standing: Standing, sides: Sides) -> Holding:
    status, parties, because = verdict(standing, place, sides)
    return Holding(
        place=place,
        status=status,
        start=day,
        parties=parties,
        origins=origins_of(standing.words),
        claim_ids=tuple(dict.fromkeys(saying.claim_id for saying in standing.words)),
        last_word=last_day(standing.words),
        because=because,
    )
