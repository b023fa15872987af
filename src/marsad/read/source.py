"""One input to be read: where it is, and its bytes."""

import io
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Self

from marsad.errors import InputError
from marsad.read.limits import megabytes
from marsad.read.recognise import HEAD, Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """The first bytes of an input, by which it is recognised, and a stream of all of them.

    `place` tells people where it is; `path` is set for a regular file on disk. `url` and `charset` are known of what
    came from a web server. `inside` are the archives that it was taken out of. `listed`: another input gave its
    address.
    """

    place: str
    head: bytes
    stream: IO[bytes]
    retrieved: datetime
    path: Path | None = None
    url: str = ""
    charset: str = ""
    inside: frozenset[Kind] = frozenset()
    listed: bool = False

    @classmethod
    def of_bytes(cls, data: bytes, place: str, retrieved: datetime) -> Self:
        """Return bytes in memory as a source."""
        return cls(place=place, head=data[:HEAD], stream=io.BytesIO(data), retrieved=retrieved)

    @classmethod
    def of_stream(cls, stream: IO[bytes], place: str, retrieved: datetime, path: Path | None = None) -> Self:
        """Return an open file, or a pipe, which cannot be rewound."""
        head = stream.read(HEAD)
        if stream.seekable():
            stream.seek(0)
        else:
            stream = io.BufferedReader(_Continued(head, stream))
        return cls(place=place, head=head, stream=stream, retrieved=retrieved, path=path)

    def whole(self, limit: int) -> bytes:
        """Return all bytes; raise `InputError` for more than `limit`, of which no more than that is read."""
        known_large = self.path is not None and self.path.stat().st_size > limit
        data = b"" if known_large else self.stream.read(limit + 1)
        if known_large or len(data) > limit:
            raise InputError(f"larger than {megabytes(limit)}; split it into reports, one a line of a .jsonl file.")
        return data


class _Continued(io.RawIOBase):
    """What was read ahead of a stream, and then the rest of it."""

    def __init__(self, ahead: bytes, rest: IO[bytes]) -> None:
        self._ahead, self._rest = ahead, rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        chunk = self._ahead[: len(buffer)] or self._rest.read(len(buffer))
        self._ahead = self._ahead[len(chunk) :]
        buffer[: len(chunk)] = chunk
        return len(chunk)
