"""The documentation is complete and its links lead somewhere."""

import re
from pathlib import Path

import click
import pytest

from marsad import Claim, Evidence
from marsad.cli import COMMANDS, app
from marsad.model import Span
from marsad.model.rows import to_row

ROOT = Path(__file__).parents[1]
PAGES = sorted(
    page for pattern in ("*.md", "docs/*.md", "examples/*.md", "tests/gold/*.md") for page in ROOT.glob(pattern)
)
TEXT = "\n".join(page.read_text("utf-8") for page in PAGES)
OPTIONS = sorted(
    f"marsad {name} {option}"
    for name in COMMANDS
    if (command := app.get_command(click.Context(app), name))
    for parameter in command.params
    if isinstance(parameter, click.Option)
    for option in parameter.opts
)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(ROOT)))
def test_links_to_files_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", page.read_text("utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("option", OPTIONS)
def test_every_option_of_every_command_is_documented(option: str) -> None:
    _, command, flag = option.split()
    assert f"marsad {command}" in TEXT
    assert f"{flag}" in TEXT


def test_every_field_of_a_row_is_in_the_codebook() -> None:
    row = to_row(Claim(document_id="d", kind="attack", evidence=(Evidence(Span(0, 1), "x"),)))
    page = (ROOT / "docs" / "codebook.md").read_text("utf-8")
    assert [field for field in row if f"`{field}`" not in page] == []


def test_every_data_file_is_described() -> None:
    page = (ROOT / "docs" / "data-files.md").read_text("utf-8")
    files = [path for path in (ROOT / "src/marsad/data").rglob("*.yml") if path.parent.name != "frames"]
    assert [path.name for path in files if f"{path.name}`" not in page] == []
