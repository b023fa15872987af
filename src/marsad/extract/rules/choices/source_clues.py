"""What speaks for or against a credit, in words: asked for again and again, and worded once."""

from functools import lru_cache

from marsad.extract.rules.choices.model import Group

# ruff: noqa: FBT001 - what is cached is asked for by position

_WORDED = 1 << 12  # groups of a sort that are kept


@lru_cache(maxsize=_WORDED)
def nobody(way: str, kind: str, part: str, clause: str, total: bool) -> Group:
    """No credit, by the fact; `way` is how the closest one over it is worded."""
    return Group(
        "none",
        f"none way={way}",
        f"none way={way} {kind} {part}",
        f"none way={way} clause={clause}",
        f"none way={way} total={total}",
    )


@lru_cache(maxsize=_WORDED)
def nobody_around(way: str, first: int, speakers: int, quoted: bool, voice: str) -> Group:
    """No credit, by where the fact stands, and by how much the report credits and to how many."""
    return Group(
        f"none way={way} first={first}",
        f"none way={way} credits={speakers}",
        f"none way={way} quoted={quoted}",
        f"none way={way} voice={voice}",
    )


@lru_cache(maxsize=_WORDED)
def over(way: str, rank: int, kind: str, part: str, change: str | None) -> Group:
    """It covers the fact: `rank` others do so more closely."""
    return Group(
        "over",
        f"over way={way}",
        f"over way={way} rank={rank}",
        f"over way={way} {part} held={change}",
        f"over {kind} {part}",
    )


@lru_cache(maxsize=_WORDED)
def over_clause(way: str, clause: str, retold: str, quoted: bool, head: str) -> Group:
    """It covers the fact, in such a clause; `retold` is how the speaker tells the fact elsewhere, `head` who speaks."""
    return Group(
        f"over way={way} clause={clause}",
        f"over retold={retold}",
        f"over way={way} quoted={quoted}",
        f"over head={head}",
    )


@lru_cache(maxsize=_WORDED)
def apart(free: bool, gap: int, side: int, paragraph: bool, first: int, quoted: bool) -> Group:
    """It stands apart from the fact, on that side of it; `free` says that no other credit covers the fact."""
    return Group(
        "apart",
        f"apart free={free}",
        f"apart gap={gap} free={free}",
        f"apart side={side} paragraph={paragraph} free={free}",
        f"apart first={first} side={side > 0} free={free}",
        f"apart quoted={quoted} gap={gap} free={free}",
    )


@lru_cache(maxsize=_WORDED)
def apart_retold(free: bool, side: int, retold: str, way: str) -> Group:
    """It stands apart, worded in that way, and its speaker tells the fact elsewhere."""
    return Group(
        f"apart retold={retold} free={free}",
        f"apart retold={retold} side={side} free={free}",
        f"apart way={way} side={side > 0} free={free}",
    )


@lru_cache(maxsize=_WORDED)
def apart_from(free: bool, side: int, kind: str, total: bool, part: bool, article: str) -> Group:
    """It stands apart from such a fact."""
    return Group(
        f"apart {kind} free={free}",
        f"apart total={total} free={free}",
        f"apart part={part} free={free}",
        f"apart article={article} side={side > 0} free={free}",
    )
