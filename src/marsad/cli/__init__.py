"""The command line: a command parses its options, calls one function, and prints."""

import atexit
import gc
import os
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import NoReturn

import click

from marsad import __version__
from marsad.errors import MarsadError

INTERRUPTED = 130  # what shells report for a program ended by Ctrl-C
FAULT = 70  # sysexits' EX_SOFTWARE
SELDOM = (50_000, 20, 200)
"""How many objects are new before Python looks for circles among them, and how seldom among older ones: our values
never lie in any, and looking takes a sixth of merging's time."""


COMMANDS = {
    "read": ("read", "Print the claims of reports."),
    "init": ("init", "Make an empty ledger."),
    "add": ("add", "Read reports into a ledger, with their claims."),
    "status": ("status", "Show how much a ledger holds, and how far it is judged."),
    "search": ("search", "Find claims or documents by words, kind, day or place."),
    "show": ("show", "Show a document or a claim, with all that is known of it."),
    "judge": ("judge", "Keep what a person says of claims and documents."),
    "events": ("events", "List events: when, how well attested, by how many origins."),
    "event": ("event", "Show an event: its claims side by side, each figure with its reasons."),
    "tally": ("tally", "Sum events: least, best and most."),
    "control": ("control", "List places: who holds them, since when, and who says so."),
    "timeline": ("timeline", "List events and places that changed hands in order of days."),
    "sources": ("sources", "List those whom reports credit, and how others bear them out."),
    "diff": ("diff", "Say what changed between what was known on two days."),
    "brief": ("brief", "Write one page of what happened, where, and how many."),
    "pairs": ("pairs", "List pairs of claims of which it is not sure that they are one event."),
    "explain": ("pairs", "Say why two claims are, or are not, taken for one event."),
    "expunge": ("expunge", "Take out for good what a report says."),
    "rebuild": ("proof", "Make anew what is derived from the records."),
    "verify": ("proof", "Prove that a ledger is as it was written."),
    "log": ("log", "List what was added to a ledger, and when."),
    "copy": ("copy", "Copy a ledger."),
    "desk": ("desk", "Read, judge and look in the browser."),
    "place": ("place", "Show the places that a name may stand for."),
    "gazetteer": ("gazetteer", "Build the list of the world's places; lay your own lists on it."),
    "actor": ("actor", "Show the parties that a name stands for."),
    "source": ("actor", "Show the speaker that a name stands for."),
    "evaluate": ("evaluate", "Measure claims against labelled ones."),
    "evaluate-merge": ("evaluate_merge", "Measure events against those that people made."),
    "evaluate-places": ("evaluate_places", "Measure places against those that people found."),
    "evaluate-attribution": ("evaluate_attribution", "Measure who says what against what people marked."),
    "evaluate-times": ("evaluate_times", "Measure times against those that people marked."),
}
"""The commands in the order in which people need them, each with the module that holds it and what it is for."""


class _Commands(click.Group):
    """Imports a command when it is asked for: none waits for what others need."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's way
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 - click's way
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"marsad.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = getattr(module, f"{cmd_name.replace('-', '_')}_command")
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's way
        with formatter.section("Commands"):
            formatter.write_dl([(name, purpose) for name, (_, purpose) in COMMANDS.items()])


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__)
def app() -> None:
    """Read news reports about armed conflict into claims that can be checked, and see what follows from them."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command and exit: 0 all went well, 1 some inputs were refused, 2 nothing could be done."""
    gc.set_threshold(*SELDOM)
    atexit.register(gc.freeze)  # what is left goes with the program: Python would look for circles in it once more
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
