"""Whether a name is one of the world's places."""

import gzip
import unicodedata
from functools import cache
from importlib.resources import files

_DROPPED = str.maketrans(dict.fromkeys("'’‘`ʻʼ´") | {"-": " "})


def fold(name: str) -> str:
    """Lower case, without accents and apostrophes, hyphens as spaces."""
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(letter for letter in parts if not unicodedata.combining(letter))
    return " ".join(name.translate(_DROPPED).lower().split())


def is_known(name: str) -> bool:
    """Whether the gazetteer lists a place of this name."""
    return fold(name) in _names("names")


def is_region(name: str) -> bool:
    """Whether it is a first-level region, or another as wide, and no town of its country is called so."""
    return fold(name) in _names("regions")


@cache
def _names(which: str) -> frozenset[str]:
    packed = (files("marsad") / "data" / "gazetteer" / f"{which}.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split("\n"))
