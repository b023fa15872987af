"""Read the registries once, from the files or from what was compiled from these very files before."""

import json
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from platformdirs import user_cache_path

from marsad import lexicon
from marsad.registry.actors import Actors
from marsad.registry.compile import Tables, compile_actors
from marsad.registry.compile_sources import compile_sources
from marsad.registry.sources import Sources

ACTORS, SOURCES = "actors", "sources"
GENERAL = frozenset({"words.yml", "states.yml", "classes.yml"})


@dataclass(frozen=True, slots=True)
class Registry:
    """Both registries: parties and speakers."""

    actors: Actors
    sources: Sources


@cache
def registry() -> Registry:
    """Return the registries; raise `DataError` where a file under data/ breaks its schema."""
    tables = _kept() or _compiled()
    actors = Actors(tables[ACTORS])
    return Registry(actors, Sources(tables[SOURCES], actors))


def theatres() -> list[str]:
    """Return the names of the theatres' files under `data/actors/`."""
    return [file.name for file in _files(ACTORS) if file.name not in GENERAL]


def lists() -> list[str]:
    """Return the names of the lists of speakers under `data/sources/`."""
    return [file.name for file in _files(SOURCES) if file.name not in GENERAL]


def _files(folder: str) -> list[Traversable]:
    found = (file for file in (files("marsad") / "data" / folder).iterdir() if file.name.endswith(".yml"))
    return sorted(found, key=lambda file: file.name)


def compiled() -> dict[str, Tables]:
    """Return the tables of both registries, made from the files."""
    words, states, classes = (lexicon.load(f"{ACTORS}/{name}.yml") for name in ("words", "states", "classes"))
    actors = compile_actors(words, states, classes, {name: lexicon.load(f"{ACTORS}/{name}") for name in theatres()})
    speakers = {name: lexicon.load(f"{SOURCES}/{name}") for name in lists()}
    return {ACTORS: actors, SOURCES: compile_sources(lexicon.load(f"{SOURCES}/words.yml"), speakers, actors)}


def _kept() -> dict[str, Tables] | None:
    """Return the tables kept from an earlier run over the same files: YAML takes ten times as long to read."""
    try:
        found: dict[str, Any] = json.loads(_place().read_text("utf-8"))
    except (OSError, ValueError):
        return None
    return found


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
    with NamedTemporaryFile("w", encoding="utf-8", dir=place.parent, delete=False) as file:
        json.dump(tables, file, ensure_ascii=False)
    Path(file.name).replace(place)
    for old in place.parent.glob("registry-*.json"):
        if old != place:
            old.unlink(missing_ok=True)


def _place() -> Path:
    """Return where the tables made from these files by this program would be kept."""
    found = sha256(CODE)
    for file in (*_files(ACTORS), *_files(SOURCES)):
        found.update(file.name.encode() + b"\0" + file.read_bytes())
    return user_cache_path("marsad") / f"registry-{found.hexdigest()[:16]}.json"


def _code() -> bytes:
    """Return a digest of the modules of this package."""
    modules = (file for file in (files("marsad") / "registry").iterdir() if file.name.endswith(".py"))
    return sha256(b"".join(file.read_bytes() for file in sorted(modules, key=lambda file: file.name))).digest()


CODE = _code()  # read when the program starts: what runs, not what is edited since
