"""What parsers are asked, and what they answer: plain values that travel between processes as JSON and bytes."""

import json
import struct
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import IO, Any

from marsad.read.limits import Limits

_SIZES = struct.Struct(">II")  # of the header and of the bytes behind it

OUT_OF_MEMORY = 70  # the exit code of a parser that had no more


@dataclass(frozen=True, slots=True)
class Job:
    """One input for one parser. `charset` is what the server that sent it declared, `url` where it stood."""

    stream: IO[bytes]
    size: int
    limits: Limits
    charset: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class Article:
    """The text of one document with what the input says about it.

    `item` tells it from others of the same input ("#3"), `published` is ISO if the input's form could be read, and as
    printed if not. `warnings` are sentences.
    """

    text: str
    title: str = ""
    published: str = ""
    outlet: str = ""
    url: str = ""
    item: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """A file out of an archive. `retrieved` is when the archive got it (ISO, UTC), `body` its unpacked bytes."""

    item: str
    url: str = ""
    charset: str = ""
    retrieved: str = ""
    body: bytes = b""


@dataclass(frozen=True, slots=True)
class Refusal:
    """A part of the input that is left out, and why; the rest of it goes on."""

    item: str
    reason: str


@dataclass(frozen=True, slots=True)
class Remark:
    """Something that a person should know of the whole input; nothing is lost by it."""

    remark: str


@dataclass(frozen=True, slots=True)
class Done:
    """The end of the answers to one job; a `reason` says why the input as a whole could not be read further."""

    reason: str = ""


Part = Article | Member | Refusal | Remark
_KINDS: dict[str, type[Article | Member | Refusal | Remark | Done]] = {
    kind.__name__: kind for kind in (Article, Member, Refusal, Remark, Done)
}


def send_part(stream: IO[bytes], part: Part | Done) -> None:
    """Write a part; the bytes of a member travel as they are."""
    body = part.body if isinstance(part, Member) else b""
    fields = asdict(replace(part, body=b"") if isinstance(part, Member) else part)
    fields.pop("body", None)
    send(stream, {"kind": type(part).__name__, **fields}, body)


def receive_part(stream: IO[bytes]) -> Part | Done:
    """Read what `send_part` wrote; raise `EOFError` if the other side has ended."""
    fields, body = receive(stream)
    kind = _KINDS[fields.pop("kind")]
    if kind is Member:
        fields["body"] = body
    if kind is Article:
        fields["warnings"] = tuple(fields["warnings"])
    return kind(**fields)


def send(stream: IO[bytes], header: dict[str, Any], body: bytes = b"") -> None:
    """Write a header that JSON can hold, and the bytes that belong to it."""
    head = json.dumps(header).encode()
    stream.writelines((_SIZES.pack(len(head), len(body)), head, body))
    stream.flush()


def receive(stream: IO[bytes]) -> tuple[dict[str, Any], bytes]:
    """Read what `send` wrote; raise `EOFError` if the other side has ended."""
    head, body = _SIZES.unpack(_exactly(stream, _SIZES.size))
    return json.loads(_exactly(stream, head)), _exactly(stream, body)


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = b"".join(_chunks(stream, size))
    if len(data) < size:
        raise EOFError
    return data


def _chunks(stream: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := stream.read(min(size, 2**20))):
        size -= len(chunk)
        yield chunk
