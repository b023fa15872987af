"""What is known on one day and was not on another: the difference between two dossiers."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from marsad.derive import wording
from marsad.derive.bounds import Bounds
from marsad.derive.control import histories
from marsad.derive.dossier import Dossier
from marsad.derive.tolls import beside
from marsad.model import Event, Figure, Grade, Holding, Toll, phrases


@dataclass(frozen=True, slots=True, kw_only=True)
class Revised:
    """An event that both know, told otherwise: figures that came, went or changed as (before, after), and grades."""

    event: Event
    figures: tuple[tuple[Figure | None, Figure | None], ...]
    grades: tuple[Grade, Grade]
    new_claims: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Changes:
    """`appeared` and `gone` are events that only the later, and only the earlier day knows.

    What is gone was joined with another event, or turned out otherwise. `holdings` are (before, after) the last word on
    places that it changed for.
    """

    appeared: tuple[Event, ...] = ()
    gone: tuple[Event, ...] = ()
    revised: tuple[Revised, ...] = ()
    tolls: tuple[Toll, ...] = ()
    holdings: tuple[tuple[Holding | None, Holding], ...] = ()


class Change(NamedTuple):
    """One thing that changed, in words: `sort` is "new", "changed", "gone", "total" or "control".

    `id` is that of the event, running total or place, `claim_ids` those of the claims that made the difference.
    """

    sort: str
    id: str
    words: str
    claim_ids: tuple[str, ...] = ()


def changes(before: Dossier, after: Dossier) -> Changes:
    """Return what changed from one dossier to the other. An event keeps its id while its earliest claim stays."""
    old, new = ({event.id: event for event in each.events} for each in (before, after))
    known = {toll.id for toll in before.tolls}
    return Changes(
        appeared=tuple(event for key, event in new.items() if key not in old),
        gone=tuple(event for key, event in old.items() if key not in new),
        revised=tuple(
            found for key in new if key in old and (found := _revised(old[key], new[key], before, after)) is not None
        ),
        tolls=tuple(toll for toll in after.tolls if toll.id not in known),
        holdings=_holdings(before, after),
    )


def _revised(old: Event, new: Event, before: Dossier, after: Dossier) -> Revised | None:
    ours = {(figure.measure, figure.party, figure.unit): figure for figure in before.figures[old.id]}
    theirs = {(figure.measure, figure.party, figure.unit): figure for figure in after.figures[new.id]}
    columns = dict.fromkeys((*ours, *theirs))
    figures = tuple(
        (ours.get(key), theirs.get(key)) for key in columns if _bounds(ours.get(key)) != _bounds(theirs.get(key))
    )
    claims = tuple(claim_id for claim_id in new.claim_ids if claim_id not in set(old.claim_ids))
    if not figures and not claims and old.grade == new.grade:
        return None
    return Revised(event=new, figures=figures, grades=(old.grade, new.grade), new_claims=claims)


def _bounds(figure: Figure | None) -> Bounds | None:
    return Bounds.of(figure) if figure else None


def _holdings(before: Dossier, after: Dossier) -> tuple[tuple[Holding | None, Holding], ...]:
    old = {key: history[-1] for key, history in histories(before).items()}
    last = {key: history[-1] for key, history in histories(after).items()}
    return tuple((old.get(key), new) for key, new in last.items() if _differs(old.get(key), new))


def _differs(old: Holding | None, new: Holding) -> bool:
    return old is None or (old.status, old.parties) != (new.status, new.parties)


def told(found: Changes, dossier: Dossier) -> Iterator[Change]:
    """Yield what changed, a line each; `dossier` is the later one."""
    for event in found.appeared:
        yield Change("new", event.id, _titled(event, dossier), event.claim_ids)
    for each in found.revised:
        yield Change("changed", each.event.id, f"{_named(each.event)}: {_revision(each, dossier)}", each.new_claims)
    for event in found.gone:
        yield Change(
            "gone", event.id, f"{_named(event)}: joined with another event, or told otherwise", event.claim_ids
        )
    for toll in found.tolls:
        if stood := beside(toll, dossier).figure:
            words = f"{toll.origin.label}: {wording.counted(stood, dossier.sides)} in all, {wording.window(toll)}"
            yield Change("total", toll.id, words, toll.claim_ids)
    for old, new in found.holdings:
        was = f", before that {wording.held(old, dossier.sides)}" if old else ""
        words = f"{new.place.name}: {wording.held(new, dossier.sides)}{was}; {new.because}"
        yield Change("control", new.place.id, words, new.claim_ids)


def _titled(event: Event, dossier: Dossier) -> str:
    return f"{wording.days(event)}: {wording.title(event, dossier.figures[event.id], dossier.sides)}"


def _named(event: Event) -> str:
    return f"{wording.days(event)}: {wording.deed(event)}, {wording.where(event)}"


def _revision(revised: Revised, dossier: Dossier) -> str:
    parts = [_figure(old, new, dossier) for old, new in revised.figures]
    if revised.grades[0] != revised.grades[1]:
        parts.append(f"{revised.grades[0]} → {revised.grades[1]}")
    return "; ".join(parts) or f"{phrases.count(len(revised.new_claims), 'claim')} more, the same figures"


def _figure(old: Figure | None, new: Figure | None, dossier: Dossier) -> str:
    if new is None:
        return f"no longer {wording.counted(old, dossier.sides)}" if old else ""
    before = f"{wording.amount(old)} → " if old else ""
    return before + wording.counted(new, dossier.sides)
