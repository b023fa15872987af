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
    """Whether GeoNames lists a place of this name."""
    return fold(name) in _names()


@cache
def _names() -> frozenset[str]:
    packed = (files("marsad") / "data" / "gazetteer" / "names.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode("ascii").split("\n"))
