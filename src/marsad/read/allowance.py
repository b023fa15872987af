"""How much an archive may still unpack to."""

from typing import Protocol

from marsad.errors import InputError
from marsad.read.limits import Limits, megabytes


class Readable(Protocol):
    """What unpacks as it is read."""

    def read(self, size: int, /) -> bytes:
        """Return at most `size` bytes."""


class Allowance:
    """Counts what is unpacked of an archive of `size` bytes, and ends it where it is more than anyone archives."""

    def __init__(self, size: int, limits: Limits) -> None:
        self._one = limits.bytes
        self._total = self._left = max(limits.bytes, min(limits.unpacked, limits.ratio * size))

    def read(self, stream: Readable) -> bytes | None:
        """Return all of an unpacking stream, or None if it is larger than one document may be.

        Raise `InputError` where the archive as a whole has unpacked to too much.
        """
        data = stream.read(min(self._one, self._left) + 1)
        self._left -= len(data)
        if self._left < 0:
            raise InputError(
                f"it unpacks to more than {megabytes(self._total)}; unpack it and read what you need of it."
            )
        return None if len(data) > self._one else data
