"""Exports: events or claims as CSV, JSON Lines, GeoJSON or GeoPackage, in a ZIP with a manifest and the method."""

import csv
import hashlib
import json
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from enum import StrEnum
from itertools import count
from typing import IO, Any

from marsad import __version__
from marsad.web.geopackage import Column, geopackage
from marsad.web.replies import Row

RISKY = ("=", "+", "-", "@", "\t", "\r")  # what spreadsheets take for the beginning of a formula


class Form(StrEnum):
    """How an export is written."""

    CSV = "csv"
    JSONL = "jsonl"
    GEOJSON = "geojson"
    GPKG = "gpkg"


def _columns(texts: str, others: str) -> tuple[Column, ...]:
    names = texts.split() + others.split()
    return tuple(Column(name, name in texts.split()) for name in names)


EVENTS = _columns(
    "id title kind grade grade_by_rule stage actors targets place place_id country",
    "start end low best high open claims origins latitude longitude radius_km precision",
)
CLAIMS = _columns(
    "id document outlet kind detail polarity source via actor target place figure unit quote state origin "
    "by_hand event",
    "published start end number number_high qualifier cumulative subset quote_start quote_end",
)
COLUMNS = {"events": EVENTS, "claims": CLAIMS}


def pack(
    file: IO[bytes], what: str, form: Form, rows: Iterable[Row], about: Callable[[], Row], *, raw: bool = False
) -> None:
    """Write a ZIP with the rows, a manifest that says what is in it and how it was made, and the method.

    Rows are written as they come, so that any number of them takes no memory; `about` is asked when all were. `raw`
    leaves text that could be taken for a formula as it is; the manifest says so.
    """
    name, counted, seen = f"{what}.{form}", count(), hashlib.sha256()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open(name, "w", force_zip64=True) as out:
            for piece in WRITERS[form]((row for row, _ in zip(rows, counted, strict=False)), COLUMNS[what], raw):
                data = piece.encode("utf-8") if isinstance(piece, str) else piece
                seen.update(data)
                out.write(data)
        manifest = {
            **about(),
            "file": name,
            "rows": next(counted),
            "sha256": seen.hexdigest(),
            "columns": [column.name for column in COLUMNS[what]],
            "formulas_escaped": form is Form.CSV and not raw,
            "marsad": __version__,
        }
        archive.writestr("manifest.json", json.dumps(manifest, ensure_ascii=False, indent=2, default=_plain))
        archive.writestr("METHOD.txt", METHOD)


def _plain(value: Any) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def to_csv(rows: Iterable[Row], columns: Sequence[Column], raw: bool = False) -> Iterator[str]:  # noqa: FBT001, FBT002 - one shape
    """Yield a table's lines. Text that a spreadsheet would run is given a leading apostrophe; numbers never are."""
    line = csv.writer(_Line(), lineterminator="\r\n").writerow
    yield line([column.name for column in columns])
    for row in rows:
        yield line([_cell(row.get(column.name), harmless=raw or not column.text) for column in columns])


class _Line:
    """What a writer of tables writes to: it gives back each line."""

    def write(self, text: str) -> str:
        return text


def _cell(value: Any, *, harmless: bool) -> Any:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return f"'{value}" if not harmless and isinstance(value, str) and value.startswith(RISKY) else value


def to_jsonl(rows: Iterable[Row], columns: Sequence[Column], raw: bool = False) -> Iterator[str]:  # noqa: ARG001, FBT001, FBT002
    """Yield an object a line."""
    names = [column.name for column in columns]
    for row in rows:
        yield json.dumps({name: row.get(name) for name in names}, ensure_ascii=False, default=_plain) + "\n"


def to_geojson(rows: Iterable[Row], columns: Sequence[Column], raw: bool = False) -> Iterator[str]:  # noqa: ARG001, FBT001, FBT002
    """Yield GeoJSON (RFC 7946), a feature a line; a row without coordinates has no geometry."""
    names = [column.name for column in columns if column.name not in ("latitude", "longitude")]
    yield '{"type": "FeatureCollection", "features": ['
    comma = ""
    for row in rows:
        yield comma + json.dumps(_feature(row, names), ensure_ascii=False, default=_plain)
        comma = ",\n"
    yield "]}\n"


def _feature(row: Row, names: Sequence[str]) -> Row:
    known = row.get("latitude") is not None
    return {
        "type": "Feature",
        "id": row["id"],
        "geometry": {"type": "Point", "coordinates": [row["longitude"], row["latitude"]]} if known else None,
        "properties": {name: row.get(name) for name in names},
    }


def to_geopackage(rows: Iterable[Row], columns: Sequence[Column], raw: bool = False) -> Iterator[bytes]:  # noqa: ARG001, FBT001, FBT002
    """Yield a GeoPackage of one layer; a row without coordinates has no geometry."""
    return geopackage(rows, [column for column in columns if column.name not in ("latitude", "longitude")])


Writer = Callable[[Iterable[Row], Sequence[Column], bool], Iterator[str] | Iterator[bytes]]
WRITERS: dict[Form, Writer] = {
    Form.CSV: to_csv,
    Form.JSONL: to_jsonl,
    Form.GEOJSON: to_geojson,
    Form.GPKG: to_geopackage,
}

METHOD = """How these rows came about

Claims are what reports say, each credited to the speaker that the report names, with the words that say so. They were
read by machine, or made by the person whom "by_hand" names; where "state" is accepted or edited, a person has read
the words. "stage" says how far the review of an event is, "grade" how well it is attested: by the rule, or as a person
judged where "grade_by_rule" is another. Events are claims that tell of one
happening. Their low, best and high are those of independent origins, under the policy that the manifest names.

Counts of reported deaths are not counts of deaths. An empty figure is not known, which is not zero. Running totals are
in no event. Where a place is known as a province or country only, its coordinates stand for the whole of it: see
"precision" (1 the place itself, 2 within 25 km, 3 a district, 4 a province, 5 a line or loose area, 6 a country).
In the public profile, names that no registry knows are withheld, and coordinates are rounded; the manifest counts both.
Borders and names in this data express no view on anybody's status.
"""
