"""What is not shown before somebody asks: names of private persons who were harmed or bore witness; graphic words."""

import re
from collections.abc import Iterable
from functools import cache

from marsad.gazetteer.opening import open_gazetteer
from marsad.lexicon import load
from marsad.model import Claim
from marsad.registry import registry
from marsad.registry.common import is_common
from marsad.web.privacy import names_in

BLOCK = "█"
SHORTEST = 3  # letters of a part of a name that is covered where it stands alone
_WORD = re.compile(r"[\w’'-]+")


def private_names(claim: Claim) -> tuple[str, ...]:
    """Return the names in a claim that are covered, as they are printed."""
    return private_in([claim.target.name] if claim.target else (), [claim.source.name] if claim.source else ())


def private_in(targets: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are covered among those of targets and sources."""
    witnesses = (source for source in sources if _witness(source))
    return tuple(name for text in (*targets, *witnesses) for name in persons_in(text))


def persons_in(text: str) -> Iterable[str]:
    """Yield the names of persons in some words that no registry and no gazetteer knows."""
    for found in names_in(text):
        run = found.removesuffix("'s").removesuffix("’s")
        if not may_be_shown(run) and (name := _person(run)):
            yield name


def covered(text: str, names: Iterable[str]) -> str:
    """Return `text`, every code point at its place, with names and their parts as blocks."""
    parts = {part for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST}
    if not parts:
        return text
    listed = "|".join(re.escape(part) for part in sorted(parts, key=len, reverse=True))
    return re.sub(rf"(?<!\w)(?:{listed})(?!\w)", lambda found: BLOCK * len(found.group()), text)


def graphic(text: str) -> bool:
    """Whether a passage is graphic."""
    return _graphic().search(text) is not None


@cache
def may_be_shown(name: str) -> bool:
    """Whether the registries or the gazetteer know a name."""
    known = registry()
    return bool(known.actors.named(name) or known.sources.named(name)) or open_gazetteer().knows(name)


def _person(run: str) -> str:
    """Return a run of capitalised words without the titles before it; "" where it ends as names of bodies do."""
    words = run.split()
    if is_common(words[-1]) or registry().actors.named(words[-1]):
        return ""
    names = [at for at, word in enumerate(words) if not (is_common(word) or word.isupper())]
    return " ".join(words[names[0] :] if len(words) - names[0] > 1 else words) if names else ""


@cache
def _witness(text: str) -> bool:
    words = "|".join(load("desk/veiled.yml")["witness"])
    return re.search(rf"\b(?:{words})", text.lower()) is not None


@cache
def _graphic() -> re.Pattern[str]:
    stems = "|".join(re.escape(entry["stem"]) for entry in load("desk/graphic.yml")["words"])
    return re.compile(rf"\b(?:{stems})", re.IGNORECASE)
