"""The time, which never stands still: what happens later is told from what happened before."""

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from threading import Lock

_TICK = timedelta(microseconds=1)
_BEGINNING = datetime.min.replace(tzinfo=UTC)


@dataclass(slots=True)
class Clock:
    """Tells the time in UTC, each time a later one."""

    _last: datetime = _BEGINNING
    _lock: Lock = field(default_factory=Lock)

    def __call__(self) -> datetime:
        """Return the time."""
        with self._lock:
            self._last = max(datetime.now(UTC), self._last + _TICK)
            return self._last
