"""Parsers in processes of their own, with a deadline: a file can end its parser, and nothing else."""

import subprocess
import sys
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path
from threading import Timer
from types import TracebackType
from typing import IO, Self

from marsad.errors import InputError
from marsad.read.limits import Limits, megabytes
from marsad.read.parts import OUT_OF_MEMORY, Done, Part, receive_part, send

JOBS = 500  # for one process: what libraries keep for themselves must not be held against the next file


class Sandbox:
    """Parses in child processes, each of which serves many inputs; a new one takes the place of one that fell."""

    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._idle: list[_Child] = []

    def parts(
        self, parser: str, body: bytes = b"", path: Path | None = None, *, charset: str = "", url: str = ""
    ) -> Iterator[Part]:
        """Yield what `parser` makes of `body`, or of the file at `path`; raise `InputError` where it cannot go on.

        A parser that unpacks and one that reads what was unpacked can be at work at once.
        """
        child = self._idle.pop() if self._idle else _Child(self._limits)
        size = path.stat().st_size if path else len(body)
        job = {"parser": parser, "path": str(path or ""), "size": size, "charset": charset, "url": url}
        try:
            yield from child.answers({**job, "limits": asdict(self._limits)}, body)
        finally:
            if child.ready:
                self._idle.append(child)
            else:
                child.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle:
            self._idle.pop().close()


class _Child:
    def __init__(self, limits: Limits) -> None:
        self._limits = limits
        self._jobs = 0
        self._busy = False
        self._late = False
        # -P: a folder with a hostile json.py in it must not become a place that modules are imported from.
        command = [sys.executable, "-P", "-m", "marsad.read.worker"]
        self._process = subprocess.Popen(  # noqa: S603 - our own module, in our own interpreter
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )

    @property
    def ready(self) -> bool:
        """Whether another job can be given: the last one was answered to its end."""
        return not self._busy and self._jobs < JOBS

    def answers(self, job: dict[str, object], body: bytes) -> Iterator[Part]:
        self._busy = True
        self._jobs += 1
        try:
            send(_pipe(self._process.stdin), job, body)
            while not isinstance(part := self._next(), Done):
                yield part
        except (EOFError, BrokenPipeError) as error:
            raise InputError(self._verdict()) from error
        self._busy = False
        if part.reason:
            raise InputError(part.reason)

    def _next(self) -> Part | Done:
        timer = Timer(self._limits.seconds, self._stop)
        timer.start()
        try:
            return receive_part(_pipe(self._process.stdout))
        finally:
            timer.cancel()

    def _stop(self) -> None:
        self._late = True
        self._process.kill()

    def _verdict(self) -> str:
        code = self._process.wait()
        if self._late:
            return f"reading it took longer than {self._limits.seconds:g} s; save its text as .txt."
        if code == OUT_OF_MEMORY:
            return f"reading it took more than {megabytes(self._limits.memory)} of memory; save its text as .txt."
        return f"its parser broke down (code {code}); save its text as .txt."

    def close(self) -> None:
        self._process.kill()
        for pipe in (self._process.stdin, self._process.stdout):
            try:
                _pipe(pipe).close()
            except BrokenPipeError:  # what was left to write goes nowhere
                continue
        self._process.wait()


def _pipe(pipe: IO[bytes] | None) -> IO[bytes]:
    if pipe is None:
        raise EOFError
    return pipe
