"""Reports that come through the browser, on their way into the ledger."""

from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import PurePath

from fastapi import UploadFile

from marsad.model import Document
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.folder import is_beside_reports
from marsad.read.found import Found, Raw
from marsad.read.reader import Reader
from marsad.read.recognise import Kind
from marsad.read.sandbox import Sandbox
from marsad.read.source import Source
from marsad.read.terms import Terms

PASTED = "pasted text"


def pasted(text: str, title: str, defaults: Defaults) -> Found:
    """Return a pasted report; its bytes are kept as those of a file are."""
    document = Document(text=text, title=title, published=defaults.published, outlet=defaults.outlet, locator=PASTED)
    return Raw.of(text.encode("utf-8", "replace"), Kind.TEXT, PASTED, datetime.now(UTC)).found(document)


def uploaded(files: Sequence[UploadFile], defaults: Defaults, complaints: Complaints) -> Iterator[Found]:
    """Yield the documents of files, each recognised by its content. Their names are only words, never paths."""
    terms = Terms(defaults)
    with Sandbox(terms.limits) as sandbox:
        reader = Reader(terms, complaints, sandbox)
        for file in files:
            name = PurePath((file.filename or "a file").replace("\\", "/").replace("\0", ""))
            if not is_beside_reports(name):
                yield from reader.read(Source.of_stream(file.file, str(name), terms.at))
