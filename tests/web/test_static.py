"""What the browser is given: nothing that it would load from elsewhere, and vendored files as they were fetched."""

import hashlib
import re
from pathlib import Path

import pytest

WEB = Path(__file__).parents[2] / "src" / "marsad" / "web"
VENDORED = sorted((WEB / "static" / "vendor").iterdir()) + sorted((Path(__file__).parent / "vendor").iterdir())
OURS = sorted(
    path
    for path in [*(WEB / "templates").rglob("*"), *(WEB / "static").rglob("*")]
    if path.is_file() and "vendor" not in path.parts and path.suffix in {".html", ".js", ".css", ".svg"}
)
NAMESPACES = {"http://www.w3.org/2000/svg"}  # a name, which nothing loads
LOADS = re.compile(rb"""(?:@import|url\(|src=|fetch\(|importScripts\(|import\()\s*["']?(?:https?:)?//""")


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_no_template_and_no_file_of_ours_names_a_host(path: Path) -> None:
    found = set(re.findall(r"https?://[^\s\"'`<>)]+|[\"'(]//[a-z][^\s\"'<>)]+", path.read_text("utf-8")))
    assert found <= NAMESPACES


@pytest.mark.parametrize("path", OURS, ids=lambda path: path.name)
def test_nothing_is_inline_that_the_policy_forbids(path: Path) -> None:
    text = path.read_text("utf-8")
    if path.suffix == ".html":
        assert not re.search(r"<script(?![^>]*(?:src=|type=\"application/json\"))", text)
        assert not re.search(r"\s(?:style|on[a-z]+)=[\"']", text)
        assert "| safe" not in text
    assert "innerHTML" not in text
    assert "eval(" not in text


@pytest.mark.parametrize("folder", VENDORED, ids=lambda path: path.name)
def test_vendored_files_are_as_fetched_and_licensed(folder: Path) -> None:
    lines = (folder / "SHA256SUMS").read_text("ascii").splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.iterdir()}
    files.pop("SHA256SUMS")
    assert files == sums
    assert "LICENSE" in files


@pytest.mark.parametrize(
    "path", [path for folder in VENDORED[:-1] for path in folder.glob("*.[jc]s*")], ids=lambda path: path.name
)
def test_vendored_files_load_nothing_from_elsewhere(path: Path) -> None:
    assert not LOADS.search(path.read_bytes())
