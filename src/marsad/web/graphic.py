"""Passages that tell what was done to bodies, known by their words."""

import re
from functools import cache

from marsad.lexicon import load


def graphic(text: str) -> bool:
    """Whether a passage is graphic."""
    return _stems().search(text) is not None


@cache
def _stems() -> re.Pattern[str]:
    stems = "|".join(re.escape(entry["stem"]) for entry in load("desk/graphic.yml")["words"])
    return re.compile(rf"\b(?:{stems})", re.IGNORECASE)
