"""Which kinds and methods may belong to one happening: the reader of `data/merge/families.yml`."""

from functools import cache

from marsad.lexicon import load

FILE = "merge/families.yml"


@cache
def family(kind: str) -> str:
    """The family of a kind of claim; the kind itself where the data knows none."""
    return next((name for name, kinds in load(FILE)["families"].items() if kind in kinds), kind)


@cache
def is_state(change: str | None) -> bool:
    """Whether a change of control ("held") says how things stand, and not that anything happened."""
    return change in load(FILE)["states"]


@cache
def telling(method: str | None) -> bool:
    """Whether a method says anything of what was done: "other" does not."""
    return method is not None and method not in load(FILE)["silent_methods"]


@cache
def compatible(left: str, right: str) -> bool:
    """Whether reporters may take one method for the other."""
    return left == right or any(left in group and right in group for group in load(FILE)["methods"].values())
