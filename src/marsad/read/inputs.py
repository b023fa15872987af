"""Files, folders, standard input and web addresses to documents."""

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

from marsad.errors import InputError
from marsad.model import Document
from marsad.read import folder
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.fields import STANDARD, web_address
from marsad.read.folder import shown
from marsad.read.found import Found
from marsad.read.reader import Reader
from marsad.read.recognise import HEAD, Kind, recognise
from marsad.read.sandbox import Sandbox
from marsad.read.source import Source
from marsad.read.terms import Terms

STDIN = "-"
STDIN_NAME = "standard input"


def read_sources(inputs: Iterable[str], terms: Terms, complaints: Complaints) -> Iterator[Found]:
    """Yield the documents of files, folders (searched through, in name order), addresses, and "-", standard input.

    What an input is, is recognised by its content. What cannot be used goes to `complaints`, and the next is read. The
    same document may come twice, where inputs overlap; its id is the same then.
    """
    with Sandbox(terms.limits) as sandbox:
        reader = Reader(terms, complaints, sandbox)
        for name in inputs:
            if name == STDIN:
                stdin = Source.of_stream(sys.stdin.buffer, STDIN_NAME, terms.at) if sys.stdin else None
                yield from reader.read(stdin or Source.of_bytes(b"", STDIN_NAME, terms.at))
            elif web_address(name):
                yield from reader.fetched(name)
            else:
                for path in _files(Path(name), complaints):
                    yield from _file(path, reader, terms, complaints)


def read_inputs(
    inputs: Iterable[str], defaults: Defaults, complaints: Complaints, columns: Mapping[str, str] = STANDARD
) -> Iterator[Document]:
    """Yield the documents of `read_sources`, without the bytes behind them.

    A document id that was already used is refused: claims could not be told apart.
    """
    places: dict[str, str] = {}
    for found in read_sources(inputs, Terms(defaults, columns), complaints):
        document = found.document
        if document.id in places:
            reason = f"document {document.id} was already read from {places[document.id]}; give each its own id."
            complaints.refuse(found.snapshot.locator, reason)
        else:
            places[document.id] = found.snapshot.locator
            yield document


def count_documents(inputs: Sequence[str]) -> int | None:
    """Return about how many documents `inputs` hold, or None where only reading would tell (standard input).

    A line of JSON Lines counts as one, and so does any other file.
    """
    if STDIN in inputs:
        return None
    return sum(_count(path) for name in inputs for path in _files(Path(name), Complaints(lambda _: None)))


def _file(path: Path, reader: Reader, terms: Terms, complaints: Complaints) -> Iterator[Found]:
    try:
        with path.open("rb") as stream:
            source = Source.of_stream(stream, shown(path), terms.at, path if path.is_file() else None)
            yield from reader.read(source)
    except OSError as error:
        complaints.refuse(shown(path), folder.why(error))


def _files(path: Path, complaints: Complaints) -> Iterator[Path]:
    if not _is_folder(path):
        yield path
        return
    found, refused = False, complaints.refused
    for file in folder.files(path, complaints):
        found = True
        yield file
    if not found and complaints.refused == refused:
        complaints.refuse(shown(path), "nothing in this folder can be read; name another.")


def _count(path: Path) -> int:
    try:
        with path.open("rb") as stream:
            if not stream.seekable() or recognise(stream.read(HEAD)) is not Kind.LINES:
                return 1
            stream.seek(0)
            return sum(1 for line in stream if line.strip())
    except (OSError, InputError):
        return 1


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a folder above it may not be searched: opening it will say so
        return False
