"""The command line: a command parses its options, calls one function, and prints."""

import os
import sys
from collections.abc import Callable, Sequence
from typing import NoReturn

import click

from marsad import __version__
from marsad.cli.actor import actor_command, source_command
from marsad.cli.add import add_command
from marsad.cli.brief import brief_command
from marsad.cli.control import control_command
from marsad.cli.copy import copy_command
from marsad.cli.desk import desk_command
from marsad.cli.diff import diff_command
from marsad.cli.evaluate import evaluate_command
from marsad.cli.evaluate_merge import evaluate_merge_command
from marsad.cli.evaluate_places import evaluate_places_command
from marsad.cli.event import event_command
from marsad.cli.events import events_command
from marsad.cli.gazetteer import gazetteer_command
from marsad.cli.init import init_command
from marsad.cli.judge import judge_command
from marsad.cli.log import log_command
from marsad.cli.pairs import explain_command, pairs_command
from marsad.cli.place import place_command
from marsad.cli.proof import rebuild_command, verify_command
from marsad.cli.read import read_command
from marsad.cli.search import search_command
from marsad.cli.show import show_command
from marsad.cli.sources import sources_command
from marsad.cli.status import status_command
from marsad.cli.tally import tally_command
from marsad.cli.timeline import timeline_command
from marsad.errors import MarsadError

INTERRUPTED = 130  # what shells report for a program ended by Ctrl-C
FAULT = 70  # sysexits' EX_SOFTWARE


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def app() -> None:
    """Read news reports about armed conflict; print attributed claims with the words that state them."""


for command in (
    read_command,
    init_command,
    add_command,
    status_command,
    search_command,
    show_command,
    judge_command,
    events_command,
    event_command,
    tally_command,
    control_command,
    timeline_command,
    sources_command,
    diff_command,
    brief_command,
    pairs_command,
    explain_command,
    rebuild_command,
    verify_command,
    log_command,
    copy_command,
    desk_command,
    evaluate_command,
    evaluate_merge_command,
    evaluate_places_command,
    place_command,
    gazetteer_command,
    actor_command,
    source_command,
):
    app.add_command(command)


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: 0 all went well, 1 some inputs were refused, 2 nothing could be done."""
    for stream in (sys.stdout, sys.stderr):
        # A terminal that cannot show a letter gets a question mark, not an exception.
        getattr(stream, "reconfigure", lambda **_: None)(errors="replace")
    sys.exit(_guarded(lambda: app.main(arguments, prog_name="marsad", standalone_mode=False)))


def _guarded(command: Callable[[], int | None]) -> int:
    """Return the exit code of `command`; say in one sentence what ended it, if something did."""
    try:
        code = command() or 0
        sys.stdout.flush()
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except BrokenPipeError:  # whoever read our output has enough: quiet, and nothing more to flush
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except (Exception, KeyboardInterrupt) as error:  # noqa: BLE001 - a person gets a sentence, not a stack
        message, code = _verdict(error)
        click.echo(f"marsad: {message}", err=True)
    return code


def _verdict(error: BaseException) -> tuple[str, int]:
    """Return what to say of `error`, and the exit code."""
    match error:
        case MarsadError():
            return str(error), 2
        case KeyboardInterrupt() | click.Abort():
            return "stopped.", INTERRUPTED
        case OSError():
            return f"{error.strerror or error}; check the disk and the permissions.", 2
    return f"this should not happen: {type(error).__name__}: {error}; please report it with the input.", FAULT
