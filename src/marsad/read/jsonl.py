"""JSON Lines of documents: one object a line with `text`, and `id`, `title`, `published`, `outlet`, `url` if known."""

import json
from collections.abc import Iterator
from typing import IO, Any

from marsad.errors import InputError
from marsad.read.complaints import Complaints
from marsad.read.decode import decode
from marsad.read.limits import MAX_BYTES, megabytes

ONE_A_LINE = "write one object a line"


def lines(stream: IO[bytes], place: str) -> Iterator[tuple[str, bytes]]:
    """Yield the place ("file:line") and bytes of each line that is not blank.

    Raise `InputError` at a line that is too long, beyond which nothing is read.
    """
    number = 0
    while line := stream.readline(MAX_BYTES + 1):
        number += 1
        if len(line) > MAX_BYTES:
            limit = megabytes(MAX_BYTES)
            raise InputError(
                f"line {number} is larger than {limit}, and nothing behind it was read; leave that line out."
            )
        if line.strip():
            yield f"{place}:{number}", line


def objects(stream: IO[bytes], place: str, complaints: Complaints) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each line's place and object; a line that holds none is refused and the next is read."""
    for where, line in lines(stream, place):
        try:
            yield where, checked_object(parse(decode(line).text, ONE_A_LINE))
        except InputError as error:
            complaints.refuse(where, error)


def checked_object(value: Any) -> dict[str, Any]:
    """Return `value` if it is an object; raise `InputError` otherwise."""
    if not isinstance(value, dict):
        raise InputError(f"not a JSON object; {ONE_A_LINE}.")
    return value


def parse(text: str, remedy: str) -> Any:
    """Return the value that JSON stands for; `remedy` ends the sentence of the `InputError` otherwise raised."""
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise InputError(f"not JSON ({error.msg} at {_position(error)}); {remedy}.") from error
    except (ValueError, RecursionError) as error:
        raise InputError(f"JSON nested too deep or with too long a number; {remedy}.") from error


def _position(error: json.JSONDecodeError) -> str:
    return f"line {error.lineno}, column {error.colno}" if error.lineno > 1 else f"column {error.colno}"
