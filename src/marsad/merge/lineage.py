"""Who belongs to whom, and whose voice a speaker is."""

from collections.abc import Callable, Iterator
from datetime import date
from functools import cache

from marsad.model import Party, Speaker


class Lineage:
    """Parties and speakers, asked how they stand to one another.

    `party` and `speaker` look an id up (a dictionary's `get`, say), `outlet` finds the id of the speaker that an outlet
    of some name is, `side` the side that a party, or what it belongs to, is on in a country's war on a day; each
    returns None for what it does not know, which is nobody's, and kin to nobody but itself.
    """

    def __init__(
        self,
        party: Callable[[str], Party | None] = lambda _: None,
        speaker: Callable[[str], Speaker | None] = lambda _: None,
        outlet: Callable[[str], str | None] = lambda _: None,
        side: Callable[[str, str, date], str | None] = lambda *_: None,
    ) -> None:
        self._party = party
        self._speaker = speaker
        self._side = side
        self.outlet = outlet
        # Asked of every pair of accounts, of few distinct groups.
        self.opposed = cache(self._opposed)
        self.related = cache(self._related)
        self.line = cache(lambda party: tuple(self._upwards(party)))

    def _upwards(self, party: str | None) -> Iterator[str]:
        """Yield the party and what it belongs to, the nearest first."""
        seen = set()
        while party is not None and party not in seen:
            yield party
            seen.add(party)
            entry = self._party(party)
            party = entry.parent if entry else None

    def kin(self, left: str, right: str) -> bool:
        """Whether the two are one party, or one belongs to the other."""
        return left in self.line(right) or right in self.line(left)

    def _related(self, left: frozenset[str], right: frozenset[str]) -> bool:
        """Whether some party of `left` is kin to one of `right`."""
        return any(self.kin(one, other) for one in left for other in right)

    def _opposed(self, left: frozenset[str], right: frozenset[str], country: str, day: date) -> bool:
        """Whether each group stands on one side in a country's war on a day, and the two sides differ."""
        ours, theirs = ({self._side(party, country, day) for party in group} for group in (left, right))
        return len(ours) == len(theirs) == 1 and None not in ours | theirs and ours != theirs

    def aligned(self, speaker: str) -> str | None:
        """The party whose voice `speaker` is: a party is its own; None where it is nobody's or not known."""
        if self._party(speaker):
            return speaker
        entry = self._speaker(speaker)
        return entry.aligned if entry else None

    def name(self, identity: str) -> str:
        """The name of a party or speaker; the id where it is not known."""
        entry = self._party(identity) or self._speaker(identity)
        return entry.name if entry else identity

    def has_name(self, speaker: str) -> bool:
        """Whether a speaker is somebody in particular, so that two documents that credit it credit one."""
        entry = self._speaker(speaker)
        return entry is None or entry.kind != "unnamed"
