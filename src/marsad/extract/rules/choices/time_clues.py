"""What speaks for or against a time, in words: asked for again and again, and worded once."""

from functools import lru_cache

from marsad.extract.rules.choices.model import Group

# ruff: noqa: FBT001 - what is cached is asked for by position

_WORDED = 1 << 12  # groups of a sort that are kept


@lru_cache(maxsize=_WORDED)
def never(own: str, stance: str, sort: str, shape: str, dated: str) -> Group:
    """No time, by how the fact is told."""
    return Group(
        "none",
        f"none own={own}",
        f"none {stance}",
        f"none {stance} {dated}",
        f"none {sort} {stance}",
        f"none {shape} {dated}",
    )


@lru_cache(maxsize=_WORDED)
def never_of(sort: str, dated: str) -> Group:
    """No time, by the sort of fact: a group of its own, as that a fact is held may stand for its stance, too."""
    return Group(f"none {sort} {dated}")


@lru_cache(maxsize=_WORDED)
def never_around(dated: str, head: int, turn: str, days: int) -> Group:
    """No time, by where the fact stands, and by how many days facts have."""
    return Group(f"none head={head}", f"none turn={turn} {dated}", f"none events={days} {dated}")


@lru_cache(maxsize=_WORDED)
def stretch(role: str, length: str, sort: str, stance: str) -> Group:
    """How long it lasts, and what it says of a fact."""
    return Group(f"role={role}", f"length={length}", f"length={length} {sort}", f"length={length} {stance}")


@lru_cache(maxsize=_WORDED)
def here(bond: str, stance: str, sort: str, inside: bool, role: str) -> Group:
    """The fact's own sentence tells it; `inside` says that the words for the fact do."""
    return Group(
        "here",
        f"here {bond}",
        f"here {bond} {stance}",
        f"here {bond} {sort}",
        f"here {bond} inside={inside}",
        f"here {bond} role={role}",
    )


@lru_cache(maxsize=_WORDED)
def off(steps: int, words: int) -> Group:
    """How far it stands from the fact's word, in the tree and in sixes of words."""
    return Group(f"here steps={steps}", f"here words={words}")


@lru_cache(maxsize=_WORDED)
def apart(own: str, stance: str, sort: str, shape: str, dated: str) -> Group:
    """Another sentence tells it; the fact's own dates the fact so far."""
    return Group(
        "apart", f"apart own={own}", f"apart {stance} {dated}", f"apart {sort} {dated}", f"apart {shape} {dated}"
    )


@lru_cache(maxsize=_WORDED)
def told(origin: str, role: str, dated: str) -> Group:
    """What another sentence tells with it."""
    return Group(f"apart {origin} {dated}", f"apart role={role}")


@lru_cache(maxsize=_WORDED)
def between(gap: int, paragraph: bool, shadow: int, turn: str) -> Group:
    """How far off that sentence is, and how many other days are told between."""
    before = gap < 0
    return Group(
        f"apart gap={max(-4, min(3, gap))}",
        f"apart paragraph={paragraph}",
        f"apart shadow={shadow} before={before}",
        f"apart turn={turn} before={before}",
    )


@lru_cache(maxsize=_WORDED)
def first(head: int, stance: str) -> Group:
    """It is the first time at which something happens."""
    return Group("apart first", f"apart first head={head}", f"apart first {stance}")


@lru_cache(maxsize=_WORDED)
def kin(share: str, stance: str, shape: str) -> Group:
    """What the fact shares with one that happened then."""
    return Group(f"apart kin={share}", f"apart kin={share} {stance}", f"apart kin={share} {shape}")
