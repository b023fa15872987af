"""What speaks for or against a party, in words: asked for again and again, and worded once."""

from functools import lru_cache
from typing import NamedTuple

from marsad.extract.rules.choices.model import Group

# ruff: noqa: FBT001 - what is cached is asked for by position


@lru_cache(maxsize=1 << 12)
def nobody(kind: str, own: str, part: str, method: str | None, total: bool) -> Group:
    """No party did it or was hit, by how the fact is told."""
    return Group(
        "none",
        f"none {kind} own={own}",
        f"none {kind} own={own} {part}",
        f"none {kind} method={method} own={own}",
        f"none own={own} total={total} {kind}",
    )


@lru_cache(maxsize=1 << 12)
def nobody_hit(kind: str, own: str, victim: str, subset: bool, polarity: str) -> Group:
    """The same, by whom the fact befell, and whether it did."""
    return Group(f"none victim={victim}", f"none subset={subset} own={own}", f"none polarity={polarity} {kind}")


@lru_cache(maxsize=1 << 12)
def nobody_around(kind: str, own: str, other: bool, foes: bool, scene: str) -> Group:
    """The same, by the party on the other side, its enemies, and what the sentence says of civilians."""
    return Group(f"none other={other} {kind}", f"none foes={foes} {kind} own={own}", f"none scene={scene} {kind}")


@lru_cache(maxsize=1 << 12)
def own(kind: str, own: str, part: str, method: str | None) -> Group:
    """The party that the clause names is of class `own`."""
    return Group(
        "own",
        f"own {kind}",
        f"own {own}",
        f"own {kind} {own}",
        f"own {kind} {own} {part}",
        f"own method={method} {own}",
    )


class Scene(NamedTuple):
    """A fact as civilians may be its target: `told` is how many facts of the report have them as theirs."""

    kind: str
    own: str
    part: str
    method: str | None
    total: bool
    victim: str
    scene: str
    told: int


@lru_cache(maxsize=1 << 12)
def civilians(of: Scene) -> Group:
    """Civilians, whether named or not."""
    kind, own, scene = of.kind, of.own, of.scene
    return Group(
        f"civilians {kind} {scene}",
        f"civilians {kind} own={own}",
        f"civilians {kind} doc={of.told}",
        f"civilians victim={of.victim}",
        f"civilians {kind} {scene} own={own}",
        f"civilians method={of.method} {scene}",
        f"civilians {kind} total={of.total}",
        f"civilians {kind} part={of.part}",
    )


Fact = tuple[str, str, str, bool]
"""A fact: its kind, the class of its own party and of its victims, and whether those are only a figure."""
Neighbour = tuple[str, str, str, int, bool, bool, bool, bool]
"""A party of a fact near by: its slot there, that fact's kind, its class, how many sentences off that is, and whether
that fact follows in the same sentence, has the same figure, tells the same again, is what this one is a part of."""


@lru_cache(maxsize=1 << 15)
def neighbour(fact: Fact, near: Neighbour) -> Group:
    """Another fact has the party."""
    kind, own, victim, bare = fact
    slot, there, what, gap, following, figure, twin, parent = near
    apart = min(1, abs(gap))
    return Group(
        "near",
        f"near {slot} {kind} {there}",
        f"near {slot} {kind} {there} gap={apart}",
        f"near gap={gap} {slot}",
        f"near gap={apart} {slot} {what} {kind} own={own}",
        f"near {what} {slot}",
        f"near figure={figure} {slot}",
        f"near victim={victim} {what} {slot}",
        f"near twin={twin} {slot} own={own}",
        f"near bare={bare} {slot} {there} gap={'next' if following else gap}",
        f"near parent={parent} {slot} own={own} {what}",
    )


@lru_cache(maxsize=1 << 10)
def fought(kind: str, plain: str, own: str, times: int) -> Group:
    """The other side fights the party in `times` other facts; `plain` is the kind without what changed hands."""
    return Group(f"foe {kind}", f"foe times={times}", f"foe own={own} {plain}")


@lru_cache(maxsize=1 << 14)
def named(kind: str, own: str, gap: int, cue: str, where: str, side: str) -> Group:
    """The text names the party `gap` sentences off, on that side of the fact, behind the preposition `cue`."""
    return Group(
        f"named gap={gap} {kind}",
        f"named gap={gap} own={own}",
        f"named cue={cue} gap={min(1, gap)}",
        f"named {where} gap={min(1, gap)} {kind}",
        f"named {side} {kind}",
    )


@lru_cache(maxsize=1 << 14)
def governed(kind: str, governor: str, gap: int) -> Group:
    """What the named party stands to."""
    return Group(f"governed {governor} gap={gap}", f"governed {governor} gap={gap} {kind}")


@lru_cache(maxsize=1 << 10)
def last_named(last: bool, bare: bool, own: str) -> Group:
    """Whether no other was named since, before the fact."""
    return Group(f"named last={last} bare={bare} own={own}")


@lru_cache(maxsize=1 << 12)
def whoever(kind: str, own: str, most: bool, same: bool, speaks: bool) -> Group:
    """However it was reached: whether it is hit most, is the other side, speaks."""
    return Group(
        f"any most={most} same={same} {kind} own={own}",
        f"any same={same}",
        f"any same={same} {kind}",
        f"speaks={speaks} same={same}",
        f"speaks={speaks} {kind}",
    )
