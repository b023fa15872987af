"""What a ledger's claims come to, for programs and for the commands: plain values, as they are or were known."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Protocol, TypedDict, TypeVar, Unpack

from marsad.derive.ask import Ask
from marsad.derive.changes import Change, Changes, changes, told
from marsad.derive.control import histories, on
from marsad.derive.dossier import Dossier
from marsad.derive.select import Box, Sought, select
from marsad.derive.sheet import Sheet, sheet
from marsad.derive.sources import Witness, witnesses
from marsad.derive.tally import Tally, tally
from marsad.derive.timeline import Entry, timeline
from marsad.errors import InputError
from marsad.model import Cell, Event, Grade, Holding, Link, Policy
from marsad.read.day import parse_day
from marsad.run import view_rows
from marsad.run.entities import place
from marsad.run.listing import Listing
from marsad.run.naming import party_named, place_named

if TYPE_CHECKING:  # merging is slow to import, and adding does not need it
    from marsad.merge.explain import Explanation
    from marsad.run.kept import KeptView
    from marsad.run.view import View

Day = date | str
"""A day, or the same in ISO ("2020-01-28")."""
Word = TypeVar("Word", Grade, Policy)


class Told(TypedDict, total=False):
    """As of which day, and by which policy figures are chosen ("central" where none is given)."""

    as_of: Day | None
    policy: str


class Looked(Told, total=False):
    """Which events are looked for: `place` and `party` by id or name, `since` and `until` inclusive."""

    place: str
    box: Box | None
    since: Day | None
    until: Day | None
    kinds: Sequence[str]
    party: str
    grades: Sequence[str]


class Tallied(Told, total=False):
    """What is tallied: `by` names dimensions ("place", "month", "party", ...: `marsad.derive.dimensions`)."""

    measure: str
    by: Sequence[str]
    place: str
    since: Day | None
    until: Day | None
    party: str


@dataclass(frozen=True)
class Tallies(Listing[Cell]):
    """The cells of a tally, and in `tally` their sum, the running totals beside it, and what was left out."""

    tally: Tally


@dataclass(frozen=True)
class Differences(Listing[Change]):
    """What changed, in words, and in `changes` as values."""

    changes: Changes


class Views(Protocol):
    """What follows from the records of whoever gives a `view`. All raise `InputError` for what is not there."""

    def view(self, as_of: date | None = None) -> "View | KeptView":
        """Return what follows from all records, or from those known at the end of a day."""

    def dossier(self, **told: Unpack[Told]) -> Dossier:
        """Return claims, origins, events and running totals, from which all else is derived."""
        found = self.view(_day(told.get("as_of"))).dossier
        return replace(found, policy=_word(Policy, told.get("policy") or Policy.CENTRAL), place=place)

    def events(self, **looked: Unpack[Looked]) -> Listing[Event]:
        """Return the events that are looked for, by day; those without a day last."""
        dossier = self._dossier(looked)
        return Listing(select(sought(looked, dossier), dossier), partial(view_rows.event_row, dossier=dossier))

    def event(self, name: str, **told: Unpack[Told]) -> Sheet:
        """Return all there is of the event with this id, or the only one whose id begins so."""
        dossier = self.dossier(**told)
        found = [event for event in dossier.events if event.id.startswith(name)]
        if len(found) != 1:
            several = f"begins the ids of {len(found)} events; give more of it" if found else "is the id of no event"
            raise InputError(f"{name} {several}. `marsad events` lists them.")
        return sheet(found[0], dossier)

    def tally(self, **tallied: Unpack[Tallied]) -> Tallies:
        """Return sums of events, with all that they are made of, and what they leave out."""
        dossier = self._dossier(tallied)
        party, where = tallied.get("party"), tallied.get("place")
        ask = Ask(
            measure=tallied.get("measure") or "killed",
            by=tuple(tallied.get("by") or ()),
            start=_day(tallied.get("since")),
            end=_day(tallied.get("until")),
            place=place_named(where, dossier) if where else None,
            party=party_named(party) if party else "",
        )
        found = tally(ask, dossier)
        return Tallies(found.cells, partial(view_rows.cell_row, dossier=dossier), found)

    def control(
        self, *, place: str = "", at: Day | None = None, history: bool = False, **told: Unpack[Told]
    ) -> Listing[Holding]:
        """Return who holds each place by the last word, or by the words in force `at` a day; with `history` since when.

        `place` takes in what lies in it.
        """
        dossier = self.dossier(**told)
        area = place_named(place, dossier) if place else None
        found = [each for each in histories(dossier).values() if area is None or area.id in each[0].place.areas]
        held = [each for one in found for each in (one if history else _in_force(one, _day(at)))]
        return Listing(tuple(held), partial(view_rows.holding_row, dossier=dossier))

    def timeline(self, **looked: Unpack[Looked]) -> Listing[Entry]:
        """Return events and changes of holder in order of days."""
        dossier = self._dossier(looked)
        narrow = replace(dossier, events=select(sought(looked, dossier), dossier))
        found = timeline(narrow, _day(looked.get("since")), _day(looked.get("until")))
        return Listing(found, partial(view_rows.entry_row, dossier=dossier))

    def sources(self, **told: Unpack[Told]) -> Listing[Witness]:
        """Return the origins of claims in numbers, those that tell of most events first."""
        return Listing(witnesses(self.dossier(**told)), view_rows.witness_row)

    def diff(self, since: Day, until: Day | None = None, *, policy: str = "") -> Differences:
        """Return what is known at the end of the day `until` (None: now) and was not at the end of `since`."""
        before, after = self.dossier(as_of=since, policy=policy), self.dossier(as_of=until, policy=policy)
        found = changes(before, after)
        return Differences(tuple(told(found, after)), view_rows.change_row, found)

    def brief(self, form: str = "md", *, names: bool = False, **looked: Unpack[Looked]) -> str:
        """Return one readable page, "md" or "html"; without `names`, names that may be persons' are withheld."""
        from marsad.run.brief import render  # noqa: PLC0415 - templates are slow to import
        from marsad.run.outlines import outlines  # noqa: PLC0415 - and so are shapes

        dossier = self._dossier(looked)
        return render(dossier, form, sought(looked, dossier), names=names, outlines=outlines)

    def pairs(self, as_of: Day | None = None) -> Iterator[Link]:
        """Yield the uncertain pairs of claims, those first on which most depends."""
        return self.view(_day(as_of)).pairs()

    def explain(self, left: str, right: str, as_of: Day | None = None) -> "Explanation":
        """Return why two claims, by id, stand in one event, or why not."""
        return self.view(_day(as_of)).explain(left, right)

    def _dossier(self, told: Told) -> Dossier:
        return self.dossier(as_of=told.get("as_of"), policy=told.get("policy", ""))


def sought(looked: Looked, dossier: Dossier) -> Sought:
    """Return what is looked for, with places and parties found. Raise `InputError` for what is not there."""
    where, party = looked.get("place"), looked.get("party")
    return Sought(
        place=place_named(where, dossier) if where else None,
        box=looked.get("box"),
        start=_day(looked.get("since")),
        end=_day(looked.get("until")),
        kinds=tuple(looked.get("kinds") or ()),
        party=party_named(party) if party else "",
        grades=tuple(_word(Grade, each) for each in looked.get("grades") or ()),
    )


def _day(day: Day | None) -> date | None:
    return parse_day(day) if isinstance(day, str) else day


def _word(kind: type[Word], word: str) -> Word:
    try:
        return kind(word)
    except ValueError:
        raise InputError(f"“{word}” is no {kind.__name__.lower()}; give one of {', '.join(kind)}.") from None


def _in_force(history: tuple[Holding, ...], day: date | None) -> tuple[Holding, ...]:
    held = on(history, day) if day else history[-1]
    return (held,) if held else ()
