from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from marsad.read import inputs
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.fields import STANDARD
from marsad.read.found import Found
from marsad.read.inputs import read_sources
from marsad.read.limits import Limits
from marsad.read.sandbox import Sandbox
from marsad.read.terms import Fetch, Terms

THEN = datetime(2020, 2, 1, 12, tzinfo=UTC)


@dataclass
class Batch:
    """Puts files into a folder, reads them, and keeps what was complained of, without the folder's name."""

    folder: Path
    told: list[str] = field(default_factory=list)
    complaints: Complaints = field(init=False)

    def __post_init__(self) -> None:
        self.complaints = Complaints(lambda line: self.told.append(line.replace(f"{self.folder}/", "")))

    def put(self, name: str, content: str | bytes) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def read(
        self,
        *inputs: object,
        defaults: Defaults | None = None,
        columns: Mapping[str, str] = STANDARD,
        limits: Limits | None = None,
        fetch: Fetch | None = None,
    ) -> list[Found]:
        """Read these inputs, or else the whole folder."""
        names = [str(name) for name in inputs or [self.folder]]
        terms = Terms(defaults or Defaults(), columns, limits or Limits(), fetch, THEN)
        return list(read_sources(names, terms, self.complaints))

    def one(self, name: str, content: str | bytes, day: date | None = None) -> Found:
        """Read the one document of a file that is put into the folder."""
        [found] = self.read(self.put(name, content), defaults=Defaults(day))
        return found


@pytest.fixture(scope="session")
def shared_sandbox() -> Iterator[Sandbox]:
    with Sandbox(Limits()) as sandbox:
        yield sandbox


@pytest.fixture
def batch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, shared_sandbox: Sandbox) -> Batch:
    """Return an empty batch; what it reads within the usual limits is parsed by the same few processes."""

    def sandbox(limits: Limits) -> AbstractContextManager[Sandbox]:
        return nullcontext(shared_sandbox) if limits == Limits() else Sandbox(limits)

    monkeypatch.setattr(inputs, "Sandbox", sandbox)
    return Batch(tmp_path)
