"""Files, folders and standard input to documents."""

import io
import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import BinaryIO

from marsad.errors import InputError
from marsad.model import Document
from marsad.read import jsonl
from marsad.read.complaints import Complaints
from marsad.read.decode import decode
from marsad.read.defaults import MAX_BYTES, Defaults, checked_text

STDIN = "-"
STDIN_NAME = "standard input"
LINES = frozenset({".jsonl", ".ndjson"})
TEXTS = frozenset({".txt", ".text", ".md", ".markdown"})
ABOUT = ("readme", "licen", "notice")  # files that tell of a folder's reports and are none


def read_inputs(inputs: Iterable[str], defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    """Yield the documents of files, of folders (searched through, in name order) and of "-", standard input.

    What cannot be used goes to `complaints`, and the next is read. A document id that was already used is refused:
    claims could not be told apart.
    """
    places: dict[str, str] = {}
    for name in inputs:
        for document in _read(name, defaults, complaints):
            if document.id in places:
                reason = f"document {document.id} was already read from {places[document.id]}; give each its own id."
                complaints.refuse(document.locator, reason)
            else:
                places[document.id] = document.locator
                yield document


def count_documents(inputs: Sequence[str]) -> int | None:
    """Return about how many documents `inputs` hold, or None where only reading would tell (standard input)."""
    if STDIN in inputs:
        return None
    files = [path for name in inputs for path in _files(Path(name), Complaints(lambda _: None))]
    return sum(_count_lines(path) if path.suffix.lower() in LINES else 1 for path in files)


def _read(name: str, defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    if name == STDIN:
        yield from _stdin(defaults, complaints)
        return
    for path in _files(Path(name), complaints):
        try:
            with path.open("rb") as stream:
                yield from _parse(stream, path, defaults, complaints)
        except OSError as error:
            complaints.refuse(shown(path), _why(error))


def _stdin(defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    data = sys.stdin.buffer.read() if sys.stdin else b""
    if data.lstrip().startswith(b"{"):
        return jsonl.documents(io.BytesIO(data), STDIN_NAME, defaults, complaints)
    return _text(data, STDIN_NAME, defaults, complaints)


def _parse(stream: BinaryIO, path: Path, defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    if path.suffix.lower() in LINES:
        return jsonl.documents(stream, shown(path), defaults, complaints)
    return _text(stream.read(MAX_BYTES + 1), shown(path), defaults, complaints)


def _text(data: bytes, locator: str, defaults: Defaults, complaints: Complaints) -> Iterator[Document]:
    """Yield the one document whose text is the file's whole content, so that offsets count in the file."""
    try:
        if len(data) > MAX_BYTES:
            raise InputError(f"larger than {MAX_BYTES >> 20} MB; split it into reports, one a line of a .jsonl file.")
        decoded = decode(data)
        text = checked_text(decoded.text)
    except InputError as error:
        complaints.refuse(locator, error)
        return
    if decoded.assumed:
        complaints.note(locator, f"{decoded.assumed}.")
    yield Document(text=text, locator=locator, published=defaults.published, outlet=defaults.outlet)


def _files(path: Path, complaints: Complaints) -> Iterator[Path]:
    if not _is_folder(path):
        if path.suffix.lower() in LINES | TEXTS or not path.suffix:
            yield path
        else:
            reason = f"{path.suffix} files are not read; convert it to .txt, .md or .jsonl."
            complaints.refuse(shown(path), reason)
        return
    found = False
    for file in _walk(path, complaints):
        found = True
        yield file
    if not found:
        complaints.refuse(shown(path), "no .txt, .md or .jsonl file in this folder; name another.")


def _walk(top: Path, complaints: Complaints) -> Iterator[Path]:
    def failed(error: OSError) -> None:
        complaints.refuse(shown(Path(error.filename)), _why(error))

    for folder, below, names in os.walk(top, onerror=failed):
        below[:] = sorted(name for name in below if not name.startswith("."))
        for name in sorted(names):
            if _is_report(name):
                yield Path(folder, name)


def _is_report(name: str) -> bool:
    lowered = name.lower()
    return Path(lowered).suffix in LINES | TEXTS and not lowered.startswith((".", *ABOUT))


def _count_lines(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            return sum(1 for line in stream if line.strip())
    except OSError:
        return 1


def shown(path: Path) -> str:
    """Return a path fit to print, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it may not be searched: opening it will say so
        return False


def _why(error: OSError) -> str:
    return f"{error.strerror or error}; check the name and its permissions."
