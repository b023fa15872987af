"""Names that are not shown before somebody asks: of private persons who were harmed or bore witness."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from enum import Enum
from functools import cache, lru_cache
from typing import Any, TypeVar

from marsad.model import Claim
from marsad.registry import registry
from marsad.registry.common import is_common
from marsad.registry.fold import fold
from marsad.store.base import Store

Value = TypeVar("Value")

BLOCK = "█"
SHORTEST = 3  # letters of a part of a name that is covered where it stands alone
ACRONYM = 5  # letters of the longest word in CAPITALS that is taken for a body's acronym
PLAIN = {"id", "document_id", "origin", "parent", "kind", "outlet", "entities", "locator", "sha256", "revises"}
PART = r"(?:(?:a[ln]|el|ash?|a[rtdz])-)?[A-ZÀ-ÞİŞĞ][\w’'-]+"
_RUN = re.compile(rf"{PART}(?:\s+(?:(?:bin|ibn|abu|de|del|la|van|von)\s+)*{PART})+")
_ALONE = re.compile(rf"(?:[a-z][\w’'-]*\s+)*({PART})(?:,.*)?", re.DOTALL)
_CLAUSE = re.compile(r"[,;:()\[\]]")
_WORD = re.compile(r"[\w’'-]+")


@dataclass(slots=True)
class Veil:
    """Covers names of private persons in the records of a store."""

    store: Store
    _names: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def names(self, document_id: str) -> tuple[str, ...]:
        """Return the names that are covered in a document."""
        if document_id not in self._names:
            self.learn([document_id])
        return self._names[document_id]

    def learn(self, documents: Iterable[str]) -> None:
        """Look for the names in several documents at once, which is quicker than in one after the other."""
        found: dict[str, list[str]] = {name: [] for name in documents if name not in self._names}
        for document, names in self.store.named_in(list(found)):
            target, source = ([names[slot]] if slot in names else [] for slot in ("target", "source"))
            found[document] += private_in(target, source)
        self._names |= {document: tuple(dict.fromkeys(names)) for document, names in found.items()}

    def over(self, value: Value, document_id: str) -> Value:
        """Return a record of a document, or a row of one, with names covered; ids and offsets are the same."""
        made: Value = _over(value, self.names(document_id))
        return made


def private_names(claim: Claim) -> tuple[str, ...]:
    """Return the names in a claim that are covered, as they are printed."""
    return private_in([claim.target.name] if claim.target else (), [claim.source.name] if claim.source else ())


def private_in(targets: Iterable[str], sources: Iterable[str]) -> tuple[str, ...]:
    """Return the names that are covered among those of targets and sources."""
    witnesses = (source for source in sources if _witness(source))
    return tuple(name for text in (*targets, *witnesses) for name in _meant(text))


def persons_in(text: str) -> Iterator[str]:
    """Yield the names of persons in running text that no registry and no gazetteer knows: of two words or more."""
    for found in names_in(text):
        run = found.removesuffix("'s").removesuffix("’s")
        if not may_be_shown(run) and (name := _person(run)):
            yield name


def names_in(text: str) -> Iterator[str]:
    """Yield runs of capitalised words, which is how names of people are printed."""
    yield from (found.group() for found in _RUN.finditer(text))


def covered(text: str, names: Iterable[str]) -> str:
    """Return `text`, every code point at its place, with names and their parts as blocks, in CAPITALS too."""
    pattern = _of_names(tuple(names))
    return pattern.sub(lambda found: BLOCK * len(found.group()), text) if pattern else text


@lru_cache(100)
def _of_names(names: tuple[str, ...]) -> re.Pattern[str] | None:
    """Return what finds names and their parts; None where no part is long enough."""
    parts = {part for name in names for part in _WORD.findall(name) if len(part) >= SHORTEST}
    printed = {form for part in parts for form in (part, part.upper(), part.title())}
    listed = "|".join(re.escape(form) for form in sorted(printed, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{listed})(?!\w)") if parts else None


@cache
def may_be_shown(name: str) -> bool:
    """Whether registries or gazetteer know a name, or it is that of a country, a people or a country's leader."""
    from marsad.gazetteer.opening import open_gazetteer  # noqa: PLC0415 - slow to import

    folded, known = fold(name), registry()
    actors = known.actors
    return (
        bool(actors.named(name) or known.sources.named(name) or actors.leader(folded, None) or actors.people(folded))
        or actors.nation(folded, printed=name) is not None
        or open_gazetteer().knows(name)
    )


@lru_cache(10_000)
def _meant(text: str) -> tuple[str, ...]:
    """Return the names of persons in words that stand for somebody, where a single name is a name as well."""
    if text.isupper():
        return tuple(_in_capitals(text))
    alone = (found[1] for found in [_ALONE.fullmatch(text)] if found and _is_name(found[1]))
    return (*persons_in(text), *alone)


def _in_capitals(text: str) -> Iterator[str]:
    """Yield what is left of each clause in CAPITALS behind its last word that is in no person's name."""
    for clause in _CLAUSE.split(text):
        words = clause.split()
        others = [at for at, word in enumerate(words) if any(map(is_common, word.split("-"))) or _is_of_many(word)]
        name = words[others[-1] + 1 if others else 0 :]
        if len(name) > 1 and not may_be_shown(" ".join(name)):
            yield " ".join(name)
        elif len(name) == 1 == len(words) and _is_name(name[0]):
            yield name[0]


def _is_name(word: str) -> bool:
    """Whether a capitalised word that is all there is names a person: no known name, people or acronym, no weapon."""
    word = word.removesuffix("'s").removesuffix("’s")
    acronym = (word.isupper() and len(word) <= ACRONYM) or not word.replace("-", "").replace("’", "").isalpha()
    known = (form for form in (word, word.removesuffix("s")) if _is_of_many(form) or may_be_shown(form))
    return not (acronym or is_common(word) or any(known))


@cache
def _is_of_many(word: str) -> bool:
    """Whether a word names a nation, people, creed or body."""
    actors, folded = registry().actors, fold(word)
    many = registry().covering["many"]
    named = actors.named(word) or actors.people(folded) or actors.nation(folded, printed=word.title())
    return bool(named) or folded in many or folded.removesuffix("s") in many


def _person(run: str) -> str:
    """Return a run of capitalised words without the titles before it; "" where it ends as names of bodies do."""
    words = run.split()
    if is_common(words[-1]) or registry().actors.named(words[-1]) or all(map(_is_of_many, words)):
        return ""
    names = [at for at, word in enumerate(words) if not (is_common(word) or word.isupper())]
    return " ".join(words[names[0] :] if len(words) - names[0] > 1 else words) if names else ""


@cache
def _witness(text: str) -> bool:
    beginnings = tuple(registry().covering["witness"])
    return any(word.startswith(beginnings) for word in re.findall(r"\w+", text.lower()))


def _over(value: Any, names: tuple[str, ...]) -> Any:
    """Return a record, or a part of one, with names covered in all text that is no id."""
    if not names or isinstance(value, Enum):
        return value
    if isinstance(value, str):
        return covered(value, names)
    if isinstance(value, Mapping):
        return {key: item if key in PLAIN else _over(item, names) for key, item in value.items()}
    if isinstance(value, tuple | list):
        return type(value)(_over(item, names) for item in value)
    if is_dataclass(value) and not isinstance(value, type):
        told = {each.name: getattr(value, each.name) for each in fields(value) if each.init and each.name not in PLAIN}
        return replace(value, **{name: _over(item, names) for name, item in told.items()})
    return value
