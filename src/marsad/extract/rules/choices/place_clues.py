"""What speaks for or against a place, in words: asked for again and again, and worded once."""

from functools import lru_cache
from typing import NamedTuple

from marsad.extract.rules.choices.model import Group

# ruff: noqa: FBT001 - what is cached is asked for by position

_WORDED = 1 << 13  # groups of a sort that are kept


@lru_cache(maxsize=_WORDED)
def nowhere(kind: str, part: str, total: bool, polarity: str) -> Group:
    """No place, by the fact."""
    return Group("none", f"none {kind}", f"none part={part}", f"none total={total}", f"none polarity={polarity}")


@lru_cache(maxsize=_WORDED)
def nowhere_around(inside: int, lead: bool, places: int, manner: str) -> Group:
    """No place, by how many places its sentence and the report name, and by how the fact is told."""
    return Group(
        f"none inside={inside}",
        f"none first={lead}",
        f"none places={places}",
        f"none {manner}",
        f"none inside={inside} {manner}",
    )


@lru_cache(maxsize=_WORDED)
def named(level: int, cue: str, known: bool) -> Group:
    """How it is named."""
    return Group(f"level={level}", f"cue={cue}", f"known={known}", f"known={known} cue={cue}")


@lru_cache(maxsize=_WORDED)
def counted(often: int, facts: int, nested: str) -> Group:
    """How often it is named, how many facts are closest to it, whether a place that it lies in stands beside it."""
    return Group(f"often={often}", f"event={facts}", f"nested={nested}")


@lru_cache(maxsize=_WORDED)
def aside(speakers: bool, based: bool, visited: bool) -> Group:
    """What else than a fact may be there: who speaks, who sits there, who went there."""
    told = {"speaker's": speakers, "based": based, "visited": visited}
    return Group(*(name for name, holds in told.items() if holds))


@lru_cache(maxsize=_WORDED)
def lies(gap: int, level: int, kind: str, total: bool, recent: str) -> Group:
    """How far off it is named, and how wide it is; `recent` counts the places named since."""
    return Group(f"gap={gap}", f"level={level} {kind}", f"total={total} level={level}", f"recent={recent}")


@lru_cache(maxsize=_WORDED)
def title(here: bool) -> Group:
    """It stands in the report's title."""
    return Group(f"title same={here}")


@lru_cache(maxsize=_WORDED)
def first(apart: int) -> Group:
    """It is the first place of the report."""
    return Group(f"first gap={apart}")


@lru_cache(maxsize=_WORDED)
def theatre(total: bool, manner: str) -> Group:
    """It is the country that the report tells of."""
    return Group(f"theatre total={total}", f"theatre {manner}")


@lru_cache(maxsize=_WORDED)
def landmark(here: bool, other: bool) -> Group:
    """It only says where another lies; `other` says that the fact's sentence names one."""
    return Group(f"landmark same={here}", f"landmark same={here} other={other}")


@lru_cache(maxsize=_WORDED)
def main(is_main: bool, here: bool, widest: int) -> Group:
    """Whether most happens there; `widest` is the widest place of the fact's sentence."""
    return Group(f"main={is_main} here={here}", f"main={is_main} here={here} inside={widest}")


@lru_cache(maxsize=_WORDED)
def main_away(is_main: bool, kind: str, part: str, back: bool, total: bool) -> Group:
    """Whether most happens there, of a place that another sentence names."""
    return Group(f"main={is_main} {kind} {part}", f"main={is_main} back={back} total={total}")


@lru_cache(maxsize=_WORDED)
def nested(inside: bool, holds: bool, level: int, here: bool) -> Group:
    """Whether it lies in a place that the sentence names, and whether others lie in it."""
    return Group(f"inside own={inside} here={here}", f"parent={holds} level={level} here={here}")


@lru_cache(maxsize=_WORDED)
def pointed_to(fits: bool, country: bool) -> Group:
    """Whether it is what the sentence points back to: "the town"."""
    return Group(f"the type={fits} {country}")


@lru_cache(maxsize=_WORDED)
def meant(fits: bool, here: bool, own: bool) -> Group:
    """Whether it is what the fact's own words point back to; `own` says that its sentence names a place."""
    return Group(f"other meant type={fits}" if here else f"meant type={fits} own={own}")


@lru_cache(maxsize=_WORDED)
def away(gap: int, level: int, own: bool, widest: int, kind: str, told: str) -> Group:
    """Another sentence names it, and tells there of what `told` says."""
    return Group(f"gap={gap} level={level} inside={int(own)}", f"away inside={widest} {kind}", f"told={told}")


@lru_cache(maxsize=_WORDED)
def paragraph(cue: str) -> Group:
    """Another sentence of the paragraph names it."""
    return Group("paragraph", f"paragraph cue={cue}")


@lru_cache(maxsize=_WORDED)
def manner(mine: bool, is_main: bool, level: int, times: str, manner: str) -> Group:
    """How the fact is told, for a place of another sentence; `mine` says that the report talked of it last."""
    return Group(
        f"centre={mine} times={times}",
        f"centre={mine} {manner}",
        f"main={is_main} {manner}",
        f"level={level} {manner}",
    )


class Centre(NamedTuple):
    """A fact beside what the report talked of last before it: how far back that is, and how much they share."""

    gap: int
    back: bool
    inside: int
    alike: int
    total: bool
    told: str
    figure: bool
    places: int


@lru_cache(maxsize=_WORDED)
def centred(centre: Centre | None, mine: bool) -> Group:
    """Whether it is what the report talked of last."""
    if centre is None:
        return Group("centre none")
    return Group(
        f"centre={mine}",
        f"centre={mine} gap={centre.gap}",
        f"centre={mine} back={centre.back}",
        f"centre={mine} inside={centre.inside}",
        f"centre={mine} alike={centre.alike}",
        f"centre={mine} total={centre.total}",
        f"centre={mine} {centre.told}",
        f"centre={mine} figure={centre.figure}",
        f"centre={mine} count={centre.places}",
    )


@lru_cache(maxsize=_WORDED)
def hangs(distance: int, up: int, nearest: bool, level: int) -> Group:
    """How it hangs together with the fact's word in the tree."""
    return Group(f"tree={distance}", f"up={up}", f"closest={nearest}", f"closest={nearest} level={level}")


@lru_cache(maxsize=_WORDED)
def stands(after: bool, words: int, by: str, kind: str) -> Group:
    """Where it stands in the fact's sentence, behind which preposition."""
    return Group(f"after={after} words={words}", f"by={by}", f"by={by} {kind}")


@lru_cache(maxsize=_WORDED)
def quoted(kind: str) -> Group:
    """It stands in the words that tell the fact."""
    return Group(f"evidence {kind}")


@lru_cache(maxsize=_WORDED)
def plays(role: str, below: bool, itself: bool, part: str, kind: str) -> Group:
    """It hangs below what has the role, or has it itself."""
    return Group(*([f"role={role} {part} {kind}"] if below else []), *([f"itself={role} {kind}"] if itself else []))
