"""Exports being written: each in a file of its own, beside the pages, which say how far it is."""

import atexit
from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from threading import Event, Lock, Thread
from typing import IO

from marsad.web.privacy import Public
from marsad.web.replies import Problem, Row
from marsad.web.traffic import Traffic

KEPT = 4  # the last exports, written or being written

Write = Callable[[IO[bytes], "Packet"], None]


class Stopped(Exception):  # noqa: N818 - no error: nobody waits for it any more
    """So many exports were begun since that this one is not written to its end."""


@dataclass(slots=True)
class Packet:
    """One export: `done` of `total` rows are written to `file`; `public` counts what it withholds, if anything."""

    file: Path
    total: int
    public: Public | None
    traffic: Traffic = field(default_factory=Traffic)
    done: int = 0
    stopped: bool = False
    failed: Exception | None = None
    _ended: Event = field(default_factory=Event)

    def counted(self, rows: Iterable[Row]) -> Iterator[Row]:
        """Yield rows and count them, as long as the export is wanted."""
        for row in rows:
            if self.stopped:
                raise Stopped
            self.traffic.give_way()
            yield row
            self.done += 1

    def ready(self, patience: float = 0) -> bool:
        """Whether all is written, after waiting for it so many seconds. Raise what went wrong."""
        with self.traffic.waiting():
            ended = self._ended.wait(patience)
        if isinstance(self.failed, Stopped):
            raise Problem(409, "Other exports were begun meanwhile; ask for this one again.")
        if self.failed:
            raise self.failed
        return ended

    def write(self, write: Write) -> None:
        """Write it; what goes wrong is told to whoever asks."""
        try:
            with self.file.open("wb") as file:
                write(file, self)
        except Exception as error:  # noqa: BLE001 - told to whoever asks
            self.failed = error
        self._ended.set()


@dataclass(slots=True)
class Packets:
    """The last exports, by what was asked for. They lie in a folder that goes when the desk closes.

    `traffic` are the requests that they give way to.
    """

    traffic: Traffic = field(default_factory=Traffic)
    _folder: TemporaryDirectory[str] | None = None
    _made: dict[Hashable, Packet] = field(default_factory=dict)
    _number: int = 0
    _lock: Lock = field(default_factory=Lock)

    def packet(self, key: Hashable, total: int, public: Public | None, write: Write) -> Packet:
        """Return the export for a key; begin to write it where it is not there."""
        with self._lock:
            if key not in self._made:
                self._made[key] = made = Packet(self._file(), total, public, self.traffic)
                Thread(target=made.write, args=[write], daemon=True).start()
                while len(self._made) > KEPT:
                    self._drop(next(iter(self._made)))
            return self._made[key]

    def _file(self) -> Path:
        if self._folder is None:
            self._folder = TemporaryDirectory()
            atexit.register(self._folder.cleanup)
        self._number += 1
        return Path(self._folder.name) / f"{self._number}.zip"

    def _drop(self, key: Hashable) -> None:
        old = self._made.pop(key)
        old.stopped = True
        old.file.unlink(missing_ok=True)
