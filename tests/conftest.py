import io
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import fakes
from marsad.cli import main

# A law holds on slow machines too.
settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")


@pytest.fixture
def fake_extract(monkeypatch: pytest.MonkeyPatch) -> None:
    """Put the one-pattern extractor in the place of the real one."""
    monkeypatch.setitem(sys.modules, "marsad.extract", fakes)


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


Run = Callable[..., Outcome]


@pytest.fixture
def marsad(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the command line in this process."""

    def run(*arguments: object, stdin: bytes = b"") -> Outcome:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        with pytest.raises(SystemExit) as ended:
            main([str(argument) for argument in arguments])
        captured = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)

    return run


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder with the referee and all labelled sets, which is no part of the repository."""
    here = Path(__file__).parents[1]
    folder = Path(os.environ.get("MARSAD_SHARED", here.parent / "shared"))
    if not (folder / "gold" / "score.py").exists():
        pytest.skip(f"{folder} is absent: set MARSAD_SHARED to the folder with gold/score.py")
    return folder
