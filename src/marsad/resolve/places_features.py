"""What is seen of words that may name a place: how they are spelt, what stands around them, how they resolve."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from math import log10

from marsad.gazetteer.spelling import fold
from marsad.lexicon import load
from marsad.resolve.places_names import Name, people
from marsad.resolve.places_phrase import listed
from marsad.resolve.places_reading import Mention, Reading

_SAID = re.compile(r"[ ,]+(?:said|says|told|added|tweeted|wrote|who|whose)\b")
_OPENING = re.compile(r"[.!?:”\"“\n]\s*$|[–—]\s*$")
_FOLLOWING = (
    ("says", _SAID),
    ("owner", re.compile(r"['’]s?\b")),
    ("hyphen", re.compile(r" ?-[^\W\d_]")),
    ("comma name", re.compile(r", ?(?=[^\W\d_])(?=[^a-z])")),
    ("comma", re.compile(r", ?[^\W\d_]")),
)
_STRONG = frozenset("in near at inside outside around across into throughout within toward towards".split())
_WEAK = frozenset("of from to between through over against via for on with by".split())


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may name a place. `how` is known, typed ("Powerline Road") or unknown ("in Kfraya")."""

    name: Name
    how: str
    mention: Mention


@cache
def types() -> frozenset[str]:
    """Words that end the names of places."""
    return frozenset((*listed("tags"), *listed("local"), *listed("endings")))


@cache
def _common() -> frozenset[str]:
    return frozenset((files("marsad") / "data/lexicon/en/common_words.txt").read_text("utf-8").split())


@cache
def _titles() -> frozenset[str]:
    return frozenset(load("lexicon/en/attribution.yml")["titles"])


def shows_place(text: str, at: int) -> bool:
    """Whether the word before shows that a place is named ("in")."""
    found = re.search(r"(\S+)\s$", text[max(0, at - 30) : at])
    return found is not None and found[1].lower() in _STRONG


def features(candidate: Candidate, reading: Reading) -> list[str]:
    """Return the features of a candidate, in words that the weights' file has too."""
    kind, before, after = _kind(candidate), _before(candidate, reading), _after(candidate, reading)
    return [
        f"kind {kind}",
        f"before {before}",
        f"after {after}",
        f"{kind}, before {before}",
        f"{kind}, after {after}",
        f"words {min(len(candidate.name.text.split()), 4)}",
        *_spelling(candidate, kind),
        *_resolved(candidate, reading, kind),
        *_elsewhere(candidate, reading, kind),
    ]


def _kind(candidate: Candidate) -> str:
    if fold(candidate.name.text) in people():
        return "people"
    if candidate.how != "known":
        return candidate.how
    best = candidate.mention.best
    return best.hit.place.kind if best else "none"


def _spelling(candidate: Candidate, kind: str) -> Iterator[str]:
    words = candidate.name.text.lower().split()
    common = sum(word in _common() for word in words)
    yield f"common words {'all' if common == len(words) else 'some' if common else 'no'}, {kind in ('town', 'none')}"
    if len(candidate.name.text) <= 3:
        yield "short"
    if candidate.name.text.isupper() and len(candidate.name.text) > 1:
        yield f"capitals {kind}"


def _resolved(candidate: Candidate, reading: Reading, kind: str) -> Iterator[str]:
    best = candidate.mention.best
    if best is None:
        return
    yield f"share {min(int(best.share * 5), 4)}, {candidate.how}"
    yield f"theatre {min(int(reading.theatre.share(best.hit.place.country) * 4), 3)}, {kind == 'town'}"
    if kind == "town":
        size = int(log10(best.hit.population)) if best.hit.population else 0
        yield f"town of 10^{max(2, min(size, 7)) if size else '?'}"
        yield f"main name {best.hit.main}, very name {best.hit.likeness == 1}"


def _before(candidate: Candidate, reading: Reading) -> str:
    """Return what stands before: a class of words."""
    start = candidate.name.span.start
    head = reading.text[max(0, start - 40) : start]
    if not head.strip() or _OPENING.search(head):
        return "start"
    found = re.search(r"(\S+)\s$", head)
    if not found:
        return "hyphen" if head.endswith("-") else "other"
    word = found[1].lower()
    if word.strip(".") in _titles():
        return "title"
    if found[1][0].isupper() and found[1][-1].isalnum():
        return "people" if fold(found[1]) in people() else "name"
    return _small_words().get(word, "comma" if word.endswith(",") else "word")


@cache
def _small_words() -> dict[str, str]:
    """The classes of small words before a name."""
    return {"the": "the", "and": "and"} | dict.fromkeys(_STRONG, "in") | dict.fromkeys(_WEAK, "of")


def _after(candidate: Candidate, reading: Reading) -> str:
    """Return what stands after: a class of words."""
    tail = reading.text[candidate.name.span.end : candidate.name.span.end + 40]
    for name, pattern in _FOLLOWING:
        if pattern.match(tail):
            return name
    found = re.match(r" ?([^\W\d_]+)", tail)
    if not found:
        return "stop"
    word = found[1].lower()
    if word in types():
        return "type"
    if word in _titles() or word in load("lexicon/en/attribution.yml")["person"]:
        return "person"
    return "name" if found[1][0].isupper() else "word"


def _elsewhere(candidate: Candidate, reading: Reading, kind: str) -> Iterator[str]:
    """Yield what the same words are elsewhere in the text: after "in", or beside another name."""
    name = re.escape(candidate.name.text)
    inside = re.search(rf"\b(?:in|near|at|outside|inside) {name}\b(?! [A-Z])", reading.text)
    beside = re.search(rf"[A-Z][\w.'’-]+ {name}\b", reading.text) or re.search(rf"\b{name} [A-Z][a-z]", reading.text)
    yield f"elsewhere in {bool(inside)}, beside {bool(beside)}, {kind in ('town', 'none', 'region')}"
