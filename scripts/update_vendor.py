"""Fetch the desk's front-end files from the npm registry, with their licences and hashes.

    python scripts/update_vendor.py            fetch the versions pinned below
    python scripts/update_vendor.py --check    say whether the files are those that were fetched

A new version is a change of PINNED. Nobody needs this to install or run marsad: the files are in the repository.
"""

import argparse
import hashlib
import shutil
import subprocess
import sys
import tarfile
import tempfile
from pathlib import Path

STATIC = Path(__file__).parents[1] / "src" / "marsad" / "web" / "static" / "vendor"
TESTS = Path(__file__).parents[1] / "tests" / "web" / "vendor"
SUMS = "SHA256SUMS"

PINNED = {  # package: version, folder, files
    "leaflet": ("1.9.4", STATIC, ["dist/leaflet.js", "dist/leaflet.css", "LICENSE"]),
    "supercluster": ("9.1.0", STATIC, ["dist/supercluster.min.js", "LICENSE"]),
    "topojson-client": ("3.1.0", STATIC, ["dist/topojson-client.min.js", "LICENSE"]),
    "world-atlas": ("2.0.2", STATIC, ["countries-50m.json", "LICENSE"]),
    "@fontsource-variable/inter": (
        "5.3.0",
        STATIC,
        ["files/inter-latin-wght-normal.woff2", "files/inter-latin-ext-wght-normal.woff2", "LICENSE"],
    ),
    "@fontsource-variable/source-serif-4": (
        "5.3.1",
        STATIC,
        [
            "files/source-serif-4-latin-wght-normal.woff2",
            "files/source-serif-4-latin-ext-wght-normal.woff2",
            "files/source-serif-4-latin-wght-italic.woff2",
            "LICENSE",
        ],
    ),
    "axe-core": ("4.14.1", TESTS, ["axe.min.js", "LICENSE", "LICENSE-3RD-PARTY.txt"]),
}


def fetch(package: str) -> None:
    """Put the pinned files of `package` into a fresh folder named after it and its version."""
    version, parent, names = PINNED[package]
    folder = parent / f"{package.rsplit('/', 1)[-1]}-{version}"
    npm = shutil.which("npm") or sys.exit("npm is not installed; install Node.js.")
    with tempfile.TemporaryDirectory() as scratch:
        subprocess.run([npm, "pack", f"{package}@{version}"], cwd=scratch, check=True, capture_output=True)  # noqa: S603
        for old in parent.glob(f"{package.rsplit('/', 1)[-1]}-*"):
            shutil.rmtree(old)
        folder.mkdir(parents=True)
        with tarfile.open(next(Path(scratch).glob("*.tgz"))) as archive:
            for name in names:
                member = archive.extractfile(f"package/{name}") or sys.exit(f"{package} has no {name}.")
                (folder / Path(name).name).write_bytes(member.read())
    (folder / SUMS).write_text(sums(folder), "ascii")


def sums(folder: Path) -> str:
    """Return the folder's files with their SHA-256, as sha256sum prints them."""
    files = sorted(path for path in folder.iterdir() if path.name != SUMS)
    return "".join(f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {path.name}\n" for path in files)


def changed() -> list[str]:
    """Return the folders whose files are not those that were fetched."""
    folders = [parent / f"{name.rsplit('/', 1)[-1]}-{version}" for name, (version, parent, _) in PINNED.items()]
    return [str(path) for path in folders if not path.is_dir() or sums(path) != (path / SUMS).read_text("ascii")]


def main() -> int:
    """Fetch or check; return 1 where files are not those that were fetched."""
    parser = argparse.ArgumentParser(description="Fetch the desk's front-end files.")
    parser.add_argument("--check", action="store_true", help="compare with the recorded hashes, fetch nothing")
    if not parser.parse_args().check:
        for package in PINNED:
            fetch(package)
    for folder in (wrong := changed()):
        print(f"{folder}: not as fetched")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
