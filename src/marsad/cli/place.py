"""``marsad place``: which places a name may stand for, and why."""

import json
from collections.abc import Sequence

import click

from marsad.cli.gazetteer import building
from marsad.errors import InputError
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.opening import open_gazetteer
from marsad.model import Place
from marsad.resolve.places import explain
from marsad.resolve.places_score import Scored


@click.command("place")
@click.argument("name")
@click.option("--near", metavar="PLACE|CC", help="A place, or a country by name or ISO code, to look near.")
@click.option("--limit", type=click.IntRange(1, 100), default=10, show_default=True, help="Show so many candidates.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a candidate.")
def place_command(name: str, near: str | None, limit: int, as_json: bool) -> int:  # noqa: FBT001 - click's way
    """Show the places that NAME may stand for, the best first, and what speaks for each.

    NAME may be spelled in any way and script that reports use. Exit code 1: nothing was found.
    """
    with building() as progress:
        gazetteer = open_gazetteer(progress)
    found = explain(name, gazetteer, _near(gazetteer, near), limit)
    if as_json:
        for scored in found:
            click.echo(json.dumps(_row(scored.hit.place, scored.share, scored.because), ensure_ascii=False))
    elif found:
        _print(gazetteer, found)
    else:
        click.echo(f"marsad: no place is called {name!r} or sounds like it.", err=True)
    return 0 if found else 1


def _near(gazetteer: Gazetteer, near: str | None) -> Place | None:
    """Return the place or country to look near; raise `InputError` for one that is not known."""
    if near is None:
        return None
    place = gazetteer.get(f"iso3166:{near.upper()}") or next(
        (scored.hit.place for scored in explain(near, gazetteer, None, 1)), None
    )
    if place is None:
        raise InputError(f"--near: no place is called {near!r}; give a country's ISO code or a better known place.")
    return place


def _row(place: Place, share: float, because: str) -> dict[str, object]:
    return {
        "id": place.id,
        "name": place.name,
        "kind": place.kind,
        "country": place.country,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "radius_km": place.radius_km,
        "precision": int(place.precision),
        "parents": list(place.parents),
        "claims": list(place.claims),
        "codes": dict(place.codes),
        "score": round(share, 3),
        "because": because,
    }


def _print(gazetteer: Gazetteer, found: Sequence[Scored]) -> None:
    """Print for each place: score, name, what it is and where, coordinates, id and p-code; below it why."""
    from rich.console import Console  # noqa: PLC0415 - rich is slow to import
    from rich.padding import Padding  # noqa: PLC0415
    from rich.text import Text  # noqa: PLC0415

    console = Console(highlight=False)
    lines = [_cells(gazetteer, scored) for scored in found]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    for cells, scored in zip(lines, found, strict=True):
        line = Text("  ").join(Text(cell.ljust(width)) for cell, width in zip(cells, widths, strict=True))
        line.stylize("bold", len(cells[0]) + 2, len(cells[0]) + 2 + len(cells[1]))
        console.print(line)
        console.print(Padding(Text(scored.because, "dim italic"), (0, 0, 0, len(cells[0]) + 2)))


def _cells(gazetteer: Gazetteer, scored: Scored) -> list[str]:
    place = scored.hit.place
    codes = "".join(f" {code}" for registry, code in place.codes if registry == "pcode")
    what = f"{place.kind}, {_lies(gazetteer, place)}".rstrip(", ")
    return [f"{scored.share:.2f}", place.name, what, f"{place.latitude:.3f} {place.longitude:.3f}", place.id + codes]


def _lies(gazetteer: Gazetteer, place: Place) -> str:
    """Return the names of what a place lies in; of a disputed one also who claims it."""
    names = [held.name for parent in place.parents if (held := gazetteer.get(parent))]
    claims = f" (claimed by {', '.join(place.claims)})" if place.claims else ""
    return ", ".join(names) + claims
