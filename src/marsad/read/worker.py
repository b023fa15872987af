"""The process that parses: it takes jobs on standard input, answers on standard output, and may die of any of them.

Formats whose parsers are large, or written in C, or led by the nose by what they parse, are read here only. The
parsers are given bytes and answer with plain values; they cannot fill the memory, outlive their reader or write files.
"""

import io
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import IO, Any

from marsad.errors import InputError
from marsad.read.limits import Limits
from marsad.read.parts import OUT_OF_MEMORY, Done, Job, Part, receive, send_part

PARSERS = {  # imported when first asked for: each brings a library of its own
    "html": "marsad.read.html",
    "feed": "marsad.read.feed",
    "pdf": "marsad.read.pdf",
    "mail": "marsad.read.mail",
    "zip": "marsad.read.unzip",
    "gzip": "marsad.read.gunzip",
    "warc": "marsad.read.warc",
}

if sys.platform == "win32":

    def confine(memory: int) -> None:
        """Windows has no such limits; there the parent's deadline alone holds."""

    def allow(seconds: float) -> None:
        """Windows has no such limits; there the parent's deadline alone holds."""

else:
    import resource

    def confine(memory: int) -> None:
        """Limit this process to `memory` bytes, and let it write neither files nor core dumps."""
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
        if sys.platform == "linux":  # elsewhere the limit is refused, or counts what is only reserved
            resource.setrlimit(resource.RLIMIT_AS, (memory, memory))

    def allow(seconds: float) -> None:
        """Let this process compute for some seconds more: it ends even if whoever would stop it is gone."""
        until = int(time.process_time() + seconds) + 2
        resource.setrlimit(resource.RLIMIT_CPU, (until, resource.RLIM_INFINITY))


def main() -> None:
    """Answer jobs until there are none."""
    jobs, answers = sys.stdin.buffer, sys.stdout.buffer
    sys.stdout = sys.stderr  # a library that prints would garble the answers
    while True:
        try:
            header, body = receive(jobs)
        except EOFError:
            return
        limits = Limits(**header.pop("limits"))
        confine(limits.memory)
        serve(header, body, limits, answers)


def serve(header: dict[str, Any], body: bytes, limits: Limits, answers: IO[bytes]) -> None:
    """Answer one job: some parts and `Done`."""
    reason = ""
    try:
        with ExitStack() as opened:
            for part in _parts(header, body, limits, opened):
                send_part(answers, part)
                allow(limits.seconds)
    except InputError as error:
        reason = str(error)
    except MemoryError:
        sys.exit(OUT_OF_MEMORY)
    except RecursionError:
        reason = "it is nested too deep to be read; save its text as .txt."
    except OSError as error:
        reason = f"{error.strerror or error}; check the file and its permissions."
    except Exception as error:  # noqa: BLE001 - parsers raise what they like over damaged input
        reason = f"it is damaged ({type(error).__name__}: {str(error)[:200]}); save its text as .txt."
    send_part(answers, Done(reason))


def _parts(header: dict[str, Any], body: bytes, limits: Limits, opened: ExitStack) -> Iterator[Part]:
    allow(limits.seconds)
    stream = opened.enter_context(_stream(header["path"], body))
    parse: Callable[[Job], Iterator[Part]] = import_module(PARSERS[header["parser"]]).parts
    return parse(Job(stream, header["size"], limits, header["charset"], header["url"]))


def _stream(path: str, body: bytes) -> IO[bytes]:
    return Path(path).open("rb") if path else io.BytesIO(body)


if __name__ == "__main__":
    main()
