"""Run the commands that pages show, and put what they print into the pages.

    python scripts/print_examples.py docs/figures.md ...

A comment before an indented block names its commands: ``<!-- prints: marsad events war.marsad -->``, with ";" between
several. They run in a new folder in which `examples` and `tests` are the repository's.
"""

import argparse
import os
import re
import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).parents[1]
BLOCK = re.compile(r"<!-- prints: (?P<commands>[^\n]+) -->\n\n(?P<printed>(?:(?:    [^\n]*)?\n)+?)(?=\n*\S|\Z)")
WIDTH = "100"


def main() -> None:
    """Rewrite the pages that are named."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", nargs="+", type=Path)
    for page in parser.parse_args().pages:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            for linked in ("examples", "tests"):
                (folder / linked).symlink_to(ROOT / linked)
            text = BLOCK.sub(lambda found, folder=folder: _printed(found, folder), page.read_text("utf-8"))
        page.write_text(text, "utf-8")


def _printed(found: re.Match[str], folder: Path) -> str:
    lines = [line for command in found["commands"].split("; ") for line in _run(command, folder)]
    block = "\n".join(f"    {line}".rstrip() for line in lines[:-1])
    return f"<!-- prints: {found['commands']} -->\n\n{block}\n"


def _run(command: str, folder: Path) -> list[str]:
    """Return a command as it is typed, and what it prints."""
    words = [str(Path(sys.executable).with_name("marsad")), *shlex.split(command)[1:]]
    environment = {**os.environ, "COLUMNS": WIDTH}
    done = subprocess.run(words, check=True, cwd=folder, env=environment, stdout=subprocess.PIPE, text=True)  # noqa: S603 - our own command
    return [f"$ {command}", *done.stdout.splitlines(), ""]


if __name__ == "__main__":
    main()
