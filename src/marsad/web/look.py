"""What is derived, as screens look at it: events as rows, made once for each state of the ledger."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any, TypeVar

from marsad.derive.bounds import Bounds
from marsad.derive.control import histories
from marsad.derive.dossier import Dossier
from marsad.derive.shares import whole
from marsad.derive.sources import Witness, witnesses
from marsad.derive.wording import amount, deed, span, struck
from marsad.lexicon import load
from marsad.model import Event, Figure, Grade, Holding, Place, phrases
from marsad.registry.actors import NAMED as NAMED_PARTY
from marsad.run.veil import covered, persons_in, private_in
from marsad.web.cards import place_row
from marsad.web.replies import Row

if TYPE_CHECKING:  # merging is slow to import
    from marsad.run.sums import Sums

Made = TypeVar("Made")

KEPT = 64  # answers that are kept


@dataclass(frozen=True)
class Look:
    """A dossier with the sums over its documents, and the rows that lists, the map and charts are made of.

    Nothing in it changes. Rows of events that are the same in the look `before` are taken over.
    """

    dossier: Dossier
    sums: "Sums"
    before: "Look | None" = field(default=None, repr=False, compare=False)

    @cached_property
    def events(self) -> dict[str, Event]:
        """Events by id, the latest first; those without a day come last."""
        undated = date.min
        ordered = sorted(self.dossier.events, key=lambda event: (event.start or undated, event.id), reverse=True)
        return {event.id: event for event in ordered}

    @cached_property
    def rows(self) -> list[Row]:
        """A row for each event, in the order of `events`."""
        before = self.before
        held, rows = (before.events, before.by_id) if before else ({}, {})
        object.__setattr__(self, "before", None)  # nobody asks for it again
        return [rows[key] if held.get(key) is event else self.row(event) for key, event in self.events.items()]

    def prepare(self) -> None:
        """Make what most pages show, before anybody waits for it."""
        _ = self.rows, self.by_id, self.needs, self.attested, self.witnesses, self.histories, self.event_of, self.said

    @cached_property
    def event_of(self) -> dict[str, str]:
        """The id of the event that each claim is in."""
        return {claim_id: event.id for event in self.dossier.events for claim_id in event.claim_ids}

    @cached_property
    def histories(self) -> dict[str, tuple[Holding, ...]]:
        """Who held each place, by its id."""
        return {key: history for key, history in histories(self.dossier).items() if history}

    @cached_property
    def witnesses(self) -> tuple[Witness, ...]:
        """How each named origin stands among the others."""
        return witnesses(self.dossier)

    def private(self, document_id: str) -> tuple[str, ...]:
        """Return the names of private persons in a document."""
        if document_id not in self._private:
            self._private[document_id] = private_in(*self.sums.called.get(document_id, ((), ())))
        return self._private[document_id]

    @cached_property
    def _private(self) -> dict[str, tuple[str, ...]]:
        return {}

    @cached_property
    def witnesses_covered(self) -> frozenset[str]:
        """Names of private persons to whom anything is credited."""
        credited = {source for _, sources in self.sums.called.values() for source in sources}
        return frozenset(private_in((), credited))

    @cached_property
    def needs(self) -> dict[str, tuple[str, ...]]:
        """The claims that need something of a person, by what: a day, a place, or a word on what contradicts them."""
        placeless = (ids for (slot, _), ids in self.sums.unsettled.items() if slot == "place")
        return {
            "date": tuple(chain.from_iterable(self.sums.undated.values())),
            "place": tuple(chain.from_iterable(placeless)),
            "conflict": tuple(
                name for event in self.dossier.events if self._conflicts(event) for name in event.claim_ids
            ),
        }

    @cached_property
    def attested(self) -> dict[str, tuple[str, ...]]:
        """The claims of events by how well these are attested."""
        found: dict[str, list[str]] = defaultdict(list)
        for event in self.dossier.events:
            found[str(event.grade)] += event.claim_ids
        return {grade: tuple(names) for grade, names in found.items()}

    def _conflicts(self, event: Event) -> bool:
        """Whether an event is denied by some, or its origins give figures that exclude one another."""
        if event.grade is Grade.CONTESTED:
            return True
        return any(
            figure.high is not None and figure.low is not None and figure.low < figure.high and len(figure.used) > 1
            for figure in self.dossier.figures[event.id]
        )

    def once(self, key: Hashable, make: Callable[[], Made]) -> Made:
        """Return what `make` makes; what was made for a key is kept, as nothing here changes."""
        if key not in self._made:
            while len(self._made) >= KEPT:
                self._made.pop(next(iter(self._made)), None)
            self._made[key] = make()
        found: Made = self._made[key]
        return found

    @cached_property
    def _made(self) -> dict[Hashable, Any]:
        return {}

    @cached_property
    def said(self) -> dict[str, str]:
        """The words by which each event is found, by its id."""
        return {row["id"]: f"{row['title']} {row['actors']} {row['targets']}".casefold() for row in self.rows}

    @cached_property
    def by_id(self) -> dict[str, Row]:
        """The rows of events by id."""
        return {row["id"]: row for row in self.rows}

    def row(self, event: Event) -> Row:
        """Return an event as lists show it."""
        lead = self.lead(event)
        bounds = lead[1] if lead else Bounds()
        place = event.place
        return {
            "id": event.id,
            "title": f"{deed(event)}, {place.name}" if place else f"{deed(event)}, place not known",
            "kind": event.kind,
            "figure": f"{span(bounds)} {lead[0]}" if lead and bounds.known else "",
            "low": bounds.low,
            "best": bounds.best,
            "high": bounds.high,
            "open": bounds.known and bounds.high is None,
            "start": event.start.isoformat() if event.start else None,
            "end": event.end.isoformat() if event.end else None,
            "when": days(event.start, event.end),
            "grade": str(event.grade),
            "actors": self.names(event.actors),
            "targets": self.victims(struck(event, self.dossier.sides)),
            "claims": len(event.claim_ids),
            "origins": len(event.origins),
            **self._where(place),
        }

    def lead(self, event: Event) -> tuple[str, Bounds] | None:
        """Return the measure by which an event is told of first, with its bounds over all parties."""
        figures = self.dossier.figures[event.id]
        for measure, entry in load("derive/measures.yml")["measures"].items():
            if any(figure.measure == measure for figure in figures):
                bounds = whole(figures, measure)
                if bounds:
                    return entry["noun"], bounds
        return None

    def names(self, keys: tuple[str, ...]) -> str:
        """Return the names of parties, joined."""
        return " and ".join(dict.fromkeys(self.dossier.sides.name(key) for key in keys))

    def victims(self, keys: tuple[str, ...]) -> str:
        """Return the names of parties that were hit; those of private persons are covered."""
        return " and ".join(dict.fromkeys(_discreet(key, self.dossier.sides.name(key)) for key in keys))

    def _where(self, place: Place | None) -> Row:
        row = place_row(place) if place else {}
        return {
            "place": place.name if place else "",
            "place_id": place.id if place else "",
            "country": place.country if place else None,
            **{name: row.get(name) for name in ("latitude", "longitude", "radius_km", "precision", "precision_says")},
        }

    def figures(self, event: Event) -> Iterator[Row]:
        """Yield the figures of an event, with the bar that shows them."""
        figures = self.dossier.figures[event.id]
        for figure in figures:
            top = max((_top(each) for each in figures if each.measure == figure.measure), default=1.0)
            yield {**self.figure(figure), "bar": bar(figure, top)}

    def figure(self, figure: Figure) -> Row:
        """Return a figure in words, with the rule and the claims that set it."""
        return {
            "measure": figure.measure,
            "noun": load("derive/measures.yml")["measures"][figure.measure]["noun"],
            "party": self.dossier.sides.name(figure.party) if figure.party else "",
            "party_id": figure.party,
            "says": amount(figure),
            "low": figure.low,
            "best": figure.best,
            "high": figure.high,
            "open_top": figure.open_top,
            "unit": figure.unit,
            "policy": str(figure.policy),
            "rule": figure.rule,
            "used": list(figure.used),
            "set_aside": [{"claim": aside.claim_id, "because": aside.because} for aside in figure.set_aside],
        }


def _discreet(key: str, name: str) -> str:
    """Return the name of a party, covered where no registry knows it and it is printed as names of persons are."""
    return covered(name, [each.lower() for each in persons_in(name.title())]) if key.startswith(NAMED_PARTY) else name


def days(start: date | None, end: date | None) -> str:
    """Return days in few words, "" where none is known."""
    if start and end:
        return phrases.period(start, end)
    return f"from {phrases.day(start)}" if start else f"until {phrases.day(end)}" if end else ""


WIDTH = 100.0
TAIL = 7.0  # how far a bar goes on whose end nobody knows: enough to be seen, too little to look like a figure


def bar(figure: Figure | Bounds, top: float) -> Row:
    """Return where low, best and high stand on a bar from 0 to `top`, in hundredths of its width."""
    scale = WIDTH / top if top else 0.0
    low = min((figure.low or 0.0) * scale, WIDTH - 1)
    told = min(max(figure.low or 0.0, figure.best or 0.0) * scale, WIDTH - TAIL)
    high = told + TAIL if figure.high is None else min(figure.high * scale, WIDTH)
    known = (figure.low, figure.best, figure.high) != (None, None, None)
    return {
        "known": known,
        "x": round(low, 2),
        "width": round(max(high - low, 0.8), 2),
        "best": None if figure.best is None else round(min(figure.best * scale, WIDTH), 2),
        "open": known and figure.high is None,
        "tail": TAIL if figure.high is None else 0.0,
    }


def _top(figure: Figure) -> float:
    """Return how far a figure's bar reaches; an open one a third beyond what is known."""
    known = max((value for value in (figure.low, figure.best, figure.high) if value is not None), default=0.0)
    return (known if figure.high is not None else known * 4 / 3) or 1.0
