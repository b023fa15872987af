"""``marsad actor`` and ``marsad source``: whom a name may stand for, and why."""

from collections.abc import Iterable
from datetime import date

import click

from marsad.cli import options
from marsad.errors import InputError
from marsad.model import Candidate, Party, Speaker
from marsad.model.phrases import plain

Stand = tuple[str, tuple[str, ...], tuple[str | None, str | None]]
"""A side, the countries in whose wars it is held, and since when and until when."""


@click.command("actor")
@click.argument("name")
@click.option("--at", "day", metavar="DAY", callback=options.day, help="The day of which a report tells (2020-01-28).")
@click.option("--near", metavar="CC", help="The country of which a report tells, by name or ISO code.")
def actor_command(name: str, day: date | None, near: str | None) -> int:
    """Show the parties that NAME stands for, what was weighed, and why.

    NAME is a name in any of the scripts of the registry, or words of a report ("regime forces and allied groups").
    For words that name nobody, --near and --at decide. Exit code 1: no party was found.
    """
    from marsad.registry import registry  # noqa: PLC0415 - slow to load
    from marsad.resolve.parties import find_party  # noqa: PLC0415 - the same

    actors = registry().actors
    reading = find_party(name, _theatre(near), day)
    for key in reading.parties:
        if party := actors.party(key):
            _print(_party_lines(party, actors.sides(key)))
    click.echo(plain(reading.because or f"“{name}” names nobody."))
    _others(reading.candidates, reading.parties)
    if not reading.parties or all(key.startswith("named:") for key in reading.parties):
        _nearly((key, likeness) for key, _, likeness in actors.near(name))
    return 0 if reading.parties else 1


@click.command("source")
@click.argument("name")
@click.option("--near", metavar="CC", help="The country of which a report tells, by name or ISO code.")
def source_command(name: str, near: str | None) -> int:
    """Show the speaker that NAME stands for, whose voice it is, and why.

    NAME is a name, or words of a report ("the state news agency", "a military source"), for which --near decides. Who
    has no name is an origin of one report alone. Exit code 1: nobody is known by this name.
    """
    from marsad.registry import registry  # noqa: PLC0415 - slow to load
    from marsad.resolve.speakers import find_speaker  # noqa: PLC0415 - the same

    known = registry()
    resolution = find_speaker(name, _theatre(near))
    speaker = known.sources.speaker(resolution.entities[0]) if resolution.entities else None
    if speaker:
        _print(_speaker_lines(speaker, known.sources.why(speaker.id)))
    click.echo(plain(resolution.because))
    unknown = speaker is None or speaker.kind == "named"
    if unknown:
        _nearly((key, likeness) for key, _, likeness in known.sources.near(name))
    return 1 if unknown else 0


def _theatre(near: str | None) -> dict[str, float]:
    """Return a report on one country; raise `InputError` for one that is not known."""
    if near is None:
        return {}
    from marsad.registry import registry  # noqa: PLC0415 - slow to load
    from marsad.registry.fold import fold  # noqa: PLC0415 - the same

    actors = registry().actors
    code = near.upper() if actors.state(near.upper()) else actors.nation(fold(near), printed=near.title())
    if code is None:
        raise InputError(f"--near: no country is called {near!r}; give its English name or ISO code, as in --near SY.")
    return {code: 1.0}


def _print(lines: Iterable[str]) -> None:
    for line in lines:
        click.echo(line)


def _party_lines(party: Party, stands: Iterable[Stand]) -> Iterable[str]:
    """Yield what the registry knows of a party."""
    parent = party.parent and f"part of {party.parent}"
    first, last = party.first, party.last
    active = _span(str(first.year) if first else None, str(last.year) if last else None)
    yield f"{party.name} ({party.id})"
    yield "  " + ", ".join(filter(None, (party.kind, " ".join(party.countries), active, parent)))
    for side, countries, period in stands:
        years = _span(period[0] and period[0][:4], period[1] and period[1][:4])
        yield "  side: " + ", ".join(filter(None, (side, " ".join(countries), years)))
    if party.aliases:
        yield "  also: " + ", ".join(party.aliases)


def _speaker_lines(speaker: Speaker, why: str | None) -> Iterable[str]:
    """Yield what the registry knows of a speaker."""
    yield f"{speaker.name} ({speaker.id})"
    voice = f"the voice of {speaker.aligned}" if speaker.aligned else "nobody's voice, as far as is known"
    yield "  " + ", ".join(filter(None, (speaker.kind, speaker.country, voice, why)))
    if speaker.aliases:
        yield "  also: " + ", ".join(speaker.aliases)


def _span(first: str | None, last: str | None) -> str:
    """Return "since 2015", "until 2017", "2012–2017", or nothing."""
    if first and last:
        return f"{first}–{last}"
    return f"since {first}" if first else f"until {last}" if last else ""


def _others(candidates: Iterable[Candidate], chosen: tuple[str, ...]) -> None:
    for candidate in candidates:
        if candidate.id not in chosen:
            click.echo(f"  not {candidate.name} ({candidate.id}), {candidate.score:.2f}: {plain(candidate.because)}")


def _nearly(near: Iterable[tuple[str, float]]) -> None:
    best: dict[str, float] = {}
    for key, likeness in near:
        best[key] = max(likeness, best.get(key, 0.0))
    for key, likeness in best.items():
        click.echo(f"  spelled nearly so: {key} ({likeness:.0%})")
