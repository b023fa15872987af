"""The gazetteer, open: its file is built where it is missing, and then lasts until a layer changes."""

import time
from contextlib import suppress
from functools import cache
from pathlib import Path

from marsad.gazetteer import home
from marsad.gazetteer.gazetteer import Gazetteer
from marsad.gazetteer.home import Progress

WEEK = 7 * 86_400  # seconds


def open_gazetteer(progress: Progress | None = None) -> Gazetteer:
    """Return the gazetteer, open; build its file first where there is none of these layers (half a minute, offline)."""
    return _opened(build_if_missing(progress))


@cache
def _opened(path: Path) -> Gazetteer:
    return Gazetteer(path)


def build_if_missing(progress: Progress | None = None) -> Path:
    """Return the path of the built file, building it where it is missing; others that nobody used for long go."""
    path = home.cache_folder() / f"gazetteer-{home.stamp()}.sqlite"
    if not path.exists():
        from marsad.gazetteer import shipped, user  # noqa: PLC0415 - outlines are slow to import, and this is done once
        from marsad.gazetteer.build import build  # noqa: PLC0415 - the same

        build(path, shipped.layers(), user.layers(home.layers_folder()), progress or _silent)
        _clean(path.parent)
    with suppress(OSError):  # a cache that cannot be written is as good
        path.touch()  # says that it is in use
    return path


def _clean(folder: Path) -> None:
    """Remove built files that were not used for a week: another version of marsad may still need the others."""
    for old in folder.glob("gazetteer-*.sqlite"):
        if time.time() - old.stat().st_mtime > WEEK:
            old.unlink(missing_ok=True)


def _silent(_what: str, _share: float) -> None:
    """Tell nobody."""
