"""Folders: which of their files may be reports."""

import os
from collections.abc import Iterator
from pathlib import Path, PurePath

from marsad.errors import InputError
from marsad.read.complaints import Complaints

ABOUT = ("readme", "licen", "notice")  # files that tell of a folder's reports and are none
BESIDE = frozenset(  # ledgers, and what pages are saved with
    ".marsad .marsad-shm .marsad-wal "
    ".avi .bmp .css .eot .gif .ico .jpeg .jpg .js .mov .mp3 .mp4 .ogg .otf .png .svg .tif .tiff .ttf .wav .webm .webp "
    ".woff .woff2".split()
)


def files(top: Path, complaints: Complaints) -> Iterator[Path]:
    """Yield the files below a folder that may be reports, in name order; links are followed within the folder only."""

    def failed(error: OSError) -> None:
        complaints.refuse(shown(Path(error.filename)), why(error))

    for folder, below, names in os.walk(top, onerror=failed):
        here = Path(folder)
        below[:] = sorted(name for name in below if not is_beside_reports(PurePath(name, "a")))
        for path in (here / name for name in sorted(names) if not is_beside_reports(PurePath(name))):
            try:
                _check(path, top)
                yield path
            except InputError as error:
                complaints.refuse(shown(path), error)


def is_beside_reports(path: PurePath) -> bool:
    """Whether a file of a folder or archive is passed over by its name.

    That is: hidden files, those that tell of the folder, and what browsers save beside a page.
    """
    hidden = any(part.startswith((".", "__MACOSX")) or part.endswith("_files") for part in path.parts[:-1])
    name = path.name.lower()
    return hidden or name.startswith((".", *ABOUT)) or path.suffix.lower() in BESIDE


def shown(path: Path) -> str:
    """Return a path fit to print, whatever bytes its name has."""
    return os.fsencode(path).decode("utf-8", "replace")


def why(error: OSError) -> str:
    """Return what went wrong with a file, and what to do."""
    return f"{error.strerror or error}; check the name and its permissions."


def _check(path: Path, top: Path) -> None:
    if path.is_symlink() and not path.resolve().is_relative_to(top.resolve()):
        raise InputError("a link that leads out of the folder; name the file itself to read it.")
    if path.exists() and not path.is_file():
        raise InputError("no regular file; name it by itself to read from it.")
