"""What decides between readings of a name, and what a reading is."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property

from marsad.model import Candidate
from marsad.registry import Actors, Meant
from marsad.resolve.theatre import Theatre

SURE, LIKELY, POSSIBLE = (
    0.95,
    0.75,
    0.5,
)  # scores of what words alone settle, what the theatre settles, and what is left


@dataclass(frozen=True, slots=True)
class Reading:
    """The parties that words were taken to be (none where they were not resolved), why, and what was weighed."""

    parties: tuple[str, ...]
    because: str
    candidates: tuple[Candidate, ...] = ()


def known_as(printed: str, name: str, *, shared: bool = False) -> str:
    """Return in words that what is printed is a name of somebody."""
    if printed == name:
        return f"“{printed}” is in the registry"
    return f"“{printed}” is {'a' if shared else 'the'} name of {name}"


@dataclass(frozen=True)
class Context:
    """The countries that a report tells of, the day of which it tells, and the armed groups that it names."""

    actors: Actors
    theatre: Theatre
    day: date | None = None
    groups: tuple[str, ...] = ()

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """The countries of the theatre, the weightiest first."""
        return tuple(sorted(self.theatre, key=lambda code: (-self.theatre[code], code)))

    @cached_property
    def homes(self) -> tuple[str, ...]:
        """The countries with a war of their own that day, or else all: whose army "the army" may be."""
        return tuple(code for code in self.countries if self.actors.at_war(code, self.day)) or self.countries

    def name(self, party: str) -> str:
        """Return the party's name, for reasons."""
        known = self.actors.party(party)
        return known.name if known else party

    def when(self) -> str:
        """Return " in May 2016", or nothing where no day is known."""
        return f" in {self.day:%B %Y}" if self.day else ""

    def scored(self, key: str, score: float, because: str) -> Candidate:
        """Return a party as a candidate."""
        return Candidate(id=key, name=self.name(key), score=round(score, 3), because=because)

    def settled(self, meant: Meant, because: str, score: float) -> Reading:
        """Return the reading that words mean a party; `because` ends before its name."""
        words = f"{because} {self.name(meant.party)}"
        return Reading((meant.party,), words, (self.scored(meant.party, score, words),))
