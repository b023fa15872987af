"""Reports that a person linked to the events they tell of, with the figures that coders settled on."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from marsad.errors import InputError


@dataclass(frozen=True, slots=True)
class LinkedEvent:
    """One happening: its name, the ids of the reports that tell of it, the deaths that coders settled on, if any."""

    name: str
    documents: tuple[str, ...]
    best: float | None = None


def linked_event(row: Mapping[str, Any]) -> LinkedEvent:
    """Read one row: `event`, `articles` with `doc`, `ucdp` with `best`; raise `InputError` where these are missing.

    The deaths of several rows of UCDP for one happening are added.
    """
    try:
        bests = [float(coded["best"]) for coded in row.get("ucdp") or ()]
        documents = tuple(article["doc"] for article in row["articles"])
        return LinkedEvent(row["event"], documents, sum(bests) if bests else None)
    except (KeyError, TypeError, ValueError) as error:
        raise InputError(f"A linked event lacks or spoils {error}; give event, articles and ucdp.") from error


def gold(events: Iterable[LinkedEvent]) -> dict[str, str]:
    """The event that each linked report tells of first."""
    return {document: event.name for event in events for document in event.documents}


def wrongly_merged(labels: Mapping[str, str], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Yield the pairs of reports that stand in one event and should not: those linked to two happenings."""
    reports = sorted(labels)
    for number, left in enumerate(reports):
        for right in reports[number + 1 :]:
            if labels[left] != labels[right] and found[left] == found[right]:
                yield left, right
