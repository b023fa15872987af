import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

import marsad as package
from conftest import Run
from marsad.cli import COMMANDS
from marsad.errors import DataError, ModelMissingError

COMMAND = [sys.executable, "-m", "marsad"]


def test_help_and_version(marsad: Run) -> None:
    assert "evaluate" in marsad("--help").out
    assert package.__version__ in marsad("--version").out
    assert marsad().code in (0, 2)  # click changed its mind about a group without a command


def test_every_command_that_help_lists_is_there(marsad: Run) -> None:
    listed = marsad("--help").out
    for name in COMMANDS:
        assert f"  {name} " in listed
        assert marsad(name, "--help").code == 0
    assert marsad("no-such").code == 2


def test_help_does_not_wait_for_the_parser() -> None:
    code = (
        "import sys; from marsad.cli import main\n"
        "try: main(['--help'])\n"
        "except SystemExit: sys.exit(any(name in sys.modules for name in ('spacy', 'rich', 'numpy')))"
    )
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


HEAVY = "shapely numpy spacy rensa lxml trafilatura fastapi uvicorn jinja2 rich".split()
OWN = "derive extract fetch merge resolve web run.ledger read.inputs gazetteer.build".split()
ALIKE = "rapidfuzz yaml".split()
NAMING = "marsad.registry marsad.gazetteer.gazetteer".split()  # tells names that are covered


@pytest.mark.parametrize(
    ("command", "others"),
    [
        (("status",), [*ALIKE, *NAMING]),
        (("log",), [*ALIKE, *NAMING]),
        (("search", "Kayseri"), ALIKE),
        (("search", "Kayseri", "--format", "table"), ALIKE),
        (("show", "document", "a"), ALIKE),
    ],
)
def test_looking_waits_for_nothing_that_only_reading_and_merging_need(
    marsad: Run, fake_extract: None, tmp_path: Path, command: tuple[str, ...], others: list[str]
) -> None:
    name = str(tmp_path / "a.marsad")
    report = b'{"id": "a", "text": "5 people were killed in Kayseri."}'
    assert (marsad("init", name).code, marsad("add", name, "-", stdin=report).code) == (0, 0)
    first, *rest = command
    arguments = [*command[:2], name, *command[2:]] if first == "show" else [first, name, *rest]
    code = (
        "import sys; from marsad.cli import main\n"
        "try: main(sys.argv[1:])\n"
        "except SystemExit as end: print(end.code, *sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
    status, *modules = done.stderr.split()
    assert status == "0"
    assert done.stdout
    assert not {*HEAVY, *(f"marsad.{name}" for name in OWN), *others} & {*modules}


@pytest.mark.parametrize(
    ("error", "code", "said"),
    [
        (ModelMissingError("The language model is not installed; run: pip install it"), 2, "run: pip install it"),
        (DataError("data/x.yml cannot be read."), 2, "data/x.yml"),
        (KeyboardInterrupt(), 130, "stopped."),
        (OSError(28, "No space left on device"), 2, "check the disk"),
        (ZeroDivisionError("a fault"), 70, "ZeroDivisionError: a fault; please report it"),
    ],
)
def test_whatever_goes_wrong_is_one_sentence(
    marsad: Run, monkeypatch: pytest.MonkeyPatch, fake_extract: None, error: BaseException, code: int, said: str
) -> None:
    def fail(_documents: object) -> None:
        raise error

    monkeypatch.setattr("fakes.extract", fail)
    outcome = marsad("read", "-", stdin=b"a")
    assert (outcome.code, outcome.out) == (code, "")
    [line] = outcome.err.strip().splitlines()
    assert line.startswith("marsad: ")
    assert said in line


def test_a_reader_that_has_enough_is_no_failure(tmp_path: Path) -> None:
    (tmp_path / "a.jsonl").write_text("{}\n" * 5000, "utf-8")
    command = subprocess.Popen([*COMMAND, "--help"], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout
    command.stdout.close()
    _, err = command.communicate()
    assert err == b""


@pytest.mark.skipif(os.name != "posix", reason="signals")
def test_ctrl_c_ends_quietly_with_130() -> None:
    # Whoever starts the tests in the background may have had them ignore the signal.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    code = f"{heard}; from marsad.cli import main; print('ready', flush=True); main(['read', '-'])"
    command = subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    assert command.stdout
    assert command.stdout.readline() == b"ready\n"
    time.sleep(2)  # it waits for input then
    command.send_signal(signal.SIGINT)
    _, err = command.communicate(timeout=20)
    assert err.strip() == b"marsad: stopped."
    assert command.returncode in (130, -signal.SIGINT)  # which a shell both shows as 130
