"""Reports that people coded and grouped into events: the columns of MAVERICK, as claims."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from marsad.errors import InputError
from marsad.model import (
    Basis,
    Claim,
    Evidence,
    Hedge,
    Known,
    Mention,
    Place,
    Precision,
    Quantity,
    Span,
    When,
)

Row = Mapping[str, str]

COLUMNS = ("id", "event_id", "date_start", "date_end", "city", "latitude", "longitude", "geo_precision", "source")
PRECISION = {1: Precision.COUNTRY, 2: Precision.REGION}  # 3 is a town, 4 and above are places in one
TOWN = 3.0
NEAR = 2.0  # km around a coded point
FIGURES = {"killed": "deaths_best", "injured": "injuries_best"}
UNKNOWN = "Unknown"  # begins the names of actors that the coders did not know
WORDS = "the coder's row"


@dataclass(frozen=True, slots=True)
class CodedReport:
    """One report of one event: its id, the event that the coders put it to, the document that tells it, and claims."""

    id: str
    event_id: str
    source: str
    claims: tuple[Known, ...]


def coded_reports(rows: Sequence[Row]) -> Iterator[CodedReport]:
    """Yield a report for each row; raise `InputError` where a column is missing or holds no day or number.

    A row gives an attack, and those killed and injured where there were any. Two rows of one source are two incidents.
    """
    if missing := [column for column in COLUMNS if rows and column not in rows[0]]:
        raise InputError(f"The table has no column {missing[0]}; give one with the columns of MAVERICK's reports.")
    towns = _towns(rows)
    for row in rows:
        try:
            yield CodedReport(row["id"], row["event_id"], row["source"], tuple(_claims(row, towns)))
        except ValueError as error:
            raise InputError(f"The row {row['id']} cannot be read: {error}; repair it.") from error


def _towns(rows: Iterable[Row]) -> dict[str, str]:
    """The id of the point where most rows put each town itself."""
    points: dict[str, Counter[str]] = defaultdict(Counter)
    for row in rows:
        if row["latitude"] and float(row["geo_precision"]) == TOWN:
            points[row["city"]][_point(row)] += 1
    return {city: min(found, key=lambda point: (-found[point], point)) for city, found in points.items()}


def _point(row: Row) -> str:
    return f"{row['latitude']},{row['longitude']}"


def _claims(row: Row, towns: Mapping[str, str]) -> Iterator[Known]:
    place, who = _place(row, towns), _who(row)
    for kind, number in (("attack", 0.0), *((kind, float(row[column] or 0)) for kind, column in FIGURES.items())):
        if kind == "attack" or number:
            yield Known(claim=_claim(row, kind, number), place=place, who=who, outlet=row["source"])


def _claim(row: Row, kind: str, number: float) -> Claim:
    span = Span(0, len(WORDS))
    start, end = (date.fromisoformat(row[column]) for column in ("date_start", "date_end"))
    return Claim(
        document_id=row["id"],
        kind=kind,
        evidence=(Evidence(span, WORDS),),
        place=Mention(row["city"]) if row["city"] and row["latitude"] else None,
        when=When(span, WORDS, start, end, Basis.STATED),
        quantity=Quantity(span, WORDS, Hedge.EXACT, number) if number else None,
    )


def _who(row: Row) -> dict[str, tuple[str, ...]]:
    actors = tuple(
        name for slot in ("actor1", "actor2", "actor3") if (name := row[slot]) and not name.startswith(UNKNOWN)
    )
    return {"actor": actors} if actors else {}


def _place(row: Row, towns: Mapping[str, str]) -> Place | None:
    if not row["latitude"]:
        return None
    precision = float(row["geo_precision"])
    town = towns.get(row["city"])
    return Place(
        id=_point(row),
        name=row["location"] or row["city"],
        kind="place",
        latitude=float(row["latitude"]),
        longitude=float(row["longitude"]),
        radius_km=NEAR,
        precision=PRECISION.get(int(precision), Precision.EXACT),
        parents=(town,) if town and precision > TOWN and town != _point(row) else (),
    )
