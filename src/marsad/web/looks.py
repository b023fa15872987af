"""What is derived, kept at hand: made anew in the background when records came in, so that no page waits for long."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from contextvars import ContextVar
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Lock, Thread
from typing import TYPE_CHECKING

from marsad.errors import InputError
from marsad.model import Policy
from marsad.store import EVERYTHING
from marsad.web.look import Look

if TYPE_CHECKING:
    from marsad.run.ledger import Ledger

PAST = 6  # looks at earlier days that are kept
PATIENCE = 1.5  # seconds that a page waits for what is new; longer work goes on behind it
MANY = 2000  # events that are read within a page's patience on any machine

for_a_person: ContextVar[bool] = ContextVar("for_a_person", default=False)
"""Whether a person waits for the answer, who is told what goes on where that takes long."""


class NotYet(Exception):  # noqa: N818 - no error: it is told to wait
    """What is derived is being read for the first time; `fresh` is whether it only has to be read."""

    def __init__(self, events: int, *, fresh: bool) -> None:
        super().__init__(events)
        self.events, self.fresh = events, fresh


@dataclass(slots=True)
class Looks:
    """The last look at a ledger, by policy, and the work on the next.

    `head` is the log entry that it goes up to. Only the very first look is waited for to its end, by people as long as
    they have patience.
    """

    ledger: "Ledger"
    head: tuple[int, str] = (0, "")
    made: dict[Policy, Look] = field(default_factory=dict)
    past: dict[tuple[tuple[int, str], date, Policy], Look] = field(default_factory=dict)
    _counted: tuple[tuple[int, str], int] | None = None
    _work: Thread | None = None
    _failed: Exception | None = None
    _lock: Lock = field(default_factory=Lock)

    def now(self, policy: str = "") -> Look:
        """Return what is derived under a policy ("": the usual one). Raise `InputError` for one that is none.

        Raise `NotYet` where a person would wait long for the first look at a large ledger.
        """
        wanted = _policy(policy)
        work = self._renew()
        if work:
            work.join(PATIENCE if self.made or self._takes_long() else None)
            if work.is_alive() and not self.made:
                raise NotYet(self._events(), fresh=self.ledger.fresh())
        with self._lock:
            if not self.made:
                raise self._failed or InputError("Nothing could be derived yet; look again in a moment.")
            if wanted not in self.made:
                usual = next(iter(self.made.values()))
                self.made[wanted] = Look(replace(usual.dossier, policy=wanted), usual.sums)
            return self.made[wanted]

    def earlier(self, day: date, policy: str = "") -> Look:
        """Return what was known by a day; the last few that were asked for are kept."""
        wanted, head = _policy(policy), self.ledger.store.head()
        with self._lock:
            found = self.past.get((head, day, wanted))
        if found is None:
            view = self.ledger.view(day)
            found = Look(replace(view.dossier, policy=wanted), view.sums)
            with self._lock:
                self.past[head, day, wanted] = found
                while len(self.past) > PAST:
                    del self.past[next(iter(self.past))]
        return found

    def at_hand(self) -> Look | None:
        """Return the last look without waiting for what is new; None before there is any.

        Work on the next begins, but on the first of a large ledger: whoever opens the desk sees the first page sooner.
        """
        if self.made or self._events() <= MANY:
            self._renew()
        return self.last

    @property
    def last(self) -> Look | None:
        """The last look, however old; None before there is any."""
        return next(iter(self.made.values()), None)

    @property
    def behind(self) -> bool:
        """Whether records came in that the last look does not know."""
        return self.head != self.ledger.store.head()

    def _events(self) -> int:
        """Return how many events were derived; counted anew only where records came in."""
        head = self.ledger.store.head()
        if self._counted is None or self._counted[0] != head:
            self._counted = head, self.ledger.store.count("event", EVERYTHING)
        return self._counted[1]

    def _takes_long(self) -> bool:
        return for_a_person.get() and self._events() > MANY

    def _renew(self) -> Thread | None:
        """Begin to derive anew where records came in; return the work that is going on, if any."""
        with self._lock:
            if self._work and self._work.is_alive():
                return self._work
            if self.made and not self.behind:
                return None
            self._work = Thread(target=self._derive, daemon=True)
            self._work.start()
            return self._work

    def _derive(self) -> None:
        try:
            with nullcontext() if self.made else _for_good():
                head = self.ledger.store.head()
                view = self.ledger.view()
                look = Look(view.dossier, view.sums, self.made.get(Policy.CENTRAL))
                look.prepare()
        except Exception as error:  # noqa: BLE001 - told to whoever looks
            self._failed = error
            return
        with self._lock:
            self.made, self.head, self._failed = {view.dossier.policy: look}, head, None


@contextmanager
def _for_good() -> Iterator[None]:
    """Keep what is made out of the garbage collector's sight: going through millions of values would hold up pages."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()
        gc.enable()


def _policy(word: str) -> Policy:
    try:
        return Policy(word) if word else Policy.CENTRAL
    except ValueError:
        raise InputError(f"“{word[:40]}” is no policy; give one of {', '.join(Policy)}.") from None
