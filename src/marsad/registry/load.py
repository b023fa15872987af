"""Read the registries once, from the files or from what was compiled from these very files before."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any
from zlib import crc32

from platformdirs import user_cache_path

from marsad import lexicon
from marsad.registry.actors import Actors
from marsad.registry.compile import Tables, compile_actors
from marsad.registry.compile_sources import compile_sources
from marsad.registry.sources import Sources

ACTORS, SOURCES, COVERING = "actors", "sources", "covering"
VEILED, BODIES = "desk/veiled.yml", "lexicon/en/organisations.yml"
GENERAL = frozenset({"words.yml", "states.yml", "classes.yml"})


@dataclass(frozen=True, slots=True)
class Registry:
    """Both registries: parties and speakers; and the words that tell whose names are covered.

    Of these, `covering`, "witness" are who was there, and "many" are of peoples, creeds and bodies.
    """

    actors: Actors
    sources: Sources
    covering: Tables


class _Lines(dict[str, Any]):
    """Tables kept as lines; each is read when it is first asked for, as hardly anybody needs them all."""

    def __init__(self, lines: dict[str, bytes]) -> None:
        self._lines = lines

    def __missing__(self, name: str) -> Any:
        self[name] = json.loads(self._lines[name])
        return self[name]


@cache
def registry() -> Registry:
    """Return the registries; raise `DataError` where a file under data/ breaks its schema."""
    tables = _kept() or _compiled()
    actors = Actors(tables[ACTORS])
    return Registry(actors, Sources(tables[SOURCES], actors), tables[COVERING])


def theatres() -> list[str]:
    """Return the names of the theatres' files under `data/actors/`."""
    return [file.name for file in _files(ACTORS) if file.name not in GENERAL]


def lists() -> list[str]:
    """Return the names of the lists of speakers under `data/sources/`."""
    return [file.name for file in _files(SOURCES) if file.name not in GENERAL]


def _files(folder: str) -> list[Path]:
    return sorted((lexicon.DATA / folder).glob("*.yml"))


def compiled() -> dict[str, Tables]:
    """Return the tables of both registries, and the words for covering, made from the files."""
    words, states, classes = (lexicon.load(f"{ACTORS}/{name}.yml") for name in ("words", "states", "classes"))
    actors = compile_actors(words, states, classes, {name: lexicon.load(f"{ACTORS}/{name}") for name in theatres()})
    speakers = {name: lexicon.load(f"{SOURCES}/{name}") for name in lists()}
    sources = compile_sources(lexicon.load(f"{SOURCES}/words.yml"), speakers, actors)
    veiled, bodies = lexicon.load(VEILED), lexicon.load(BODIES)
    covering = {"witness": veiled["witness"], "many": [*bodies["groups"], *veiled["peoples"]]}
    return {ACTORS: actors, SOURCES: sources, COVERING: covering}


def _kept() -> dict[str, Tables] | None:
    """Return the tables kept from an earlier run over the same files: YAML takes ten times as long to read."""
    try:
        seal, _, kept = _place().read_bytes().partition(b"\n")
    except OSError:
        return None
    if seal != _seal(kept):
        return None
    lines: dict[str, dict[str, bytes]] = {ACTORS: {}, SOURCES: {}, COVERING: {}}
    for line in kept.split(b"\n"):
        part, name, table = line.split(b" ", 2)
        lines[part.decode()][name.decode()] = table
    return {part: _Lines(tables) for part, tables in lines.items()}


def _compiled() -> dict[str, Tables]:
    """Compile the tables, and keep them where the machine allows it and nobody edits the files meanwhile."""
    place = _place()
    tables = compiled()
    try:
        if place == _place():
            _keep(tables, place)
    except OSError:
        pass  # a read-only machine compiles each time
    return tables


def _keep(tables: dict[str, Tables], place: Path) -> None:
    place.parent.mkdir(parents=True, exist_ok=True)
    listed = ((part, name, table) for part, named in tables.items() for name, table in named.items())
    kept = "\n".join(f"{part} {name} {json.dumps(table)}" for part, name, table in listed).encode()
    with NamedTemporaryFile(dir=place.parent, delete=False) as file:
        file.write(_seal(kept) + b"\n" + kept)
    Path(file.name).replace(place)
    for old in place.parent.glob("registry-*"):
        if old != place:
            old.unlink(missing_ok=True)


def _seal(kept: bytes) -> bytes:
    """Return what tells that a file was kept whole: its lines are read late, one by one."""
    return b"%08x" % crc32(kept)


def _place() -> Path:
    """Return where the tables made from these files by this program would be kept."""
    found = sha256(CODE)
    for file in (*_files(ACTORS), *_files(SOURCES), lexicon.DATA / VEILED, lexicon.DATA / BODIES):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return user_cache_path("marsad") / f"registry-{found.hexdigest()[:16]}.tables"


def _code() -> bytes:
    """Return a digest of the modules of this package."""
    return sha256(b"".join(file.read_bytes() for file in sorted(Path(__file__).parent.glob("*.py")))).digest()


CODE = _code()  # read when the program starts: what runs, not what is edited since
