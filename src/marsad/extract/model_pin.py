"""Load the language model that marsad was measured with, and no other."""

import gc
import hashlib
import importlib.util
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.util import load_model_from_path
from thinc.api import use_ops

from marsad import lexicon
from marsad.errors import ModelMissingError
from marsad.extract.attributes import quicken


@cache
def load_model() -> Language:
    """Return the pinned spaCy pipeline without the parts we do not use; loaded once per process.

    Its networks multiply by numpy's library, which is quicker than the one that spaCy brings.
    Raise `ModelMissingError` when it is absent or a file is not the pinned one. Nothing is downloaded.
    """
    pin = lexicon.load("model.yml")
    folder = locate(pin["package"], pin["folder"], pin["distribution"])
    verify(folder, pin["sha256"], pin["distribution"])
    with use_ops("numpy", use_blis=False):
        model = quicken(load_model_from_path(folder, exclude=pin["unused"]))
    gc.freeze()  # it stays to the end: garbage is not looked for in it again and again
    return model


def locate(package: str, folder: str, distribution: str) -> Path:
    """Return the folder of the installed model; raise `ModelMissingError` if there is none."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        raise ModelMissingError(f"The language model is not installed; run: pip install {distribution}")
    return Path(spec.origin).parent / folder


def verify(folder: Path, sums: dict[str, str], distribution: str) -> None:
    """Raise `ModelMissingError` naming the first file under `folder` whose SHA-256 is not the one in `sums`."""
    for name, expected in sums.items():
        if _sha256(folder / name) != expected:
            raise ModelMissingError(
                f"The language model's file {folder / name} is missing or not the pinned one; "
                f"run: pip install --force-reinstall --no-deps {distribution}"
            )


def _sha256(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
