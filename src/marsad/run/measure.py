"""Measure extraction against labelled reports."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from marsad.errors import InputError
from marsad.evaluate.label import Label, label
from marsad.evaluate.score import Score, score
from marsad.model import Document
from marsad.read.complaints import Complaints
from marsad.read.defaults import Defaults
from marsad.read.inputs import read_inputs
from marsad.read.jsonl import objects
from marsad.run.pipeline import Progress, read_documents
from marsad.run.spelling import rows_of


def measure(
    documents: str, gold: str, complaints: Complaints, predicted: str | None = None, progress: Progress | None = None
) -> Score:
    """Return how well claims find those labelled in the file `gold`, over the reports in the file `documents`.

    The claims are read from the reports, or, if given, from the file `predicted`. Lines that cannot be used go to
    `complaints`; raise `InputError` for a file that cannot be opened, or that holds no report or no labelled claim.
    """
    reports = {document.id: document for document in read_inputs([documents], Defaults(), complaints)}
    labels = list(_labels(_rows(gold, complaints), reports, complaints))
    if not reports or not labels:
        raise InputError(f"{gold}: no claims labelled in the reports of {documents}; give files that go together.")
    rows = _rows(predicted, complaints) if predicted else _claims(reports.values(), progress)
    return score(reports, labels, _labels(rows, reports, complaints))


def _rows(name: str, complaints: Complaints) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        with Path(name).open("rb") as stream:
            yield from objects(stream, name, complaints)
    except OSError as error:
        raise InputError(f"{name}: {error.strerror or error}; check the name and its permissions.") from error


def _claims(documents: Iterable[Document], progress: Progress | None) -> Iterator[tuple[str, dict[str, Any]]]:
    for document, claims in read_documents(documents, progress):
        for row in rows_of(document, claims):
            yield document.locator, row


def _labels(
    rows: Iterable[tuple[str, dict[str, Any]]], reports: Mapping[str, Document], complaints: Complaints
) -> Iterator[Label]:
    """Yield the claims of `reports`; those of other reports are passed over, so that a part of a set can be scored."""
    for place, row in rows:
        if report := reports.get(str(row.get("doc"))):
            try:
                yield label(row, report.text)
            except InputError as error:
                complaints.refuse(place, error)
